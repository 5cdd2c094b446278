"""The samples made again in other offices' habits are the same office, to the last field and the last lead."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from conftest import CHEAP, PASSWORD, Clock
from dibao_desktop import office as offices
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.exchange.importing import ExaminedFile, apply, examine
from dibao_desktop.matching import commands as matching
from dibao_desktop.session import Session
from exchange.remade import LIST_HEADS, remake
from exchange.variants import SAMPLES

FILES = {path.name[:2]: path for path in sorted(SAMPLES.iterdir())}
NUMBERS = ("01", *LIST_HEADS)
NOW = dt.datetime(2017, 6, 1, 9)


def essence(file: ExaminedFile) -> list[str]:
    """What a file says, whatever its layout: where a line stands, and what only a title can tell, are left away."""
    said: list[Any] = []
    for unit in file.good:
        value = unit.value
        if isinstance(value, HouseholdRecord):
            said.append(replace(value, listed_as="", aid_type=""))
        else:
            said.append(replace(value, place=""))
    return sorted(map(repr, said))


@cache
def original(number: str) -> tuple[list[str], int]:
    file = examine([FILES[number]]).files[0]
    return essence(file), len(file.rejected)


def same(number: str, seed: int, folder: Path) -> None:
    made = remake(FILES[number], seed, folder)
    file = examine([made.path]).files[0]
    wanted, rejected = original(number)
    assert essence(file) == wanted, made.how
    assert len(file.rejected) == rejected, made.how


@pytest.mark.parametrize("seed", range(10))
def test_the_roster_made_again_says_the_same(tmp_path: Path, seed: int) -> None:
    same("01", seed, tmp_path)


@pytest.mark.parametrize("number", LIST_HEADS)
def test_every_list_made_again_says_the_same(tmp_path: Path, number: str) -> None:
    for seed in range(3):
        same(number, seed, tmp_path)


@pytest.mark.thorough
@pytest.mark.parametrize("number", NUMBERS)
def test_made_again_in_every_way_a_seed_can_draw(tmp_path: Path, number: str) -> None:
    for seed in range(100, 200 if number == "01" else 130):
        same(number, seed, tmp_path)


def leads_of(session: Session) -> set[tuple[Any, ...]]:
    outcome = matching.match(session)
    return {(each.code, each.kind, each.number, each.person_id, each.confidence) for each in outcome.leads}


def whole_office(session: Session) -> tuple[Any, ...]:
    people = sorted(
        (row.number, row.head_name, row.name, row.id_number, row.sex, row.birth, row.relation, row.covered)
        for row in dossiers.people()
    )
    money = sorted((row.number, row.register_no, row.monthly_fen, row.account_no) for row in dossiers.money_facts())
    return people, money, dossiers.totals()


def made_of(folder: Path, paths: list[Path]) -> tuple[Any, ...]:
    """An office of these files, with the leads it finds."""
    office, _code = offices.create(folder, "青石乡", "s1", "周敏", PASSWORD, cost=CHEAP, clock=Clock(NOW))
    try:
        apply(office.session, examine(paths), partial=True)
        return *whole_office(office.session), leads_of(office.session)
    finally:
        office.close()


def test_all_samples_made_again_make_the_same_office_and_the_same_leads(tmp_path: Path) -> None:
    wanted = made_of(tmp_path / "甲.dibao", [FILES[number] for number in NUMBERS])
    again = [remake(FILES[number], 41, tmp_path / "再造") for number in NUMBERS]
    got = made_of(tmp_path / "乙.dibao", [each.path for each in again])
    assert got == wanted
    assert wanted[3]
