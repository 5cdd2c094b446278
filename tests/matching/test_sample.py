"""The whole comparison on the sample township: all that was planted is found, and nothing else."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from conftest import SAMPLES
from dibao_desktop.exchange import importing
from dibao_desktop.matching import commands, queries
from dibao_desktop.matching.commands import MatchOutcome
from dibao_desktop.matching.rules.leads import Confidence
from dibao_desktop.session import Session
from exchange.test_importing import LISTS, ROSTER, mend

PLANTED = json.loads((SAMPLES / "answer_key.json").read_text(encoding="utf-8"))["planted"]


@pytest.fixture
def outcome(session: Session, tmp_path: Path) -> MatchOutcome:
    """The leads of the sample township, its two spoilt ID numbers mended as a clerk would."""
    roster = importing.examine([ROSTER])
    importing.apply(session, roster, partial=True)
    errors = tmp_path / "错误.xlsx"
    importing.write_error_workbooks(roster.files, errors)
    mend(errors, name_column=11)
    importing.apply(session, importing.examine([errors]))
    importing.apply(session, importing.examine(LISTS))
    return commands.match(session)


def planted() -> dict[str, Counter[tuple[object, ...]]]:
    """What must be found, by kind: (household, person) where a person is meant, else (household,)."""
    people = {"dead": "death", "vehicle": "vehicle", "payroll": "payroll", "house": "real_estate"}
    people |= {"business": "business", "pension": "pension"}
    households = {"amount_mismatch": "amount", "relative_unfiled": "relative_unfiled", "wrong_sex": "sex_mismatch"}
    households |= {"on_roster_not_paid": "unpaid", "paid_amount_differs": "paid_differs"}
    households |= {"not_collected_3_months": "not_collected"}
    found = {kind: Counter((each["hh"], each["id"]) for each in PLANTED[name]) for name, kind in people.items()}
    found |= {kind: Counter((each["hh"],) for each in PLANTED[name]) for name, kind in households.items()}
    found["paid_after_death"] = found["death"]
    found["duplicate_person"] = Counter((hh, each["id"]) for each in PLANTED["duplicate_person"] for hh in each["hh"])
    found["split_household"] = Counter((hh,) for each in PLANTED["split_household"] for hh in each["hh"])
    found["paid_unknown"] = Counter((None, each["id"]) for each in PLANTED["paid_not_on_roster"])
    found["id_check"] = Counter((each["hh"], each["shown"]) for each in PLANTED["bad_checksum"])
    found["id_old"] = Counter((each["hh"], each["full"]) for each in PLANTED["old_15"])
    return found


def test_everything_planted_is_found_and_nothing_else(outcome: MatchOutcome) -> None:
    wanted = planted()
    got: dict[str, Counter[tuple[object, ...]]] = defaultdict(Counter)
    for lead in queries.match_json(outcome.leads):
        kind = str(lead["kind"])
        width = len(next(iter(wanted[kind])))
        got[kind][(lead["household"], lead["person_id"])[:width]] += 1
    assert dict(got) == wanted


def test_every_lead_is_certain_and_says_why(outcome: MatchOutcome) -> None:
    for lead in outcome.leads:
        assert lead.confidence is Confidence.CERTAIN
        assert lead.clause and lead.source and lead.reason
        assert lead.dossier_says or not lead.household_id


def test_motorcycle_namesake_and_filed_relatives_are_no_leads(outcome: MatchOutcome) -> None:
    by_household = defaultdict(set)
    for lead in outcome.leads:
        by_household[lead.number].add(lead.kind.value)
    for each in PLANTED["motorcycle_no_breach"]:
        assert "vehicle" not in by_household[each["hh"]]
    for each in PLANTED["same_name_other_person"]:
        assert each["name"] not in {lead.person_name for lead in outcome.leads}
    for each in PLANTED["relative_filed"]:
        assert "relative_unfiled" not in by_household[each["hh"]]


def test_official_is_named_in_the_reason(outcome: MatchOutcome) -> None:
    reasons = {lead.number: lead.reason for lead in outcome.leads if lead.kind == "relative_unfiled"}
    for each in PLANTED["relative_unfiled"]:
        assert each["cadre"] in reasons[each["hh"]] and each["cadre_name"] in reasons[each["hh"]]


def test_amounts_are_said_with_their_arithmetic(outcome: MatchOutcome) -> None:
    reasons = {lead.number: lead.reason for lead in outcome.leads if lead.kind == "amount"}
    for each in PLANTED["amount_mismatch"]:
        assert f"月保障金 {each['amount']} 元，按方案应为 {each['right']} 元" in reasons[each["hh"]]


def test_running_again_changes_nothing(session: Session, outcome: MatchOutcome) -> None:
    again = commands.match(session)
    assert (again.new, again.same, again.withdrawn) == (0, len(outcome.leads), 0)
    assert again.leads == outcome.leads


def test_same_files_under_other_names_change_nothing(session: Session, outcome: MatchOutcome, tmp_path: Path) -> None:
    renamed = [tmp_path / f"{number}.dat" for number in range(len(LISTS))]
    for path, source in zip(renamed, LISTS, strict=True):
        path.write_bytes(source.read_bytes())
    taken = importing.apply(session, importing.examine(renamed))
    assert [(each.new, each.same) for each in taken] == [(0, each.rows) for each in taken]
    again = commands.match(session)
    assert (again.new, again.withdrawn) == (0, 0)


def test_households_held_back_are_paid_but_unknown(session: Session) -> None:
    importing.apply(session, importing.examine([ROSTER]), partial=True)
    importing.apply(session, importing.examine(LISTS))
    paid = [lead.person_name for lead in commands.match(session).leads if lead.kind == "paid_unknown"]
    assert sorted(paid) == sorted([each["name"] for each in PLANTED["float_id"] + PLANTED["paid_not_on_roster"]])
