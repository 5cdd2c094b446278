"""Which households wait for a notice, and which postings hang long enough."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.queries import CaseRow
from dibao_desktop.notices.queries.batches import BatchRow, batches
from dibao_desktop.notices.queries.outdated import outdated
from dibao_desktop.notices.records import Case, NoticeBatch, NoticeEntry, Village
from dibao_desktop.notices.rules.board import board_order
from dibao_desktop.notices.rules.states import BatchState, EntryState
from dibao_desktop.policy.rules.steps import DoneWhen, Step
from dibao_desktop.storage.database import tuples


@dataclass(frozen=True)
class Ready:
    """Households of a village that wait for a round and stand on no board yet; `again` of them for a second time.

    `carried` more had an objection that changed their opinion and need no second posting under the pack.
    """

    village_id: int
    village: str
    round: int
    round_label: str
    households: int
    again: int
    carried: int


@dataclass(frozen=True)
class Due:
    """What notices ask for today: villages to make a board for, boards to hang, boards to take down, open objections."""

    ready: tuple[Ready, ...]
    to_post: tuple[BatchRow, ...]
    to_end: tuple[BatchRow, ...]
    open_objections: int

    @property
    def count(self) -> int:
        """How many things there are to do."""
        return len(self.ready) + len(self.to_post) + len(self.to_end) + self.open_objections


def due(campaign_id: int, today: dt.date) -> Due:
    """What there is to do in a campaign on a day."""
    all_batches = batches(campaign_id)
    return Due(
        ready=tuple(ready(campaign_id)),
        to_post=tuple(each for each in all_batches if each.state is BatchState.DRAFT),
        to_end=tuple(each for each in all_batches if each.endable(today)),
        open_objections=sum(each.open_objections for each in all_batches),
    )


def urgent(campaign_id: int, today: dt.date) -> int:
    """How many boards may come down and objections wait; cheap enough to be asked after every change."""
    return sum(each.endable(today) + each.open_objections for each in batches(campaign_id))


def ready(campaign_id: int) -> list[Ready]:
    """The villages with households to post, round by round, in the office's order of villages."""
    found = []
    for step in _notice_steps(campaign_id):
        taken = _on_live_board(campaign_id, step.round)
        latest = _latest_entries(campaign_id, step.round)
        counts: dict[tuple[int, str], list[int]] = {}
        for case, village_id, village in _standing_at(campaign_id, step):
            count = counts.setdefault((village_id, village), [0, 0, 0])
            state, by_objection = latest.get(case, (None, False))
            if state is EntryState.CLEARED and by_objection:
                count[2] += 1
            elif case not in taken:
                count[0] += 1
                count[1] += state is EntryState.REPOST
        found += [
            Ready(village_id, village, step.round, step.label, *count)
            for (village_id, village), count in counts.items()
            if any(count)
        ]
    return found


def _standing_at(campaign_id: int, step: Step) -> Iterator[tuple[int, int, str]]:
    """Case, village and its name of all that wait at a step without an open objection."""
    waiting = (Case.campaign == campaign_id) & (Case.step == step.id) & (Case.open_objections == 0)
    rows = (
        Case.select(Case.id, Village.id, Village.name)
        .join(Village, on=Case.village == Village.id)
        .where(waiting, Case.closed_on == "")
        .order_by(Village.position, Village.id)
    )
    yield from tuples(rows)


def waiting_cases(campaign_id: int, round_number: int, village_id: int | None = None) -> list[CaseRow]:
    """The cases whose next step is this round and that stand on no live board, in the order of a board."""
    taken = _on_live_board(campaign_id, round_number) | _need_no_second(campaign_id, round_number)
    free = [case for case in _at_round(campaign_id, round_number, village_id) if case.id not in taken]
    return sorted(free, key=lambda case: board_order(case.group, case.number)) if village_id is not None else free


def carried_cases(campaign_id: int, round_number: int, village_id: int | None = None) -> list[CaseRow]:
    """The cases at this round whose opinion changed after an objection, where the pack has no second posting."""
    settled = _need_no_second(campaign_id, round_number)
    return [case for case in _at_round(campaign_id, round_number, village_id) if case.id in settled]


def posted_before(campaign_id: int, round_number: int) -> dict[int, bool]:
    """The cases that have to be posted again in a round, and whether an objection was the cause of it."""
    latest = _latest_entries(campaign_id, round_number)
    return {case: by_objection for case, (state, by_objection) in latest.items() if state is EntryState.REPOST}


def _need_no_second(campaign_id: int, round_number: int) -> set[int]:
    latest = _latest_entries(campaign_id, round_number)
    return {case for case, (state, by_objection) in latest.items() if state is EntryState.CLEARED and by_objection}


def _latest_entries(campaign_id: int, round_number: int) -> dict[int, tuple[EntryState, bool]]:
    """How each case's latest posting of a round came out."""
    rows = (
        NoticeEntry.select(NoticeEntry.case, NoticeEntry.state, NoticeEntry.by_objection)
        .join(NoticeBatch)
        .where(NoticeBatch.campaign == campaign_id, NoticeBatch.round == round_number)
        .where(NoticeEntry.state.not_in([EntryState.LISTED.value, EntryState.REMOVED.value]))
        .order_by(NoticeEntry.id)
    )
    return {case: (EntryState(state), bool(by_objection)) for case, state, by_objection in tuples(rows)}


def _at_round(campaign_id: int, round_number: int, village_id: int | None) -> list[CaseRow]:
    found = []
    for step in _notice_steps(campaign_id):
        if step.round == round_number:
            found += clearance.cases(campaign_id, village_id, step.id)
    return [case for case in found if not case.open_objections]


def _notice_steps(campaign_id: int) -> list[Step]:
    return [step for step in clearance.policy_of(campaign_id).steps if step.done_when is DoneWhen.NOTICE_ENDED]


def _on_live_board(campaign_id: int, round_number: int) -> set[int]:
    """On a draft, on a hanging board whose content still holds, or held by an objection."""
    drafted = (NoticeBatch.state == BatchState.DRAFT.value) & (NoticeEntry.state == EntryState.LISTED.value)
    hanging = (NoticeBatch.state == BatchState.POSTED.value) & (NoticeEntry.state == EntryState.POSTED.value)
    held = NoticeEntry.state == EntryState.OBJECTED.value
    of_round = (NoticeBatch.campaign == campaign_id) & (NoticeBatch.round == round_number)
    rows = NoticeEntry.select(NoticeEntry.id, NoticeEntry.case).join(NoticeBatch)
    void = {each.entry_id for each in outdated(of_round & (NoticeEntry.state == EntryState.POSTED.value))}
    return {case for entry, case in tuples(rows.where(of_round, drafted | hanging | held)) if entry not in void}
