"""From files into a real office: the samples, the error workbook, partial and repeated imports, dry runs."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment

from dibao_desktop.domain.progress import Cancelled
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.exchange.importing import (
    FileOutcome,
    Refused,
    apply,
    examine,
    write_error_workbook,
    write_error_workbooks,
)
from dibao_desktop.session import Session
from exchange.variants import SAMPLES, write_ods, write_xls, write_xlsx

ROSTER = SAMPLES / "01_在保对象名册_省系统导出.xls"
LEDGER = SAMPLES / "02_农村低保花名册_手工台账.xlsx"
LISTS = sorted(path for path in SAMPLES.iterdir() if "03" <= path.name[:2] <= "12")
# Valid numbers for the two heads whose own were lost.
RIGHT = {"于兰": "530000196401129624", "任辉正": "530000198108230730"}


def counts(outcome: FileOutcome) -> tuple[int, int, int, int, int]:
    return outcome.rows, outcome.new, outcome.changed, outcome.same, outcome.rejected


def comments(path: Path) -> dict[str, Comment]:
    book = load_workbook(path)
    return {f"{s.title}!{c.coordinate}": c.comment for s in book for row in s.iter_rows() for c in row if c.comment}


def mend(path: Path, name_column: int) -> None:
    """Retype the coloured cells as a clerk would."""
    book = load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment and "以数字保存" in cell.comment.text:
                    assert cell.number_format == "@"
                    assert cell.fill.fgColor.rgb == "FFF4A7A0"
                    cell.value = RIGHT[str(sheet.cell(cell.row, name_column).value).replace("\u3000", "")]
    buffer = io.BytesIO()
    book.save(buffer)
    path.write_bytes(buffer.getvalue())


def test_the_whole_road_of_the_samples(session: Session, tmp_path: Path) -> None:
    answers = json.loads((SAMPLES / "answer_key.json").read_text("utf-8"))
    with pytest.raises(Refused) as refused:
        apply(session, examine([ROSTER]))
    assert refused.value.code == "file_refused" and "在保名册!N311" in refused.value.message
    assert counts(refused.value.files[0]) == (347, 0, 0, 0, 2)
    assert dossiers.totals().households == 0

    examined = examine([ROSTER])
    assert counts(apply(session, examined, partial=True)[0]) == (347, 345, 0, 0, 2)
    out = tmp_path / "错误.xlsx"
    assert write_error_workbooks(examined.files, out) == [out]
    assert list(comments(out)) == ["在保名册!N5", "在保名册!N7"]
    with pytest.raises(Refused):
        apply(session, examine([out]))
    mend(out, name_column=11)
    assert counts(apply(session, examine([out]))[0]) == (2, 2, 0, 0, 0)

    totals = dossiers.totals()
    assert (totals.households, totals.members, totals.covered, totals.monthly_fen) == (347, 865, 848, 12_344_000)
    assert {name: (v.households, v.covered, v.monthly_fen) for name, v in totals.villages.items()} == {
        name: (v["households"], v["covered"], v["amount"] * 100) for name, v in answers["by_village"].items()
    }

    ledger = apply(session, examine([LEDGER]), partial=True)[0]
    assert (ledger.new, ledger.rejected) == (0, 2)
    first = apply(session, examine(LISTS))
    assert [counts(each) for each in first] == [(each.rows, each.rows, 0, 0, 0) for each in first]
    again = apply(session, examine([ROSTER, LEDGER, out, *LISTS]), partial=True)
    assert [(each.new, each.changed) for each in again] == [(0, 0)] * len(again)
    assert dossiers.totals() == totals


@pytest.mark.parametrize("kind", ["xls", "xlsx", "ods"])
def test_error_workbook_of_every_source_imports_once_mended(session: Session, tmp_path: Path, kind: str) -> None:
    heads = ["序号", "村", "户主", "保障人口", "月保障金", "姓名", "与户主关系", "身份证号", "起保年月", "银行账号"]
    rows: list[list[Any]] = [
        ["某乡低保名册"],
        heads,
        [1, "石塔村", "周红巧", 2, 224, "周红巧", "户主", "530000196106175206", "2011-12", "6223706499806908398"],
        ["", "", "", "", "", "朱川林", "配偶", "530000195903059158", "", ""],
        [2, "石塔村", "于兰", 1, "一百", "于兰", "户主", 530000196401129000, "2011-13", "6223706499806908398"],
        ["合计", "", "", 3, "", "", "", "", "", ""],
    ]
    write = {"xls": write_xls, "xlsx": write_xlsx, "ods": write_ods}[kind]
    source = write(tmp_path / f"a.{kind}", {"名册": rows})
    examined = examine([source])
    assert {p.cell: p.code for p in examined.files[0].problems if p.is_error} == {"E5": "E17", "H5": "E1", "I5": "E16"}
    assert counts(apply(session, examined, partial=True)[0]) == (2, 1, 0, 0, 1)
    out = tmp_path / "错误.xlsx"
    write_error_workbook(examined.files[0], out)
    assert list(comments(out)) == ["名册!E3", "名册!H3", "名册!I3"]
    book = load_workbook(out)
    sheet = book["名册"]
    assert [cell.value for cell in sheet[2]] == heads
    assert sheet.max_row == 3
    sheet["E3"], sheet["H3"], sheet["I3"] = 112, RIGHT["于兰"], "2011-03"
    book.save(out)
    assert counts(apply(session, examine([out]))[0]) == (1, 1, 0, 0, 0)
    assert dossiers.totals().monthly_fen == 33_600


def test_error_workbook_keeps_the_clerks_looks(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    clerks = load_workbook(LEDGER)
    for sheet in clerks:
        sheet.column_dimensions["D"].width = 33
        sheet.row_dimensions[2].height = 44
    clerks.save(path)
    file = examine([path]).files[0]
    out = tmp_path / "错误.xlsx"
    write_error_workbook(file, out)
    book, source = load_workbook(out), load_workbook(LEDGER)
    assert book.sheetnames == ["长田村", "谢坪村"]
    for title in book.sheetnames:
        assert [cell.value for cell in book[title][2]] == [cell.value for cell in source[title][2]]
        assert book[title]["A2"].font.b == source[title]["A2"].font.b
        assert book[title].column_dimensions["D"].width == 33
        assert book[title].row_dimensions[2].height == 44
    assert [row[3].value for row in book["长田村"].iter_rows(min_row=3)] == ["于　兰", "任春强"]


def test_error_workbook_merges_heads_and_keeps_formula_like_text(tmp_path: Path) -> None:
    rows = [
        ["死亡名单", "", ""],
        ["姓名", "身份证号", "死亡日期"],
        ["=周红巧", "530000196106175206", "去年"],
        ["周福", "530000198502263039", "2016-09-11"],
    ]
    path = write_xls(tmp_path / "a.xls", {"名单": rows})
    file = examine([path]).files[0]
    out = tmp_path / "b.xlsx"
    write_error_workbook(file, out)
    sheet = load_workbook(out).worksheets[0]
    assert sheet["A3"].value == "=周红巧" and sheet["A3"].data_type == "s"
    assert sheet.max_row == 3


def test_error_workbook_opens_in_libreoffice(libreoffice: Callable[[Path, str], Path], tmp_path: Path) -> None:
    out = tmp_path / "错误.xlsx"
    write_error_workbook(examine([ROSTER]).files[0], out)
    file = examine([libreoffice(out, "ods")]).files[0]
    assert [unit.value.head_name for unit in file.rejected] == ["于兰", "任辉正"]  # type: ignore[union-attr]


def test_dry_run_counts_and_writes_nothing(session: Session) -> None:
    rehearsed = apply(session, examine([ROSTER]), partial=True, dry_run=True)
    assert counts(rehearsed[0]) == (347, 345, 0, 0, 2)
    assert dossiers.totals().households == 0


def test_one_bad_file_keeps_all_files_out(session: Session, tmp_path: Path) -> None:
    rows = [["姓名", "身份证号", "死亡日期"], ["周红巧", "530000196106175206", "去年"]]
    bad = write_xlsx(tmp_path / "a.xlsx", {"名单": rows})
    with pytest.raises(Refused):
        apply(session, examine([LISTS[0], bad]))
    assert counts(apply(session, examine([LISTS[0]]))[0])[1] == 65


class _StopsAt:
    """A progress whose user asks to stop after so many reports."""

    def __init__(self, reports: int) -> None:
        self.left = reports

    def report(self, done: int, total: int, what: str) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def test_cancelled_in_the_middle_leaves_nothing(session: Session) -> None:
    examined = examine([ROSTER])
    with pytest.raises(Cancelled):
        apply(session, examined, partial=True, progress=_StopsAt(1))
    assert dossiers.totals().households == 0


def test_what_the_office_refuses_is_an_error_of_the_household(session: Session, tmp_path: Path) -> None:
    heads = ["档案号", "村", "户主姓名", "身份证号", "保障人口", "月保障金"]
    first = write_xlsx(tmp_path / "a.xlsx", {"一": [heads, ["0001", "石塔村", "周红巧", "530000196106175206", 1, 112]]})
    apply(session, examine([first]))
    other = [
        heads,
        ["0001", "石塔村", "于兰", RIGHT["于兰"], 1, 112],
        ["0002", "石塔村", "任辉正", RIGHT["任辉正"], 1, 222],
    ]
    second = examine([write_xlsx(tmp_path / "b.xlsx", {"一": other})])
    assert not second.has_errors
    outcome = apply(session, second, partial=True)[0]
    assert counts(outcome) == (2, 1, 0, 0, 1)
    assert [(p.cell, p.is_error) for p in outcome.problems] == [("A2", True)]
    with pytest.raises(Refused):
        apply(session, examine([tmp_path / "b.xlsx"]))


def test_json_shape(session: Session) -> None:
    answer = apply(session, examine([ROSTER]), partial=True)[0].as_json()
    assert list(answer)[:8] == ["file", "kind", "rows", "new", "changed", "same", "rejected", "problems"]
    error = next(problem for problem in answer["problems"] if problem["severity"] == "error")
    assert error == {
        "sheet": "在保名册",
        "cell": "N311",
        "value": "5.30000196401129E+17",
        "code": "E1",
        "severity": "error",
        "message": "于兰的身份证号以数字保存，后3位已丢失，请改为文本后重新填写。",
    }
    json.dumps(answer)
