"""Any province's template: read from itself, taught once, filled without touching anything else, checked before it leaves."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from conftest import SAMPLES
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.exchange.commands import teach_column, teach_word
from dibao_desktop.exchange.exporting import UploadRefused, check_upload, export_upload, write_upload
from dibao_desktop.exchange.splitting import Split
from dibao_desktop.exchange.teaching import known_template
from dibao_desktop.exchange.template import Use, fill, read_template
from dibao_desktop.exchange.template.describe import Taught, Template
from dibao_desktop.exchange.upload_problems import Trouble
from dibao_desktop.session import Session
from exchange.upload_books import accounts, other_province, prefixed, with_extension
from makers import a_member, make_household

LONG = "阿旺尼玛次仁卓玛"
TEMPLATE = next(SAMPLES.glob("13_*.xlsx"))


@pytest.fixture
def template(tmp_path: Path) -> Path:
    return other_province(tmp_path / "别省.xlsx")


def teach_all(session: Session, path: Path) -> Template:
    """Say what the two columns are that only this province has."""
    columns = {column.head: column for column in known_template(path).columns}
    teach_column(session, known_template(path), columns["文化水平"], Taught(Use.FIXED, "小学"))
    teach_column(session, known_template(path), columns["经办渠道"], Taught(Use.FIXED, "线下"))
    return known_template(path)


def other_parts(path: Path, sheet: str = "xl/worksheets/sheet1.xml") -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {part: archive.read(part) for part in archive.namelist() if part != sheet}


def test_what_another_province_wants_is_read_from_its_template(template: Path) -> None:
    read = read_template(template)
    columns = {column.head: column for column in read.columns}
    assert (read.sheet, read.head_row, read.first_row, read.limit, read.version) == ("低保复核", 2, 3, 20, "2.1")
    assert read.examples == 1
    assert {head for head, column in columns.items() if column.required} == {
        "户主姓名",
        "户主身份证号码",
        "家庭成员姓名",
        "身份证号码",
        "家庭关系",
        "文化水平",
        "经办渠道",
    }
    assert columns["家庭关系"].choices == ("户主/本人", "配偶", "子/婿", "女/媳", "其他")
    assert columns["经办渠道"].choices == ("线上", "线下")
    assert columns["出生日期(yyyy/mm/dd)"].date_form == "yyyy/MM/dd"
    assert columns["年龄"].formula and not columns["年龄"].used
    assert read.unknown_required == ("文化水平", "经办渠道")


def test_what_was_said_of_a_column_holds_for_the_next_file_of_these_heads(
    session: Session, template: Path, tmp_path: Path
) -> None:
    with pytest.raises(KnownError, match="文化水平"):
        check_upload(session, known_template(template))
    taught = teach_all(session, template)
    assert taught.unknown_required == ()
    assert known_template(other_province(tmp_path / "下个月.xlsx")).unknown_required == ()
    with pytest.raises(KnownError, match="下拉框"):
        teach_column(session, taught, taught.columns[7], Taught(Use.FIXED, "邮寄"))
    teach_column(session, taught, taught.columns[7], None)
    assert known_template(template).unknown_required == ("经办渠道",)


def test_the_filled_copy_differs_in_its_rows_alone(session: Session, template: Path, tmp_path: Path) -> None:
    make_household(session, head_name="岩温保", members=(a_member(name="岩温保"), a_member("妻", name="玉香罕")))
    teach_all(session, template)
    blank, out = with_extension(template, tmp_path / "有扩展.xlsx"), tmp_path / "填好.xlsx"
    ethnic = next(each for each in known_template(blank).columns if each.head == "民族")
    teach_column(session, known_template(blank), ethnic, Taught(Use.EMPTY))
    export_upload(session, blank, out)
    assert other_parts(out) == other_parts(blank)
    sheets = [zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode() for path in (blank, out)]
    before, after = ((xml.partition("<sheetData>")[0], xml.partition("</sheetData>")[2]) for xml in sheets)
    assert before[1] == after[1] and "v:kept" in after[1]
    sheet = load_workbook(out)["低保复核"]
    assert [cell.value for cell in sheet[3]][:5] == [
        "岩温保",
        sheet["B3"].value,
        "岩温保",
        sheet["B3"].value,
        "户主/本人",
    ]
    assert (
        sheet["F3"].value
        == sheet["B3"].value[6:14][:4] + "/" + sheet["B3"].value[10:12] + "/" + sheet["B3"].value[12:14]
    )
    assert (sheet["E4"].value, sheet["G4"].value, sheet["H4"].value) == ("配偶", "小学", "线下")
    assert {sheet.cell(row, column).data_type for row in (3, 4) for column in (2, 4)} == {"s"}
    assert sheet["K3"].value.startswith("=") and sheet["C5"].value is None


def test_a_drop_down_that_excel_keeps_in_an_extension_is_read(template: Path, tmp_path: Path) -> None:
    columns = {each.head: each for each in read_template(with_extension(template, tmp_path / "扩展.xlsx")).columns}
    assert columns["民族"].choices == ("初中", "高中及以上")


def test_a_sheet_written_with_prefixes_is_filled_as_well(template: Path, tmp_path: Path) -> None:
    blank = read_template(prefixed(template, tmp_path / "前缀.xlsx"))
    fill(blank, [{"name": "岩<&保", "id_number": "53000019650312551X"}] * 12, tmp_path / "填好.xlsx")
    sheet = load_workbook(tmp_path / "填好.xlsx")["低保复核"]
    assert [sheet.cell(row, 3).value for row in (3, 14, 15)] == ["岩<&保", "岩<&保", None]


def test_the_templates_own_formula_goes_on_beyond_the_lines_it_prepared(template: Path, tmp_path: Path) -> None:
    fill(read_template(template), [{"id_number": "53000019650312551X"}] * 12, tmp_path / "填好.xlsx")
    sheet = load_workbook(tmp_path / "填好.xlsx")["低保复核"]
    assert [sheet.cell(row, 11).value for row in (12, 14)] == [f"=YEAR(NOW())-MID(D{row},7,4)" for row in (12, 14)]
    assert sheet["K15"].value is None


def test_an_example_gives_way_even_where_there_is_less_to_write(template: Path, tmp_path: Path) -> None:
    fill(read_template(template), [], tmp_path / "空.xlsx")
    sheet = load_workbook(tmp_path / "空.xlsx")["低保复核"]
    assert [cell.value for cell in sheet[3]][:10] == [None] * 10
    assert sheet["K3"].value.startswith("=")


def test_every_refusal_is_found_before_the_file_leaves(session: Session, template: Path, tmp_path: Path) -> None:
    long, half = make_household(session, head_name=LONG, members=(a_member(name=LONG),)), make_household(session)
    taught = teach_all(session, template)
    check = check_upload(session, taught)
    (bound,) = (problem for problem in check.problems if problem.trouble is Trouble.BOUNDS)
    assert (bound.household_id, bound.column) == (long, "户主姓名")
    with pytest.raises(UploadRefused) as refused:
        write_upload(session, check, tmp_path / "不.xlsx")
    assert [problem.household_id for problem in refused.value.problems] == [long]
    assert not (tmp_path / "不.xlsx").exists()
    assert half in {block.household_id for block in check.blocks}


def test_a_word_without_an_entry_is_taught_once(session: Session, tmp_path: Path) -> None:
    path = accounts(tmp_path / "银行账号模板.xls")
    make_household(session, bank="农村信用社", account_no="6228000100020003")
    check = check_upload(session, known_template(path))
    (problem,) = check.refusing
    assert (problem.column, problem.trouble, problem.value) == ("开户银行", Trouble.NO_CHOICE, "农村信用社")
    teach_word(session, check.template, "开户银行", "农村信用社", "402-农村信用社")
    assert check_upload(session, known_template(path)).refusing == ()


def test_the_account_upload_is_an_old_workbook_of_text_cells(session: Session, tmp_path: Path) -> None:
    path, out = accounts(tmp_path / "银行账号模板.xls"), tmp_path / "账号.xls"
    for number in range(3):
        make_household(session, bank="中国农业银行", account_no=f"00{number}8000100020003", account_name="")
    done = export_upload(session, path, out)
    assert (done.households, done.rows) == (3, 3)
    book = CalamineWorkbook.from_path(str(out))
    assert book.sheet_names == ["银行账号模板"]
    head, *rows = book.get_sheet_by_index(0).to_python()
    assert head == ["户主姓名", "身份证号码", "开户银行", "账户名称", "银行账号"]
    assert [row[2] for row in rows] == ["103-农行"] * 3
    assert all(isinstance(cell, str) and cell for row in rows for cell in row)
    assert rows[0][3] == rows[0][0] and rows[0][4].startswith("00")
    with pytest.raises(KnownError, match=r"\.xls"):
        export_upload(session, path, tmp_path / "账号.xlsx")


def test_files_are_split_by_rows_and_no_household_is_torn(session: Session, template: Path, tmp_path: Path) -> None:
    for _ in range(12):
        make_household(session, persons=3)
    teach_all(session, template)
    done = export_upload(session, template, tmp_path / "上传.xlsx")
    assert [file.rows for file in done.files] == [18, 18]
    assert [file.path.name for file in done.files] == ["上传_第1份.xlsx", "上传_第2份.xlsx"]
    by_five = export_upload(session, template, tmp_path / "五行.xlsx", most=5)
    assert [file.rows for file in by_five.files] == [3] * 12
    with pytest.raises(KnownError, match="超过模板每个文件 2 行"):
        export_upload(session, template, tmp_path / "二行.xlsx", most=2)
    assert not list(tmp_path.glob("二行*"))


def test_files_are_split_by_village(session: Session, template: Path, tmp_path: Path) -> None:
    for village in ("上坪村", "下坪村", "上坪村"):
        make_household(session, village=village)
    teach_all(session, template)
    done = export_upload(session, template, tmp_path / "上传.xlsx", split=Split.VILLAGE)
    assert {file.path.name: file.households for file in done.files} == {"上传_上坪村.xlsx": 2, "上传_下坪村.xlsx": 1}
    for file in done.files:
        assert load_workbook(file.path)["低保复核"].cell(3, 1).value


def test_a_long_number_in_a_plain_cell_becomes_a_text_cell(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "普通.xlsx"
    book = other_province(path) and load_workbook(path)
    for row in book["低保复核"]["B3:D12"]:
        for cell in row:
            cell.number_format = "General"
    book.save(path)
    make_household(session)
    teach_all(session, path)
    export_upload(session, path, tmp_path / "出.xlsx")
    sheet = load_workbook(tmp_path / "出.xlsx")["低保复核"]
    assert (sheet["D3"].number_format, sheet["D3"].data_type, sheet["C3"].number_format) == ("@", "s", "General")


@pytest.mark.parametrize("written", ["=1+1", "+86", "-5", "@SUM(A1)", "\t=1", "<&>\"'", "\x01甲"])
def test_no_text_becomes_a_formula_or_breaks_the_file(tmp_path: Path, written: str) -> None:
    out = tmp_path / "出.xlsx"
    fill(read_template(TEMPLATE), [{"note": written}], out)
    cell = load_workbook(out).worksheets[0]["Y4"]
    assert cell.data_type == "s" and cell.value == written.replace("\x01", "")
