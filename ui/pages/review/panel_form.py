"""The form of a village's review group: its people with their duties, for how long, and who is near to whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.review.queries import Panel
from dibao_desktop.review.rules.panel import Duty, KinEntry, PanelRemark, Seat, Term
from ui.forms.fields import CheckField, DateField, EnumField, Field, IdField, TextField, Unreadable
from ui.pages.review.kin_form import KinForm
from ui.pages.review.words import names
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import IconButton, LinkButton, SecondaryButton
from ui.widgets.card import clear, row
from ui.widgets.dialogs import Dialog
from ui.widgets.pill import Pill
from ui.widgets.text import Caption, Label

Remarks = Callable[[Sequence[Seat], Term], Sequence[PanelRemark]]
Suggest = Callable[[str, str], Sequence[KinEntry]]
_HEADS = ("姓名", "职责", "表决", "身份", "身份证号", "电话", "本村受助亲属", "")
_BOX = _HEADS.index("表决")
_STRETCH = (3, 4, 0, 4, 6, 4, 3, 0)


class SeatLine:
    """The fields of one person; `kin` is kept beside them."""

    def __init__(self, seat: Seat) -> None:
        self.member_id, self.sex, self.kin = seat.member_id, seat.sex, seat.kin
        self.name, self.role = TextField("name", "姓名"), TextField("role", "身份", hint="党员代表")
        self.duty = EnumField("duty", "职责", Duty)
        self.votes = CheckField("votes", "")
        self.id_number, self.phone = IdField("id_number", "身份证号"), TextField("phone", "电话")
        self.relatives = LinkButton("", small=True)
        self.away = IconButton(Icon.CLOSE, "移去这个人")
        for field, value in zip(self.fields(), self._values(seat), strict=True):
            field.hide_caption()
            field.write(value)

    @staticmethod
    def _values(seat: Seat) -> tuple[object, ...]:
        return seat.name, seat.duty, seat.votes, seat.role, seat.id_number, seat.phone

    def fields(self) -> tuple[Field, ...]:
        """In the order of the heads."""
        return self.name, self.duty, self.votes, self.role, self.id_number, self.phone

    def widgets(self) -> tuple[QWidget, ...]:
        """What stands in the line."""
        return *self.fields(), self.relatives, self.away

    def show_kin(self, suggested: Sequence[KinEntry]) -> None:
        """Say how many relatives are known, and how many more the register of officials' relatives has."""
        known = {(each.name, each.relation) for each in self.kin}
        more = sum((each.name, each.relation) not in known for each in suggested)
        words = f"{len(self.kin)} 人" if self.kin else "" if more else "添加"
        self.relatives.setText("，".join(part for part in (words, f"登记表有 {more} 人" if more else "") if part))
        self.relatives.setToolTip("\n".join(f"{each.name} {each.relation}" for each in self.kin))

    def seat(self) -> Seat:
        """What stands there."""
        duty = self.duty.read()
        return Seat(
            str(self.name.read()),
            duty if isinstance(duty, Duty) else Duty.MEMBER,
            bool(self.votes.read()),
            str(self.role.read()),
            self.sex,
            self.id_number.line.text().strip(),
            str(self.phone.read()),
            self.kin,
            self.member_id,
        )


class PanelForm(Dialog):
    """`save` gets the seats and the term; a KnownError it raises stands in the form and keeps it open."""

    def __init__(
        self,
        parent: QWidget | None,
        panel: Panel,
        save: Callable[[Sequence[Seat], Term], object],
        remarks: Remarks,
        suggest: Suggest,
    ) -> None:
        super().__init__(parent, f"{panel.village}评议小组", yes="保存", width=1060, accept_if=self._try)
        self._save, self._remarks, self._suggest = save, remarks, suggest
        self.lines: list[SeatLine] = []
        # Enter in the field of names adds them; it must not close the form as well.
        self.yes_button.setDefault(False)
        self.first_day = DateField("first_day", "任期自")
        self.last_day = DateField("last_day", "任期至")
        self.more = TextField("more", "添加（可一次写多人）", hint="张三、李四、王五")
        self._said = QVBoxLayout()
        self._said.setSpacing(4)
        self._lay_out()
        self.first_day.write(panel.term.first_day)
        self.last_day.write(panel.term.last_day)
        for seat in panel.seats:
            self._add(seat)
        self._show_lines()
        self.more.line.returnPressed.connect(self.add_named)
        for field in (self.first_day, self.last_day):
            field.edited.connect(self._tell)
        self.more.line.setFocus()

    def _lay_out(self) -> None:
        add = SecondaryButton("添加", self.add_named)
        adding = row(self.more, add, None, self.first_day, self.last_day)
        adding.setStretch(0, 1)
        adding.setAlignment(add, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(adding)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 4, 8, 4)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(5)
        for place, stretch in enumerate(_STRETCH):
            self._grid.setColumnStretch(place, stretch)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setWidget(inside)
        inside.setAutoFillBackground(False)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setMinimumHeight(330)
        self.body.addWidget(self._area, 1)
        self.body.addLayout(self._said)

    def add_named(self) -> None:
        """A line for each name that was typed; the first two lack a chair and a recorder until somebody is."""
        for name in names(str(self.more.read())):
            duties = {line.duty.read() for line in self.lines}
            missing = next((duty for duty in (Duty.CHAIR, Duty.RECORDER) if duty not in duties), Duty.MEMBER)
            self._add(Seat(name, missing))
        self.more.write("")
        self._show_lines()

    def _add(self, seat: Seat) -> None:
        line = SeatLine(seat)
        line.show_kin(self._suggest(seat.name, seat.id_number))
        line.away.clicked.connect(self._take_away)
        line.relatives.clicked.connect(self._ask_kin)
        line.duty.edited.connect(self._duty_changed)
        for field in (line.name, line.votes):
            field.edited.connect(self._tell)
        self.lines.append(line)

    def _line(self) -> SeatLine:
        """The line that a signal came from."""
        return next(line for line in self.lines if self.sender() in line.widgets())

    def _take_away(self) -> None:
        self.lines.remove(self._line())
        self._show_lines()

    def _duty_changed(self) -> None:
        line = self._line()
        duty = line.duty.read()
        line.votes.write(isinstance(duty, Duty) and duty.votes)
        self._tell()

    def _ask_kin(self) -> None:
        line = self._line()
        seat = line.seat()
        suggested = self._suggest(seat.name, seat.id_number)

        def keep(kin: tuple[KinEntry, ...]) -> None:
            line.kin = kin
            line.show_kin(suggested)

        KinForm(self, seat.name, seat.kin, suggested, keep).open()

    def _show_lines(self) -> None:
        keep = {widget for line in self.lines for widget in line.widgets()}
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget not in keep:
                widget.hide()
                widget.deleteLater()
        for place, words in enumerate(_HEADS):
            self._grid.addWidget(Caption(words), 0, place)
        for number, line in enumerate(self.lines, start=1):
            for place, widget in enumerate(line.widgets()):
                self._grid.addWidget(widget, number, place, *((Qt.AlignmentFlag.AlignCenter,) if place == _BOX else ()))
        self._grid.setRowStretch(len(self.lines) + 1, 1)
        self._tell()

    def _tell(self) -> None:
        clear(self._said)
        try:
            seats, term = self._read()
        except Unreadable:
            return
        for remark in self._remarks(seats, term):
            pill = Pill("不符" if remark.wrong else "说明", Tone.AMBER if remark.wrong else Tone.BLUE)
            self._said.addLayout(row(pill, Label(remark.sentence), None))

    def _read(self) -> tuple[list[Seat], Term]:
        days = [
            value.isoformat() if isinstance(value := field.read(), dt.date) else str(value or "")
            for field in (self.first_day, self.last_day)
        ]
        return [line.seat() for line in self.lines], Term(*days)

    def _try(self) -> str:
        if str(self.more.read()):
            self.add_named()
        try:
            seats, term = self._read()
            self._save([replace(seat, name=seat.name.strip()) for seat in seats], term)
        except (KnownError, Unreadable) as refusal:
            return str(refusal)
        return ""
