"""Rosters in the layouts and formats that other townships use say the same as the sample."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.exchange.importing import ExaminedFile, examine
from exchange.variants import (
    SAMPLES,
    body,
    essence,
    households,
    write_csv,
    write_html,
    write_ods,
    write_xls,
    write_xlsx,
)

FULL = ["serial", "village", "number", "head", "size", "covered_size", "category", "money", "name", "relation"]
FULL += ["sex", "id", "birth", "labour", "health", "covered", "start", "income", "account", "cause"]
HEADS = [
    "序号",
    "村名",
    "档案编号",
    "户主姓名",
    "家庭人口",
    "保障人数",
    "类别",
    "月补助金额",
    "成员姓名",
    "与申请人关系",
]
HEADS += [
    "性别",
    "身份证件号码",
    "出生年月",
    "有无劳动能力",
    "身体状况",
    "是否纳入低保",
    "享受时间",
    "年总收入",
    "一卡通号码",
    "致贫原因",
]


def one(path: Path) -> ExaminedFile:
    return examine([path]).files[0]


def taken(path: Path) -> list[HouseholdRecord]:
    file = one(path)
    assert file.kind.word == "roster"
    assert [problem for problem in file.problems if problem.is_error] == []
    return [unit.value for unit in file.units if isinstance(unit.value, HouseholdRecord)]


def same(path: Path) -> list[HouseholdRecord]:
    records = taken(path)
    assert len(records) == len(households())
    assert essence(records) == essence(households())
    return records


def test_both_sample_rosters() -> None:
    for name in ("01_在保对象名册_省系统导出.xls", "02_农村低保花名册_手工台账.xlsx"):
        file = one(SAMPLES / name)
        records = [unit.value for unit in file.units if isinstance(unit.value, HouseholdRecord)]
        assert len(records) == 347
        assert sum(len(record.members) for record in records) == 865
        assert sum(record.covered_size for record in records) == 848
        assert sum(record.monthly_fen or 0 for record in records) == 12_344_000
        assert len({record.number for record in records}) == 347
        assert {record.aid_type for record in records} == {"农村低保"}
        assert [unit.value.number for unit in file.rejected] == ["0122", "0240"]
        codes = sorted((problem.code, problem.severity.value) for problem in file.problems)
        assert (
            codes
            == [("E1", "error")] * 2 + [("E22", "warning")] * 3 + [("E4", "warning")] * 2 + [("E5", "warning")] * 5
        )
    assert file.problems[0].cell == "G38"


def test_the_pair_of_the_provincial_system() -> None:
    families = taken(SAMPLES / "20_农村低保家庭查询.xlsx")
    assert len(families) == 347
    assert sum(len(record.members) for record in families) == 865
    assert families[0].certificate_no == "DB0001"
    persons = one(SAMPLES / "21_农村低保人员查询.xlsx")
    assert len(persons.good) == 347
    assert [unit.value.members[0].name for unit in persons.rejected] == ["董辉伟"]


def test_columns_in_another_order_and_other_words(tmp_path: Path) -> None:
    order = list(range(len(FULL)))[::-1]
    rows = body(households(), [FULL[at] for at in order])
    records = same(write_xlsx(tmp_path / "a.dat", {"Sheet1": [[HEADS[at] for at in order], *rows]}))
    assert {record.number for record in records} == {record.number for record in households()}
    assert records[0].annual_income_fen == households()[0].annual_income_fen
    assert [member.labour for record in records for member in record.members] == [
        member.labour for record in households() for member in record.members
    ]


def test_inserted_columns_are_named_and_left(tmp_path: Path) -> None:
    columns = [*FULL[:3], "weather", "blank", *FULL[3:]]
    heads = [*HEADS[:3], "天气", "村级意见栏", *HEADS[3:]]
    path = write_xls(tmp_path / "b", {"名单": [["某乡低保户名单"], heads, *body(households(), columns)]})
    same(path)
    assert one(path).sheets[0].unknown == ("天气", "村级意见栏")


def test_totals_on_top_blank_rows_and_signatures(tmp_path: Path) -> None:
    rows = body(households(), FULL)
    money = sum(record.monthly_fen or 0 for record in households()) // 100
    people = sum(record.covered_size for record in households())
    total = ["总计", "", "", "", "", people, "", money, *[""] * (len(FULL) - 8)]
    lines = [
        ["某县低保台账"],
        ["填报单位：某乡"],
        HEADS,
        total,
        *rows[:5],
        [],
        *rows[5:],
        [],
        ["制表人：张三　审核人：李四"],
    ]
    path = write_xlsx(tmp_path / "c.xlsx", {"Sheet1": lines})
    same(path)
    assert not [problem for problem in one(path).problems if problem.code == "E10"]
    total[7] = money + 100
    wrong = one(write_xlsx(tmp_path / "d.xlsx", {"Sheet1": lines}))
    assert [problem.cell for problem in wrong.problems if problem.code == "E10"] == ["H4"]


def test_household_columns_on_every_row(tmp_path: Path) -> None:
    rows = body(households(), FULL, repeated=True)
    for number, row in enumerate(rows, 1):
        row[0] = number
    same(write_csv(tmp_path / "e.csv", [HEADS, *rows]))


def test_rows_sorted_so_that_households_lie_apart(tmp_path: Path) -> None:
    rows = body(households(), FULL, repeated=True)
    rows.sort(key=lambda row: row[9] != "户主")
    records = taken(write_csv(tmp_path / "e.csv", [HEADS, *rows], "utf-8"))
    assert len(records) == len(households())
    assert sum(len(record.members) for record in records) == sum(len(record.members) for record in households())


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("gb18030", ","), ("utf-8", ";"), ("utf-8-sig", ","), ("utf-16", "\t"), ("gb18030", "\t")],
)
def test_text_files(tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = body(households(), FULL)
    for row in rows:
        row[11] += "\t"
    same(write_csv(tmp_path / "f.txt", [["低保名册", *[""] * 19], HEADS, *rows], encoding, delimiter))


def test_web_page_called_xls(tmp_path: Path) -> None:
    same(write_html(tmp_path / "g.xls", [HEADS, *body(households(), FULL)]))


def test_sheet_a_village_in_ods(tmp_path: Path) -> None:
    columns = ["serial", *FULL[3:]]
    heads = ["编号", *HEADS[3:]]
    sheets = {
        village: [[f"{village}低保户花名册"], heads, *body([h for h in households() if h.village == village], columns)]
        for village in dict.fromkeys(record.village for record in households())
    }
    records = same(write_ods(tmp_path / "h.ods", sheets))
    # 编号 starts again in every sheet: it counts households and is no dossier number.
    assert {record.number for record in records} == {""}


def test_heads_stacked_three_deep_with_merged_cells(tmp_path: Path) -> None:
    columns = ["serial", "village", "head", "covered_size", "money", "name", "id", "relation", "sex"]
    top = ["序号", "基本情况", "", "保障情况", "", "家庭成员情况", "", "", ""]
    middle = ["", "村", "户主", "保障", "", "成员", "", "与户主关系", "性别"]
    low = ["", "", "姓名", "人数", "金额(元/月)", "姓名", "身份证号", "", ""]
    merged = ["A2:A4", "B2:C2", "D2:E2", "F2:I2", "D3:E3", "F3:G3", "B3:B4", "H3:H4", "I3:I4"]
    rows = [["花名册"], top, middle, low, *body(households(), columns)]
    path = write_xlsx(tmp_path / "i.xlsx", {"表": rows}, merged)
    same(path)
    assert one(path).sheets[0].head_rows[1] == 4
    # Without the merged ranges (as .ods is read) the words alone must do.
    same(write_ods(tmp_path / "j.ods", {"表": rows}))


def test_merged_household_cells(tmp_path: Path) -> None:
    rows = body(households(), FULL)
    merged, start = [], 2
    for record in households():
        end = start + len(record.members) - 1
        merged += [f"{letter}{start}:{letter}{end}" for letter in "ACDEFGH"] if end > start else []
        start = end + 1
    # One village cell spans all its households.
    at, spans = 2, {}
    for record in households():
        spans.setdefault(record.village, [at, at])[1] = at + len(record.members) - 1
        at += len(record.members)
    merged += [f"B{first}:B{last}" for first, last in spans.values()]
    for row in rows:
        row[1] = ""
    for village, (first, _) in spans.items():
        rows[first - 2][1] = village
    same(write_xlsx(tmp_path / "k.xlsx", {"Sheet1": [HEADS, *rows]}, merged))


def test_village_only_in_the_address(tmp_path: Path) -> None:
    columns = ["serial", "head", "money", "covered_size", "name", "relation", "id", "sex", "address"]
    heads = [
        "序",
        "申请人姓名",
        "每月补差金额",
        "享受低保人数",
        "共同生活家庭成员姓名",
        "称谓",
        "公民身份证号码",
        "性别",
        "家庭详细住址",
    ]
    records = same(write_xls(tmp_path / "l.xls", {"Sheet1": [heads, *body(households(), columns)]}))
    assert [record.group for record in records] == [record.group for record in households()]


def test_one_row_a_household(tmp_path: Path) -> None:
    columns = ["serial", "village", "head", "head_id", "size", "covered_size", "category", "money", "account"]
    heads = ["序号", "村（居）", "户主姓名", "身份证号码", "家庭人口", "保障人口", "档次", "保障金额", "银行账号"]
    rows = [[serial, *body([record], columns)[0][1:]] for serial, record in enumerate(households(), 1)]
    records = taken(write_xlsx(tmp_path / "m.xlsx", {"Sheet1": [["城乡低保名册"], heads, *rows]}))
    assert len(records) == len(households())
    assert [record.members[0].id_number for record in records] == [h.members[0].id_number for h in households()]
    assert [record.covered_size for record in records] == [h.covered_size for h in households()]
    assert all(member.covered is None for record in records for member in record.members)


def test_amount_of_each_person_is_added_up(tmp_path: Path) -> None:
    heads = ["户主姓名", "姓名", "与户主关系", "身份证号", "村", "月保障金"]
    first, second = households()[0], next(h for h in households()[1:] if len(h.members) > 1)
    rows = []
    for record, amounts in ((first, [112, 112, 112, 112]), (second, [222, 112, 112, 112])):
        for member, amount in zip(record.members, amounts, strict=False):
            rows.append([record.head_name, member.name, member.relation, member.id_number, record.village, amount])
    records = taken(write_xlsx(tmp_path / "n.xlsx", {"Sheet1": [heads, *rows]}))
    assert records[0].monthly_fen == 11_200 * len(first.members)
    assert records[1].monthly_fen == 22_200 + 11_200 * (len(second.members) - 1)


def test_units_in_the_heads(tmp_path: Path) -> None:
    heads = ["户主姓名", "身份证号", "村", "家庭人口", "保障人口", "年保障金(万元)", "家庭月人均收入(元)"]
    member = households()[0].members[0]
    row = [member.name, member.id_number, "石塔村", 3, 3, 0.4032, "100.50元"]
    record = taken(write_xlsx(tmp_path / "o.xlsx", {"Sheet1": [heads, row]}))[0]
    assert record.monthly_fen == 33_600
    assert record.annual_income_fen == 10_050 * 12 * 3


def test_hidden_rows_are_taken_and_counted_and_hidden_sheets_left(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "p.xlsx", {"名册": [HEADS, *body(households(), FULL)], "旧": [HEADS, *body(households(), FULL)]}
    )
    book = load_workbook(path)
    book["名册"].row_dimensions[3].hidden = True
    book["名册"].row_dimensions[4].hidden = True
    book["旧"].sheet_state = "hidden"
    book.save(path)
    same(path)
    file = one(path)
    assert file.sheets[0].hidden_rows == 2
    assert file.left_out_sheets == [("旧", "隐藏的工作表")]


def test_repeated_heads_of_printed_pages(tmp_path: Path) -> None:
    rows = body(households(), FULL)
    same(write_xlsx(tmp_path / "q.xlsx", {"Sheet1": [HEADS, *rows[:3], HEADS, *rows[3:]]}))


def test_rows_of_column_numbers_units_and_village_names(tmp_path: Path) -> None:
    columns = ["serial", *FULL[3:]]
    heads = ["序号", *HEADS[3:]]
    lines = [["某乡低保名册"], heads, list(range(1, len(heads) + 1)), ["", "", "（人）", "（人）", "", "（元）"]]
    for village in dict.fromkeys(record.village for record in households()):
        lines.append([f"{village}委会"])
        lines += body([record for record in households() if record.village == village], columns)
    path = write_xlsx(tmp_path / "r.xlsx", {"Sheet1": lines})
    same(path)
    reasons = [skipped.reason for skipped in one(path).skipped]
    assert (reasons.count("列号"), reasons.count("单位"), reasons.count("没有人员")) == (1, 1, 3)
