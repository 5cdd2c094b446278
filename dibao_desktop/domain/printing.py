"""What the core asks of whoever can draw pages: it has no Qt itself and is handed one of these."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dibao_desktop.domain.document import Document


class Printer(Protocol):
    """Draws A4 pages and gives them as the bytes of a PDF."""

    def document(self, document: Document) -> bytes:
        """A document with its own foot and page numbers."""
        ...

    def picture(self, content: bytes, rotation: int) -> bytes:
        """A JPG or PNG on one page, turned clockwise by `rotation` degrees. Raises KnownError when it cannot be read."""
        ...

    def marks(self, words: Sequence[str]) -> bytes:
        """One empty page for each of the words, which stand in its top right corner: to be laid over other pages."""
        ...
