"""What a household gets, from which month, by which decision; and where it stands."""

from __future__ import annotations

from dataclasses import replace

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries
from dibao_desktop.dossiers.commands.circumstances import keep_version, write_circumstances, write_own_income
from dibao_desktop.dossiers.commands.refusing import kept_household
from dibao_desktop.dossiers.queries.household import Kept
from dibao_desktop.dossiers.records import BenefitEvent, Household, Member
from dibao_desktop.dossiers.rules.benefit import GRADUAL_END, BenefitKind, NewTerms
from dibao_desktop.dossiers.rules.fields import as_note, changes, shown
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.session import Permission, Session, command
from dibao_desktop.storage.database import update_rows


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def change_benefit(
    session: Session,
    household_id: int,
    kind: BenefitKind,
    month: str,
    monthly_fen: int,
    covered: int,
    category: str,
    decision: str,
    terms: NewTerms = NewTerms(),  # noqa: B008 (frozen)
) -> None:
    """What the household gets from `month` (2017-07) on, by which decision; a stop is 0 and makes it 停保, a grant 在保.

    `terms`: what else the decision changes. A stop that was planned for later (渐退期满) is taken back by it.
    """
    kind = BenefitKind(kind)
    household = kept_household(household_id)
    keep_version(session, household_id)
    if monthly_fen < 0 or covered < 0:
        raise KnownError("negative_amount", "月保障金和保障人口不能是负数，请核对后重新办理。")
    if kind is BenefitKind.STOP:
        monthly_fen = 0
    planned = (BenefitEvent.household == household_id) & (BenefitEvent.decision == GRADUAL_END)
    BenefitEvent.delete().where(planned, BenefitEvent.month > month).execute()
    BenefitEvent.create(
        household=household_id,
        kind=kind.value,
        month=month,
        monthly_fen=monthly_fen,
        covered=covered,
        category=category,
        decision=decision,
    )
    old = household.record
    new = replace(_on_terms(household, terms), monthly_fen=monthly_fen, covered_size=covered, category=category)
    if kind is BenefitKind.GRANT and not old.start_month:
        new = replace(new, start_month=month)
    Household.update(
        monthly_fen=monthly_fen,
        covered=covered,
        category=category,
        aid_type=new.aid_type,
        start_month=new.start_month,
        version=Household.version + 1,
    ).where(Household.id == household_id).execute()
    if terms != NewTerms():
        _write_terms(session, household, terms, new)
    before, after = as_note(changes(old, new, range(len(old.members))))
    text = f"{kind.label}：自 {month} 起月保障金 {shown('monthly_fen', monthly_fen)}"
    session.note(text, household=household_id, before=before, after=after)
    if kind is BenefitKind.STOP:
        set_standing(session, household_id, Standing.STOPPED, decision)
    elif kind is BenefitKind.GRANT:
        set_standing(session, household_id, Standing.RECEIVING, decision)
    keep_version(session, household_id)


def _on_terms(household: Kept, terms: NewTerms) -> HouseholdRecord:
    """The record with other aid, or with some members covered only."""
    record, alone = household.record, terms.covered_members
    members = record.members
    if alone is not None:
        pairs = zip(members, household.member_ids, strict=True)
        members = tuple(replace(member, covered=member_id in alone) for member, member_id in pairs)
    return replace(record, aid_type=terms.aid_type or record.aid_type, members=members)


def _write_terms(session: Session, household: Kept, terms: NewTerms, record: HouseholdRecord) -> None:
    """Who is covered alone from now on, and why; another kind of aid is for the whole household again."""
    known = queries.circumstances(household.id, household.member_ids)
    reason = terms.covered_reason or ("" if terms.aid_type else known.covered_reason)
    covered = zip(household.member_ids, record.members, strict=True)
    update_rows(Member, ("covered",), [(member.covered, member_id) for member_id, member in covered])
    if reason != known.covered_reason:
        known = replace(known, covered_reason=reason)
        write_circumstances(household.id, household.member_ids, known)
    write_own_income(session, household.id, record, known)


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def plan_gradual_end(session: Session, household_id: int, month: str) -> None:
    """Nothing is paid from `month` (2018-01) on: the end of a 渐退期 that was decided (57号 art.33)."""
    household = kept_household(household_id)
    BenefitEvent.create(
        household=household_id,
        kind=BenefitKind.STOP.value,
        month=month,
        monthly_fen=0,
        covered=0,
        category=household.record.category,
        decision=GRADUAL_END,
    )
    session.note(f"渐退期满后停发：自 {month} 起不再发放", household=household_id)


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def end_gradual(session: Session, household_id: int) -> None:
    """Close a household whose 渐退期 is over: the stop that was decided with it holds now."""
    household = kept_household(household_id)
    end = queries.leaving_gradually().get(household_id)
    this_month = session.today().isoformat()[:7]
    if end is None:
        raise KnownError("not_gradual", "这一户没有在渐退期，或已经停保，请刷新后核对。")
    if end > this_month:
        raise KnownError("too_early", f"这一户的渐退金发放到 {end} 的前一个月，期满后才能停保，请到时再办。")
    Household.update(monthly_fen=0, covered=0, version=Household.version + 1).where(
        Household.id == household_id
    ).execute()
    session.note(
        f"渐退期满：自 {end} 起停发",
        household=household_id,
        before={"月保障金": shown("monthly_fen", household.record.monthly_fen)},
        after={"月保障金": shown("monthly_fen", 0)},
    )
    set_standing(session, household_id, Standing.STOPPED, GRADUAL_END)


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def set_standing(session: Session, household_id: int, standing: Standing, reason: str = "") -> None:
    """Where the household stands from now on; saying what already holds changes nothing."""
    standing = Standing(standing)
    household = kept_household(household_id)
    if household.standing == standing:
        return
    Household.update(standing=standing.value, version=Household.version + 1).where(
        Household.id == household_id
    ).execute()
    text = f"状态改为{standing.label}" + (f"：{reason}" if reason else "")
    session.note(text, household=household_id, before={"状态": household.standing}, after={"状态": standing.label})
