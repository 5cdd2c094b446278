"""How a line of the chain is sealed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

GENESIS = "0" * 64


@dataclass(frozen=True)
class SealedNote:
    """A note exactly as stored."""

    household: int | None
    text: str
    before: str
    after: str


def seal(previous: str, at: str, actor: str, command: str, notes: Sequence[SealedNote]) -> str:
    """SHA-256 over the digest before and everything the line says; any later change breaks the chain."""
    body = [previous, at, actor, command, [[n.household, n.text, n.before, n.after] for n in notes]]
    written = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
