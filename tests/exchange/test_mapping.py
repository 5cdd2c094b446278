"""Which column is taken as what and why; what a clerk sets right holds for that head from then on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import PASSWORD
from dibao_desktop.cli import Printer, run
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.commands import amend_household
from dibao_desktop.dossiers.queries.differences import source_notes
from dibao_desktop.exchange.commands import teach_head
from dibao_desktop.exchange.importing import apply, examine
from dibao_desktop.exchange.mapping import AS_NOTE, ColumnReading, How, Told, choices, columns_of, distance, why
from dibao_desktop.exchange.sheets import BY_WORD
from dibao_desktop.exchange.taught import taught_heads
from dibao_desktop.office import Office, open_office
from dibao_desktop.session import Session
from exchange.variants import write_xlsx

HEADS = [
    "档案号",
    "村",
    "户主姓名",
    "身份证号码",
    "保障人口",
    "月保障金",
    "联系方式二",
    "年龄",
    "低保证字号",
    "包户干部",
]
ROW = ["0001", "石塔村", "周红巧", "530000196106175206", 1, 112, "19900000001", 56, "石低保01", "田顺才"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A roster of which three heads say nothing to us."""
    return write_xlsx(tmp_path / "册.xlsx", {"名册": [["石塔村低保名册"], HEADS, ROW]})


def no_pages() -> Printer:
    """An import draws none."""
    raise AssertionError


def readings(path: Path, heads: dict[tuple[str, str], str] | None = None) -> dict[str, ColumnReading]:
    layout = examine([path], told=Told(heads or {})).files[0].layouts[0]
    return {each.head: each for each in columns_of(layout, heads or {})}


def test_each_column_says_how_it_was_found(book: Path) -> None:
    found = readings(book)
    assert [(each.letter, each.label, each.how) for each in found.values()][:6] == [
        ("A", "档案号", How.SAME),
        ("B", "行政村(社区)", How.SYNONYM),
        ("C", "户主姓名", How.SAME),
        ("D", "身份证号", How.SYNONYM),
        ("E", "保障人口数", How.SYNONYM),
        ("F", "月保障金", How.SAME),
    ]
    assert found["年龄"].how is How.UNUSED
    assert found["包户干部"].how is How.NOTE and found["包户干部"].samples == ("田顺才",)
    assert found["低保证字号"].resembles == "certificate_no"


def test_why_names_what_speaks_for_the_kind(book: Path) -> None:
    said = why(examine([book]).files[0].layouts[0])
    assert "这样的列" in said and "标题写有“名册”" in said


def test_correction_is_remembered_by_the_head_in_any_file(session: Session, book: Path, tmp_path: Path) -> None:
    assert examine([book]).files[0].units[0].value.phone == ""  # type: ignore[union-attr]
    teach_head(session, "roster", "联系方式二", "phone")
    teach_head(session, "roster", "保障人口", AS_NOTE)
    heads = taught_heads()
    assert readings(book, heads)["联系方式二"].how is How.TAUGHT
    assert readings(book, heads)["保障人口"].field == ""
    other: list[list[Any]] = [HEADS[::-1], ROW[::-1]]
    elsewhere = write_xlsx(tmp_path / "另册.xlsx", {"表": other})
    value = examine([elsewhere], told=Told(heads)).files[0].units[0].value
    assert value.phone == "19900000001"  # type: ignore[union-attr]
    teach_head(session, "roster", "联系方式二", None)
    assert taught_heads() == {("roster", "保障人口"): AS_NOTE}


def test_taught_column_takes_the_place_of_the_found_one(session: Session, book: Path) -> None:
    teach_head(session, "roster", "包户干部", "head_name")
    found = readings(book, taught_heads())
    assert found["包户干部"].field == "head_name"
    assert found["户主姓名"].how is How.NOTE


def test_command_line_reads_as_it_was_taught(
    office: Office, book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    teach_head(office.session, "roster", "联系方式二", "phone")
    folder = office.folder
    office.close()
    monkeypatch.setenv("DIBAO_PASSWORD", PASSWORD)
    assert run(["import", str(folder), str(book), "--json"], no_pages) == 0
    assert json.loads(capsys.readouterr().out)["files"][0]["new"] == 1
    again = open_office(folder, PASSWORD)
    try:
        assert dossiers.household(1).record.phone == "19900000001"  # type: ignore[union-attr]
    finally:
        again.close()


def test_cell_set_right_is_read_as_it_stands(tmp_path: Path, session: Session) -> None:
    path = write_xlsx(tmp_path / "册.xlsx", {"名册": [HEADS, [*ROW[:5], "一百", *ROW[6:]]]})
    assert examine([path]).has_errors
    mended = examine([path], told=Told(cells={(path, "名册", "F2"): "112"}))
    assert not mended.has_errors
    apply(session, mended)
    assert dossiers.totals().monthly_fen == 11_200


def test_every_kind_offers_what_it_can_take() -> None:
    for kind in BY_WORD.values():
        names = [name for name, _ in choices(kind)]
        assert len(names) == len(set(names))
    assert ("phone", "联系电话") in choices(BY_WORD["roster"])
    with pytest.raises(KnownError):
        examine([Path("没有.xlsx")])


@given(st.text("身份证号码", max_size=6), st.text("身份证号码", max_size=6), st.text("身份证号码", max_size=6))
def test_distance_is_a_distance(one: str, other: str, third: str) -> None:
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) == distance(other, one)
    assert distance(one, third) <= distance(one, other) + distance(other, third)


def test_columns_that_mean_nothing_to_us_are_kept_with_the_household(session: Session, book: Path) -> None:
    apply(session, examine([book]))
    assert {head: said for _, head, said in source_notes(1)} == {
        "联系方式二": "19900000001",
        "低保证字号": "石低保01",
        "包户干部": "田顺才",
    }
    assert apply(session, examine([book]))[0].same == 1


def test_source_that_is_mapped_otherwise_is_the_same_source(session: Session, book: Path) -> None:
    apply(session, examine([book]))
    found = dossiers.household(1)
    assert found is not None
    amend_household(session, 1, replace(found.record, address="石塔村口"), found.version)
    teach_head(session, "roster", "低保证字号", "certificate_no")
    applied = apply(session, examine([book], told=Told(taught_heads())))[0]
    assert (applied.changed, [each.field for each in applied.differences]) == (1, ["低保证号"])
    assert dossiers.household(1).record.certificate_no == "石低保01"  # type: ignore[union-attr]
