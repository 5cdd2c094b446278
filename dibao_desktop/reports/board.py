"""The tables of the dashboard beside the villages: the four 100 %, results and their causes, money, errors, what is late.

Each is made of cells, and a cell that counts households carries the filter that lists exactly these.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dibao_desktop.clearance.queries import Group, Slices
from dibao_desktop.domain.money import yuan
from dibao_desktop.reports.definitions import Word
from dibao_desktop.reports.figures import Dashboard, Door, VillageFigures, door, explanation, percent


@dataclass(frozen=True)
class Cell:
    """What stands in a table; with a door, how many households are behind it. `good`: True done, False lacking."""

    text: str
    door: Door | None = None
    behind: int = 0
    good: bool | None = None


@dataclass(frozen=True)
class BoardRow:
    """One line: what it is, its cells, and what it means."""

    label: str
    cells: tuple[Cell, ...]
    explained: str = ""


@dataclass(frozen=True)
class Section:
    """One table of the dashboard; `head` names the label and the cells. `empty` stands where there is no line."""

    title: str
    head: tuple[str, ...]
    rows: tuple[BoardRow, ...]
    explained: str
    empty: str = ""


def sections(shown: Dashboard) -> tuple[Section, ...]:
    """All of them, in the order of the page."""
    makers: tuple[Callable[[Dashboard], Section], ...] = (
        villages,
        steps,
        indicators,
        results,
        exits,
        additions,
        money,
        errors,
        overdue,
        pace,
    )
    return tuple(make(shown) for make in makers)


def villages(shown: Dashboard) -> Section:
    """How far each village is, and whether it keeps up with the plan."""
    columns = (
        ("评议", Group.REVIEWED),
        ("公示", Group.POSTED),
        ("办结", Group.DONE),
        ("清退", Group.EXITS),
        ("新增", Group.ADDITIONS),
        ("异议", Group.OBJECTED),
    )
    rows = []
    for line, village in zip(shown.villages, shown.progress.villages, strict=True):
        scope = {**shown.scope, "village": village.village}
        counts = [(group, village.count(group)) for _, group in columns]
        cells = (
            Cell(str(village.cases), scope, village.cases),
            Cell(f"{line.visited} / {line.to_visit}", door(scope, Group.VISITED), line.visited),
            Cell(line.visit_rate, good=line.all_visited if line.to_visit else None),
            *(Cell(str(count), door(scope, group), count) for group, count in counts),
            Cell(_kept_up(line), good=None if line.behind is None else not line.behind),
        )
        rows.append(BoardRow(village.village, cells))
    head = ("村（社区）", "户数", "入户", "入户率", *(title for title, _ in columns), "对照计划")
    about = "\n".join(explanation(word) for word in (Word.VISIT_RATE, Word.REVIEWED, Word.POSTED, Word.PACE))
    return Section("各村进度", head, tuple(rows), about, "还没有清查的户")


def steps(shown: Dashboard) -> Section:
    """How many households of each village stand at each step."""
    rows = []
    for village in shown.progress.villages:
        scope = {**shown.scope, "village": village.village}
        cells = [Cell(str(village.cases), scope, village.cases)]
        for step, _ in shown.steps:
            count = village.steps.get(step, 0)
            cells.append(Cell(str(count), {**scope, "step": step}, count))
        rows.append(BoardRow(village.village, tuple(cells)))
    head = ("村（社区）", "户数", *(label for _, label in shown.steps))
    return Section("各村各步骤户数", head, tuple(rows), "每户只在要办的那一步。", "还没有清查的户")


def _kept_up(line: VillageFigures) -> str:
    if line.behind is None:
        return "—"
    return f"落后 {line.behind} 天" if line.behind else "按期"


def indicators(shown: Dashboard) -> Section:
    """四个100% (DOMAIN §3.3): 100 % means that nothing lacks."""
    lines = (
        (Word.RECIPIENTS_ENTERED, (Group.RECIPIENTS,), Group.ENTERED, Group.NOT_ENTERED),
        (Word.APPLICANTS_ENTERED, (Group.APPLICANTS,), Group.ENTERED, Group.NOT_ENTERED),
        (Word.ARCHIVES, (), Group.INSPECTED, Group.NOT_INSPECTED),
        (Word.SIGNED_RATE, (Group.TO_VISIT,), Group.VISITED, Group.TO_SIGN),
    )
    rows = tuple(_indicator(shown, *line) for line in lines)
    source = Word.RECIPIENTS_ENTERED.value.clause
    return Section(
        "四个100%", ("指标", "应办", "已办", "差", "完成率"), rows, f"四项都要 100%，差一户也不算。\n依据：{source}"
    )


def _indicator(shown: Dashboard, word: Word, whole: tuple[Group, ...], done: Group, lacking: Group) -> BoardRow:
    wanted, reached = _households(shown, *whole), _households(shown, *whole, done)
    rate = Cell(percent(reached.behind, wanted.behind), good=reached.behind == wanted.behind)
    return BoardRow(word.label, (wanted, reached, _households(shown, *whole, lacking), rate), explanation(word))


def results(shown: Dashboard) -> Section:
    """What was decided, by result; what is not decided yet stands last, so that the lines add up to all cases."""
    lines = (
        (Word.KEPT, (Group.CONTINUED,)),
        (Word.CAMPAIGN_RAISED, (Group.RAISED,)),
        (Word.CAMPAIGN_CUT, (Group.CUT,)),
        (Word.EXITS, (Group.EXITS,)),
        (Word.NATURAL, (Group.DEATHS,)),
        (Word.ADDITIONS, (Group.ADDITIONS,)),
        (Word.REFUSED, (Group.REFUSED,)),
        (Word.SINGLE, (Group.SINGLE,)),
        (Word.GRADUAL, (Group.GRADUAL,)),
        (Word.LEFT_UNDECIDED, (Group.UNDECIDED,)),
    )
    source = shown.policy.decision.source
    rows = tuple(
        BoardRow(
            word.label,
            (_households(shown, *groups), Cell(_change(shown.progress.of(*groups)))),
            explanation(word, source),
        )
        for word, groups in lines
    )
    return Section("处理结果", ("结果", "户", "月增减（元）"), rows, f"已作出决定的户按结果计。\n依据：{source}")


def exits(shown: Dashboard) -> Section:
    """清退 by cause."""
    return _by_cause(shown, "清退原因", Word.CAUSES_OF_EXIT, Group.EXITS, "还没有清退的户")


def additions(shown: Dashboard) -> Section:
    """新增 by cause."""
    return _by_cause(shown, "新增原因", Word.CAUSES_OF_ADDITION, Group.ADDITIONS, "还没有新增纳入的户")


def _by_cause(shown: Dashboard, title: str, word: Word, group: Group, empty: str) -> Section:
    about = explanation(word, shown.policy.decision.source)
    rows = tuple(
        BoardRow(
            cause,
            (Cell(str(found.cases), {**door(shown.scope, group), "cause": cause}, found.cases), Cell(_change(found))),
            about,
        )
        for cause, found in shown.progress.of(group).causes().items()
    )
    return Section(title, ("原因", "户", "月增减（元）"), rows, about, empty)


def money(shown: Dashboard) -> Section:
    """What a month costs before and after, by what changed it."""
    about = explanation(Word.MONEY_BEFORE_AFTER)
    before, after = shown.progress.of(Group.RECIPIENTS), shown.progress
    paid = shown.progress.count(Group.PAID)
    rows = (
        BoardRow("清查前", (_households(shown, Group.RECIPIENTS), Cell(yuan(before.before_fen))), about),
        BoardRow("清查后", (_households(shown, Group.PAID), Cell(yuan(after.after_fen))), about),
        BoardRow("净增减", (Cell(_signed(paid - before.cases)), Cell(_change(after))), about),
    )
    return Section("月保障金前后对照", ("时点", "户", "月保障金（元）"), rows, about)


def errors(shown: Dashboard) -> Section:
    """差错率 by village, and whether it sends the village back (DOMAIN §18.2)."""
    sampling = shown.policy.sampling
    about = explanation(Word.ERROR_RATE, shown.policy.source_of("sampling.error_limit"))
    rows = []
    for village in shown.progress.villages:
        scope = {**shown.scope, "village": village.village}
        visited = village.count(Group.RECIPIENTS, Group.VISITED)
        wrong = village.count(Group.WRONG)
        redo = bool(visited) and sampling.must_redo(wrong, visited)
        rows.append(
            BoardRow(
                village.village,
                (
                    Cell(str(visited), door(scope, Group.RECIPIENTS, Group.VISITED), visited),
                    Cell(str(wrong), door(scope, Group.WRONG), wrong),
                    Cell(percent(wrong, visited)),
                    Cell("应重新整改" if redo else "—", good=False if redo else None),
                ),
                about,
            )
        )
    return Section(
        "各村差错率", ("村（社区）", "已入户", "有差错", "差错率", "判断"), tuple(rows), about, "还没有清查的户"
    )


def overdue(shown: Dashboard) -> Section:
    """已超期 by step."""
    about = explanation(Word.OVERDUE, shown.policy.decision.source)
    late: dict[str, int] = {}
    for each in shown.progress.slices:
        late[each.step] = late.get(each.step, 0) + each.overdue
    day = shown.day.isoformat()
    rows = tuple(
        BoardRow(
            label, (Cell(str(late[step]), {**shown.scope, "step": step, "overdue": day}, late[step], False),), about
        )
        for step, label in shown.steps
        if late.get(step)
    )
    return Section("已超期", ("应办的步骤", "户"), rows, about, "没有超期的户")


def pace(shown: Dashboard) -> Section:
    """How many of a village should have been visited by the day that is looked at, and how many were."""
    about = explanation(Word.PACE)
    rows = []
    for village in shown.villages:
        scope = {**shown.scope, "village": village.village}
        days = "—" if village.window is None else f"{_day(village.window[0])}—{_day(village.window[1])}"
        cells = (
            Cell(days),
            Cell(str(village.to_visit), door(scope, Group.TO_VISIT), village.to_visit),
            Cell("—" if village.planned is None else str(village.planned)),
            Cell(str(village.visited), door(scope, Group.VISITED), village.visited),
            Cell(_kept_up(village), good=None if village.behind is None else not village.behind),
        )
        rows.append(BoardRow(village.village, cells, about))
    head = ("村（社区）", "入户时段", "应入户", "按计划到这天", "已入户", "对照")
    return Section("各村入户对照计划", head, tuple(rows), about, "还没有清查的户")


def _day(iso: str) -> str:
    day = dt.date.fromisoformat(iso)
    return f"{day.month}月{day.day}日"


def compared(shown: Dashboard, other: Dashboard) -> Section:
    """Two campaigns side by side: each figure of the first, of the second, and what lies between where both are numbers."""
    rows = [
        BoardRow(
            one.key.label,
            (Cell(one.number, one.door, one.behind), Cell(two.number), Cell(_between(one.number, two.number))),
            one.explained,
        )
        for one, two in zip(shown.figures, other.figures, strict=True)
    ]
    for make in (indicators, results, money):
        for one_row, two_row in zip(make(shown).rows, make(other).rows, strict=True):
            one_cell, two_cell = one_row.cells[-1], two_row.cells[-1]
            if make is results:
                one_cell, two_cell = one_row.cells[0], two_row.cells[0]
            texts = (one_cell, Cell(two_cell.text), Cell(_between(one_cell.text, two_cell.text)))
            rows.append(BoardRow(one_row.label, texts, one_row.explained))
    head = ("指标", shown.campaign.title, other.campaign.title, "相差")
    about = f"两次行动都按各自的方案统计，截至 {shown.day}。"
    return Section("两次行动对照", head, tuple(rows), about)


def _between(one: str, two: str) -> str:
    values = []
    for text in (one, two):
        plain = text.replace(",", "").replace("+", "").removesuffix("%")
        try:
            values.append(round(float(plain) * 100))
        except ValueError:
            return "—"
    if "." not in one + two and "%" not in one + two:
        return _signed((values[0] - values[1]) // 100)
    change = values[0] - values[1]
    sign = "+" if change > 0 else ""
    points = " 个百分点" if "%" in one + two else ""
    return f"{sign}{yuan(change)}{points}"


def _households(shown: Dashboard, *groups: Group) -> Cell:
    count = shown.progress.count(*groups)
    return Cell(str(count), door(shown.scope, *groups), count)


def _change(found: Slices) -> str:
    change = found.after_fen - found.before_fen
    return ("+" if change > 0 else "") + yuan(change)


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else str(number)


def rows_as_text(section: Section) -> Sequence[tuple[str, ...]]:
    """The lines as plain text, for paper and workbooks."""
    return [(row.label, *(cell.text for cell in row.cells)) for row in section.rows]


def explanations(shown: Dashboard) -> list[str]:
    """What every figure and every table of the dashboard counts, each said once."""
    found = [figure.explained for figure in shown.figures]
    for section in sections(shown):
        found += [section.explained, *(row.explained for row in section.rows)]
    return list(dict.fromkeys(found))
