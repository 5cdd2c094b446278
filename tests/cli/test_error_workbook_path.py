"""Where the error workbook cannot be written: the answer tells the truth about what was taken in."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from conftest import CHEAP, SAMPLES
from dibao_desktop import cli
from dibao_desktop import office as offices
from dibao_desktop.dossiers import queries as dossiers
from ui.printing import PdfPrinter


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("DIBAO_PASSWORD", "测试密码")
    made, _code = offices.create(tmp_path / "青石乡.dibao", "青石乡", "s1", "周敏", "测试密码", cost=CHEAP)
    made.close()
    shutil.copy(next(SAMPLES.glob("01*")), tmp_path / "名册.xls")
    return made.folder


@pytest.mark.parametrize("out", ["没有/错误.xlsx", "."])
@pytest.mark.parametrize("partial", [["--partial"], []])
def test_a_place_that_cannot_be_written_is_refused_before_anything_is_taken_in(folder, capsys, out, partial):
    words = ["import", str(folder), str(folder.parent / "名册.xls"), *partial, "--json"]
    code = cli.run([*words, "--errors", str(folder.parent / out)], printer=PdfPrinter)
    answer = json.loads(capsys.readouterr().out)
    assert (code, answer["error"]["code"]) == (1, "cannot_write")
    opened = offices.open_office(folder, "测试密码")
    assert dossiers.totals().households == 0
    assert "没有导入" in answer["error"]["message"]
    opened.close()


def test_the_error_workbook_is_never_written_over_the_file_it_comes_from(folder, capsys):
    source = folder.parent / "名册.xls"
    before = source.read_bytes()
    words = [
        "import",
        str(folder),
        str(source),
        "--partial",
        "--json",
        "--errors",
        str(folder.parent / "." / "名册.xls"),
    ]
    assert cli.run(words, printer=PdfPrinter) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "same_file"
    assert source.read_bytes() == before
