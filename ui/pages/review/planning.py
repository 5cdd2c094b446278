"""The form of a meeting: village, day, place, people, and which cases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QListWidget, QListWidgetItem, QWidget

from dibao_desktop.domain.errors import KnownError
from ui.forms.fields import ChoiceField, DateField, TextField, Unreadable
from ui.pages.review.words import names
from ui.widgets.buttons import LinkButton
from ui.widgets.card import row
from ui.widgets.dialogs import Dialog
from ui.widgets.text import Caption


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
class DueCase:
    """A case that can be put on the agenda."""

    case_id: int
    words: str


class MeetingForm(Dialog):
    """`save` gets the draft; a KnownError it raises stands in the form and keeps it open.

    With `cases_of` the clerk chooses village and cases; without it only day, place and people can be changed.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        draft: MeetingDraft,
        save: Callable[[MeetingDraft], object],
        villages: Sequence[tuple[int, str]],
        cases_of: Callable[[int], Sequence[DueCase]] | None = None,
    ) -> None:
        super().__init__(parent, title, yes="保存", width=620, accept_if=self._try)
        self._save, self._cases_of, self._draft = save, cases_of, draft
        self.village = ChoiceField("village_id", "村（社区）", villages)
        self.day = DateField("day", "日期", whole=True)
        self.time = TextField("time", "时间", hint="19:30")
        self.place = TextField("place", "地点", hint="村委会会议室")
        self.chair, self.recorder = TextField("chair", "主持人"), TextField("recorder", "记录人")
        self.staff = TextField("township_staff", "乡镇工作人员", hint="赵志明、李新")
        self.observers = TextField("observers", "列席人员（可不填）", hint="县民政局 王平")
        self.cases = QListWidget()
        self._count = Caption()
        self._lay_out()
        self._fill()
        self.village.edited.connect(self._show_cases)
        self.cases.itemChanged.connect(self._show_count)
        if cases_of is not None:
            self._show_cases()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        places = ((self.village, 0, 0, 2), (self.day, 0, 2, 1), (self.time, 0, 3, 1), (self.place, 1, 0, 2))
        people = ((self.chair, 1, 2, 1), (self.recorder, 1, 3, 1), (self.staff, 2, 0, 2), (self.observers, 2, 2, 2))
        for field, line, place, span in (*places, *people):
            grid.addWidget(field, line, place, 1, span)
        self.body.addLayout(grid)
        if self._cases_of is None:
            self.village.setEnabled(False)
            return
        self.cases.setMinimumHeight(190)
        all_of = LinkButton("全选", lambda: self._check_all(Qt.CheckState.Checked), small=True)
        none_of = LinkButton("全不选", lambda: self._check_all(Qt.CheckState.Unchecked), small=True)
        self.body.addLayout(row(self._count, None, all_of, none_of))
        self.body.addWidget(self.cases, 1)

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
        self.cases.blockSignals(True)
        self.cases.clear()
        for case in self._cases_of(village) if self._cases_of and isinstance(village, int) else ():
            line = QListWidgetItem(case.words)
            line.setData(Qt.ItemDataRole.UserRole, case.case_id)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(Qt.CheckState.Checked)
            self.cases.addItem(line)
        self.cases.blockSignals(False)
        self._show_count()

    def _lines(self) -> list[QListWidgetItem]:
        return [self.cases.item(place) for place in range(self.cases.count())]

    def _chosen(self) -> tuple[int, ...]:
        ticked = [line for line in self._lines() if line.checkState() is Qt.CheckState.Checked]
        return tuple(line.data(Qt.ItemDataRole.UserRole) for line in ticked)

    def _check_all(self, state: Qt.CheckState) -> None:
        for line in self._lines():
            line.setCheckState(state)

    def _show_count(self) -> None:
        self._count.setText(f"待评议 {self.cases.count()} 户，列入本次 {len(self._chosen())} 户")

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
            self._chosen() if self._cases_of is not None else None,
        )
