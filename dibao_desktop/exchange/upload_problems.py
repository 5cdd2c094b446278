"""What the province would refuse, found before the file leaves: rules read from the template itself and those of DOMAIN §15.5."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dibao_desktop.domain import identity
from dibao_desktop.exchange.template import MEMBER_FIELDS, Column
from dibao_desktop.exchange.template.values import incomplete

# 行政区划代码: 6 digits of GB/T 2260, 3 of the township, 3 of the village (DOMAIN §16.8).
_DIVISION = re.compile(r"\d{12}")


class Trouble(StrEnum):
    """What is wrong with one cell; the value is what the list of a window says."""

    MISSING = "缺内容"
    NO_CHOICE = "下拉框里没有"
    DATE = "日期不完整"
    BOUNDS = "不合模板的限制"
    DIVISION = "区划代码不对"
    CHECK_DIGIT = "证号可能有误"

    @property
    def refuses(self) -> bool:
        """Whether the file must not leave with it; else it is a warning."""
        return self is not Trouble.CHECK_DIGIT


@dataclass(frozen=True)
class UploadProblem:
    """One cell that cannot leave so: whose, which column, what is wrong with it and what to do."""

    household_id: int
    number: str
    head_name: str
    village: str
    person: str
    field: str
    column: str
    value: str
    trouble: Trouble
    choices: tuple[str, ...] = ()
    step: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """What is the same lack: a village's once, a household's once, a person's once."""
        if self.field == "division":
            return (self.village, self.field)
        return (self.household_id, self.column, self.person if self.of_person else "")

    @property
    def of_person(self) -> bool:
        """Whether it is about one person and not about the household."""
        return self.field in MEMBER_FIELDS or self.field == "note"

    @property
    def refuses(self) -> bool:
        return self.trouble.refuses

    @property
    def words(self) -> str:
        """What is wrong, in a sentence without its end."""
        if self.field == "division" and not self.value:
            return f"{self.village}没有填行政区划代码"
        if self.field == "outcome" and not self.value:
            return f"{self.number} {self.head_name}户还没有清查结果" + (f"（下一步：{self.step}）" if self.step else "")
        who = f"{self.number} {self.head_name}户" + (f"的{self.person}" if self.of_person else "")
        if self.trouble is Trouble.MISSING:
            return f"{who}缺“{self.column}”"
        shown = identity.masked(self.value) if self.trouble is Trouble.CHECK_DIGIT else self.value
        return f"{who}的“{self.column}”为“{shown}”，{_WRONG[self.trouble]}"

    @property
    def to_do(self) -> str:
        """What the clerk does about it."""
        if self.field == "division":
            return "在“设置”的村（社区）中填写12位代码"
        if self.field == "outcome":
            return "办完这一户的审核确认，或按村分别导出已办完的村"
        if self.trouble is Trouble.NO_CHOICE:
            return "在下面选一项对应，或更正档案"
        return "打开档案补填" if self.trouble is Trouble.MISSING else "打开档案核对"

    @property
    def sentence(self) -> str:
        return f"{self.words}（{self.to_do}）"

    def as_json(self) -> dict[str, Any]:
        """One entry of the command line's answer."""
        return {
            "household": self.number,
            "head": self.head_name,
            "village": self.village,
            "person": self.person if self.of_person else "",
            "column": self.column,
            "value": self.value,
            "kind": self.trouble.name.lower(),
            "severity": "error" if self.refuses else "warning",
            "message": self.words,
            "to_do": self.to_do,
            "choices": list(self.choices),
        }


_WRONG = {
    Trouble.NO_CHOICE: "模板的下拉框里没有对应的选项",
    Trouble.DATE: "模板要求写全",
    Trouble.BOUNDS: "超出模板允许的长度或大小",
    Trouble.DIVISION: "应为12位数字",
    Trouble.CHECK_DIGIT: "校验码不符，省平台可能退回",
}


def fault_of(column: Column, value: str | float, entry: str | float | None) -> Trouble | None:
    """What is wrong with a value and the entry it became in a column; None when it can leave."""
    if entry is None:
        return Trouble.NO_CHOICE
    if entry == "":
        return Trouble.MISSING if column.required else None
    if isinstance(value, str) and incomplete(column, value):
        return Trouble.DATE
    if column.field == "division" and not _DIVISION.fullmatch(str(entry)):
        return Trouble.DIVISION
    if not _within(column, entry):
        return Trouble.BOUNDS
    if column.field in ("id_number", "head_id") and not identity.is_sound(str(entry)):
        return Trouble.CHECK_DIGIT
    return None


def _within(column: Column, entry: str | float) -> bool:
    rule = column.rule
    if rule is None:
        return True
    if rule.kind == "textLength":
        size = float(len(str(entry)))
    else:
        try:
            size = float(entry)
        except ValueError:
            return False
    return (rule.least is None or size >= rule.least) and (rule.most is None or size <= rule.most)
