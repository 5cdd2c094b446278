"""Files that are no table, or no table we know: one Chinese sentence each."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from msoffcrypto.format.ooxml import OOXMLFile

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.exchange.importing import examine
from dibao_desktop.exchange.workbook import read_book
from exchange.variants import SAMPLES, write_csv, write_xlsx


def refused(path: Path) -> str:
    with pytest.raises(KnownError) as caught:
        examine([path])
    message = caught.value.message
    assert path.name in message
    assert message.endswith("。") and "\n" not in message
    return caught.value.code


def encrypted(path: Path) -> Path:
    plain = OOXMLFile(io.BytesIO((SAMPLES / "04_机动车登记信息.xlsx").read_bytes()))
    with path.open("wb") as out:
        plain.encrypt("密码", out)
    return path


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\x00" * 4096, "empty_file"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "not_a_workbook"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "not_a_workbook"),
        (b"PK\x03\x04" + b"\x14\x00" * 200, "damaged_workbook"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "damaged_workbook"),
        (bytes(range(1, 256)) * 20, "not_a_workbook"),
        (b"<html><body><p>no table</p></body></html>", "not_a_workbook"),
        ("今天下雨。\n明天晴。\n".encode(), "unknown_layout"),
    ],
)
def test_content_that_is_no_table(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "名册.xls"
    path.write_bytes(content)
    assert refused(path) == code


def test_truncated_workbooks(tmp_path: Path) -> None:
    for name in ("01_在保对象名册_省系统导出.xls", "04_机动车登记信息.xlsx"):
        data = (SAMPLES / name).read_bytes()
        path = tmp_path / name
        path.write_bytes(data[: len(data) // 2])
        assert refused(path) == "damaged_workbook"


def test_password_protected_workbook(tmp_path: Path) -> None:
    assert refused(encrypted(tmp_path / "有密码.xlsx")) == "encrypted_workbook"


def test_word_document_and_archive(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    Document().save(str(path))
    assert refused(path) == "not_a_workbook"
    with zipfile.ZipFile(tmp_path / "包.xlsx", "w") as archive:
        archive.writestr("a.txt", "x")
    assert refused(tmp_path / "包.xlsx") == "not_a_workbook"


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert refused(tmp_path / "没有.xlsx") == "file_missing"
    assert refused(tmp_path) == "file_missing"


def test_upload_template_is_for_export() -> None:
    assert refused(SAMPLES / "13_省平台上传模板_家庭成员信息.xlsx") == "upload_template"


def test_workbook_without_known_columns(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"Sheet1": [["品名", "数量", "单价"], ["大米", 3, 5]]})
    assert refused(path) == "unknown_layout"
    assert refused(write_xlsx(tmp_path / "b.xlsx", {"Sheet1": [], "Sheet2": []})) == "empty_file"


def test_head_without_rows(tmp_path: Path) -> None:
    assert refused(write_csv(tmp_path / "a.csv", [["姓名", "身份证号", "死亡日期"]])) == "no_rows"


def test_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(KnownError) as caught:
        examine([SAMPLES / "04_机动车登记信息.xlsx"], as_kind="cars")
    assert caught.value.code == "unknown_kind" and "vehicles" in caught.value.message


def test_formula_errors_are_seen(tmp_path: Path) -> None:
    rows = [["姓名", "身份证号", "死亡日期"], ["周红巧", "=NA()", "2016-09-11"], ["周福", "", "2016-09-11"]]
    path = write_xlsx(tmp_path / "a.xlsx", {"Sheet1": rows})
    # openpyxl writes formulas without their results, as some exporters do.
    sheet = read_book(path).sheets[0]
    assert sheet.rows[1][1] == "#未计算"
    file = examine([path]).files[0]
    assert [(problem.cell, problem.code) for problem in file.problems if problem.is_error] == [("B2", "E19")]


def test_values_far_below_and_blank_formatted_rows(tmp_path: Path) -> None:
    rows: list[list[object]] = [["姓名", "身份证号", "死亡日期"], ["周红巧", "530000196106175206", "2016-09-11"]]
    rows += [["", "", ""] for _ in range(300)] + [["周福", "530000198502263039", "2016-09-11"], ["  ", "", ""]]
    book = read_book(write_xlsx(tmp_path / "a.xlsx", {"Sheet1": rows}))
    assert len(book.sheets[0].rows) == 303
    assert len(examine([tmp_path / "a.xlsx"]).files[0].units) == 2
