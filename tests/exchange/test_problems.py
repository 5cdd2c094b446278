"""The pitfalls of DOMAIN §17 in rosters: what is found, where, and whether it holds the household back."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
import xlwt
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.exchange.importing import ExaminedFile, examine, write_error_workbook
from dibao_desktop.exchange.workbook import read_book
from exchange.variants import households, write_csv, write_xlsx

HEADS = ["档案号", "村", "户主", "家庭人口", "保障人口", "月保障金", "姓名", "与户主关系", "性别", "身份证号"]
HEADS += ["出生日期", "起保年月", "账号", "健康状况", "是否保障对象"]
CARD = "6223706499806908398"
FIRST = ["0001", "石塔村", "周红巧", 2, 2, 224, "周红巧", "户主", "女", "530000196106175206"]
FIRST += ["1961-06-17", "2011-12", CARD, "健康", "是"]
SECOND = ["", "", "", "", "", "", "朱川林", "配偶", "男", "530000195903059158", "", "", "", "健康", "是"]


def examined(tmp_path: Path, *rows: list[Any]) -> ExaminedFile:
    return examine([write_xlsx(tmp_path / "a.xlsx", {"名册": [HEADS, *rows]})]).files[0]


def record(file: ExaminedFile, place: int = 0) -> HouseholdRecord:
    value = file.units[place].value
    assert isinstance(value, HouseholdRecord)
    return value


def changed(row: list[Any], **cells: Any) -> list[Any]:
    """A row with some of its cells, named by their head, written otherwise."""
    return [cells.get(head, cell) for head, cell in zip(HEADS, row, strict=True)]


def test_a_clean_household_has_no_problem(tmp_path: Path) -> None:
    file = examined(tmp_path, FIRST, SECOND)
    assert file.problems == []
    assert [member.birth for member in record(file).members] == ["1961-06-17", "1959-03-05"]


@pytest.mark.parametrize(
    ("row", "head", "written", "code", "error"),
    [
        (0, "身份证号", 530000196106175206, "E1", True),
        (0, "身份证号", "5.30000196106175E+17", "E1", True),
        (0, "身份证号", "530000196106175000", "E1", True),
        (0, "身份证号", "53000019610617520", "E5", True),
        (1, "身份证号", "", "E5", True),
        (1, "身份证号", "530000590305915", "E4", False),
        (1, "身份证号", "530000195903059157", "E5", False),
        (1, "身份证号", "530000195902309158", "E5", False),
        (1, "身份证号", "530000196106175206", "E22", True),
        (1, "身份证号", "#N/A", "E19", True),
        (0, "性别", "男", "E5", False),
        (0, "出生日期", "1961-06-18", "E16", False),
        (0, "出生日期", "属牛", "E16", False),
        (0, "起保年月", "前年", "E16", True),
        (0, "起保年月", "2011", "E16", False),
        (0, "月保障金", "一百", "E17", True),
        (0, "月保障金", -5, "E17", True),
        (0, "保障人口", "全家", "E17", True),
        (0, "家庭人口", 3, "E9", False),
        (0, "保障人口", 1, "E9", False),
        (0, "账号", 6223706499806908398, "E6", True),
        (0, "账号", "6.22370649980691E+18", "E6", True),
        (0, "账号", "12345", "E6", False),
        (1, "与户主关系", "户主", "E9", True),
        (1, "健康状况", "时好时坏", "E18", False),
        (1, "姓名", "", "E9", True),
    ],
)  # fmt: skip
def test_one_wrong_cell(tmp_path: Path, row: int, head: str, written: Any, code: str, error: bool) -> None:
    rows = [FIRST, SECOND]
    rows[row] = changed(rows[row], **{head: written})
    file = examined(tmp_path, *rows)
    found = [(problem.code, problem.is_error) for problem in file.problems]
    assert (code, error) in found
    assert len(file.units) in (1, 2)
    assert bool(file.rejected) == error
    problem = next(problem for problem in file.problems if problem.code == code)
    assert problem.sheet == "名册" and problem.message.endswith("。")
    if code not in ("E9",):
        assert problem.cell == f"{'ABCDEFGHIJKLMNO'[HEADS.index(head)]}{row + 2}"


@pytest.mark.parametrize(
    "written",
    [
        "５３００００１９６１０６１７５２０６",
        "'530000196106175206",
        "530000196106175206\t",
        " 530000 19610617 5206 ",
        "\u200b530000196106175206",
    ],
)
def test_dirt_in_numbers_is_no_problem(tmp_path: Path, written: str) -> None:
    file = examined(tmp_path, changed(FIRST, 身份证号=written), SECOND)
    assert file.problems == []
    assert record(file).members[0].id_number == "530000196106175206"


@pytest.mark.parametrize(
    "written", ["2011.12", "201112", "2011年12月", "2011/12", dt.date(2011, 12, 1), 40878, "2011-12-01"]
)
def test_months_in_every_form(tmp_path: Path, written: Any) -> None:
    assert record(examined(tmp_path, changed(FIRST, 起保年月=written), SECOND)).start_month == "2011-12"


@pytest.mark.parametrize("written", ["224元", "￥224.00", "224.0", "224", 224.0, "0.0224万元"])
def test_amounts_in_every_form(tmp_path: Path, written: Any) -> None:
    assert record(examined(tmp_path, changed(FIRST, 月保障金=written), SECOND)).monthly_fen == 22_400


def test_names_with_spaces_dots_and_rare_characters(tmp_path: Path) -> None:
    file = examined(tmp_path, changed(FIRST, 姓名="周　红巧"), changed(SECOND, 姓名="阿卜杜拉•艾山"))
    assert [member.name for member in record(file).members] == ["周红巧", "阿卜杜拉·艾山"]
    assert [m.name for m in record(examined(tmp_path, FIRST, changed(SECOND, 姓名="𬭎㛃"))).members][1] == "𬭎㛃"


def test_person_in_two_households_is_allowed_and_said(tmp_path: Path) -> None:
    other = changed(
        FIRST,
        档案号="0002",
        户主="朱川林",
        姓名="朱川林",
        性别="男",
        身份证号="530000195903059158",
        家庭人口=1,
        保障人口=1,
        出生日期="",
    )
    file = examined(tmp_path, FIRST, SECOND, other)
    assert [(problem.code, problem.cell, problem.is_error) for problem in file.problems] == [("E22", "J4", False)]


def test_one_number_on_two_dossiers_of_a_file(tmp_path: Path) -> None:
    other = changed(
        FIRST,
        户主="彭德川",
        姓名="彭德川",
        性别="男",
        身份证号="530000195403235872",
        家庭人口=1,
        保障人口=1,
        出生日期="",
    )
    file = examined(tmp_path, FIRST, SECOND, other)
    assert [(problem.code, problem.cell, problem.is_error) for problem in file.problems] == [("E22", "A4", True)]


def test_unknown_words_are_told_once(tmp_path: Path) -> None:
    file = examined(tmp_path, changed(FIRST, 健康状况="时好时坏"), changed(SECOND, 健康状况="时好时坏"))
    assert [(problem.cell, problem.value) for problem in file.problems] == [("N2", "时好时坏")]
    assert "共2处" in file.problems[0].message
    assert record(file).members[0].health == "时好时坏"


def test_dossier_numbers_that_lost_their_zeroes(tmp_path: Path) -> None:
    other = changed(
        FIRST,
        档案号=12,
        户主="彭德川",
        姓名="彭德川",
        性别="男",
        身份证号="530000195403235872",
        家庭人口=1,
        保障人口=1,
        出生日期="",
    )
    file = examined(tmp_path, FIRST, SECOND, other)
    assert [(problem.code, problem.is_error) for problem in file.problems] == [("E6", False)]
    assert record(file, 1).number == "0012"


def test_dates_of_the_1904_system(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"名册": [HEADS, FIRST, SECOND]})
    book = load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    book.worksheets[0]["L2"] = dt.date(2011, 12, 1)
    book.save(path)
    assert record(examine([path]).files[0]).start_month == "2011-12"


def test_hidden_rows_and_errors_of_old_workbooks(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("名册")
    for at, row in enumerate([HEADS, FIRST, SECOND]):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    sheet.row(3).set_cell_error(9, "#REF!")
    sheet.row(2).hidden = True
    book.save(buffer := io.BytesIO())
    path = tmp_path / "a.xls"
    path.write_bytes(buffer.getvalue())
    read = read_book(path).sheets[0]
    assert read.hidden_rows == {2}
    assert read.rows[3][9] == "#REF!"


def test_xml_workbook_of_2003(tmp_path: Path) -> None:
    def row(cells: list[Any]) -> str:
        return "<Row>" + "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in cells) + "</Row>"

    name = "urn:schemas-microsoft-com:office:spreadsheet"
    table = "".join(row(cells) for cells in (HEADS, FIRST, SECOND))
    text = f'<?xml version="1.0"?><Workbook xmlns="{name}" xmlns:ss="{name}"><Worksheet ss:Name="名册"><Table>{table}</Table></Worksheet></Workbook>'
    path = tmp_path / "a.xls"
    path.write_text(text, "utf-8")
    file = examine([path]).files[0]
    assert file.problems == []
    assert record(file).covered_size == 2


def test_amounts_repeated_on_every_row_are_not_added_up(tmp_path: Path) -> None:
    heads = ["户主姓名", "姓名", "与户主关系", "身份证号", "村", "月保障金"]
    rows: list[list[Any]] = []
    for household in households():
        for place, member in enumerate(household.members):
            fen = (household.monthly_fen or 0) // 100
            amount = fen if place % 2 else f"{fen}.00元"
            rows.append(
                [household.head_name, member.name, member.relation, member.id_number, household.village, amount]
            )
    rows[1][5] = 999
    file = examine([write_csv(tmp_path / "a.csv", [heads, *rows])]).files[0]
    assert [unit.value.monthly_fen for unit in file.units] == [h.monthly_fen for h in households()]  # type: ignore[union-attr]
    assert [problem.code for problem in file.problems] == ["E17"]


def test_parts_of_persons_stay_parts_in_the_error_workbook(tmp_path: Path) -> None:
    heads = ["户主姓名", "姓名", "与户主关系", "身份证号", "村", "月保障金"]
    rows = [
        [household.head_name, member.name, member.relation, member.id_number, household.village, 112]
        for household in households()
        for member in household.members
    ]
    rows[0][3] = "53000019"
    file = examine([write_csv(tmp_path / "a.csv", [heads, *rows])]).files[0]
    out = tmp_path / "b.xlsx"
    write_error_workbook(file, out)
    again = examine([out]).files[0]
    size = len(households()[0].members)
    for each in (file, again):
        assert each.units[0].value.monthly_fen == 11_200 * size  # type: ignore[union-attr]
