"""A printed document as plain values; `reports` turns it into .docx, the window into PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True)
class Heading:
    """A centred title (level 0) or a section head (level 1, 2)."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of running text. `align` is left, center or right."""

    text: str
    bold: bool = False
    align: str = "left"


@dataclass(frozen=True)
class Table:
    """A ruled table; the head repeats on each page. `widths` are relative column widths. `groups` are captions over the
    head, each with how many columns it stands over; over one without a caption the column's own title takes both rows."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    align: tuple[str, ...] = ()
    groups: tuple[tuple[str, int], ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """Each column's title with its caption before it, for a reader that has one head row only."""
        captions = [caption for caption, span in self.groups for _ in range(span)] or [""] * len(self.head)
        return tuple(caption + title for caption, title in zip(captions, self.head, strict=True))


@dataclass(frozen=True)
class Signatures:
    """Lines to sign on, each with its caption."""

    captions: tuple[str, ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a new page."""


Block = Heading | Paragraph | Table | Signatures | PageBreak


class Paper(StrEnum):
    """The size of a page. A3 is A4 drawn larger, so that it can be read standing."""

    A4 = "A4"
    A3 = "A3"

    @property
    def enlarged(self) -> float:
        """How many times as large as on A4 everything is drawn."""
        return 2**0.5 if self is Paper.A3 else 1.0


@dataclass(frozen=True)
class Document:
    """What is printed. `name` is the file name without its ending; `landscape` turns the page; `numbered`: its
    pages are counted at the foot."""

    name: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    footer: str = field(default="")
    numbered: bool = True
    paper: Paper = Paper.A4
