"""Opens the form of a meeting, new or to be changed, filled with what can be known already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Protocol, cast

from PySide6.QtWidgets import QWidget

from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.review import commands, queries
from dibao_desktop.review.queries import MeetingDetail
from dibao_desktop.review.rules.panel import Duty, PanelRemark, Seat, Term
from dibao_desktop.review.rules.states import MeetingState
from dibao_desktop.session import Session
from ui.forms.fields import ChoiceField
from ui.pages.review.panel_form import PanelForm
from ui.pages.review.planning import MeetingDraft, MeetingForm, Offer
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.dialogs import Dialog
from ui.widgets.page import Scope

_EVENING = dt.time(19, 30)


class MeetingPage(Protocol):
    """What the planner needs of the page it works for."""

    session: Session
    scope: Scope
    banner: Banner

    def window(self) -> QWidget: ...

    def village_id(self) -> int | None: ...

    def show_meeting(self, meeting_id: int) -> None: ...

    def become_stale(self) -> None: ...


class Planner:
    """Plans and changes meetings for the page."""

    def __init__(self, page: MeetingPage) -> None:
        self._page = page

    def plan(self, village_id: object = None) -> None:
        """Open the form of a new meeting, of a village when its id is given."""
        campaign = self._page.scope.campaign_id
        villages = [(row.id, row.name) for row in dossiers.villages()]
        if campaign is None:
            self._page.banner.say("还没有开展清查行动，请先在“清查核查”中新建行动。", Tone.AMBER)
        elif not villages:
            self._page.banner.say("档案中还没有村，请先导入花名册。", Tone.AMBER)
        else:
            # Of all villages one that waits is offered first, if one does whose meeting is not planned yet.
            due = sorted(queries.villages_due(campaign), key=lambda row: row.planned >= row.due)
            waiting = due[0].village_id if due else villages[0][0]
            chosen = village_id if isinstance(village_id, int) else self._page.village_id() or waiting
            if not queries.panel(chosen):
                self._page.banner.say("先填写评议小组，再安排会议。", Tone.BLUE)
                self.open_panel(chosen)
                return
            draft, save = self._first_draft(campaign, chosen), partial(self._save_new, campaign)
            MeetingForm(self._page.window(), "安排评议会", draft, save, villages, _offer(campaign)).open()

    def panel(self, village_id: object = None) -> None:
        """Open the form of a village's group; of several villages the clerk says which."""
        villages = [(row.id, row.name) for row in dossiers.villages()]
        chosen = village_id if isinstance(village_id, int) else self._page.village_id()
        if not villages:
            self._page.banner.say("档案中还没有村，请先导入花名册或评议小组名单。", Tone.AMBER)
        elif chosen is not None or len(villages) == 1:
            self.open_panel(chosen or villages[0][0])
        else:
            which = ChoiceField("village", "村（社区）", villages)
            which.write(villages[0][0])
            ask = Dialog(self._page.window(), "填写哪个村的评议小组", yes="打开")
            ask.body.addWidget(which)
            ask.accepted.connect(lambda: self.open_panel(cast("int", which.read())))
            ask.open()

    def open_panel(self, village_id: int) -> None:
        """Open the form of one village's group."""
        panel = queries.panel_of(village_id)
        PanelForm(
            self._page.window(), panel, partial(self._save_panel, village_id), self._remarks, queries.suggested_kin
        ).open()

    def _remarks(self, seats: Sequence[Seat], term: Term) -> Sequence[PanelRemark]:
        campaign = self._page.scope.campaign_id
        return queries.remarks_on(campaign, seats, term, self._page.session.today()) if campaign is not None else ()

    def _save_panel(self, village_id: int, seats: Sequence[Seat], term: Term) -> None:
        commands.save_panel(self._page.session, village_id, seats, term)
        self._page.banner.hide()
        self._page.become_stale()

    def amend(self, meeting: MeetingDetail) -> None:
        """Open the form of a meeting to change its day, place and people."""
        draft = MeetingDraft(
            meeting.village_id,
            dt.datetime.fromisoformat(meeting.starts_at),
            meeting.place,
            meeting.chair,
            meeting.recorder,
            meeting.township_staff,
            meeting.observers,
            tuple(row.case_id for row in meeting.agenda),
        )
        village = [(meeting.village_id, meeting.village)]
        save = partial(self._save_change, meeting)
        offer = _offer(meeting.campaign_id, meeting.id)
        MeetingForm(self._page.window(), "修改会议安排", draft, save, village, offer).open()

    def _first_draft(self, campaign: int, village_id: int) -> MeetingDraft:
        """The next working day; the people of the last meeting again, else those of the group. Place and chair only in
        the same village."""
        session = self._page.session
        when = dt.datetime.combine(queries.day_to_propose(session.today()), _EVENING)
        rows = queries.meetings(campaign)
        panel = queries.panel_of(village_id)
        last = queries.meeting_detail(rows[0].id) if rows else None
        same = next((row.id for row in rows if row.village_id == village_id), None)
        own = queries.meeting_detail(same) if same is not None else None
        staff = panel.named(Duty.STAFF) or (last.township_staff if last else ())
        return MeetingDraft(
            village_id,
            when,
            own.place if own else "",
            "、".join(panel.named(Duty.CHAIR)) or (own.chair if own else ""),
            "、".join(panel.named(Duty.RECORDER)) or (last.recorder if last else "") or session.actor.name,
            staff,
            panel.named(Duty.OBSERVER, Duty.ASSISTANT) or (own.observers if own else ()),
        )

    def _save_new(self, campaign: int, draft: MeetingDraft) -> None:
        made = commands.plan_meeting(
            self._page.session,
            campaign,
            draft.village_id,
            draft.starts_at,
            draft.case_ids,
            chair=draft.chair,
            recorder=draft.recorder,
            township_staff=draft.township_staff,
            observers=draft.observers,
            place=draft.place,
        )
        self._page.banner.hide()
        self._page.show_meeting(made)

    def _save_change(self, meeting: MeetingDetail, draft: MeetingDraft) -> None:
        session = self._page.session
        if meeting.state is MeetingState.PLANNED and draft.case_ids is not None:
            commands.set_agenda(session, meeting.id, draft.case_ids)
        commands.amend_meeting(
            session,
            meeting.id,
            draft.starts_at,
            chair=draft.chair,
            recorder=draft.recorder,
            township_staff=draft.township_staff,
            observers=draft.observers,
            place=draft.place,
        )
        self._page.show_meeting(meeting.id)


def _offer(campaign: int, meeting_id: int | None = None) -> Offer:
    def remarks(village_id: int, day: dt.date) -> Sequence[PanelRemark]:
        panel = queries.panel_of(village_id)
        return queries.remarks_on(campaign, panel.seats, panel.term, day)

    return Offer(
        lambda village_id: queries.plannable(campaign, village_id, meeting_id),
        partial(queries.calendar_of, campaign),
        remarks,
    )
