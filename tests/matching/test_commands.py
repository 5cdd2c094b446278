"""Lists are kept once, verdicts outlive every run, and what is gone is withdrawn."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from conftest import Clock
from dibao_desktop.audit.queries import history
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import commands as dossiers
from dibao_desktop.dossiers import queries as dossier_queries
from dibao_desktop.dossiers.rules.benefit import BenefitKind
from dibao_desktop.matching import commands, queries
from dibao_desktop.matching.rules.lists import ListEntry, ListKind
from dibao_desktop.policy.rules.supplements import SupplementLine, Supplements
from dibao_desktop.session import Session
from dibao_desktop.storage.listing import Search
from makers import a_member, make_household, make_id

TODAY = dt.date(2017, 6, 1)


@pytest.fixture
def household(session: Session) -> int:
    """A household of one, the head with a sound number."""
    return make_household(session, 1)


def car(session: Session, household: int, plate: str = "云N·12345", label: str = "小型轿车") -> ListEntry:
    head = next(each for each in dossier_queries.people() if each.household_id == household)
    return ListEntry(ListKind.VEHICLES, head.name, head.id_number, label=label, detail=plate, place="表!A3")


def take(session: Session, *entries: ListEntry) -> None:
    commands.take_list(session, entries[0].kind, entries, "名单.xlsx")


def test_a_line_is_kept_once_from_whichever_file(session: Session, household: int) -> None:
    line = car(session, household)
    first = commands.take_list(session, ListKind.VEHICLES, [line, line], "一.xlsx")
    second = commands.take_list(session, ListKind.VEHICLES, [line], "二.xlsx")
    assert (first.new, first.same, second.new, second.same) == (1, 1, 0, 1)
    (taken,) = queries.lists_taken()
    assert (taken.kind, taken.source, taken.rows) == (ListKind.VEHICLES, "一.xlsx", 1)


def test_only_the_latest_month_is_compared(session: Session, household: int) -> None:
    head = next(each for each in dossier_queries.people() if each.household_id == household)
    pay = ListEntry(ListKind.PAYMENTS, head.name, head.id_number, amount_fen=100_00, label="成功")
    for month in ("2017年4月.xlsx", "2017年5月.xlsx"):
        assert commands.take_list(session, ListKind.PAYMENTS, [pay], month).new == 1
    (lead,) = commands.match(session).leads
    assert lead.kind == "paid_differs" and "2017年5月" in lead.reason
    assert [taken.period for taken in queries.lists_taken()] == ["2017-05", "2017-04"]


def test_verdict_stays_and_is_not_opened_again(session: Session, household: int) -> None:
    take(session, car(session, household))
    (lead,) = commands.match(session).leads
    assert queries.open_lead_counts([household, 99]) == {household: 1}
    commands.judge_lead(session, lead.id, "不属实", "车辆 2016 年已过户", TODAY)
    again = commands.match(session)
    assert (again.new, again.same, again.withdrawn) == (0, 1, 0)
    (judged,) = queries.leads_of(household)
    assert (judged.verdict, judged.evidence, judged.verified_by, judged.verified_on) == (
        "不属实",
        "车辆 2016 年已过户",
        "周敏",
        "2017-06-01",
    )
    assert queries.open_lead_counts([household]) == {}
    assert queries.open_leads() == 0
    assert "不属实" in history(household)[0].text
    assert list(history(household)[0].after) == ["结论", "依据", "核实人", "核实日期"]


def test_vanished_lead_is_withdrawn_and_comes_back(session: Session, household: int, clock: Clock) -> None:
    take(session, car(session, household))
    commands.match(session)
    (taken,) = queries.lists_taken()
    assert commands.discard_list(session, taken.kind, taken.source, taken.taken_at) == 1
    gone = commands.match(session)
    assert (gone.leads, gone.withdrawn) == ((), 1)
    take(session, car(session, household))
    back = commands.match(session)
    assert (back.new, len(back.leads)) == (1, 1)


def test_judged_lead_stays_when_its_list_is_gone(session: Session, household: int) -> None:
    take(session, car(session, household))
    (lead,) = commands.match(session).leads
    commands.judge_lead(session, lead.id, "属实", "", TODAY)
    (taken,) = queries.lists_taken()
    commands.discard_list(session, taken.kind, taken.source, taken.taken_at)
    gone = commands.match(session)
    assert (len(gone.leads), gone.withdrawn) == (1, 0)


def test_mended_dossier_withdraws_its_lead(session: Session) -> None:
    number = make_id("19650712", 11)
    record = a_member(id_number=number[:17] + ("0" if number[17] != "0" else "1"), sex="男", birth="")
    id_ = make_household(session, 1, members=(record,), head_name=record.name)
    assert [lead.kind for lead in commands.match(session).leads] == ["id_check"]
    kept = dossier_queries.household(id_)
    assert kept is not None
    mended = a_member(name=record.name, id_number=number, sex="男", birth="")
    dossiers.amend_household(
        session, id_, type(kept.record)(**{**vars(kept.record), "members": (mended,)}), kept.version
    )
    assert commands.match(session).withdrawn == 1


@pytest.mark.parametrize(
    ("verdict", "evidence", "on", "code"),
    [
        ("不属实", " ", TODAY, "no_evidence"),
        ("大概", "看过", TODAY, "unknown_verdict"),
        ("属实", "", TODAY + dt.timedelta(days=1), "future_date"),
    ],
)
def test_verdicts_that_are_refused(
    session: Session, household: int, verdict: str, evidence: str, on: dt.date, code: str
) -> None:
    take(session, car(session, household))
    (lead,) = commands.match(session).leads
    with pytest.raises(KnownError) as refused:
        commands.judge_lead(session, lead.id, verdict, evidence, on)
    assert refused.value.code == code


def test_lead_and_list_that_are_not_there(session: Session) -> None:
    with pytest.raises(KnownError):
        commands.judge_lead(session, 7, "属实", "", TODAY)
    with pytest.raises(KnownError):
        commands.discard_list(session, ListKind.DEATHS, "没有.csv", "2017")


def test_listing_filters_counts_and_finds(session: Session) -> None:
    first, second = make_household(session, 1), make_household(session, 1, village="荆山村")
    take(session, car(session, first), car(session, first, "云N·2", "三轮汽车"), car(session, second))
    leads = commands.match(session).leads
    listing = queries.LeadListing()
    assert len(listing.ids(Search())) == 3
    assert len(listing.ids(Search(filters={"confidence": "doubtful"}))) == 1
    villages = {village.name: village.id for village in dossier_queries.villages()}
    (in_village,) = listing.ids(Search(filters={"village": villages["荆山村"]}))
    assert listing.rows([in_village])[in_village].household_id == second
    assert listing.ids(Search(text=leads[0].number))
    assert listing.ids(Search(text="三轮汽车")) == [lead.id for lead in leads if lead.confidence == "doubtful"]
    commands.judge_lead(session, in_village, "属实", "", TODAY)
    assert listing.ids(Search(filters={"state": "judged"})) == [in_village]
    assert in_village not in listing.ids(Search(filters={"state": "open"}))
    assert [(count.kind, count.open, count.judged) for count in queries.kind_counts()] == [("vehicle", 2, 1)]
    in_one = queries.kind_counts(villages["荆山村"])
    assert [(count.kind, count.open, count.judged) for count in in_one] == [("vehicle", 0, 1)]
    assert (queries.open_leads(), queries.open_leads(villages["荆山村"])) == (2, 0)
    for sort in ("number", "village", "person_name", "kind", "confidence", "found_at", "verdict"):
        assert len(listing.ids(Search(sort=sort, descending=True))) == 3


def test_json_of_a_lead(session: Session, household: int) -> None:
    take(session, car(session, household))
    commands.match(session)
    (lead,) = queries.match_json(queries.current_leads())
    assert lead["code"] == "CK30" and lead["kind"] == "vehicle" and lead["confidence"] == "certain"
    assert str(lead["clause"]) in str(lead["source"]) and "表!A3" in str(lead["source"])


def pay(household: int, fen: int, month: str = "2017年5月.xlsx") -> tuple[ListEntry, str]:
    found = dossier_queries.household(household)
    assert found is not None
    head = found.record.members[0]
    return ListEntry(ListKind.PAYMENTS, head.name, head.id_number, amount_fen=fen, label="成功"), month


def paid_leads(session: Session, household: int, fen: int) -> list[tuple[str, str]]:
    """What the bank list of May makes of one household that was paid so much."""
    line, month = pay(household, fen)
    commands.take_list(session, ListKind.PAYMENTS, [line], month)
    return [(lead.kind.value, lead.reason) for lead in commands.match(session).leads if lead.code == "CK72"]


ELDERLY = Supplements((SupplementLine(0, "周红巧", "60 周岁以上老年人", 104_00, "由当地填写"),))


@pytest.mark.parametrize(("fen", "said"), [(216_00, ""), (112_00, "少 104 元"), (220_00, "多 4 元")])
def test_what_is_due_has_the_granted_supplements_in_it(session: Session, fen: int, said: str) -> None:
    household = make_household(session, 1)
    dossiers.grant_supplements(session, household, ELDERLY, "2017-05", "县民政局审批")
    found = paid_leads(session, household, fen)
    assert [kind for kind, _ in found] == ["paid_differs"] * bool(said)
    assert all("当月应发 216 元（保障金 112 元，分类施保 104 元）" in reason and said in reason for _, reason in found)


def test_a_supplement_granted_from_a_later_month_is_not_due_yet(session: Session, household: int) -> None:
    dossiers.grant_supplements(session, household, ELDERLY, "2017-06", "县民政局审批")
    assert paid_leads(session, household, 112_00) == []


def test_a_list_is_held_against_its_own_month_not_against_a_later_decision(session: Session) -> None:
    cut, stopped, kept = make_household(session, 3), make_household(session, 2), make_household(session, 1)
    dossiers.change_benefit(session, cut, BenefitKind.CUT, "2017-06", 224_00, 2, "C类", "减发决定")
    dossiers.change_benefit(session, stopped, BenefitKind.STOP, "2017-06", 0, 0, "C类", "停发决定")
    lines = [pay(cut, 336_00)[0], pay(stopped, 224_00)[0], pay(kept, 112_00)[0]]
    commands.take_list(session, ListKind.PAYMENTS, lines, "2017年5月.xlsx")
    assert [lead.kind for lead in commands.match(session).leads if lead.code == "CK72"] == []
    june = [pay(cut, 336_00)[0], pay(stopped, 224_00)[0], pay(kept, 112_00)[0]]
    commands.take_list(session, ListKind.PAYMENTS, june, "2017年6月.xlsx")
    found = {(lead.kind.value, lead.household_id) for lead in commands.match(session).leads if lead.code == "CK72"}
    assert found == {("paid_differs", cut), ("paid_unknown", None)}


def test_a_cut_or_raise_that_is_paid_a_month_too_early_is_found(session: Session) -> None:
    cut, raised = make_household(session, 3), make_household(session, 2)
    dossiers.change_benefit(session, cut, BenefitKind.CUT, "2017-06", 224_00, 2, "C类", "减发决定")
    dossiers.change_benefit(session, raised, BenefitKind.RAISE, "2017-06", 300_00, 2, "B类", "增发决定")
    lines = [pay(cut, 224_00)[0], pay(raised, 300_00)[0]]
    commands.take_list(session, ListKind.PAYMENTS, lines, "2017年5月.xlsx")
    found = [(lead.household_id, lead.reason) for lead in commands.match(session).leads if lead.code == "CK72"]
    assert [id_ for id_, _ in found] == [cut, raised]
    assert "少 112 元" in found[0][1] and "多 76 元" in found[1][1]


@pytest.mark.parametrize(("fen", "said"), [(180_00, 0), (112_00, 0), (150_00, 1)])
def test_a_change_that_only_a_roster_tells_may_have_been_paid_before_it_came(
    session: Session, fen: int, said: int
) -> None:
    household = make_household(session, 1)
    known = dossier_queries.household(household)
    assert known is not None
    told = replace(known.record, monthly_fen=180_00)
    dossiers.apply_roster(session, [known.record], "名册")
    dossiers.apply_roster(session, [told], "名册")
    now = dossier_queries.household(household)
    assert now is not None and now.record.monthly_fen == 180_00
    assert len(paid_leads(session, household, fen)) == said


def test_a_roster_without_a_start_month_is_due_what_it_says_in_earlier_months_too(session: Session) -> None:
    household = make_household(session, 1, start_month="")
    assert paid_leads(session, household, 112_00) == []
