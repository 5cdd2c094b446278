"""A document as text that can be kept and brought back to the cell, and what differs between two of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dibao_desktop.domain.document import Block, Document, Heading, PageBreak, Paragraph, Signatures, Table

_BLOCKS: dict[str, type[Any]] = {kind.__name__: kind for kind in (Heading, Paragraph, Table, Signatures, PageBreak)}
# What names the line of a table, where its head has it.
_NAMING = ("单位", "村（社区）", "档案号", "姓名", "户主", "身份证号", "享受人员", "死亡人员", "死亡人员身份证号")
_NUMBER = "序号"
WHOLE_LINE = "整行"


@dataclass(frozen=True)
class CellDifference:
    """One cell that was otherwise when the month was closed; a line that came or went is one difference."""

    report: str
    line: str
    column: str
    then: str
    now: str


def as_text(document: Document) -> str:
    """The same document gives the same text."""
    blocks = [[type(block).__name__, asdict(block)] for block in document.blocks]
    kept = {"name": document.name, "landscape": document.landscape, "blocks": blocks}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def from_text(kept: str) -> Document:
    """The document of a text."""
    found = json.loads(kept)
    blocks = tuple(_block(kind, fields) for kind, fields in found["blocks"])
    return Document(found["name"], blocks, landscape=found["landscape"])


def digest(kept: str) -> str:
    """By which a text is known to be what was kept."""
    return hashlib.sha256(kept.encode()).hexdigest()


def differences(title: str, then: Document, now: Document) -> Iterator[CellDifference]:
    """Cell by cell, lines matched by what names them."""
    for old, new in zip(_tables(then), _tables(now), strict=True):
        yield from _between(title, old, new)


def _block(kind: str, fields: dict[str, Any]) -> Block:
    block: Block = _BLOCKS[kind](**{name: _tuples(value) for name, value in fields.items()})
    return block


def _tuples(value: Any) -> Any:
    return tuple(_tuples(each) for each in value) if isinstance(value, list) else value


def _tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def _between(title: str, then: Table, now: Table) -> Iterator[CellDifference]:
    old, new = _lines(then), _lines(now)
    for line in dict.fromkeys([*old, *new]):
        words = " ".join(part for part in line[:-1] if part)
        if line not in new:
            yield CellDifference(title, words, WHOLE_LINE, "有", "无")
        elif line not in old:
            yield CellDifference(title, words, WHOLE_LINE, "无", "有")
        else:
            for column, before, after in zip(then.titles, old[line], new[line], strict=False):
                if before != after and column != _NUMBER:
                    yield CellDifference(title, words, column, before, after)


def _lines(table: Table) -> dict[tuple[str, ...], Sequence[str]]:
    """The rows by what names them; the last part counts those that are named alike."""
    places = [place for place, title in enumerate(table.head) if title in _NAMING] or [0]
    found: dict[tuple[str, ...], Sequence[str]] = {}
    for row in table.rows:
        named = tuple(row[place] for place in places)
        if not any(named) or row[0] == "合计":
            named = (row[0],)
        twin = 0
        while (*named, str(twin)) in found:
            twin += 1
        found[*named, str(twin)] = row
    return found
