"""Moving cases along the road, and refusing what is not due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from dibao_desktop.clearance.commands.states import keep_states
from dibao_desktop.clearance.queries.calendar import find_next_checks
from dibao_desktop.clearance.queries.campaigns import policy_of
from dibao_desktop.clearance.queries.positions import facts_of, positions_of
from dibao_desktop.clearance.records import Case, Confirmation, Hearing, Household, NextCheck, TownshipCheck
from dibao_desktop.clearance.rules.road import next_step, place_of, step_label
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.session import Session
from dibao_desktop.storage.database import Prepared, delete_rows, insert_rows, tuples, update_rows

# So many households one prepared statement asks for.
_FEW = 500
_Paper = TownshipCheck | Confirmation | Hearing
_SIGNED_ON: Mapping[type[_Paper], Any] = {
    TownshipCheck: TownshipCheck.checked_on,
    Confirmation: Confirmation.confirmed_on,
    Hearing: Hearing.heard_on,
}


def move_steps(households: set[int], today: dt.date) -> None:
    """Recompute the next step of the open cases of these households, and keep how their cases stand today; the gate calls
    it before each commit.

    A case that is not decided goes with its household to another village: there it is reviewed and posted.
    """
    for some in chunks(households, _FEW):
        update_rows(Case, ("village",), list(_ELSEWHERE.rows(*some)))
    moved = [(*found.right, found.case_id) for found in positions_of(households) if found.right != found.stored]
    if moved:
        update_rows(Case, ("step", "step_position", "due_on"), moved)
    keep_states(households, today)
    for some in chunks(households):
        _renew_checks(some)


# The open cases whose household has moved to another village.
_ELSEWHERE = Prepared(
    lambda *households: (
        Case.select(Household.village, Case.id)
        .join(Household)
        .where(
            Case.household.in_(households),
            Case.decided_on == "",
            Case.closed_on == "",
            Case.village != Household.village,
        )
    )
)


def _renew_checks(households: list[int]) -> None:
    """Work out anew when these households are verified next (DOMAIN §12); it depends on visits and dossiers alike."""
    delete_rows(NextCheck, households, "household")
    found = find_next_checks(households)
    rows = [
        (id_, next_.last_on, next_.due_on, next_.months, next_.reason, next_.source) for id_, next_ in found.items()
    ]
    insert_rows(NextCheck, ("household", "last_on", "due_on", "months", "reason", "source"), rows)


def open_case(case_id: int) -> Case:
    """The case as a row to change. Raises KnownError when it is gone or filed away."""
    found = Case.get_or_none(Case.id == case_id)
    if found is None:
        raise KnownError("no_case", "找不到这一户的清查记录，请刷新后重选。")
    if found.closed_on:
        raise KnownError("case_closed", f"{household_name(found)}已于 {found.closed_on} 归档，不能再改。")
    return found


def household_name(case: Case) -> str:
    """`董云秀（档案号 0003）`, as sentences name a household."""
    found = Household.select(Household.head_name, Household.number).where(Household.id == case.household_id).get()
    return f"{found.head_name}（档案号 {found.number}）"


def require(case: Case, done_when: DoneWhen, act: str, round_number: int = 0) -> Policy:
    """The policy of the case, when it is at or past the step that `act` serves and not decided yet.

    Raises KnownError saying which step is due.
    """
    policy = policy_of(case.campaign_id)
    place = place_of(policy.steps, done_when, round_number)
    if place is None:
        raise KnownError("no_such_step", f"方案“{policy.title}”没有“{done_when.label}”这一步，不需要{act}。")
    decision = place_of(policy.steps, DoneWhen.DECIDED)
    if case.decided_on and decision is not None and place <= decision:
        raise KnownError("already_decided", f"{household_name(case)}已于 {case.decided_on} 作出决定，不能再{act}。")
    step_id, now = next_step(policy.steps, facts_of(case.id))
    if now < place:
        due = step_label(policy.steps, step_id)
        raise KnownError("not_yet", f"{household_name(case)}现在应办“{due}”，办完后才能{act}。")
    return policy


def require_all(case_ids: Collection[int], done_when: DoneWhen, act: str, round_number: int = 0) -> list[int]:
    """As `require`, for many cases at once. Returns their household ids."""
    households: dict[int, int] = {}
    for some in chunks(case_ids):
        households.update(tuples(Case.select(Case.id, Case.household).where(Case.id.in_(some))))
    positions = {found.case_id: found for found in positions_of(set(households.values()))}
    for case_id in case_ids:
        position = positions.get(case_id)
        if position is None:
            open_case(case_id)  # says whether it is gone or filed away
            continue
        policy = policy_of(position.campaign_id)
        place = place_of(policy.steps, done_when, round_number)
        if place is None or position.right[1] < place:
            require(open_case(case_id), done_when, act, round_number)
    return list(households.values())


def refuse_day(session: Session, case: Case, on: dt.date, act: str, *papers: type[_Paper]) -> None:
    """Raise KnownError for a day that lies ahead, or before what `act` rests on: visit, review, notices, and of `papers` what
    was signed (an opinion that is older than what it is about would be no opinion on it)."""
    name = household_name(case)
    if on > session.today():
        raise KnownError("in_future", f"{name}的{act}日期 {on} 晚于今天，请改正。")
    signed = [
        paper.select(day).where(paper.case == case.id, ~paper.void).order_by(paper.id.desc()).limit(1).scalar() or ""
        for paper, day in ((paper, _SIGNED_ON[paper]) for paper in papers)
    ]
    latest = max(case.visited_on, case.reviewed_on, case.ended_on, *signed)
    if on.isoformat() < latest:
        raise KnownError("too_early", f"{name}的{act}日期 {on} 早于前面步骤的日期 {latest}，请改正。")


def chunks(ids: Iterable[int], size: int = 5_000) -> Iterable[list[int]]:
    """The ids in lists that one statement can take."""
    wanted = sorted(ids)
    for start in range(0, len(wanted), size):
        yield wanted[start : start + size]
