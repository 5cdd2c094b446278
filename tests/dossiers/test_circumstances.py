"""The whole record: income items, property, obligors, consents; versions, undo and drafts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.domain.dates import PartialDate
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import commands, queries
from dibao_desktop.dossiers.rules.circumstance_problems import (
    circumstance_problems,
    disability_problem,
    missing_consents,
)
from dibao_desktop.dossiers.rules.circumstances import (
    CircumstancesRecord,
    Consent,
    ExpenseItem,
    IncomeItem,
    Obligor,
    PersonFacts,
    PropertyItem,
    placed_anew,
    yearly_income,
)
from dibao_desktop.dossiers.rules.keeping import WholeRecord, as_text, from_text
from dibao_desktop.dossiers.rules.problems import doubts
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.matching import commands as matching
from dibao_desktop.matching.rules.lists import ListEntry, ListKind
from dibao_desktop.session import Session
from makers import a_member, a_record, make_household, make_id

TODAY = dt.date(2017, 6, 1)
KNOWN = CircumstancesRecord(
    applicant=1,
    residence="农业",
    contact="周福 19900001234",
    covered_reason="整户保障",
    cabinet="3",
    box="12",
    bag="7",
    tags=("收入不固定",),
    people=(PersonFacts(education="小学"), PersonFacts(employment="务农", phone="19900005678"), PersonFacts()),
    incomes=(
        IncomeItem(1, "工资性收入", "2016", 600_000),
        IncomeItem(None, "经营净收入", "2017-03", 30_000, "", "卖粮"),
        IncomeItem(0, "转移净收入", "2016", 120_000, "政府发放的社会救助款物"),
    ),
    expenses=(ExpenseItem(0, "医疗", "2016", 200_000),),
    properties=(PropertyItem(None, "房屋", "砖瓦房 60 平方米"), PropertyItem(1, "储蓄存款", "信用社", 1_000_000)),
    obligors=(Obligor("周强", make_id("19850101", 3), "赡养", 0, 240_000, "2017-05-20"),),
    consents=(Consent(0, "2017-05-20"), Consent(1, "2017-05-20", "")),
)


def detail(household: int) -> queries.HouseholdDetail:
    found = queries.household(household)
    assert found is not None
    return found


def amend(session: Session, household: int, known: CircumstancesRecord, **fields: object) -> None:
    now = detail(household)
    record = replace(now.record, **fields) if fields else now.record
    commands.amend_household(session, household, record, now.version, now.member_ids[: len(record.members)], known)


def test_everything_comes_back_as_it_was_said(session: Session) -> None:
    household = make_household(session, 3)
    amend(session, household, KNOWN)
    whole = queries.whole_record(household)
    assert whole is not None
    assert whole.circumstances == KNOWN
    # 6,000 of 2016 and 300 of March; what the government gives is not counted (57号 art.13).
    assert detail(household).record.annual_income_fen == 630_000
    assert detail(household).incomes[0].source == "收入明细合计"


def test_without_items_the_stated_income_stays(session: Session) -> None:
    household = make_household(session, 2, annual_income_fen=123_00)
    amend(session, household, CircumstancesRecord(residence="农业"))
    assert detail(household).record.annual_income_fen == 123_00


def test_a_roster_leaves_circumstances_alone(session: Session) -> None:
    household = make_household(session, 3)
    amend(session, household, KNOWN)
    stated = replace(detail(household).record, phone="19900009999")
    commands.apply_roster(session, [stated], "省系统名册")
    now = detail(household)
    assert now.record.phone == "19900009999"
    assert queries.circumstances(household, now.member_ids) == KNOWN


def test_who_is_gone_takes_what_was_said_of_him_along(session: Session) -> None:
    household = make_household(session, 3)
    amend(session, household, KNOWN)
    now = detail(household)
    record = replace(now.record, members=now.record.members[1:], head_name=now.record.members[1].name)
    commands.amend_household(session, household, record, now.version)
    left = queries.circumstances(household, detail(household).member_ids)
    assert left == placed_anew(KNOWN, [1, 2])
    assert left.applicant == 0
    assert left.consents == (Consent(0, "2017-05-20"),)
    assert [item.member for item in left.incomes] == [0, None, None]


@pytest.mark.parametrize(
    ("period", "fen"),
    [
        # 2016-06 to 2017-05: the figure of 2016 and that of March.
        ("last_12_months", 630_000),
        ("previous_year", 600_000),
        # May 2017, a month without items of its own; the year's figure as it stands.
        ("month", 0),
    ],
)
def test_yearly_income_by_the_packs_period(period: str, fen: int) -> None:
    income = yearly_income(KNOWN.incomes, period, PartialDate(2017, 6))
    assert income is not None
    assert income.fen == fen


def test_a_month_counts_twelve_times() -> None:
    income = yearly_income([IncomeItem(None, "工资性收入", "2017-05", 5_334)], "month", PartialDate(2017, 6))
    assert income is not None
    assert income.fen == 12 * 5_334


@given(st.lists(st.tuples(st.integers(0, 10**8), st.sampled_from(["", "2016", "2016-09", "2017-05", "2015"]))))
def test_income_is_never_less_with_one_item_more(lines: list[tuple[int, str]]) -> None:
    items = [IncomeItem(None, "其他收入", period, fen) for fen, period in lines]
    for period in ("last_12_months", "previous_year", "month"):
        whole = yearly_income(items, period, PartialDate(2017, 6))
        less = yearly_income(items[:-1], period, PartialDate(2017, 6))
        assert (whole is None) == (not items)
        assert (whole.fen if whole else 0) >= (less.fen if less else 0) >= 0


@pytest.mark.parametrize(
    ("number", "kind", "grade", "wrong"),
    [
        ("43", "肢体", "三级", ""),
        ("43", "", "", ""),
        ("43", "精神", "三级", "类别是精神，残疾证号为肢体"),
        ("43", "肢体", "二级", "等级是二级，残疾证号为三级"),
        ("", "", "", "共 20 位"),
    ],
)
def test_a_disability_certificate_agrees_with_the_person(number: str, kind: str, grade: str, wrong: str) -> None:
    member = a_member(disability_kind=kind, disability_grade=grade)
    said = disability_problem(replace(member, disability_no=member.id_number + number))
    assert wrong in said if wrong else not said
    assert "前 18 位" in disability_problem(replace(member, disability_no=make_id("19990101", 77) + "43"))


def test_what_cannot_be_is_said_beside_its_field() -> None:
    record = a_record(2)
    known = CircumstancesRecord(
        people=(PersonFacts(), PersonFacts(died_on="2017-06-02")),
        incomes=(IncomeItem(None, "", "2017-13", None),),
        properties=(PropertyItem(None, "车辆", "", -1),),
        obligors=(Obligor("周强", "5300001985010100311", "赡养"),),
        consents=(Consent(None, "2017-02-30"),),
    )
    found = circumstance_problems(record, known, TODAY)
    assert set(found) == {
        "people.1.died_on",
        "members.1.covered",
        "incomes.0.kind",
        "incomes.0.period",
        "incomes.0.amount_fen",
        "properties.0.value_fen",
        "obligors.0.id_number",
        "consents.0.member",
        "consents.0.signed_on",
    }
    head_dead = replace(known, people=(PersonFacts(died_on="2017-05-02", status="死亡"),))
    assert "新的户主" in circumstance_problems(record, head_dead, TODAY)["head_name"]


def test_every_adult_signs() -> None:
    child = a_member("子", id_number=make_id("20100101", 5))
    record = a_record(2)
    record = replace(record, members=(*record.members, child))
    assert missing_consents(record, CircumstancesRecord(), TODAY) == tuple(m.name for m in record.members[:2])
    assert missing_consents(record, CircumstancesRecord(consents=(Consent(1, "2017-05-01"),)), TODAY) == (
        record.members[0].name,
    )


def test_a_member_of_another_dossier_is_kept_only_when_marked(session: Session) -> None:
    other = make_household(session, 2)
    person = detail(other).record.members[1]
    household = make_household(session, 1)
    now = detail(household)
    record = replace(now.record, members=(*now.record.members, replace(person, relation="子")))
    with pytest.raises(KnownError) as refused:
        commands.amend_household(
            session, household, record, now.version, (*now.member_ids, None), CircumstancesRecord()
        )
    assert refused.value.code == "lives_elsewhere"
    assert detail(other).record.number in refused.value.message
    marked = CircumstancesRecord(people=(PersonFacts(), PersonFacts(duplicate=True)))
    commands.amend_household(session, household, record, now.version, (*now.member_ids, None), marked)
    assert queries.living_elsewhere([person.id_number], household)[person.id_number].household_id == other
    commands.set_standing(session, other, Standing.STOPPED)
    assert not queries.living_elsewhere([person.id_number], household)


def test_who_was_paid_stays_on_record(session: Session) -> None:
    household = make_household(session, 2)
    now = detail(household)
    gone = now.record.members[1]
    paid = ListEntry(ListKind.PAYMENTS, name=gone.name, id_number=gone.id_number, amount_fen=100_00, place="代发!A2")
    matching.take_list(session, ListKind.PAYMENTS, [paid], "代发明细")
    record = replace(now.record, members=now.record.members[:1])
    with pytest.raises(KnownError, match=r"低保金发放记录.*人员状态"):
        commands.amend_household(session, household, record, now.version)
    assert detail(household).version == now.version


def test_the_last_change_is_undone_until_something_is_decided(session: Session) -> None:
    household = make_household(session, 3)
    before = queries.whole_record(household)
    amend(session, household, KNOWN, phone="19900001111")
    commands.undo_amendment(session, household, detail(household).version)
    now = queries.whole_record(household)
    assert before is not None
    assert now is not None
    assert replace(now, version=before.version) == before
    assert detail(household).record.phone != "19900001111"
    amend(session, household, KNOWN, phone="19900001111")
    commands.set_standing(session, household, Standing.STOPPED, "自愿退出")
    with pytest.raises(KnownError) as refused:
        commands.undo_amendment(session, household, detail(household).version)
    assert refused.value.code == "nothing_to_undo"
    assert len(queries.versions(household)) >= 3


def test_a_draft_is_kept_replaced_and_dropped(session: Session) -> None:
    account = session.actor.account_id
    whole = WholeRecord(a_record(3), KNOWN, (None, None, None))
    assert from_text(as_text(whole)) == whole
    commands.keep_draft(session, None, replace(whole, member_ids=(4, 5, None)))
    commands.keep_draft(session, None, whole)
    commands.keep_draft(session, 7, whole)
    assert {found.household_id for found in queries.drafts(account)} == {None, 7}
    commands.drop_draft(session, 7)
    assert [found.whole for found in queries.drafts(account)] == [whole]
    commands.drop_draft(session, None)
    assert not queries.drafts(account)


def test_the_printed_sheet_tells_them(session: Session) -> None:
    household = make_household(session, 3)
    amend(session, household, KNOWN)
    printed = str(queries.dossier_sheet(household).blocks)
    for words in ("砖瓦房 60 平方米", "3 柜 12 盒 7 袋", "不计入（政府发放的社会救助款物）", "收入不固定"):
        assert words in printed


def test_a_member_is_doubted_by_the_certificate_on_import_too() -> None:
    member = a_member(disability_kind="视力")
    record = a_record(1, members=(replace(member, disability_no=member.id_number + "43"),))
    assert "类别是视力" in doubts(record, TODAY)["members.0.disability_no"]
