"""The month's counts: 低保户基本变动情况 and 基本情况 (DOMAIN §15.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping

from dibao_desktop.domain.document import Document
from dibao_desktop.reports.definitions import Word
from dibao_desktop.reports.tables.frame import Measure, Unit, place_table, statement
from dibao_desktop.reports.tables.month import Change, MonthBook, MonthLine, Stand, month_book

_CHANGES = (
    (Change.NEW, Word.MONTH_NEW),
    (Change.STOPPED, Word.MONTH_STOPPED),
    (Change.RAISED, Word.MONTH_RAISED),
    (Change.CUT, Word.MONTH_CUT),
)
CHANGE_MEASURES = tuple(
    measure
    for change, word in _CHANGES
    for measure in (
        Measure(change.value, "户数", (change, "households"), word),
        Measure(change.value, "保障人数" if change is Change.NEW else "人数", (change, "people"), word),
        Measure(change.value, "金额（元）", (change, "fen"), word, Unit.FEN),
    )
)
STOCK_MEASURES = (
    Measure("户数", "户数", "households", Word.RECEIVING),
    Measure("户数", "其中分类施保", "extra_households", Word.SUPPLEMENTED),
    Measure("人数", "人数", "people", Word.RECEIVING),
    Measure("人数", "其中分类施保", "extra_people", Word.SUPPLEMENTED),
    Measure("保障金（元）", "合计", "total_fen", Word.MONTH_MONEY, Unit.FEN),
    Measure("保障金（元）", "户月保障金", "fen", Word.MONTH_MONEY, Unit.FEN),
    Measure("保障金（元）", "分类施保金", "extra_fen", Word.MONTH_MONEY, Unit.FEN),
)


def changes_report(month: str, book: MonthBook | None = None) -> Document:
    """低保户基本变动情况: 13 columns under two rows of heads, the total first."""
    book = book or month_book(month)
    table = place_table(CHANGE_MEASURES, change_counts(book))
    words = [measure.word for measure in CHANGE_MEASURES]
    return statement("低保户基本变动情况", book.period.words, [table], words, [book.period.basis])


def stock_report(month: str, book: MonthBook | None = None) -> Document:
    """基本情况: households, people and money of the month, 分类施保 apart."""
    book = book or month_book(month)
    table = place_table(STOCK_MEASURES, stock_counts(book))
    words = [measure.word for measure in STOCK_MEASURES]
    return statement("低保户基本情况", book.period.words, [table], words, [book.period.basis])


def change_counts(book: MonthBook) -> Mapping[str, Mapping[Hashable, int]]:
    """New, stopped, raised and cut, by village."""
    found: dict[str, Counter[Hashable]] = {village: Counter() for village in book.villages}
    for line in book.lines:
        change, counts = line.change, found[line.household.village]
        if change is not Change.NONE:
            counts[change, "households"] += 1
            counts[change, "people"] += line.then.covered if change is Change.STOPPED else line.now.covered
            counts[change, "fen"] += abs(line.now.fen - line.then.fen)
    return found


def stock_counts(book: MonthBook) -> Mapping[str, Mapping[Hashable, int]]:
    """What is paid in the month, by village."""
    found: dict[str, Counter[Hashable]] = {village: Counter() for village in book.villages}
    for line in book.lines:
        _add(found[line.household.village], line)
    return found


def _add(counts: Counter[Hashable], line: MonthLine) -> None:
    now: Stand = line.now
    if not now.fen:
        return
    counts["households"] += 1
    counts["people"] += now.covered
    counts["fen"] += now.fen
    counts["extra_fen"] += now.extra_fen
    counts["total_fen"] += now.fen + now.extra_fen
    counts["extra_households"] += bool(now.extra_fen)
    counts["extra_people"] += now.extra_people
