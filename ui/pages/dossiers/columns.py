"""The columns of the list and of the members' table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from dibao_desktop.domain import identity
from dibao_desktop.domain.money import short_yuan
from dibao_desktop.dossiers.rules.members import health_text
from dibao_desktop.dossiers.rules.record import MemberRecord
from dibao_desktop.dossiers.rules.standing import Standing
from ui.models.cells import PillCell, TwoLines
from ui.models.column import Align, Column
from ui.pages.dossiers.reading import DossierRow
from ui.theme.tokens import Tone

PAPERS = "材料"
_STANDING_TONES = {Standing.APPLYING.value: Tone.BLUE, Standing.STOPPED.value: Tone.AMBER}


def standing_tone(standing: str) -> Tone:
    """How a standing looks; 在保 is the ordinary one and gets green only where it is said at all."""
    if standing == Standing.RECEIVING:
        return Tone.GREEN
    return _STANDING_TONES.get(standing, Tone.NEUTRAL)


def list_columns() -> list[Column[DossierRow]]:
    """The columns of the list; the hidden ones wait in the head's menu."""
    return [
        Column("档案号", lambda row: row.household.number, sort="number", width=74),
        Column(
            "户主",
            lambda row: TwoLines(row.household.head_name, row.household.village + row.household.group),
            sort="head_name",
            width=0,
        ),
        Column("人口", lambda row: row.household.family_size, Align.RIGHT, sort="family_size", width=58),
        Column("类别", lambda row: row.household.category, sort="category", width=58),
        Column("元/月", lambda row: short_yuan(row.household.monthly_fen), Align.RIGHT, sort="monthly_fen", width=72),
        Column("下一步", _step, width=98, tooltip=lambda row: f"{row.leads} 条疑点待核实" if row.leads else ""),
        Column("保障人口", lambda row: row.household.covered, Align.RIGHT, sort="covered", width=80, hidden=True),
        Column("救助类型", lambda row: row.household.aid_type, sort="aid_type", width=90, hidden=True),
        Column("起保年月", lambda row: row.household.start_month, sort="start_month", width=90, hidden=True),
        Column("联系电话", lambda row: row.household.phone, sort="phone", width=110, hidden=True),
        Column(PAPERS, _papers, width=84, tooltip=lambda row: "材料：已有 / 应有的项数", hidden=True),
        Column("状态", lambda row: row.household.standing, sort="standing", width=70, hidden=True),
    ]


def _papers(row: DossierRow) -> PillCell:
    state = row.papers
    if state is None:
        return PillCell("")
    return PillCell(f"{state.there} / {state.needed}", Tone.GREEN if state.complete else Tone.AMBER)


def _step(row: DossierRow) -> PillCell:
    """The next step; without a case, what else there is to say: its standing, or leads that wait."""
    if row.step:
        return PillCell(row.step, row.tone)
    if row.leads:
        return PillCell(f"{row.leads} 条疑点", Tone.RED)
    if row.household.standing != Standing.RECEIVING:
        return PillCell(row.household.standing, standing_tone(row.household.standing))
    return PillCell("")


def member_columns(today: Callable[[], dt.date], whole_numbers: Callable[[], bool]) -> list[Column[MemberRecord]]:
    """The members of one household; ID numbers in full only while the clerk asks for them."""

    def number(member: MemberRecord) -> str:
        written = member.id_number or member.id_written
        return written if whole_numbers() else identity.masked(written)

    return [
        Column("姓名", lambda member: member.name, width=92, tooltip=lambda member: member.name),
        Column("关系", lambda member: member.relation, width=60, tooltip=lambda member: member.relation),
        Column("身份证号", number, width=160),
        Column("年龄", lambda member: _age(member, today()), Align.RIGHT, width=48),
        Column("健康", health_text, width=0, tooltip=health_text),
        Column("劳动能力", lambda member: member.labour, width=96, tooltip=lambda member: member.labour),
        Column(
            "",
            lambda member: PillCell("保障", Tone.GREEN) if member.covered else PillCell("不保障", Tone.NEUTRAL),
            width=74,
        ),
    ]


def _age(member: MemberRecord, today: dt.date) -> str:
    age = identity.age_on(member.id_number, today)
    return "" if age is None else str(age)
