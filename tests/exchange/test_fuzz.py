"""Whatever a file is, it is taken in whole or refused with one clear sentence; nothing hangs, nothing stays half done."""

from __future__ import annotations

import io
import re
import resource
import time
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.exchange.importing import apply, examine
from dibao_desktop.session import Session
from exchange.fuzzing import broken
from exchange.variants import SAMPLES

LONGEST_SECONDS = 30
MOST_MEMORY_KIB = 1 << 20


def tried(session: Session, path: Path) -> str:
    """Take a file in; `taken` or the code of the refusal. What was refused left nothing behind."""
    before = dossiers.totals()
    try:
        examination = examine([path])
        apply(session, examination, partial=not examination.has_errors)
    except KnownError as error:
        assert dossiers.totals() == before
        sentence = error.message
        assert (
            sentence.endswith("。") and "\n" not in sentence and any("\u4e00" <= mark <= "\u9fff" for mark in sentence)
        )
        assert "Traceback" not in sentence and "Error" not in sentence
        return error.code
    return "taken"


def try_all(session: Session, seeds: range, folder: Path) -> dict[str, int]:
    """How often each outcome came."""
    outcomes: dict[str, int] = {}
    for seed in seeds:
        path = broken(seed, folder)
        started = time.monotonic()
        outcome = tried(session, path)
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
        assert time.monotonic() - started < LONGEST_SECONDS, path
        path.unlink()
    return outcomes


def test_broken_workbooks_are_taken_or_refused_with_a_sentence(session: Session, tmp_path: Path) -> None:
    outcomes = try_all(session, range(30), tmp_path)
    assert outcomes["taken"] and len(outcomes) > 3


@pytest.mark.thorough
def test_twelve_hundred_broken_workbooks(session: Session, tmp_path: Path) -> None:
    outcomes = try_all(session, range(1_000, 2_200), tmp_path)
    assert sum(outcomes.values()) == 1_200
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < MOST_MEMORY_KIB


HEAD = "<c r='A1' t='inlineStr'><is><t>姓名</t></is></c><c r='B1' t='inlineStr'><is><t>身份证号</t></is></c>"
HEAD += "<c r='C1' t='inlineStr'><is><t>死亡日期</t></is></c>"
LINE = (
    "<c r='A2' t='inlineStr'><is><t>周红巧</t></is></c><c r='B2' t='inlineStr'><is><t>530000196106175206</t></is></c>"
)
LINE += "<c r='C2' t='inlineStr'><is><t>2016-09-11</t></is></c>"


def book_with(path: Path, rows: str) -> Path:
    """An .xlsx of one death whose further rows are given as XML."""
    book = Workbook()
    book.save(buffer := io.BytesIO())
    xml = f"<sheetData><row r='1'>{HEAD}</row><row r='2'>{LINE}</row>{rows}</sheetData>".replace("'", '"').encode()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = re.sub(rb"<sheetData\s*/>|<sheetData>.*</sheetData>", lambda _: xml, data)
            out.writestr(name, data)
    return path


def test_every_row_of_a_sheet_is_formatted(tmp_path: Path) -> None:
    rows = "".join(f"<row r='{row}'><c r='A{row}' s='1'/></row>" for row in range(3, 1_048_577))
    assert len(examine([book_with(tmp_path / "a.xlsx", rows)]).files[0].units) == 1


@pytest.mark.parametrize(
    "corner", ["XFD1048576", "ZZ1048576", "XFD60000", pytest.param("C1048576", marks=pytest.mark.thorough)]
)
def test_a_blank_typed_into_a_far_corner_costs_nothing(tmp_path: Path, corner: str) -> None:
    row = corner.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    rows = f"<row r='{row}'><c r='{corner}' t='inlineStr'><is><t> </t></is></c></row>"
    assert len(examine([book_with(tmp_path / "a.xlsx", rows)]).files[0].units) == 1


def test_a_word_in_the_farthest_corner_is_named(tmp_path: Path) -> None:
    rows = "<row r='1048576'><c r='XFD1048576' t='inlineStr'><is><t>随手写的</t></is></c></row>"
    with pytest.raises(KnownError, match="XFD1048576等处有零散的内容"):
        examine([book_with(tmp_path / "a.xlsx", rows)])


def test_a_file_that_unpacks_to_gigabytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dibao_desktop.exchange.workbook._MOST_BYTES", 1_000)
    with pytest.raises(KnownError, match="解开后大得异常"):
        examine([next(SAMPLES.glob("04_*"))])
