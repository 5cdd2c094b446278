"""The whole sample township through the command line, against what is known to be planted in it."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import SAMPLES
from dibao_desktop import cli
from ui.printing import PdfPrinter

KEY = json.loads((SAMPLES / "answer_key.json").read_text(encoding="utf-8"))
PLANTED = KEY["planted"]
# What the two ruined cells of the roster really were; the payment list has them right.
MENDED = {"于兰": "530000196401129480", "任辉正": "530000198108230650"}


def sample(number: int) -> Path:
    return next(SAMPLES.glob(f"{number:02d}_*"))


class Shell:
    """Runs commands as a user would and reads their JSON."""

    def __init__(self, folder: Path, capsys) -> None:
        self.office, self._capsys = folder / "青石乡.dibao", capsys

    def run(self, *arguments: object, expect: int = 0) -> dict:
        code = cli.run([str(each) for each in (*arguments, "--json")], printer=PdfPrinter)
        printed = self._capsys.readouterr()
        assert code == expect, printed.err
        return json.loads(printed.out)


@pytest.fixture
def shell(tmp_path: Path, capsys, monkeypatch) -> Shell:
    monkeypatch.setenv("DIBAO_PASSWORD", "青石乡的密码")
    monkeypatch.chdir(tmp_path)
    made = Shell(tmp_path, capsys)
    made.run("new", made.office, "--policy", "s1", "--town", "青石乡")
    return made


def mend(errors: Path, out: Path) -> None:
    """Type the two numbers into the error workbook, as a clerk would, beside the names."""
    book = load_workbook(errors)
    mended = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            bad = [cell for cell in row if cell.comment]
            names = [cell.value for cell in row if cell.value in MENDED]
            if bad and names:
                # The head of a household stands in its row too; the person is the last name.
                bad[0].value = MENDED[names[-1]]
                mended += 1
    assert mended == 2
    book.save(out)


def counts(answer: dict) -> list[tuple[int, int, int, int]]:
    return [(f["new"], f["changed"], f["same"], f["rejected"]) for f in answer["files"]]


def test_the_whole_road_of_the_rosters_and_lists(shell: Shell, tmp_path: Path) -> None:
    refused = shell.run("import", shell.office, sample(1), expect=1)
    assert refused["error"]["code"] == "file_refused"
    assert refused["office"]["households"] == 0

    first = shell.run("import", shell.office, sample(1), "--partial", "--errors", tmp_path / "错误.xlsx")
    assert counts(first) == [(345, 0, 0, 2)]
    errors = [p for p in first["files"][0]["problems"] if p["severity"] == "error"]
    assert [(p["cell"], p["code"]) for p in errors] == [("N311", "E1"), ("N601", "E1")]

    mend(tmp_path / "错误.xlsx", tmp_path / "更正.xlsx")
    second = shell.run("import", shell.office, tmp_path / "更正.xlsx")
    assert counts(second) == [(2, 0, 0, 0)]
    office = second["office"]
    assert (office["households"], office["members"], office["covered"]) == (347, 865, 848)
    assert office["monthly_fen"] == 12_344_000
    villages = {
        name: (v["households"], v["covered"], v["monthly_fen"] // 100) for name, v in office["villages"].items()
    }
    assert villages == {n: (v["households"], v["covered"], v["amount"]) for n, v in KEY["by_village"].items()}

    assert counts(shell.run("import", shell.office, sample(2), "--partial")) == [(0, 0, 345, 2)]
    for number in (1, 2):
        assert counts(shell.run("import", shell.office, sample(number), "--partial")) == [(0, 0, 345, 2)]
    assert counts(shell.run("import", shell.office, tmp_path / "更正.xlsx")) == [(0, 0, 2, 0)]

    # Other names, the right bytes.
    lists = []
    for number in range(3, 13):
        lists.append(tmp_path / f"{chr(ord('a') + number)}.dat")
        shutil.copy(sample(number), lists[-1])
    taken = shell.run("import", shell.office, *lists)
    assert [(f["new"] == f["rows"], f["rejected"]) for f in taken["files"]] == [(True, 0)] * 10
    again = shell.run("import", shell.office, *(sample(number) for number in range(3, 13)))
    assert {(f["new"], f["changed"]) for f in again["files"]} == {(0, 0)}

    found = shell.run("match", shell.office)["leads"]
    check_leads(found)
    assert shell.run("match", shell.office)["new"] == 0
    assert shell.run("verify", shell.office)["ok"] is True


def check_leads(found: list[dict]) -> None:
    """Every planted item, with household and person; nothing certain beside them."""
    certain = {
        (lead["kind"], lead["household"], lead["person_id"]) for lead in found if lead["confidence"] == "certain"
    }
    households = {(kind, household) for kind, household, _ in certain}
    for word, kind in (
        ("dead", "death"),
        ("vehicle", "vehicle"),
        ("payroll", "payroll"),
        ("house", "real_estate"),
        ("business", "business"),
        ("pension", "pension"),
    ):
        assert {(kind, each["hh"], each["id"]) for each in PLANTED[word]} <= certain
    assert {
        ("duplicate_person", hh, each["id"]) for each in PLANTED["duplicate_person"] for hh in each["hh"]
    } <= certain
    assert {("split_household", hh) for each in PLANTED["split_household"] for hh in each["hh"]} <= households
    for word, kind in (
        ("amount_mismatch", "amount"),
        ("relative_unfiled", "relative_unfiled"),
        ("on_roster_not_paid", "unpaid"),
        ("paid_amount_differs", "paid_differs"),
        ("not_collected_3_months", "not_collected"),
        ("bad_checksum", "id_check"),
        ("old_15", "id_old"),
        ("wrong_sex", "sex_mismatch"),
    ):
        assert {(kind, each["hh"]) for each in PLANTED[word]} <= households
    stranger = PLANTED["paid_not_on_roster"][0]
    assert ("paid_unknown", None, stranger["id"]) in certain

    assert not {("relative_unfiled", each["hh"]) for each in PLANTED["relative_filed"]} & households
    assert ("vehicle", PLANTED["motorcycle_no_breach"][0]["hh"]) not in households
    namesake = PLANTED["same_name_other_person"][0]["id"]
    assert not [lead for lead in found if lead["person_id"] == namesake]

    expected = Counter(
        death=5, paid_after_death=5, vehicle=4, payroll=3, real_estate=3, business=3, pension=4, duplicate_person=6,
        split_household=6, amount=4, relative_unfiled=3, paid_unknown=1, unpaid=3, paid_differs=3, not_collected=2,
        id_check=3, id_old=2, sex_mismatch=2,
    )  # fmt: skip
    assert Counter(kind for kind, _, _ in certain) == expected
    assert all(lead["code"].startswith("CK") and lead["reason"] and lead["clause"] and lead["record"] for lead in found)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("空.xlsx", b"", "empty_file"),
        ("文档.xls", b"%PDF-1.4\n%...", "not_a_workbook"),
        ("断.xlsx", None, "not_a_workbook"),
    ],
)
def test_what_is_no_workbook_is_refused_in_one_sentence(shell: Shell, tmp_path: Path, name, content, code) -> None:
    bad = tmp_path / name
    bad.write_bytes(sample(2).read_bytes()[:5000] if content is None else content)
    before = shell.run("verify", shell.office)["office"]
    answer = shell.run("import", shell.office, bad, expect=1)
    assert answer["error"]["message"].count("。") == 1
    assert "Traceback" not in answer["error"]["message"]
    assert shell.run("verify", shell.office)["office"] == before
