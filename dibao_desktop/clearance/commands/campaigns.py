"""Starting and closing a campaign; taking an applicant into it."""

from __future__ import annotations

import datetime as dt

from dibao_desktop.clearance.commands.steps import open_case
from dibao_desktop.clearance.queries.campaigns import campaign, waiting_applicants
from dibao_desktop.clearance.records import Campaign, Case
from dibao_desktop.clearance.rules.road import CLOSED
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.money import yuan
from dibao_desktop.dossiers import commands as dossier_commands
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.circumstances import CircumstancesRecord
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.policy import queries as policies
from dibao_desktop.session import Permission, Session, command
from dibao_desktop.storage.database import insert_rows


@command(Permission.CLEARANCE, Changes.CLEARANCE)
def start_campaign(session: Session, title: str, pack: str, started_on: dt.date, ends_on: dt.date | None = None) -> int:
    """Make a campaign under a pack (its TOML text, kept as it stands today) and a case for every household in 在保.

    Returns the campaign's id.
    """
    if not title.strip():
        raise KnownError("no_title", "请填写行动名称。")
    if ends_on is not None and ends_on < started_on:
        raise KnownError("wrong_days", f"结束日期 {ends_on} 早于开始日期 {started_on}，请改正。")
    policy = policies.policy_of(pack)
    made = Campaign.create(
        title=title.strip(),
        policy_id=policy.id,
        policy_toml=pack,
        started_on=started_on.isoformat(),
        ends_on=ends_on.isoformat() if ends_on else "",
    )
    receiving = dossiers.money_facts()
    columns = ("campaign", "household", "village", "applicant", "before_fen", "before_covered", *_TEXTS, *_NUMBERS)
    blank = ("",) * len(_TEXTS) + (0,) * len(_NUMBERS)
    insert_rows(
        Case,
        columns,
        ((made.id, r.household_id, r.village_id, 0, r.monthly_fen, r.covered, *blank) for r in receiving),
    )
    session.touch(row.household_id for row in receiving)
    total = sum(row.monthly_fen for row in receiving)
    session.note(
        f"开始清查行动“{made.title}”，方案“{policy.title}”，在保 {len(receiving)} 户、月保障金 {yuan(total)} 元列入清查"
    )
    return int(made.id)


# A row written past peewee needs its defaults spelled out.
_TEXTS = tuple(name for name, field in Case._meta.fields.items() if field.default == "")
_NUMBERS = tuple(
    name
    for name, field in Case._meta.fields.items()
    if name not in ("applicant", "before_fen", "before_covered") and field.default in (0, False) and field.default != ""
)


@command(Permission.CLEARANCE, Changes.CLEARANCE | Changes.DOSSIERS)
def add_applicant_case(
    session: Session, campaign_id: int, record: HouseholdRecord, known: CircumstancesRecord | None = None
) -> int:
    """Enrol a household that applies and make its case; it goes the whole road before it is paid (57号 art.28).

    Returns the case's id.
    """
    _running(campaign_id)
    household_id = dossier_commands.enrol_household(session, record, True, known)
    return _make_applicant_case(session, campaign_id, household_id)


@command(Permission.CLEARANCE, Changes.CLEARANCE)
def admit_applicants(session: Session, campaign_id: int) -> int:
    """Make a case for every household in 申请 that has none in this campaign. Returns how many."""
    _running(campaign_id)
    waiting = waiting_applicants(campaign_id)
    for household_id in waiting:
        _make_applicant_case(session, campaign_id, household_id)
    return len(waiting)


def _running(campaign_id: int) -> None:
    found = campaign(campaign_id)
    if found.closed_on:
        raise KnownError("campaign_closed", f"行动“{found.title}”已于 {found.closed_on} 结束，请选择进行中的行动。")


def _make_applicant_case(session: Session, campaign_id: int, household_id: int) -> int:
    found = dossiers.household(household_id)
    if found is None:
        raise RuntimeError("an enrolled household can be read")
    made = Case.create(campaign=campaign_id, household=household_id, village=found.village_id, applicant=True)
    session.note("受理申请，列入清查", household=household_id)
    return int(made.id)


@command(Permission.CLEARANCE, Changes.CLEARANCE)
def close(session: Session, case_ids: list[int], on: dt.date) -> None:
    """File ended cases away (归档): from then on nothing moves them any more."""
    for case_id in case_ids:
        case = open_case(case_id)
        if case.step != CLOSED or case.open_objections:
            raise KnownError(
                "not_yet", "还有户没有办结（或有未处理的公示异议），不能归档；请在“清查核查”中按步骤筛选后办理。"
            )
        Case.update(closed_on=on.isoformat()).where(Case.id == case_id).execute()
        session.note("清查办结，归档", household=case.household_id)


@command(Permission.CONFIRM, Changes.CLEARANCE)
def close_campaign(session: Session, campaign_id: int, on: dt.date) -> None:
    """End a campaign all of whose cases are done, and file these away."""
    running = campaign(campaign_id)
    unfinished = (Case.step != CLOSED) | (Case.open_objections > 0)
    left = Case.select().where(Case.campaign == campaign_id, Case.closed_on == "", unfinished).count()
    if left:
        raise KnownError(
            "not_yet", f"行动“{running.title}”还有 {left} 户没有办结（或有未处理的公示异议），办结后才能结束。"
        )
    Case.update(closed_on=on.isoformat()).where(Case.campaign == campaign_id, Case.closed_on == "").execute()
    Campaign.update(closed_on=on.isoformat()).where(Campaign.id == campaign_id).execute()
    session.note(f"结束清查行动“{running.title}”")
