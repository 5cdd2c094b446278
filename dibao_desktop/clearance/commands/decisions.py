"""决定, 书面告知 and 公布: what a case comes to, carried into the dossier."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from dibao_desktop.clearance.commands.gradual import leave_gradually
from dibao_desktop.clearance.commands.steps import chunks, household_name, open_case, refuse_day, require, require_all
from dibao_desktop.clearance.queries.cases import transfer_of
from dibao_desktop.clearance.queries.positions import facts_of
from dibao_desktop.clearance.records import Case, Confirmation, Hearing, TownshipCheck, WrittenNotice
from dibao_desktop.clearance.rules.deadlines import effective_month
from dibao_desktop.clearance.rules.delivery import LEFT_BEHIND, delivery_problem, delivery_words
from dibao_desktop.clearance.rules.outcome import Outcome, amount_problem
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.money import yuan
from dibao_desktop.dossiers import commands as dossier_commands
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.benefit import BenefitKind, NewTerms, kind_of_change
from dibao_desktop.dossiers.rules.standing import LIVE, Standing
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.session import Permission, Session, command
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key

_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")


@command(Permission.CONFIRM, Changes.CLEARANCE | Changes.DOSSIERS)
def decide(session: Session, case_id: int, on: dt.date, from_month: str = "") -> None:
    """Decide what is proposed: outcome, amount and the month it starts; the dossier's benefit and standing follow.

    Locked for a cut or stop until the household was heard (社会救助法 art.48). `from_month` (2017-08) is for 自然减员 only,
    which stops with the month after the death; everything else starts by the pack.
    """
    case = open_case(case_id)
    policy = require(case, DoneWhen.DECIDED, "作出决定")
    refuse_day(session, case, on, "决定", TownshipCheck, Confirmation, Hearing)
    facts = facts_of(case_id)
    if policy.decision.hearing_before_cut and facts.cut_or_stop and not facts.heard:
        raise KnownError(
            "not_heard", f"{household_name(case)}拟{case.proposal}，作出决定前应当听取该户意见，请先办理“听取意见”。"
        )
    outcome, fen = Outcome(case.proposal), case.proposed_fen
    if fen is None:
        raise RuntimeError("an assessed case has an amount")
    problem = amount_problem(outcome, case.before_fen, fen)
    if problem:
        raise KnownError("wrong_amount", problem)
    if case.open_objections:
        raise KnownError(
            "open_objections",
            f"{household_name(case)}还有 {case.open_objections} 条公示异议没有处理，请先在“公示”中办结异议。",
        )
    _refuse_other_standing(case, fen)
    usual = effective_month("next_month" if outcome is Outcome.GRADUAL else policy.decision.pay_start, on)
    _refuse_month(outcome, from_month, usual)
    month = from_month or usual
    Case.update(outcome=outcome.value, new_fen=fen, effective_month=month, decided_on=on.isoformat()).where(
        Case.id == case_id
    ).execute()
    _carry_into_dossier(session, case, outcome, fen, month)
    if outcome is Outcome.GRADUAL:
        leave_gradually(session, case.household_id, policy, month)
    session.note(
        f"决定：{outcome.label}，月保障金 {yuan(fen)} 元，自 {month} 起",
        household=case.household_id,
        before={"月保障金（分）": case.before_fen},
        after={"处理结果": outcome.label, "月保障金（分）": fen, "起始月份": month},
    )


def _refuse_month(outcome: Outcome, from_month: str, usual: str) -> None:
    if not from_month:
        return
    if outcome is not Outcome.DEATH:
        raise KnownError("fixed_month", "起始月份由方案决定，只有“自然减员”可以另填停发月份。")
    if not _MONTH.fullmatch(from_month):
        raise KnownError("wrong_month", f"停发月份“{from_month}”应写成 2017-06 这样的年月，请改正。")
    if from_month > usual:
        raise KnownError("wrong_month", f"停发月份 {from_month} 晚于决定后应停发的 {usual}，会多发保障金，请改正。")


def _refuse_other_standing(case: Case, fen: int) -> None:
    """What another decision did to the household meanwhile holds: nobody is paid again without applying (57号 art.28)."""
    standing = _dossier(case).standing
    if case.applicant and standing != Standing.APPLYING:
        raise KnownError(
            "not_applying",
            f"{household_name(case)}的申请已另行办结（现为“{standing}”），不能再作决定，请退回重新调查核对。",
        )
    if fen and not case.applicant and standing != Standing.RECEIVING:
        raise KnownError(
            "not_receiving",
            f"{household_name(case)}现为“{standing}”，恢复发放须重新申请，请在“核算”中改提“停发”后再决定。",
        )


def _dossier(case: Case) -> dossiers.HouseholdDetail:
    found = dossiers.household(case.household_id)
    if found is None:
        raise RuntimeError("a case has a household")
    return found


def _carry_into_dossier(session: Session, case: Case, outcome: Outcome, fen: int, month: str) -> None:
    found = _dossier(case)
    if found.standing not in LIVE:
        # Ended already, and nothing is paid: there is nothing to carry.
        return
    record, to = found.record, transfer_of(case.id)
    ended = fen == 0
    if outcome not in (Outcome.CONTINUE, Outcome.REFUSE):
        dossier_commands.change_benefit(
            session,
            case.household_id,
            _benefit_kind(outcome, case.before_fen, fen),
            month,
            fen,
            0 if ended else 1 if to.member_id is not None else record.covered_size,
            "" if to.aid_type else record.category,
            f"{outcome.label}决定",
            NewTerms(to.aid_type, None if to.member_id is None else frozenset({to.member_id}), to.reason),
        )
    standing = _standing(outcome, ended)
    if standing.value != found.standing:
        dossier_commands.set_standing(session, case.household_id, standing)


def _benefit_kind(outcome: Outcome, before_fen: int, fen: int) -> BenefitKind:
    if outcome is Outcome.INCLUDE:
        return BenefitKind.GRANT
    return kind_of_change(before_fen, fen) if fen else BenefitKind.STOP


def _standing(outcome: Outcome, ended: bool) -> Standing:
    """A refused applicant and a household that has died out are closed; one that is paid nothing more is stopped."""
    if outcome is Outcome.REFUSE or (outcome is Outcome.DEATH and ended):
        return Standing.CLOSED
    return Standing.STOPPED if ended else Standing.RECEIVING


@command(Permission.CLEARANCE, Changes.CLEARANCE)
def write_notice(session: Session, case_id: int, reasons: str = "") -> str:
    """Make the written notice of a decision, with a number of the year's own series; `reasons` empty: those proposed.

    Made twice it keeps its number. Returns the number.
    """
    case = open_case(case_id)
    require(case, DoneWhen.NOTIFIED, "制作告知书")
    said = reasons.strip() or case.reason
    known = WrittenNotice.get_or_none(WrittenNotice.case == case_id)
    if known is not None:
        WrittenNotice.update(reasons=said or known.reasons).where(WrittenNotice.id == known.id).execute()
        return str(known.number)
    year = session.today().year
    prefix = f"{settings.value(Key.TOWN)}低保告〔{year}〕"
    series = WrittenNotice.select().where(WrittenNotice.number.startswith(prefix)).count()
    number = f"{prefix}{series + 1}号"
    WrittenNotice.create(case=case_id, number=number, made_on=session.today().isoformat(), reasons=said)
    session.note(f"制作告知书 {number}", household=case.household_id)
    return number


@command(Permission.CLEARANCE, Changes.CLEARANCE)
def deliver_notice(
    session: Session,
    case_id: int,
    delivered_on: dt.date,
    way: str,
    receiver: str,
    reasons: str = "",
    *,
    delivered_by: str = "",
    refused: bool = False,
    witness: str = "",
) -> str:
    """Record that the written notice reached the household; it is made first where it was not. Returns its number.

    `delivered_by` empty: who is signed in. `refused`: nobody would sign, so that it was left behind before a `witness`.
    """
    case = open_case(case_id)
    number = write_notice(session, case_id, reasons)
    told = {
        "way": LEFT_BEHIND if refused else way.strip(),
        "delivered_by": delivered_by.strip() or session.actor.name,
        "receiver": receiver.strip(),
        "witness": witness.strip(),
    }
    problem = delivery_problem(**told, refused=refused)
    if problem:
        raise KnownError("missing", f"{household_name(case)}的告知书：{problem}。")
    _refuse_day_after(session, [case_id], delivered_on, "送达")
    WrittenNotice.update(delivered_on=delivered_on.isoformat(), refused=refused, **told).where(
        WrittenNotice.case == case_id
    ).execute()
    words = delivery_words(**told, refused=refused)
    session.note(f"告知书 {number} 于 {delivered_on} {words}", household=case.household_id)
    return number


@command(Permission.NOTICES, Changes.CLEARANCE)
def publish(session: Session, case_ids: list[int], on: dt.date) -> None:
    """The decisions hang on the village's board (57号 art.24, 社会救助法 art.45)."""
    households = require_all(case_ids, DoneWhen.PUBLISHED, "公布")
    _refuse_day_after(session, case_ids, on, "公布")
    for household in households:
        session.note(f"处理结果已于 {on} 公布", household=household)
    Case.update(published_on=on.isoformat()).where(Case.id.in_(case_ids)).execute()


def _refuse_day_after(session: Session, case_ids: Sequence[int], on: dt.date, act: str) -> None:
    """What follows a decision is neither older than it nor still to come."""
    if on > session.today():
        raise KnownError("in_future", f"{act}日期 {on} 晚于今天，请改正。")
    for some in chunks(case_ids):
        later = Case.get_or_none(Case.id.in_(some), Case.decided_on > on.isoformat())
        if later is not None:
            decided = f"{household_name(later)}的决定日期 {later.decided_on}"
            raise KnownError("too_early", f"{act}日期 {on} 早于{decided}，请改正。")
