"""What other systems export beside the plain roster (DOMAIN §15.2, §15.3, §15.6): taken for what it is, or named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.exchange.importing import apply, examine
from dibao_desktop.session import Session
from exchange.test_pairing import older_pair
from exchange.variants import SAMPLES, Rows, households, write_xls, write_xlsx

TEMPLATE = SAMPLES / "13_省平台上传模板_家庭成员信息.xlsx"
EDGE_FAMILY = [
    "户主姓名",
    "户主身份证号",
    "保障人口",
    "申请原因",
    "户籍类型",
    "联系电话",
    "家庭住址",
    "所属社(区)",
    "纳入月份",
]
EDGE_FAMILY += ["家庭成员姓名", "家庭成员身份证号"]
EDGE_PERSON = [
    "所属区划",
    "家庭地址",
    "姓名",
    "身份证号",
    "与户主关系",
    "户主身份证号",
    "性别",
    "文化程度",
    "月收入",
    "户籍类型",
    "纳入月份",
]
DESTITUTE = [
    "户主姓名",
    "户主身份证号",
    "特困人员数",
    "供养方式",
    "基本生活总费用（元）",
    "照料护理总费用（元）",
    "户籍住址",
    "电表号",
]
DESTITUTE += ["所属社(区)"]
DESTITUTE_PERSON = [
    "姓名",
    "身份证号",
    "户主身份证号",
    "与户主关系",
    "性别",
    "生活自理能力",
    "照料人姓名",
    "照料人身份证号",
    "所属社(区)",
]
OLD_PERSON = [
    "地区",
    "姓名",
    "性别",
    "年龄",
    "民族",
    "身份证号",
    "年收入",
    "文化程度",
    "健康状况",
    "婚姻状况",
    "劳动能力",
]
PAID = [
    "序号",
    "户主姓名",
    "身份证号码",
    "低保证号",
    "保障人数",
    "",
    "",
    "领取金额",
    "",
    "",
    "",
    "",
    "领款人签字(章)",
    "领款时间",
]
PAID_LOW = [
    "",
    "",
    "",
    "",
    "人数",
    "重点保障人数",
    "残疾人数",
    "合计",
    "家庭补差",
    "重点救助60元",
    "重点救助100元",
    "残疾人救助",
    "",
    "",
]


def edge(folder: Path) -> list[Path]:
    families: Rows = [EDGE_FAMILY]
    persons: Rows = [EDGE_PERSON]
    for record in households():
        head = record.members[0]
        families.append([head.name, head.id_number, len(record.members), "因病", "农业", "", f"青石乡{record.village}"])
        names = "、".join(member.name for member in record.members)
        families[-1] += [record.village, "202103", names, "、".join(member.id_number for member in record.members)]
        persons += [
            [
                "",
                record.village,
                each.name,
                each.id_number,
                each.relation,
                head.id_number,
                each.sex,
                "小学",
                300,
                "农业",
                "202103",
            ]
            for each in record.members
        ]
    return [write_xlsx(folder / "甲.xlsx", {"a": families}), write_xlsx(folder / "乙.xlsx", {"a": persons})]


def test_families_at_the_edge_never_become_recipients(session: Session, tmp_path: Path) -> None:
    files = edge(tmp_path)
    for chosen in ([files[0]], [files[1]], files):
        with pytest.raises(KnownError, match="低保边缘家庭的名单"):
            examine(chosen)
    roster = next(SAMPLES.glob("01_*"))
    apply(session, examine([*files, roster]), partial=True)
    assert dossiers.totals().households == 345


def test_blank_templates_alone_are_refused(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="请另选要导入的文件"):
        examine([TEMPLATE, TEMPLATE])


def test_destitute_families_and_persons_are_a_pair_with_their_own_money(tmp_path: Path) -> None:
    families: Rows = [DESTITUTE]
    persons: Rows = [DESTITUTE_PERSON]
    for record in households():
        head = record.members[0]
        families.append(
            [head.name, head.id_number, len(record.members), "分散供养", 870, 200, f"青石乡{record.village}6组", "7"]
        )
        families[-1].append(record.village)
        persons += [
            [each.name, each.id_number, head.id_number, each.relation, each.sex, "能自理", "", "", record.village]
            for each in record.members
        ]
    files = examine([write_xls(tmp_path / "1", {"a": families}), write_xls(tmp_path / "2", {"a": persons})]).files
    assert len(files[1].joined) == len(households()) and not files[0].problems
    first = files[0].good[0].value
    assert isinstance(first, HouseholdRecord)
    assert (first.aid_type, first.monthly_fen, first.covered_size) == ("特困分散供养", 87_000, len(first.members))
    assert [member.sex for member in first.members] == [member.sex for member in households()[0].members]


def people_only(path: Path) -> Path:
    rows: Rows = [["某县农村人员查询"], OLD_PERSON]
    for record in households():
        rows += [
            [record.village, each.name, each.sex, 50, "傣族", each.id_number, 900, "小学教育", "健康", "已婚", "有"]
            for each in record.members
        ]
    rows.append(["石塔村", "外来人", "男", 37, "汉族", "530000198611086174", 1, "小学", "健康", "未婚", "有"])
    return write_xlsx(path, {"a": rows})


def test_people_without_a_household_go_to_the_families_chosen_with_them(tmp_path: Path) -> None:
    people = people_only(tmp_path / "人员查询.xlsx")
    with pytest.raises(KnownError, match="没有写是哪一户的"):
        examine([people])
    families, members, told = examine([*older_pair(tmp_path), people]).files
    assert len(told.joined) == sum(len(record.members) for record in households())
    assert [unit.value.members[0].name for unit in told.rejected] == ["外来人"]  # type: ignore[union-attr]
    assert not told.has_errors and len(members.joined) == len(families.good)
    for unit in families.good:
        assert isinstance(unit.value, HouseholdRecord)
        assert {member.ethnic for member in unit.value.members} == {"傣族"}
        assert all(member.relation for member in unit.value.members)
        assert {person.facts.education for person in unit.facts.people} == {"小学"}


def test_a_sheet_signed_for_money_is_a_payment_list(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["某村农保名册"], PAID, PAID_LOW]
    for serial, record in enumerate(households(), 1):
        yuan = (record.monthly_fen or 0) // 100
        head = record.members[0]
        rows.append(
            [
                serial,
                head.name,
                head.id_number,
                f"D{serial}",
                record.covered_size,
                0,
                0,
                yuan,
                yuan - 60,
                60,
                0,
                0,
                "",
                "",
            ]
        )
    file = examine([write_xlsx(tmp_path / "a.xlsx", {"a": rows}, ["E2:G2", "H2:L2", "A2:A3", "B2:B3"])]).files[0]
    assert file.kind.word == "payments"
    assert [unit.value.amount_fen for unit in file.units] == [record.monthly_fen for record in households()]  # type: ignore[union-attr]
