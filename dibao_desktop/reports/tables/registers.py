"""Lists that belong to a campaign or to a day: 退出对象兜底情况, 近亲属备案汇总, 名册."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable

from dibao_desktop.clearance.queries.decided import decided
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.domain import identity
from dibao_desktop.domain.document import Block, Document, Heading, Paragraph, Signatures, Table
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.money import yuan
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.queries.book import household_lines
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.reports.definitions import Word
from dibao_desktop.reports.tables.frame import Measure, Unit, person_table, place_table, statement
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key

_YES = "√"
_SAFETY = (Outcome.GRADUAL, Outcome.TO_SINGLE, Outcome.TO_EXTREME, Outcome.TO_EDGE, Outcome.TO_RIGID, Outcome.STOP)
_SAFETY_HEAD = (
    "姓名", "身份证号", "救助类别", "人口", "停保月份", "停保原因",
    "给予渐退期", "纳入低保", "纳入特困", "纳入低保边缘", "纳入刚性支出", "直接退出",
)  # fmt: skip
_FILED = (
    Measure("", "工作人员", "officials", Word.FILED),
    Measure("", "备案对象", "people", Word.FILED),
    Measure("", "备案户数", "households", Word.FILED),
    Measure("", "保障人口", "covered"),
    Measure("", "月保障金（元）", "fen", None, Unit.FEN),
    Measure("", "县级已入户", "visited"),
)


def exits_report(campaign_id: int, as_of: dt.date) -> Document:
    """退出对象兜底情况纠治表: of every household that left, what holds it now (2022 notice, DOMAIN §15.4).

    Who was stopped and is 在保 again stands under 纳入低保; who has only been stopped, under 直接退出.
    """
    lines = {line.id: line for line in household_lines()}
    rows = []
    for row in decided(campaign_id, as_of.isoformat()):
        if row.outcome not in _SAFETY:
            continue
        line = lines[row.household_id]
        again = row.outcome is Outcome.STOP and line.standing == Standing.RECEIVING.value
        held = Outcome.TO_SINGLE if again else row.outcome
        marks = tuple(_YES if held is each else "" for each in _SAFETY)
        who = (line.head_name, line.head_id, f"{line.aid_type} {line.category}".strip())
        rows.append((*who, str(row.before_covered), row.month, row.reason, *marks))
    table = person_table(_SAFETY_HEAD, rows, (4, 8, 5, 3, 4, 8, 3, 3, 3, 4, 4, 3))
    notes = ["给予渐退期的户，停保月份一栏为开始渐退的月份；停发后又重新纳入的，记在“纳入低保”。"]
    blocks: list[Block] = [table] if rows else [table, Paragraph("没有退出的户。")]
    when = f"截至{as_of.year}年{as_of.month}月{as_of.day}日"
    return statement("退出对象兜底情况纠治表", when, blocks, notes=notes)


def filings_report(as_of: dt.date) -> Document:
    """近亲属备案汇总: by village, what is filed and has not ended."""
    day = as_of.isoformat()
    lines = {line.id: line for line in household_lines()}
    found: dict[str, dict[Hashable, int]] = {line.village: {} for line in lines.values()}
    sets: dict[str, dict[str, set[Hashable]]] = defaultdict(lambda: defaultdict(set))
    for filing in dossiers.filings():
        if filing.draft.filed_on > day or (filing.ended_on and filing.ended_on <= day):
            continue
        own = sets[filing.village]
        own["officials"].add((filing.official_name, filing.draft.official_id))
        own["people"].add((filing.household_id, filing.recipient_name))
        own["households"].add(filing.household_id)
        if filing.draft.visited_on:
            own["visited"].add(filing.household_id)
    for village, parts in sets.items():
        found[village] = {key: len(members) for key, members in parts.items()}
        homes = [lines[id_] for id_ in parts["households"] if isinstance(id_, int)]
        found[village] |= {"covered": sum(h.covered for h in homes), "fen": sum(h.monthly_fen for h in homes)}
    when = f"截至{as_of.year}年{as_of.month}月{as_of.day}日"
    notes = ["工作人员按所备案对象的村统计；同一人在几个村备案的，各村都计。"]
    return statement(
        "近亲属备案汇总表", when, [place_table(_FILED, found)], [measure.word for measure in _FILED], notes
    )


def roster_list(village: str, masked: bool) -> Document:
    """在保对象名册, printable: a line a household, of one village or of all; numbers in full or masked."""
    lines = [
        line
        for line in household_lines()
        if line.standing == Standing.RECEIVING.value and (not village or line.village == village)
    ]
    if not lines:
        raise KnownError("no_households", "所选范围内没有在保户，没有内容可以打印。")
    rows = [
        (
            line.number,
            line.village,
            line.group,
            line.head_name,
            identity.masked(line.head_id) if masked else line.head_id,
            f"{line.aid_type} {line.category}".strip(),
            str(line.family_size),
            str(line.covered),
            yuan(line.monthly_fen),
            line.start_month,
        )
        for line in lines
    ]
    total = (
        "合计",
        f"{len(lines)} 户",
        *[""] * 5,
        *(str(sum(getattr(line, name) for line in lines)) for name in _PEOPLE),
    )
    head = (
        "档案号",
        "村（社区）",
        "组",
        "户主",
        "身份证号",
        "救助类别",
        "家庭人口",
        "保障人口",
        "月保障金",
        "起保年月",
    )
    table = person_table(head, rows, (5, 5, 3, 4, 8, 6, 3, 3, 5, 4))
    table = Table(
        table.head,
        ((*total, yuan(sum(line.monthly_fen for line in lines)), ""), *table.rows),
        table.widths,
        table.align,
    )
    blocks = (
        Heading("在保对象名册", 0),
        Paragraph(
            f"统计单位：{settings.value(Key.UNIT) or settings.value(Key.TOWN)}　　　　"
            f"范围：{village or '全部村'}{'（号码已遮盖）' if masked else ''}"
        ),
        table,
        Signatures(("制表人", "日期")),
    )
    return Document(f"在保对象名册_{village or '全部'}", blocks, landscape=True)


_PEOPLE = ("family_size", "covered")
