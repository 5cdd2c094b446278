"""A roster workbook of invented households, as an office would send it, with mistakes that an import must find."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook

from dibao_desktop.demo.people import Township
from dibao_desktop.domain.places import resources
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.policy import queries as policies

_PACK = "s1"
HEADS = (
    "档案号", "行政村", "村民小组", "户主姓名", "户口簿号", "家庭人口数", "保障人口数", "保障类别", "月保障金(元)", "姓名",
    "与户主关系", "性别", "公民身份号码", "出生日期", "民族", "健康状况", "残疾类别", "残疾等级", "劳动能力", "是否保障对象",
    "主要致困原因", "家庭年收入(元)", "开户银行", "账号", "起保年月", "联系电话",
)  # fmt: skip
_ID_COLUMN = HEADS.index("公民身份号码")


def write_roster(
    out: Path, households: Iterable[HouseholdRecord], *, lost_digits_in: frozenset[int] = frozenset()
) -> int:
    """Write one row a person with one head; in the rows named (counted from 0) the ID is a number cell. Returns the rows."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("在保名册")
    sheet.append(HEADS)
    rows = 0
    for h in households:
        for m in h.members:
            own = (h.number, h.village, h.group, h.head_name, h.register_no, h.family_size, h.covered_size, h.category)
            person = (m.name, m.relation, m.sex, m.id_number, m.birth, m.ethnic, m.health, m.disability_kind)
            rest = (
                m.disability_grade,
                m.labour,
                "是" if m.covered else "否",
                h.cause,
                (h.annual_income_fen or 0) / 100,
            )
            account = (h.bank, h.account_no, h.start_month, h.phone)
            line: list[object] = [*own, (h.monthly_fen or 0) / 100, *person, *rest, *account]
            if rows in lost_digits_in:
                line[_ID_COLUMN] = float(str(line[_ID_COLUMN]).replace("X", "0"))
            sheet.append(line)
            rows += 1
    book.save(out)
    return rows


def roster_with_mistakes(out: Path, seed: int, on: dt.date, first: int) -> Path:
    """A small roster with two ruined ID numbers, its dossier numbers from `first` on."""
    policy = policies.load_packs(resources() / "policies").policies[_PACK]
    write_roster(out, Township(seed, policy, on).households(40, first), lost_digits_in=frozenset({4, 33}))
    return out
