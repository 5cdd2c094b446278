"""A township of eight households whose July is fixed: one of each thing that the monthly tables tell of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from conftest import CHEAP, PASSWORD, Clock
from dibao_desktop import office as offices
from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as cases
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.dossiers import commands as dossiers
from dibao_desktop.dossiers import queries as dossier_queries
from dibao_desktop.dossiers.rules.benefit import BenefitKind
from dibao_desktop.dossiers.rules.life_events import EventDraft, LifeEvent
from dibao_desktop.dossiers.rules.record import MemberRecord
from dibao_desktop.dossiers.rules.registers import FilingDraft
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.policy.rules.supplements import SupplementLine, Supplements
from dibao_desktop.session import Session
from makers import a_record, make_id
from situations import bring_to, finish, start

_HEADS = ("周红巧", "钱国强", "孙秀英", "李建华", "吴桂兰", "郑志明", "王春梅", "冯德福")


@dataclass(frozen=True)
class July:
    """The households by their number (1 to 8), and the campaign."""

    session: Session
    clock: Clock
    campaign: int
    ids: dict[int, int]


def _members(number: int) -> tuple[MemberRecord, ...]:
    """The head and one child, always the same people."""
    born = (f"19{50 + number}0{number}1{number}", f"20{10 + number}0{number}1{number}")
    ids = [make_id(each, number) for each in born]
    return tuple(
        MemberRecord(name=name, relation=relation, sex="男" if number % 2 else "女", id_number=id_number)
        for name, relation, id_number in zip(
            (_HEADS[number - 1], f"{_HEADS[number - 1]}之子"), ("户主", "子"), ids, strict=True
        )
    )


def a_household(number: int) -> object:
    """The record of one of the eight."""
    village = "石塔村" if number % 2 else "荆山村"
    return a_record(
        2,
        number=f"{number:04d}",
        village=village,
        group=f"{number}组",
        head_name=_HEADS[number - 1],
        members=_members(number),
        monthly_fen=224_00,
        account_no=f"62230000000{number:08d}",
        register_no=f"533{number:06d}",
        phone="",
    )


@pytest.fixture(scope="module")
def july(tmp_path_factory: pytest.TempPathFactory) -> Iterator[July]:
    """The township at the end of July 2017: in July one was raised, cut, stopped, granted, given and refused 分类施保, one
    died. It is made once a module, which opens no other office beside it."""
    clock = Clock(dt.datetime(2017, 6, 1, 9, 0))
    folder = tmp_path_factory.mktemp("july") / "青石乡.dibao"
    office, _code = offices.create(folder, "青石乡", "s1", "周敏", PASSWORD, cost=CHEAP, clock=clock)
    yield _july(office.session, clock)
    office.close()


def _given(number: int) -> Supplements:
    return Supplements((SupplementLine(0, _HEADS[number - 1], "60 周岁以上老年人", 104_00, "由当地填写"),))


def _july(session: Session, clock: Clock) -> July:
    ids = {n: dossiers.enrol_household(session, a_household(n), False) for n in (1, 2, 3, 5, 6, 7, 8)}
    dossiers.grant_supplements(session, ids[6], _given(6), "2017-01", "县民政局审批")
    campaign = start(session)
    applicant = clearance.add_applicant_case(session, campaign, a_household(4))
    ids[4] = cases.case(applicant).row.household_id
    clock.pass_days(19)
    for number, outcome, fen in ((1, Outcome.INCREASE, 336_00), (3, Outcome.STOP, None), (4, Outcome.INCLUDE, 222_00)):
        case = cases.case_of(campaign, ids[number])
        assert case is not None
        bring_to(session, case.id, DoneWhen.ASSESSMENT_CURRENT)
        clearance.propose(session, case.id, outcome, fen, f"{outcome.label}：家庭收入变化")
        finish(session, case.id)
    dossiers.change_benefit(session, ids[2], BenefitKind.CUT, "2017-07", 112_00, 1, "C类", "减发决定")
    dossiers.grant_supplements(session, ids[5], _given(5), "2017-07", "县民政局审批")
    dossiers.grant_supplements(session, ids[6], Supplements(), "2017-07", "年度复核")
    filing = FilingDraft(
        official_name="段文华",
        official_id=make_id("19700101", 9),
        workplace="荆山村",
        post="村委会委员",
        relation="兄弟",
        recipient_name=_HEADS[7],
        recipient_id=_members(8)[0].id_number,
        reason="大病",
        filed_on="2017-06-10",
    )
    dossiers.file_relative(session, ids[8], filing)
    clock.pass_days(14)
    found = dossier_queries.household(ids[7])
    assert found is not None
    draft = EventDraft(LifeEvent.DEATH, dt.date(2017, 6, 28), member=1, note="村委会上报")
    clearance.record_event(session, ids[7], draft, found.version, ())
    clock.pass_days(28)
    return July(session, clock, campaign, ids)
