"""The month's lists of households and people: 新增, 停保, 增发, 减发, 分类施保, 自然减员 (DOMAIN §15.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.domain import identity
from dibao_desktop.domain.document import Document, Paragraph
from dibao_desktop.domain.money import yuan
from dibao_desktop.dossiers.queries.book import HouseholdLine, member_names
from dibao_desktop.reports.definitions import Word
from dibao_desktop.reports.tables.frame import TOTAL, person_table, statement
from dibao_desktop.reports.tables.month import Change, MonthBook, MonthLine, Stand, month_book

_NEW_HEAD = (
    "审核日期", "姓名", "身份证号", "年龄", "性别", "家庭住址", "家庭人口", "保障人口", "救助类别", "月保障金（元）",
)  # fmt: skip
_STOP_HEAD = (
    "户主", "身份证号", "家庭人口", "住址", "类别", "分类施保", "月保障金（元）", "停保原因", "停保时间", "业务类别",
)  # fmt: skip
_DEATH_HEAD = ("户主", "身份证号", "住址", "死亡人员", "死亡人员身份证号", "死亡日期", "享受时间", "停发月份")


def additions_list(month: str, book: MonthBook | None = None) -> Document:
    """新增救助明细, by the day of the first confirmation."""
    book = book or month_book(month)
    lines = sorted(book.changed(Change.NEW), key=_confirmed)
    rows = []
    for line in lines:
        who = line.household
        age = identity.age_on(who.head_id, book.period.last)
        rows.append(
            (
                _confirmed(line),
                who.head_name,
                who.head_id,
                "" if age is None else str(age),
                identity.sex(who.head_id),
                _place(who),
                str(who.family_size),
                str(line.now.covered),
                _aid(who, line.now),
                yuan(line.now.fen),
            )
        )
    total = _total(len(_NEW_HEAD), len(rows), {7: sum(line.now.covered for line in lines)}, _fen(lines, 9))
    return _list("新增救助明细", book, _NEW_HEAD, (5, 4, 8, 2, 2, 7, 3, 3, 5, 4), rows, total, [Word.MONTH_NEW])


def stops_list(month: str, book: MonthBook | None = None) -> Document:
    """停保汇总表: who is not paid any more, why, and whether by a stop or by a death."""
    book = book or month_book(month)
    lines = book.changed(Change.STOPPED)
    rows = [
        (
            line.household.head_name,
            line.household.head_id,
            str(line.household.family_size),
            _place(line.household),
            _aid(line.household, line.then),
            yuan(line.then.extra_fen),
            yuan(line.then.fen),
            line.reason,
            line.step.month if line.step else "",
            "减员" if line.decision and line.decision.outcome is Outcome.DEATH else "停止",
        )
        for line in lines
    ]
    fen = {5: sum(line.then.extra_fen for line in lines), 6: sum(line.then.fen for line in lines)}
    total = _total(len(_STOP_HEAD), len(rows), {}, fen)
    return _list("停保汇总表", book, _STOP_HEAD, (4, 8, 3, 7, 5, 3, 4, 8, 4, 3), rows, total, [Word.MONTH_STOPPED])


def raises_list(month: str, book: MonthBook | None = None) -> Document:
    """保障金增发表."""
    book = book or month_book(month)
    return _amounts("保障金增发表", "增额（元）", Change.RAISED, Word.MONTH_RAISED, book)


def cuts_list(month: str, book: MonthBook | None = None) -> Document:
    """保障金减发表."""
    book = book or month_book(month)
    return _amounts("保障金减发表", "减额（元）", Change.CUT, Word.MONTH_CUT, book)


def _amounts(title: str, amount: str, change: Change, word: Word, book: MonthBook) -> Document:
    head = (
        "户主", "身份证号", "出生年月", "原保障人口", "现保障人口", "住址", "类别", "享受时间", "原金额（元）", "现金额（元）", amount,
        *(("减员人数",) if change is Change.CUT else ()), "原因",
    )  # fmt: skip
    lines = book.changed(change)
    rows = []
    for line in lines:
        born = identity.birth_date(line.household.head_id)
        fewer = (str(max(line.then.covered - line.now.covered, 0)),) if change is Change.CUT else ()
        rows.append(
            (
                line.household.head_name,
                line.household.head_id,
                born.isoformat()[:7] if born else "",
                str(line.then.covered),
                str(line.now.covered),
                _place(line.household),
                _aid(line.household, line.now),
                line.step.month if line.step else "",
                yuan(line.then.fen),
                yuan(line.now.fen),
                yuan(abs(line.now.fen - line.then.fen)),
                *fewer,
                line.reason,
            )
        )
    fen = {
        8: sum(line.then.fen for line in lines),
        9: sum(line.now.fen for line in lines),
        10: sum(abs(line.now.fen - line.then.fen) for line in lines),
    }
    people = {3: sum(line.then.covered for line in lines), 4: sum(line.now.covered for line in lines)}
    if change is Change.CUT:
        people[11] = sum(max(line.then.covered - line.now.covered, 0) for line in lines)
    widths = (4, 11, 4, 3, 3, 6, 5, 4, 4, 4, 4, *((3,) if change is Change.CUT else ()), 6)
    return _list(title, book, head, widths, rows, _total(len(head), len(rows), people, fen), [word])


def supplement_raises(month: str, book: MonthBook | None = None) -> Document:
    """分类施保金增发人员表."""
    return _supplements("分类施保金增发人员表", "增额（元）", 1, book or month_book(month))


def supplement_cuts(month: str, book: MonthBook | None = None) -> Document:
    """分类施保金减发人员表."""
    return _supplements("分类施保金减发人员表", "减额（元）", -1, book or month_book(month))


def _supplements(title: str, amount: str, sign: int, book: MonthBook) -> Document:
    head = ("户主", "享受人员", "身份证号", "住址", "类别", "原金额（元）", "现金额（元）", amount, "事由")
    parts = [(line, *part) for line in book.lines for part in _parts(line) if (part[2] - part[1]) * sign > 0]
    names = member_names({member for _, member, _, _ in parts if member})
    rows = []
    for line, member, then, now in parts:
        name, number = (
            names.get(member, ("全户", line.household.head_id)) if member else ("全户", line.household.head_id)
        )
        why = [stand.extra.lines for stand in (line.now, line.then) if stand.extra and stand.extra.lines]
        rows.append(
            (
                line.household.head_name,
                name,
                number,
                _place(line.household),
                _aid(line.household, line.now if line.now.fen else line.then),
                yuan(then),
                yuan(now),
                yuan(abs(now - then)),
                why[0] if why else "",
            )
        )
    fen = {
        5: sum(then for _, _, then, _ in parts),
        6: sum(now for _, _, _, now in parts),
        7: sum(abs(now - then) for _, _, then, now in parts),
    }
    total = _total(len(head), len(rows), {}, fen, unit="人次")
    return _list(title, book, head, (4, 4, 8, 7, 4, 4, 4, 4, 9), rows, total, [Word.SUPPLEMENTED])


def _parts(line: MonthLine) -> Iterator[tuple[int, int, int]]:
    """What is whose (member id; 0 for the household) in both months, where it changed."""
    then, now = _shares(line.then), _shares(line.now)
    for member in sorted(then.keys() | now.keys()):
        before, after = then.get(member, 0), now.get(member, 0)
        if before != after:
            yield member, before, after


def _shares(stand: Stand) -> dict[int, int]:
    """By member; what is for the household, and what is not told apart, under 0."""
    if stand.extra is None:
        return {}
    shares = dict(stand.extra.shares)
    rest = stand.extra_fen - sum(shares.values())
    return {0: rest, **shares} if rest else shares


def deaths_list(month: str, book: MonthBook | None = None) -> Document:
    """人员变动：自然减员月报表."""
    book = book or month_book(month)
    households = {line.household.id: line.household for line in book.lines}
    rows = []
    for event in book.deaths:
        who = households.get(event.household_id)
        rows.append(
            (
                event.head_name,
                who.head_id if who else "",
                _place(who) if who else event.village,
                event.person_name,
                event.person_id,
                event.happened_on,
                who.start_month if who else "",
                event.from_month,
            )
        )
    total = _total(len(_DEATH_HEAD), len(rows), {}, {}, unit="人")
    return _list("自然减员月报表", book, _DEATH_HEAD, (4, 8, 7, 4, 8, 5, 4, 4), rows, total, [Word.MONTH_DEATH])


def _list(
    title: str,
    book: MonthBook,
    head: Sequence[str],
    widths: Sequence[int],
    rows: Sequence[Sequence[str]],
    total: Sequence[str],
    words: Sequence[Word],
) -> Document:
    table = person_table(head, rows, widths)
    if not rows:
        return statement(title, book.period.words, [table, Paragraph("本期没有。")], words, [book.period.basis])
    # The total stands first, as in the counts; it carries no number.
    table = replace(table, rows=((TOTAL, *total), *table.rows))
    return statement(title, book.period.words, [table], words, [book.period.basis])


def _total(columns: int, count: int, people: dict[int, int], fen: dict[int, int], unit: str = "户") -> tuple[str, ...]:
    """The line over a list: how many there are, and the sums of the columns that have one."""
    cells = [""] * columns
    cells[0] = f"{count} {unit}"
    for place, number in people.items():
        cells[place] = str(number)
    for place, amount in fen.items():
        cells[place] = yuan(amount)
    return tuple(cells)


def _fen(lines: Sequence[MonthLine], place: int) -> dict[int, int]:
    return {place: sum(line.now.fen for line in lines)}


def _confirmed(line: MonthLine) -> str:
    """The day of the confirmation where there is one; of a household that a roster brought the month it is paid from."""
    if line.decision is not None:
        return line.decision.decided_on
    return line.step.month if line.step else line.household.start_month


def _place(who: HouseholdLine) -> str:
    return who.address or f"{who.village}{who.group}"


def _aid(who: HouseholdLine, stand: Stand) -> str:
    return f"{who.aid_type} {stand.category}".strip()
