"""The command line from outside: exit codes, JSON, one sentence for what goes wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from conftest import SAMPLES
from dibao_desktop import cli
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.office import open_office
from dibao_desktop.storage.listing import Search

TEMPLATE = next(SAMPLES.glob("13_*.xlsx"))
ROOT = Path(__file__).resolve().parents[2]


def no_pdf():
    raise AssertionError("no PDF was asked for")


def run(capsys, *arguments: object, expect: int = 0) -> dict:
    code = cli.run([*map(str, arguments), "--json"], no_pdf)
    printed = capsys.readouterr()
    assert code == expect, printed.err
    if expect:
        assert printed.err.strip().count("\n") == 0
        assert "Traceback" not in printed.err
    return json.loads(printed.out)


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    """A small township under way, made once."""
    folder = tmp_path_factory.mktemp("demo") / "演示.dibao"
    assert cli.run(["demo", str(folder), "--households", "60", "--json"], no_pdf) == 0
    return folder


def test_tally_says_both_readings_when_they_differ(capsys) -> None:
    counts = ("--roster", 5, "--present", 4, "--recused", 1, "--agree", 2, "--against", 1)
    answer = run(capsys, "tally", "--rule", "2/3", "--quorum", "2/3", *counts)
    assert answer["quorum"] == {"base": 4, "needed": 3, "present": 3, "holds": True}
    assert answer["majority"] == {"base": 3, "needed": 2, "agree": 2, "passes": True}
    assert answer["strict"]["majority"]["passes"] is False
    assert answer["decision"] == "readings_differ"


@pytest.mark.parametrize("rule", ["1/2", ">1/2", "＞１／２"])
def test_more_than_half_is_asked_for_however_it_is_written(capsys, rule: str) -> None:
    counts = ("--roster", 6, "--present", 6, "--agree", 3, "--against", 1, "--blank", 1, "--spoilt", 1)
    answer = run(capsys, "tally", "--rule", rule, "--quorum", "≥2/3", *counts)
    assert answer["majority"] == {"base": 6, "needed": 4, "agree": 3, "passes": False}


def test_counts_that_cannot_be_are_refused(capsys) -> None:
    assert run(capsys, "tally", "--roster", 5, "--present", 6, expect=1)["error"]["code"] == "impossible_counts"
    with pytest.raises(SystemExit) as usage:
        cli.run(["tally", "--roster", "viele", "--present", "3"], no_pdf)
    assert usage.value.code == 2


def test_an_office_from_new_to_restore(capsys, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("DIBAO_PASSWORD", "密")
    office = tmp_path / "甲.dibao"
    made = run(capsys, "new", office, "--policy", "national", "--town", "甲乡")
    assert len(made["recovery_code"].replace("-", "")) == 32
    assert made["office"] == {"households": 0, "members": 0, "covered": 0, "monthly_fen": 0, "villages": {}}
    assert run(capsys, "new", office, "--policy", "s1", "--town", "甲乡", expect=1)["error"]["code"] == "exists"
    unknown = run(capsys, "new", tmp_path / "乙", "--policy", "没有", "--town", "乙", expect=1)
    assert "national" in unknown["error"]["message"]
    run(capsys, "set", office, "--phone", "0000-1234567")
    run(capsys, "backup", office, tmp_path / "备份.dibaobak")
    run(capsys, "restore", tmp_path / "备份.dibaobak", tmp_path / "丙.dibao")
    assert run(capsys, "verify", tmp_path / "丙.dibao")["ok"] is True
    monkeypatch.setenv("DIBAO_PASSWORD", "错")
    assert run(capsys, "verify", office, expect=1)["error"]["code"] == "wrong_password"
    assert run(capsys, "verify", tmp_path / "无", expect=1)["error"]["code"] == "no_office"


def test_an_office_is_never_made_with_a_password_everybody_knows(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "main.py"), "new", str(tmp_path / "x"), "--policy", "s1", "--town", "x"]
    done = subprocess.run(
        command, capture_output=True, text=True, stdin=subprocess.DEVNULL, env={"PATH": ""}, check=False
    )
    assert done.returncode == 1
    assert "DIBAO_PASSWORD" in done.stderr


def test_the_upload_workbook_is_filled_or_says_what_is_missing(capsys, demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "上传.xlsx"
    refused = run(capsys, "export", demo, "upload", out, "--template", TEMPLATE, expect=1)
    assert refused["error"]["code"] == "missing_values"
    assert any("还没有清查结果" in each for each in refused["error"]["details"])
    assert not out.exists()
    done = run(capsys, "export", demo, "upload", out, "--template", TEMPLATE, "--village", "上坪村")
    sheet = load_workbook(out).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=3 + done["rows"])]
    assert len({row[0] for row in rows}) == done["households"]
    assert all(isinstance(row[8], str) and len(row[8]) == 18 for row in rows)
    assert {row[4] for row in rows} == {"120 农村低保"}
    dictionary = load_workbook(out)["数据字典"]
    assert {row[22] for row in rows} <= {cell.value for cell in dictionary["K"]}
    assert sheet.cell(4 + done["rows"], 1).value is None


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("dossier", ("--household", "0001")),
        ("visit", ("--household", "0001")),
        ("minutes", ("--village", "上坪村")),
        ("agenda", ("--village", "上坪村", "--meeting", "1")),
        ("sign_in", ("--village", "上坪村")),
        ("ballots", ("--village", "上坪村")),
        ("rehearsal", ("--village", "上坪村")),
        ("board", ("--village", "上坪村")),
        ("publication", ()),
        ("progress", ()),
        ("changes", ()),
    ],
)
@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_papers_are_written(capsys, demo: Path, tmp_path: Path, name, options, ending) -> None:
    out = tmp_path / f"{name}{ending}"
    assert run(capsys, "report", demo, name, out, *options)["path"] == str(out)
    assert out.read_bytes()[:2] == b"PK"


def test_what_reviews_decided_is_exported_and_a_meeting_that_is_not_is_said(capsys, demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "评议.xlsx"
    done = run(capsys, "export", demo, "review_record", out, "--village", "上坪村")
    rows = list(load_workbook(out).worksheets[0].iter_rows(values_only=True))
    assert len(rows) == 1 + done["households"] > 1
    for row in rows[1:]:
        line = dict(zip(rows[0], row, strict=True))
        assert int(line["评议人数"]) == int(line["同意人数"]) + int(line["不同意人数"])
    refused = run(capsys, "report", demo, "agenda", out, "--village", "上坪村", "--meeting", "99", expect=1)
    assert "第 99 次评议会" in refused["error"]["message"]


@pytest.mark.parametrize("ending", [".html", ".csv", ".xlsx"])
def test_what_hangs_is_written_for_the_website(capsys, demo: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"website{ending}"
    assert run(capsys, "report", demo, "website", out)["path"] == str(out)
    assert out.stat().st_size > 500
    refused = run(capsys, "report", demo, "website", tmp_path / "website.pdf", expect=1)
    assert ".html" in refused["error"]["message"]


def test_a_board_for_the_wall_is_written_on_a3(capsys, demo: Path, tmp_path: Path) -> None:
    run(capsys, "report", demo, "board", tmp_path / "b.docx", "--village", "上坪村", "--paper", "A3")
    assert round(Document(str(tmp_path / "b.docx")).sections[0].page_width.cm, 1) == 29.7


def test_a_paper_for_nobody_is_refused(capsys, demo: Path, tmp_path: Path) -> None:
    answer = run(capsys, "report", demo, "dossier", tmp_path / "x.docx", "--household", "9999", expect=1)
    assert "9999" in answer["error"]["message"]
    assert run(capsys, "report", demo, "progress", tmp_path / "x.txt", expect=1)["error"]["code"] == "unknown_ending"


def test_progress_of_a_past_day_counts_only_what_was_done_by_then(capsys, demo: Path, tmp_path: Path) -> None:
    def total(*options: str) -> list[object]:
        run(capsys, "report", demo, "progress", tmp_path / "p.xlsx", *options)
        sheet = load_workbook(tmp_path / "p.xlsx").worksheets[0]
        return [cell.value for cell in sheet[4]]

    assert total("--as-of", "2000-01-01")[:3] == ["合计", 64, 0]
    assert total()[2] > 0


def test_the_months_new_households_are_counted_in_their_month(capsys, demo: Path, tmp_path: Path) -> None:
    def new_households(month: str) -> int:
        run(capsys, "report", demo, "changes", tmp_path / "c.xlsx", "--month", month)
        return load_workbook(tmp_path / "c.xlsx").worksheets[0]["B5"].value

    assert new_households("1999-01") == 0
    office = open_office(demo, "demo")
    kept = [dossiers.household(id_) for id_ in dossiers.HouseholdListing().ids(Search())]
    months = [household.benefits[0].month for household in kept if household.benefits]
    office.close()
    assert new_households(months[0]) == months.count(months[0])


def test_a_mistyped_command_and_a_missing_display_are_said(tmp_path: Path) -> None:
    def start(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "main.py"), *arguments]
        return subprocess.run(command, capture_output=True, text=True, env={"PATH": ""}, cwd=tmp_path, check=False)

    assert start("improt", "x").returncode == 2
    (tmp_path / "甲.dibao").mkdir()
    blind = start("甲.dibao")
    assert blind.returncode == 1
    assert "没有显示器" in blind.stderr


@pytest.mark.parametrize("out", [".", "名册.txt", "名册"])
def test_a_workbook_is_named_as_one(capsys, demo, tmp_path, out: str) -> None:
    assert (
        run(capsys, "export", demo, "roster", tmp_path / out, "--masked", expect=1)["error"]["code"] == "unknown_ending"
    )


def test_a_day_that_is_none_is_said_in_chinese(capsys, demo) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.run(["report", str(demo), "progress", "x.xlsx", "--as-of", "2017-02-30"], no_pdf)
    assert ended.value.code == 2
    assert "2017-02-30”应写成" in capsys.readouterr().err


@pytest.mark.parametrize("month", ["0000-01", "9999-12", "2017-13"])
def test_a_month_that_no_calendar_of_ours_has_is_wrong_usage(capsys, demo, month: str) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.run(["report", str(demo), "changes", "x.xlsx", "--month", month], no_pdf)
    assert ended.value.code == 2
    assert "年月" in capsys.readouterr().err
