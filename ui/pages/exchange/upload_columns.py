"""The two lists of an upload: the template's columns, and what would be refused."""

from __future__ import annotations

from collections.abc import Sequence

from dibao_desktop.exchange.template import LABELS
from dibao_desktop.exchange.template import Column as Wanted
from dibao_desktop.exchange.upload_problems import Trouble, UploadProblem
from ui.models.cells import PillCell, Toned, TwoLines
from ui.models.column import Column
from ui.theme.tokens import Tone

FILTERS = tuple((each.name, each.value) for each in Trouble)


def filled_with(column: Wanted) -> str:
    """What a column is filled with, in words."""
    if column.formula:
        return "模板自己算出"
    if column.fixed:
        return f"固定填“{column.fixed}”"
    return LABELS.get(column.field) or ("" if column.required and not column.taught else "留空")


def how_known(column: Wanted) -> tuple[str, Tone]:
    """How we know, for a pill."""
    if column.formula:
        return "公式", Tone.NEUTRAL
    if column.taught:
        return "已对应", Tone.BLUE
    if column.field:
        return "认得", Tone.GREEN
    return ("要对应", Tone.RED) if column.required else ("不认得", Tone.NEUTRAL)


def column_columns() -> list[Column[Wanted]]:
    """The list of the template's columns."""
    return [
        Column("列", lambda each: each.head, width=0),
        Column("必填", lambda each: Toned("必填", Tone.RED, False) if each.required else "", width=58),
        Column("填什么", filled_with, width=170),
        Column("下拉框", lambda each: f"{len(each.choices)} 项" if each.choices else "", width=70),
        Column("格式", _format, width=70),
        Column("状态", lambda each: PillCell(*how_known(each)), width=88),
    ]


def _format(column: Wanted) -> str:
    if column.date_form:
        return column.date_form
    return "文本" if column.number_format == "@" else ("数字" if column.as_number else "")


def problem_columns() -> list[Column[UploadProblem]]:
    """The list of what would be refused."""
    return [
        Column("户", lambda each: TwoLines(f"{each.head_name}", f"{each.village} {each.number}"), width=150),
        Column("人", lambda each: each.person if each.of_person else "", width=84),
        Column("列", lambda each: each.column, width=120),
        Column("现在", lambda each: each.value, width=0, tooltip=lambda each: each.sentence),
        Column("问题", lambda each: PillCell(each.trouble.value, _tone(each)), width=140),
    ]


def _tone(problem: UploadProblem) -> Tone:
    return Tone.RED if problem.refuses else Tone.AMBER


def of_filter(problems: Sequence[UploadProblem], kind: str) -> list[UploadProblem]:
    """The problems of one kind, or all; what refuses comes first."""
    wanted = [each for each in problems if not kind or each.trouble.name == kind]
    return sorted(wanted, key=lambda each: not each.refuses)
