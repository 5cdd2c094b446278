"""The form of a meeting: village, day with all that follows from it, place, people, and which cases in what order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.review.queries import Calendar, Plannable
from dibao_desktop.review.rules.panel import PanelRemark
from ui.forms.fields import ChoiceField, DateField, TextField, Unreadable
from ui.pages.review.case_choice import CaseChoice
from ui.pages.review.words import days_of, names
from ui.theme.tokens import Tone
from ui.widgets.card import clear
from ui.widgets.dialogs import Dialog
from ui.widgets.text import Label, Soft, Strong


@dataclass(frozen=True)
class MeetingDraft:
    """What the form holds."""

    village_id: int
    starts_at: dt.datetime
    place: str = ""
    chair: str = ""
    recorder: str = ""
    township_staff: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    case_ids: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Offer:
    """What the form is told of a village and a day: who can come on the agenda, and what follows from the day."""

    cases_of: Callable[[int], Sequence[Plannable]]
    calendar_of: Callable[[dt.date], Calendar]
    remarks_of: Callable[[int, dt.date], Sequence[PanelRemark]]


class MeetingForm(Dialog):
    """`save` gets the draft; a KnownError it raises stands in the form and keeps it open.

    With `draft.case_ids` these are ticked, in their order; without, whoever is due.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        draft: MeetingDraft,
        save: Callable[[MeetingDraft], object],
        villages: Sequence[tuple[int, str]],
        offer: Offer,
    ) -> None:
        super().__init__(parent, title, yes="保存", width=1000, accept_if=self._try)
        self._save, self._offer, self._draft = save, offer, draft
        self.village = ChoiceField("village_id", "村（社区）", villages)
        self.day = DateField("day", "日期", whole=True)
        self.time = TextField("time", "时间", hint="19:30")
        self.place = TextField("place", "地点", hint="村委会会议室")
        self.chair, self.recorder = TextField("chair", "主持人"), TextField("recorder", "记录人")
        self.staff = TextField("township_staff", "乡镇工作人员", hint="赵志明、李新")
        self.observers = TextField("observers", "列席人员（可不填）", hint="县民政局 王平")
        self.choice = CaseChoice()
        self._calendar, self.remark = QGridLayout(), Label("", wrap=True, tone=Tone.AMBER)
        self._calendar.setVerticalSpacing(3)
        self._calendar.setColumnStretch(1, 1)
        self._lay_out()
        self._fill()
        self.village.setEnabled(len(villages) > 1)
        self.village.edited.connect(self._show_cases)
        self.day.edited.connect(self._show_calendar)
        self.day.line.editingFinished.connect(self._show_calendar)
        self.choice.show_cases(offer.cases_of(draft.village_id), draft.case_ids)
        self._show_calendar()

    @property
    def cases(self) -> QListWidget:
        """The cases as the list shows them."""
        return self.choice.list

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for column in range(2):
            grid.setColumnStretch(column, 1)
        places = ((self.village, 0, 0, 1), (self.place, 0, 1, 1), (self.day, 1, 0, 1), (self.time, 1, 1, 1))
        people = ((self.chair, 2, 0, 1), (self.recorder, 2, 1, 1), (self.staff, 3, 0, 2), (self.observers, 4, 0, 2))
        for field, line, place, span in (*places, *people):
            grid.addWidget(field, line, place, 1, span)
        left = QVBoxLayout()
        left.addLayout(grid)
        left.addSpacing(6)
        left.addWidget(Strong("会议日历"))
        left.addLayout(self._calendar)
        left.addWidget(self.remark)
        left.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(24)
        across.addLayout(left, 5)
        across.addWidget(self.choice, 6)
        self.body.addLayout(across, 1)

    def _fill(self) -> None:
        draft = self._draft
        self.village.write(draft.village_id)
        self.day.write(draft.starts_at.date().isoformat())
        self.time.write(f"{draft.starts_at:%H:%M}")
        self.place.write(draft.place)
        self.chair.write(draft.chair)
        self.recorder.write(draft.recorder)
        self.staff.write("、".join(draft.township_staff))
        self.observers.write("、".join(draft.observers))

    def _show_cases(self) -> None:
        village = self.village.read()
        self.choice.show_cases(self._offer.cases_of(village) if isinstance(village, int) else ())
        self._show_calendar()

    def _show_calendar(self) -> None:
        try:
            day = self.day.read()
        except Unreadable:
            return
        village = self.village.read()
        if not isinstance(day, dt.date) or not isinstance(village, int):
            return
        calendar = self._offer.calendar_of(day)
        clear(self._calendar)
        for place, line in enumerate(calendar.lines):
            self._calendar.addWidget(Soft(line.label), place, 0)
            self._calendar.addWidget(Label(days_of(line)), place, 1)
        remarks = [remark.sentence for remark in self._offer.remarks_of(village, day) if remark.wrong]
        unknown = sorted({line.last.year for line in calendar.lines if line.provisional})
        years = [f"{year} 年的节假日表还没有录入，暂按周一至周五推算，请在“设置”中录入。" for year in unknown]
        self.remark.setText("\n".join([*remarks, *years, calendar.remark]).strip())
        self.remark.setVisible(bool(self.remark.text()))

    def _try(self) -> str:
        try:
            self._save(self._read())
        except (KnownError, Unreadable) as refusal:
            return str(refusal)
        return ""

    def _read(self) -> MeetingDraft:
        day, village = self.day.read(), self.village.read()
        if not isinstance(day, dt.date) or not isinstance(village, int):
            raise Unreadable("请选择村（社区）并填写日期。")
        try:
            hour = dt.time.fromisoformat(str(self.time.read()).replace("：", ":").zfill(5))
        except ValueError:
            raise Unreadable("时间请按“19:30”填写。") from None
        return MeetingDraft(
            village,
            dt.datetime.combine(day, hour),
            str(self.place.read()),
            str(self.chair.read()),
            str(self.recorder.read()),
            names(str(self.staff.read())),
            names(str(self.observers.read())),
            self.choice.chosen(),
        )
