"""The relatives of one panel member who live in recipient households: typed, or taken from what the registers know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QGridLayout, QWidget

from dibao_desktop.review.rules.panel import KinEntry
from ui.forms.fields import Field, IdField, TextField
from ui.widgets.buttons import LinkButton
from ui.widgets.card import row
from ui.widgets.dialogs import Dialog
from ui.widgets.text import Caption, Soft

Kin = tuple[KinEntry, ...]


class KinForm(Dialog):
    """`keep` gets the relatives as they stand when it is closed with 确定; an empty line is nobody."""

    def __init__(
        self,
        parent: QWidget | None,
        name: str,
        kin: Kin,
        suggested: Sequence[KinEntry],
        keep: Callable[[Kin], object],
    ) -> None:
        super().__init__(parent, f"{name}的受助亲属", width=620)
        self.lines: list[tuple[Field, Field, Field]] = []
        self.body.addWidget(
            Soft("评议到这些人家时，自动请本人回避。有身份证号才能认定，没有的会请您当场核实。", wrap=True)
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        for place, (words, stretch) in enumerate((("姓名", 3), ("身份证号", 5), ("是本人的", 3))):
            self._grid.addWidget(Caption(words), 0, place)
            self._grid.setColumnStretch(place, stretch)
        self.body.addLayout(self._grid)
        for each in kin:
            self.add(each)
        known = {(each.name, each.relation) for each in kin}
        for each in suggested:
            if (each.name, each.relation) not in known:
                words = f"近亲属登记表中有：{each.name}（{each.relation or '关系未写明'}）"
                take = LinkButton("加入", partial(self.add, each), small=True)
                self.body.addLayout(row(Soft(words), take, None))
        self.add()
        self.body.addLayout(row(LinkButton("再加一行", self.add, small=True), None))
        self.accepted.connect(lambda: keep(self.kin()))

    def add(self, kin: KinEntry | None = None) -> None:
        """A line, filled when it is known whom it names."""
        fields = (
            TextField("name", "姓名"),
            IdField("id_number", "身份证号"),
            TextField("relation", "关系", hint="兄弟"),
        )
        values = (kin.name, kin.id_number, kin.relation) if kin else ("", "", "")
        for place, (field, value) in enumerate(zip(fields, values, strict=True)):
            field.hide_caption()
            field.write(value)
            self._grid.addWidget(field, len(self.lines) + 1, place)
        self.lines.append(fields)

    def kin(self) -> Kin:
        """The relatives that stand there."""
        read = (tuple(str(field.read()) for field in line) for line in self.lines)
        return tuple(dict.fromkeys(KinEntry(*values) for values in read if values[0] or values[1]))
