"""How a line of the chain is sealed, and how what it changed is told."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dibao_desktop.domain.money import short_yuan

GENESIS = "0" * 64
# Amounts are kept in fen; nobody in the office counts in fen.
_IN_FEN = "（分）"


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


def changes_told(
    before: Mapping[str, object],
    after: Mapping[str, object],
    shown: Callable[[str, str], str] = lambda _name, text: text,
) -> str:
    """What really changed, in words: old → new, or only the new value of what was empty.

    `shown(name, text)` may hide a part of a value, as of an ID number.
    """
    said = []
    for name in dict.fromkeys([*before, *after]):
        written = [_written(name, values.get(name)) for values in (before, after)]
        if written[0] != written[1]:
            old, new = (shown(name, text) for text in written)
            said.append(f"{name.removesuffix(_IN_FEN)} {f'{old} → ' if old else ''}{new or '空'}")
    return "；".join(said)


def _written(name: str, value: object) -> str:
    if value is None or value == "":
        return ""
    return f"{short_yuan(value)} 元" if name.endswith(_IN_FEN) and isinstance(value, int) else str(value)
