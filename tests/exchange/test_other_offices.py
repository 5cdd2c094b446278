"""What other townships' offices write differently: several owners in a cell, last days, a village a row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.exchange.importing import examine, write_error_workbook
from dibao_desktop.exchange.owners import split_people
from exchange.test_lists import CARD, ONE, THREE, TWO, values
from exchange.variants import households, write_csv, write_xlsx


@pytest.mark.parametrize(
    ("names", "numbers", "expected"),
    [
        ("周红巧", ONE, [("周红巧", ONE)]),
        ("周红巧、朱川林", f"{ONE}、{TWO}", [("周红巧", ONE), ("朱川林", TWO)]),
        ("周红巧，朱川林", f"{ONE}；{TWO}", [("周红巧", ONE), ("朱川林", TWO)]),
        ("周红巧 朱川林", f"{ONE} {TWO}", [("周红巧", ONE), ("朱川林", TWO)]),
        ("罗 建", ONE, [("罗 建", ONE)]),
        ("周红巧\n朱川林", f"{ONE}\n{TWO}", [("周红巧", ONE), ("朱川林", TWO)]),
        ("周红巧、朱川林", ONE, [("周红巧", ONE), ("朱川林", "")]),
        ("周红巧", f"{ONE},{TWO}", [("周红巧", ONE), ("", TWO)]),
        ("周红巧", f"{ONE[:6]} {ONE[6:14]} {ONE[14:]}", [("周红巧", f"{ONE[:6]} {ONE[6:14]} {ONE[14:]}")]),
        ("", 5.3e17, [("", 5.3e17)]),
        (f"周红巧({ONE})、朱川林（{TWO}）", "", [("周红巧", ONE), ("朱川林", TWO)]),
        ("周红巧、朱川林 吴 建", "", [("周红巧", ""), ("朱川林 吴 建", "")]),
        ("周红巧、朱川林 吴秀", "", [("周红巧", ""), ("朱川林", ""), ("吴秀", "")]),
    ],
)
def test_people_of_one_cell(names: Any, numbers: Any, expected: list[tuple[Any, Any]]) -> None:
    assert split_people(names, numbers) == expected


def test_co_owners_in_one_cell_and_in_their_own_columns(tmp_path: Path) -> None:
    heads = ["权利人名称", "权利人证件号", "共有情况", "不动产坐落", "规划用途"]
    shared = [heads, ["周红巧、朱川林", f"{ONE}、{TWO}", "共同共有", "县城花园3幢", "成套住宅"]]
    entries = values(write_csv(tmp_path / "a.csv", shared), "real_estate")
    assert [(entry.name, entry.id_number, entry.detail) for entry in entries] == [
        ("周红巧", ONE, "县城花园3幢"),
        ("朱川林", TWO, "县城花园3幢"),
    ]
    heads = ["共有人姓名", "共有人证件号码", "权利人姓名", "权利人证件号码", "房屋坐落", "用途"]
    rows = [heads, ["朱川林", TWO, "周红巧", ONE, "县城1号", "住宅"], ["无", "", "周福", THREE, "县城2号", "住宅"]]
    entries = values(write_xlsx(tmp_path / "b.xlsx", {"a": rows}), "real_estate")
    assert [(entry.name, entry.id_number) for entry in entries] == [("周红巧", ONE), ("朱川林", TWO), ("周福", THREE)]


def test_brand_or_licence_where_no_type_of_vehicle_is_written(tmp_path: Path) -> None:
    rows = [["车主姓名", "公民身份号码", "车牌号", "品牌型号"], ["周红巧", ONE, "云N1", "五菱牌小型面包车"]]
    assert values(write_csv(tmp_path / "a.csv", rows), "vehicles")[0].label == "五菱牌小型面包车"
    rows = [["车主", "身份证号", "车牌号", "准驾车型", "使用性质"], ["周红巧", ONE, "云N1", "C1", "非营运"]]
    assert values(write_csv(tmp_path / "b.csv", rows), "vehicles")[0].label == "准驾C1"


def test_day_of_death_else_of_cremation_else_of_the_register(tmp_path: Path) -> None:
    rows = [
        ["死者姓名", "死者身份证号", "去世日期", "火化日期", "户口注销日期"],
        ["周红巧", ONE, "2016-09-11", "2016-09-13", "2016-10-20"],
        ["朱川林", TWO, "", "20160913", "2016.10.20"],
        ["周福", THREE, "", "", "2016年10月20日"],
    ]
    entries = values(write_csv(tmp_path / "a.csv", rows, "utf-8-sig"), "deaths")
    assert [entry.on_date for entry in entries] == ["2016-09-11", "2016-09-13", "2016-10-20"]


@pytest.mark.parametrize(
    ("above", "batch"), [("代发日期：2017-05-20", "1"), ("代发批次20170520001", "1"), ("代发明细", "20170520001")]
)
def test_month_of_a_payment_list_above_its_head_or_in_its_batch(tmp_path: Path, above: str, batch: str) -> None:
    rows = [
        [above],
        ["批次号", "开户名", "证件号码", "卡号", "发放金额(元)", "交易状态"],
        [batch, "周红巧", ONE, CARD, "336.00", "成功"],
    ]
    if above == "代发批次20170520001":
        rows[0] = ["2017.05代发清单"]
    assert values(write_csv(tmp_path / "a.csv", rows), "payments")[0].on_date == "2017-05"


def test_withdrawals_told_by_the_last_day(tmp_path: Path) -> None:
    rows = [
        ["截止日期：2017-05-31"],
        ["开户人", "身份证号", "银行卡号", "最近一次支取日期"],
        ["周红巧", ONE, CARD, "2017年2月15日"],
        ["朱川林", TWO, CARD, "2017-05-12"],
        ["周福", THREE, CARD, "从未支取"],
    ]
    first, second, third = values(write_csv(tmp_path / "a.csv", rows, "utf-8"), "withdrawals")
    assert first.months == (("2017-02", True), ("2017-03", False), ("2017-04", False), ("2017-05", False))
    assert second.months == (("2017-05", True),)
    assert len(third.months) == 12 and not any(collected for _, collected in third.months)


def test_a_month_in_which_nobody_has_collected_yet_is_not_counted(tmp_path: Path) -> None:
    rows = [
        ["2017年6月2日统计"],
        ["户名", "账号", "最后支取时间"],
        ["周红巧", CARD, "2017-03-02"],
        ["朱川林", CARD, "2017-05-30"],
    ]
    first, _ = values(write_csv(tmp_path / "a.csv", rows), "withdrawals")
    assert first.months[-1] == ("2017-05", False)


def test_withdrawals_told_by_the_number_of_months(tmp_path: Path) -> None:
    rows = [
        ["2017年5月账户支取情况"],
        ["户主", "身份证号", "账号", "连续未支取月数"],
        ["周红巧", ONE, CARD, 3],
        ["朱川林", TWO, CARD, "0"],
    ]
    first, second = values(write_csv(tmp_path / "a.csv", rows), "withdrawals")
    assert first.months == (("2017-02", True), ("2017-03", False), ("2017-04", False), ("2017-05", False))
    assert second.months == (("2017-05", True),)


def test_empty_month_among_amounts_is_not_collected(tmp_path: Path) -> None:
    rows = [
        ["户名", "账号", "2017年3月支取金额", "2017年4月支取金额"],
        ["周红巧", CARD, 336, 336],
        ["朱川林", CARD, "", "—"],
        ["周福", CARD, 224, ""],
    ]
    entries = values(write_xlsx(tmp_path / "a.xlsx", {"a": rows}), "withdrawals")
    assert [[done for _, done in entry.months] for entry in entries] == [[True, True], [False, False], [True, False]]


def test_panel_of_a_village_in_one_row(tmp_path: Path) -> None:
    rows = [
        ["各村民主评议小组名单"],
        ["村名", "组长", "副组长", "成员1", "成员2"],
        ["石塔村", "胡生财", "陆贵", "邵顺忠", "范 川"],
        ["荆山村委会", "夏玲素", "", "谭顺辉", ""],
    ]
    entries = values(write_xlsx(tmp_path / "a.xlsx", {"a": rows}), "panel")
    assert [(entry.village, entry.name, entry.role) for entry in entries] == [
        ("石塔村", "胡生财", "组长"),
        ("石塔村", "陆贵", "副组长"),
        ("石塔村", "邵顺忠", "成员"),
        ("石塔村", "范川", "成员"),
        ("荆山村", "夏玲素", "组长"),
        ("荆山村", "谭顺辉", "成员"),
    ]
    rows = [["评议小组"], ["村", "组长", "小组成员"], ["石塔村", "胡生财", "陆贵、邵顺忠、范川杰"]]
    entries = values(write_xlsx(tmp_path / "b.xlsx", {"a": rows}), "panel")
    assert [(entry.name, entry.role) for entry in entries][:2] == [("胡生财", "组长"), ("陆贵", "小组成员")]
    assert len(entries) == 4


def _ledger() -> list[list[Any]]:
    """Heads three deep, household cells to be merged, the family's size under the word of the benefit."""
    heads = [
        ["户号", "户主基本情况", "", "保障情况", "", "", "家庭成员情况", "", "", ""],
        ["", "姓名", "住址", "家庭人数", "保障人数", "月补助金额", "姓名", "公民身份证号码", "称谓", "残疾"],
        ["", "", "", "", "", "", "", "", "", "残疾证号码"],
    ]
    rows = []
    for household in households(1)[:5]:
        for place, member in enumerate(household.members):
            size = len(household.members)
            fen = (household.monthly_fen or 0) // 100
            own: list[Any] = [household.number, household.head_name, household.village, size, size, fen]
            rows.append([*(own if not place else [""] * 6), member.name, member.id_number, member.relation, ""])
    return [["石塔村低保家庭花名册"], *heads, *rows]


def test_figures_keep_their_own_subject_under_a_groups_word(tmp_path: Path) -> None:
    merged = ["A2:A4", "B2:C2", "D2:F2", "G2:J2", "J3:J3", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:F4"]
    file = examine([write_xlsx(tmp_path / "a.xlsx", {"石塔村": _ledger()}, merged)]).files[0]
    assert file.problems == []
    read = [unit.value for unit in file.units if isinstance(unit.value, HouseholdRecord)]
    assert [(each.number, each.head_name, each.family_size, len(each.members)) for each in read] == [
        (each.number, each.head_name, len(each.members), len(each.members)) for each in households(1)[:5]
    ]


def test_fault_inside_a_merged_cell_is_marked_at_its_first_cell(tmp_path: Path) -> None:
    rows = _ledger()
    members = len(households(1)[0].members)
    rows[4][5] = "若干"
    rows[4][7] = rows[5][7] = ""
    merged = [f"{letter}5:{letter}{4 + members}" for letter in "ABCDEFG"]
    file = examine([write_xlsx(tmp_path / "a.xlsx", {"石塔村": rows}, merged)]).files[0]
    write_error_workbook(file, tmp_path / "b.xlsx")
    page = load_workbook(tmp_path / "b.xlsx").worksheets[0]
    marked = [cell for row in page.iter_rows() for cell in row if cell.comment and "若干" in cell.comment.text]
    assert [(cell.column_letter, cell.value) for cell in marked] == [("F", "若干")]
    assert any("姓名未填写" in cell.comment.text for row in page.iter_rows() for cell in row if cell.comment)


def test_certificate_number_in_the_column_of_the_disability(tmp_path: Path) -> None:
    rows = _ledger()
    rows[4][9] = rows[4][7] + "42"
    file = examine([write_xlsx(tmp_path / "a.xlsx", {"石塔村": rows})]).files[0]
    member = file.units[0].value.members[0]  # type: ignore[union-attr]
    assert (member.disability_kind, member.disability_grade, member.disability_no) == ("肢体", "二级", rows[4][9])
    assert file.problems == []


def test_two_spoilt_numbers_are_not_one_person(tmp_path: Path) -> None:
    rows = _ledger()
    rows[4][7], rows[5][7] = 530000196403011234.0, 530000196409261234.0
    file = examine([write_xlsx(tmp_path / "a.xlsx", {"石塔村": rows})]).files[0]
    assert {problem.code for problem in file.problems} == {"E1"}


def test_sex_is_not_said_where_no_column_says_it(tmp_path: Path) -> None:
    file = examine([write_xlsx(tmp_path / "a.xlsx", {"石塔村": _ledger()})]).files[0]
    assert {member.sex for unit in file.units for member in unit.value.members} == {""}  # type: ignore[union-attr]


def test_running_numbers_of_households_are_handed_on(tmp_path: Path) -> None:
    rows = _ledger()
    rows[1][0] = "序号"
    count = 0
    for row in rows[4:]:
        count += bool(row[0])
        row[0] = count if row[0] else ""
    file = examine([write_xlsx(tmp_path / "a.xlsx", {"石塔村": rows})]).files[0]
    assert [(u.value.number, u.value.listed_as) for u in file.units] == [  # type: ignore[union-attr]
        ("", str(each)) for each in range(1, 6)
    ]


@pytest.mark.parametrize(
    "foot",
    [
        ["负责人：", "", "审核：", "", "填表人："],
        ["合计", "", "", "", 13, 1234, "", ""],
        ["", "", "总 计", "", "13人", "1,234元", "", ""],
    ],
)
def test_totals_and_signatures_under_any_column(tmp_path: Path, foot: list[Any]) -> None:
    heads = [
        "户主身份证号",
        "户主姓名",
        "建档编号",
        "户籍所在村",
        "保障人数",
        "低保金",
        "成员姓名",
        "是否纳入保障",
        "与户主关系",
        "身份证号",
    ]
    rows = [
        [
            m.relation and h.members[0].id_number,
            h.head_name,
            h.number,
            h.village,
            1,
            222,
            m.name,
            "是",
            m.relation,
            m.id_number,
        ]
        for h in households(1)[:3]
        for m in h.members
    ]
    wide = [*foot, *[""] * (len(heads) - len(foot))]
    for name, lines in (("a.csv", [heads, *rows, wide]), ("b.csv", [heads, wide, *rows])):
        file = examine([write_csv(tmp_path / name, lines)]).files[0]
        assert [unit.value.number for unit in file.units] == [h.number for h in households(1)[:3]]  # type: ignore[union-attr]
        assert not file.has_errors
        assert file.sheets[0].unknown == ()


def test_note_that_names_a_year_is_no_line(tmp_path: Path) -> None:
    rows = [
        ["身份证号码", "死者姓名", "去世日期"],
        [ONE, "周红巧", "2016-09-11"],
        ["说明：数据截至2017年5月31日。", "", ""],
    ]
    assert len(values(write_csv(tmp_path / "a.csv", rows), "deaths")) == 1


def test_payment_list_that_looks_like_a_roster(tmp_path: Path) -> None:
    heads = ["序号", "户主", "户主证件号码", "类别", "保障人数", "低保金", "银行账号", "状态", "联系电话"]
    rows = [["2017年5月份低保金打卡发放花名册"], heads, [1, "周红巧", ONE, "C类", 3, 336, CARD, "失败", "199"]]
    entry = values(write_xlsx(tmp_path / "a.xlsx", {"a": rows}), "payments")[0]
    assert (entry.id_number, entry.amount_fen, entry.label, entry.on_date) == (ONE, 33_600, "失败", "2017-05")


def test_tariff_beside_the_amount(tmp_path: Path) -> None:
    heads = ["保障标准", "户主姓名", "村", "姓名", "与户主关系", "身份证号", "补差金额"]
    rows = [
        [112, h.head_name, h.village, m.name, m.relation, m.id_number, (h.monthly_fen or 0) // 100]
        if not place
        else ["", "", "", m.name, m.relation, m.id_number, ""]
        for h in households(1)[:6]
        for place, m in enumerate(h.members)
    ]
    file = examine([write_csv(tmp_path / "a.csv", [heads, *rows])]).files[0]
    assert [unit.value.monthly_fen for unit in file.units] == [h.monthly_fen for h in households(1)[:6]]  # type: ignore[union-attr]


def test_withdrawals_told_by_a_yes_or_by_amounts_a_line_a_month(tmp_path: Path) -> None:
    rows = [["姓名", "账号", "是否连续三个月未支取"], ["周红巧", CARD, "是"], ["朱川林", CARD, "否"]]
    first, second = values(write_csv(tmp_path / "a.csv", rows), "withdrawals")
    assert [collected for _, collected in first.months] == [False] * 3 and second.months == ()
    rows = [
        ["姓名", "账户", "支取月份", "支取金额"],
        ["周红巧", CARD, "201703", "0"],
        ["周红巧", CARD, "201704", "336"],
    ]
    assert values(write_csv(tmp_path / "b.csv", rows), "withdrawals")[0].months == (
        ("2017-03", False),
        ("2017-04", True),
    )


def test_number_belongs_to_the_relative_before_it(tmp_path: Path) -> None:
    heads = ["序号", "村（社区）", "低保对象姓名", "身份证号", "与村干部关系", "村干部姓名", "职务", "是否备案"]
    rows = [["近亲属享受低保情况统计表"], heads, [1, "石塔村", "周红巧", ONE, "兄弟", "谭顺辉", "村主任", "否"]]
    entry = values(write_csv(tmp_path / "a.csv", rows), "relatives")[0]
    assert (entry.relative_name, entry.relative_id, entry.official_name, entry.official_id) == (
        "周红巧",
        ONE,
        "谭顺辉",
        "",
    )


def test_what_was_paid_out_beside_what_was_due(tmp_path: Path) -> None:
    heads = ["姓名", "身份证号", "银行账号", "应发金额", "实发金额"]
    rows = [["2017年5月农村低保资金"], heads, ["周红巧", ONE, CARD, 336, 0]]
    assert values(write_xlsx(tmp_path / "a.xlsx", {"a": rows}), "payments")[0].amount_fen == 0
