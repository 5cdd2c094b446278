"""Votes that are not taken by name: which way the room votes, and what was counted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QWidget

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.review.rules.counted import CountedVotes
from dibao_desktop.review.rules.states import VoteWay
from ui.forms.fields import Unreadable, WholeNumberField
from ui.widgets.card import column
from ui.widgets.dialogs import Dialog
from ui.widgets.text import Caption, Soft

_HAND_FIELDS = (("agree", "同意"), ("against", "不同意"), ("abstain", "弃权"))
_PAPER_FIELDS = (("given_out", "发出选票"), ("returned", "收回选票"))
_SPOILT_FIELDS = (("blank", "空白票"), ("spoilt", "废票"))
_EXPLAINED = {
    VoteWay.NAMED: "逐人录入，记录中列出每人的意见。",
    VoteWay.HANDS: "当场点数，录入同意、不同意、弃权的人数，应与在场人数相符。",
    VoteWay.PAPER: "录入发出、收回的选票和各种票数；空白票、废票和没有收回的票不算同意。",
}


class WayDialog(Dialog):
    """How the room votes on the present case."""

    def __init__(self, parent: QWidget | None, way: VoteWay, voted: int, on_way: Callable[[VoteWay], object]) -> None:
        super().__init__(parent, "本户表决方式", yes="采用", width=460)
        self._choices = QButtonGroup(self)
        for number, each in enumerate(VoteWay):
            button = QRadioButton(each.label)
            button.setChecked(each is way)
            self._choices.addButton(button, number)
            self.body.addLayout(column(button, Caption(_EXPLAINED[each], wrap=True), spacing=0))
        if voted:
            self.body.addWidget(Soft(f"已录入 {voted} 票，换一种方式后需重新表决。", wrap=True))
        self._choices.button(list(VoteWay).index(way)).setFocus()
        self.accepted.connect(lambda: on_way(self.way()))

    def choose(self, way: VoteWay) -> None:
        """Choose a way, as a click would."""
        self._choices.button(list(VoteWay).index(way)).setChecked(True)

    def way(self) -> VoteWay:
        """The way that is chosen."""
        return list(VoteWay)[self._choices.checkedId()]


class CountFields(QWidget):
    """The numbers of a count, with their sum; reads as `CountedVotes`."""

    def __init__(
        self, way: VoteWay, entitled: int, counted: CountedVotes | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._way, self._entitled = way, entitled
        named = (*_PAPER_FIELDS, *_HAND_FIELDS, *_SPOILT_FIELDS) if way is VoteWay.PAPER else _HAND_FIELDS
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        self.fields = {name: WholeNumberField(name, caption) for name, caption in named}
        for name, field in self.fields.items():
            field.write(getattr(counted, name) if counted else entitled if name == "given_out" else "")
            line.addWidget(field)

    def read(self) -> CountedVotes:
        """What stands there, nothing being 0; what came back has to be written. Raises Unreadable."""
        numbers: dict[str, int] = {}
        for name, field in self.fields.items():
            number = field.read()
            if name == "returned" and number is None:
                raise Unreadable("请填写收回选票的张数。")
            numbers[name] = number if isinstance(number, int) else 0
        return CountedVotes(**{"agree": 0, "against": 0, "abstain": 0, **numbers})


class CountDialog(Dialog):
    """Puts down what was counted; it stays open until the numbers add up."""

    def __init__(
        self,
        parent: QWidget | None,
        way: VoteWay,
        entitled: int,
        counted: CountedVotes | None,
        save: Callable[[CountedVotes], object],
    ) -> None:
        super().__init__(
            parent,
            f"{way.label}：录入票数",
            yes="保存",
            width=620 if way is VoteWay.PAPER else 460,
            accept_if=self._try,
        )
        self._save = save
        self.body.addWidget(Soft(f"在场应表决 {entitled} 人。{_EXPLAINED[way]}", wrap=True))
        self.counts = CountFields(way, entitled, counted)
        self.body.addWidget(self.counts)
        first = "returned" if way is VoteWay.PAPER else "agree"
        self.counts.fields[first].line.setFocus()

    def _try(self) -> str:
        try:
            self._save(self.counts.read())
        except KnownError as refusal:
            return refusal.message
        except Unreadable as problem:
            return str(problem)
        return ""
