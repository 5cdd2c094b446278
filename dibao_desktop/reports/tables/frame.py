"""How a statutory table is put together: measures as data, the total first, the words defined under it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from dibao_desktop.domain.document import Block, Document, Heading, Paragraph, Table
from dibao_desktop.domain.money import yuan
from dibao_desktop.reports.definitions import Word, explained
from dibao_desktop.reports.figures import percent
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key

TOTAL = "合计"
NOBODY = "（不在册）"
SIGNED_BY = "单位负责人：　　　　　　　　制表人：　　　　　　　　联系电话：　　　　　　　　填表日期："

Counts = Mapping[str, Mapping[Hashable, int]]


class Unit(Enum):
    """What a measure is counted in."""

    COUNT = "count"
    FEN = "fen"
    SHARE = "share"


@dataclass(frozen=True)
class Measure:
    """One column: the caption over it, its title, what it counts (`key` of the counts; of a share the part) and the word
    that defines it."""

    caption: str
    title: str
    key: Hashable
    word: Word | None = None
    unit: Unit = Unit.COUNT
    whole: Hashable = None

    def cell(self, counts: Mapping[Hashable, int]) -> str:
        """What stands in the column for one place's counts."""
        value = counts.get(self.key, 0)
        if self.unit is Unit.SHARE:
            return percent(value, counts.get(self.whole, 0))
        return yuan(value) if self.unit is Unit.FEN else str(value)


def place_table(measures: Sequence[Measure], counts: Counts, first: str = "单位") -> Table:
    """A line for each place, their sum on top: a share is one of sums, never a mean of shares."""
    rows = [(TOTAL, summed(counts)), *((name or NOBODY, line) for name, line in counts.items())]
    return Table(
        (first, *(measure.title for measure in measures)),
        tuple((name, *(measure.cell(line) for measure in measures)) for name, line in rows),
        align=("left", *("right",) * len(measures)),
        groups=captions(measures),
    )


def summed(counts: Counts) -> dict[Hashable, int]:
    """The counts of all places together."""
    total: dict[Hashable, int] = {}
    for line in counts.values():
        for key, number in line.items():
            total[key] = total.get(key, 0) + number
    return total


def captions(measures: Sequence[Measure]) -> tuple[tuple[str, int], ...]:
    """The upper row of the head; none when no measure has a caption."""
    if not any(measure.caption for measure in measures):
        return ()
    runs = [(caption, len(list(run))) for caption, run in groupby(measures, key=lambda measure: measure.caption)]
    return (("", 1), *runs)


def statement(
    title: str, when: str, blocks: Sequence[Block], words: Sequence[Word | None] = (), notes: Sequence[str] = ()
) -> Document:
    """A table to be handed in: title, who and when, the table, who made it, and what its words mean."""
    unit = settings.value(Key.UNIT) or settings.value(Key.TOWN)
    said = [*notes, *([explained(word for word in words if word)] if any(words) else [])]
    return Document(
        title,
        (
            Heading(title, 0),
            Paragraph(f"统计单位：{unit}　　　　统计时间：{when}　　　　单位：户、人、元"),
            *blocks,
            Paragraph(SIGNED_BY),
            *(Paragraph(sentence) for sentence in said),
        ),
        landscape=True,
    )


def person_table(head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Table:
    """A list of people or households, numbered from 1."""
    numbered = tuple((str(place), *row) for place, row in enumerate(rows, start=1))
    return Table(("序号", *head), numbered, (3, *widths), ("center",) * (len(head) + 1))
