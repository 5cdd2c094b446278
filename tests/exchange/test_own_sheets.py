"""What we lay out ourselves: blank sheets that import once filled in, and the roster that comes back unchanged."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import SAMPLES
from dibao_desktop.audit import queries as audit
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.exchange import importing
from dibao_desktop.exchange.blanks import write_blank
from dibao_desktop.exchange.bulk import write_sheet
from dibao_desktop.exchange.own_sheets import OWN_SHEETS
from dibao_desktop.exchange.roster_workbook import export_roster
from dibao_desktop.session import Session
from makers import a_member, make_household

ROSTER = SAMPLES / "01_在保对象名册_省系统导出.xls"


def take(session: Session, *files: Path) -> tuple[importing.FileOutcome, ...]:
    return importing.apply(session, importing.examine(list(files)), partial=True)


def fill_in(word: str, folder: Path, lines: int = 2) -> Path:
    """The blank with its own examples in it."""
    own = write_blank(word, folder / "空白.xlsx")
    book = load_workbook(folder / "空白.xlsx")
    for row, example in enumerate(own.examples[:lines], start=2):
        for column, value in enumerate(example, start=1):
            if value:
                book.worksheets[0].cell(row, column, value)
    book.save(folder / f"填好_{word}.xlsx")
    return folder / f"填好_{word}.xlsx"


@pytest.mark.parametrize("word", [word for word, own in OWN_SHEETS.items() if not own.goes_with])
def test_a_filled_in_blank_is_imported_with_every_column_known(session: Session, tmp_path: Path, word: str) -> None:
    filled = fill_in(word, tmp_path)
    make_household(session, village="大寨村")
    examination = importing.examine([filled])
    (file,) = examination.files
    assert file.kind.word == word
    assert [problem.message for problem in file.problems] == []
    assert all(not layout.unknown for layout in file.layouts)
    (outcome,) = importing.apply(session, examination)
    assert outcome.new


def test_the_two_blanks_of_families_and_persons_are_filled_in_and_imported_together(
    session: Session, tmp_path: Path
) -> None:
    files = [fill_in("families", tmp_path, lines=1), fill_in("persons", tmp_path)]
    examination = importing.examine(files)
    assert [problem.message for file in examination.files for problem in file.problems] == []
    assert not any(layout.unknown for file in examination.files for layout in file.layouts)
    importing.apply(session, examination)
    (found,) = dossiers.kept([1]).values()
    assert [(each.name, each.relation) for each in found.record.members] == [("岩温保", "户主"), ("玉香罕", "配偶")]
    assert (found.record.monthly_fen, found.record.covered_size, found.record.village) == (33_600, 2, "大寨村")
    again = importing.apply(session, importing.examine(files))
    assert all((each.new, each.changed) == (0, 0) for each in again)


def test_an_empty_blank_is_refused_with_a_sentence(tmp_path: Path) -> None:
    write_blank("roster", tmp_path / "空白.xlsx")
    with pytest.raises(KnownError) as refused:
        importing.examine([tmp_path / "空白.xlsx"])
    assert "。" in refused.value.message


def test_a_blank_offers_the_words_of_the_code_tables(tmp_path: Path) -> None:
    own = write_blank("roster", tmp_path / "空白.xlsx")
    sheet = load_workbook(tmp_path / "空白.xlsx").worksheets[0]
    offered = {str(each.sqref).split("2:")[0] for each in sheet.data_validations.dataValidation}
    assert len(offered) == sum(1 for column in own.columns if column.choices)
    assert [cell.number_format for cell in sheet[2]][own.heads.index("身份证号")] == "@"


def test_a_drop_down_is_no_longer_than_excel_takes() -> None:
    lists = [",".join(column.choices) for own in OWN_SHEETS.values() for column in own.columns]
    assert max(map(len, lists)) <= 253


def test_the_roster_given_out_changes_nothing_when_taken_in_again(session: Session, tmp_path: Path) -> None:
    take(session, ROSTER)
    before = dossiers.totals()
    written = export_roster(session, tmp_path / "名册.xlsx", reason="报县民政局核对")
    (outcome,) = take(session, tmp_path / "名册.xlsx")
    assert (outcome.new, outcome.changed, outcome.rejected) == (0, 0, 0)
    assert outcome.same == written.households == before.households
    assert dossiers.totals() == before


def test_every_field_of_a_household_survives_the_road_out_and_back(session: Session, tmp_path: Path) -> None:
    members = (
        a_member(name="岩温保", note="住校", labour="有劳动能力"),
        a_member("子", note="在外务工", marriage="未婚", labour="有劳动能力"),
    )
    make_household(
        session,
        head_name="岩温保",
        members=members,
        monthly_fen=33_650,
        annual_income_fen=420_055,
        address="大寨村一组7号",
    )
    export_roster(session, tmp_path / "名册.xlsx", reason="核对")
    (outcome,) = take(session, tmp_path / "名册.xlsx")
    assert outcome.differences == ()
    assert (outcome.changed, outcome.same) == (0, 1)


def test_full_numbers_leave_only_with_a_reason_and_a_line_in_the_audit(session: Session, tmp_path: Path) -> None:
    make_household(session)
    with pytest.raises(KnownError, match="用途"):
        export_roster(session, tmp_path / "名册.xlsx")
    assert not (tmp_path / "名册.xlsx").exists()
    export_roster(session, tmp_path / "名册.xlsx", reason="报县民政局核对")
    assert any("报县民政局核对" in line.text for line in audit.latest(10))


def test_a_masked_roster_shows_no_whole_number(session: Session, tmp_path: Path) -> None:
    id_ = make_household(session, phone="13800000000", account_no="6228000100020003")
    export_roster(session, tmp_path / "名册.xlsx", masked=True)
    cells = {str(cell.value) for row in load_workbook(tmp_path / "名册.xlsx").worksheets[0] for cell in row}
    record = dossiers.kept([id_])[id_].record
    hidden = {record.phone, record.account_no, *(member.id_number for member in record.members)}
    assert not cells & hidden


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_stays_a_text_whatever_it_begins_with(tmp_path: Path, text: str) -> None:
    write_sheet(tmp_path / "表.xlsx", "表", ["一", "二"], [["好", 1], [text, 2]])
    cell = load_workbook(tmp_path / "表.xlsx").worksheets[0]["A3"]
    assert cell.data_type == "s"


def test_nothing_is_left_behind_where_a_sheet_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "表.xlsx").mkdir()
    with pytest.raises(KnownError):
        write_sheet(tmp_path / "表.xlsx", "表", ["一"], [["好"]])
    assert [each.name for each in tmp_path.iterdir()] == ["表.xlsx"]
