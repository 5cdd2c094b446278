"""Dialogs of the notices: hanging up, taking down, an objection and how it was settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from dibao_desktop.notices.queries import ObjectionRow
from dibao_desktop.notices.rules.states import Handling
from ui.forms.dialog import FormDialog, Values
from ui.forms.fields import CheckField, ChoiceField, DateField, EnumField, LongTextField, TextField, Unreadable
from ui.widgets.text import Caption, Soft


class PostDialog(FormDialog):
    """When, where and by whom a board was hung up; tells at once until when it will hang."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        when: Callable[[dt.date], str],
        on_save: Callable[[Values], object],
    ) -> None:
        self._day = DateField("posted_on", "张贴日期", whole=True)
        fields = [self._day, TextField("place", "张贴地点"), TextField("posted_by", "张贴人")]
        super().__init__(parent, title, fields, on_save, yes="张贴")
        self._when = when
        self._until = Soft("", wrap=True)
        self.body.addWidget(self._until)
        self._day.edited.connect(self._tell)

    def show_values(self, values: Values) -> None:
        super().show_values(values)
        self._tell()

    def _tell(self) -> None:
        try:
            day = self._day.read()
        except Unreadable:
            day = None
        self._until.setText(self._when(day) if isinstance(day, dt.date) else "")


class ObjectionDialog(FormDialog):
    """An objection to a household on a hanging board; the name may be left out."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        households: Sequence[tuple[object, str]],
        on_save: Callable[[Values], object],
    ) -> None:
        fields = [
            ChoiceField("entry_id", "对哪一户", households),
            DateField("raised_on", "异议日期", whole=True),
            LongTextField("text", "反映的问题", lines=4),
            TextField("raiser", "异议人（匿名的不填）"),
        ]
        super().__init__(parent, title, fields, on_save, yes="登记")
        self.body.addWidget(Caption("异议人只留在本办公室，不打印、不公示，也不进经过记录。", wrap=True))


class HandlingDialog(FormDialog):
    """By what an objection is answered; a new investigation or a review sends the household back there."""

    def __init__(
        self,
        parent: QWidget | None,
        objection: ObjectionRow,
        on_save: Callable[[Values], object],
    ) -> None:
        fields = [EnumField("handling", "怎样处理", Handling)]
        super().__init__(parent, f"处理对{objection.head_name}家的异议", fields, on_save, yes="下一步")
        self.body.insertWidget(0, Soft(objection.text, wrap=True))
        self.body.addWidget(
            Caption(
                "选重新调查或民主评议的，这一户马上退回那一步，办完后再来填写处理结论；当面说明的，接着填写结论。",
                wrap=True,
            )
        )


class ResolveDialog(FormDialog):
    """How an objection was settled."""

    def __init__(
        self,
        parent: QWidget | None,
        objection: ObjectionRow,
        after_change: str,
        on_save: Callable[[Values], object],
    ) -> None:
        fields = [
            LongTextField("conclusion", "处理结论", lines=4),
            DateField("resolved_on", "处理日期", whole=True),
            DateField("answered_on", "答复异议人日期" + ("" if objection.raiser else "（匿名的不填）"), whole=True),
            CheckField("content_changed", "处理意见或金额有变动"),
        ]
        handling = objection.handling or Handling.EXPLAINED.value
        super().__init__(parent, f"对{objection.head_name}家的异议：{handling}", fields, on_save, yes="办结")
        self.body.insertWidget(0, Soft(objection.text, wrap=True))
        self.body.addWidget(Caption(after_change, wrap=True))
