"""The second step: what each column is taken as and how that was found; a wrong one is set right with one choice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dibao_desktop.exchange.importing import KIND_WORDS
from dibao_desktop.exchange.mapping import AS_NOTE, ColumnReading, How, Told, choices, columns_of, head_key, why
from dibao_desktop.exchange.recognise import Layout
from dibao_desktop.exchange.sheets import BY_WORD
from ui.models.cells import PillCell, Toned
from ui.models.column import Column
from ui.models.table import PagedTable, fixed_table
from ui.pages.exchange.reading import Preview
from ui.theme.tokens import Tone
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card, row
from ui.widgets.chooser import Chooser
from ui.widgets.side_list import SideItem, SideList
from ui.widgets.text import Caption, ElidedLabel, Label, PageTitle, Soft

_TONES = {
    How.TAUGHT: Tone.BLUE,
    How.SAME: Tone.GREEN,
    How.SYNONYM: Tone.GREEN,
    How.NEAR: Tone.AMBER,
    How.ENDING: Tone.AMBER,
    How.CONTENT: Tone.AMBER,
    How.UNUSED: Tone.NEUTRAL,
    How.NOTE: Tone.NEUTRAL,
}
# What the chooser offers for leaving it to the program; no field has this name.
_AUTOMATIC = "?"


@dataclass(frozen=True)
class _Sheets:
    """The sheets of one file that have the same heads, such as one a village."""

    path: Path
    layout: Layout
    names: tuple[str, ...]


class HeadsView(QWidget):
    """Emits `taught(kind, head, field)`, with None as the field to leave it to the program, `kind_named(file, kind)` and
    `left`."""

    kind_named = Signal(object, str)
    taught = Signal(str, str, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: list[_Sheets] = []
        self._told = Told()
        self._columns: list[ColumnReading] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self._title, self._why = PageTitle(), ElidedLabel(role="caption")
        self.kind = Chooser("认出")
        self.kind.chosen.connect(self._name_kind)
        title = row(self._title, self.kind, spacing=12)
        title.addWidget(self._why, 1)
        layout.addLayout(title)
        layout.addLayout(self._middle(), 1)
        self.on_button = PrimaryButton("看预览", self.left.emit)
        self.note = Caption("改过的表头记下来，以后凡是这个表头都按改的读。")
        layout.addLayout(row(self.note, None, self.on_button))

    def _middle(self) -> QHBoxLayout:
        self.sheets = SideList()
        self.sheets.chosen.connect(self._choose_sheets)
        self._sheets_card = Card(padded=False)
        self._sheets_card.setFixedWidth(206)
        self._sheets_card.add(self.sheets, 1)
        card = Card(padded=False)
        self.table: PagedTable = fixed_table(_table_columns())
        self.table.current_changed.connect(self._choose_column)
        card.add(self.table, 1)
        self._side = Card("这一列")
        self._side.setFixedWidth(272)
        self._head, self._how = Label("", wrap=True), Soft("", wrap=True)
        self._samples = Caption("", wrap=True)
        self.meaning = Chooser("作为", width_limit=236)
        self.meaning.chosen.connect(self._mean)
        for widget in (self._head, self._how, self._samples):
            self._side.add(widget)
        self._side.body.addSpacing(6)
        self.resembled = SecondaryButton("", self._take_resembled)
        self._side.add(row(self.resembled, None))
        self._side.add(row(self.meaning, None))
        self._side.body.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._sheets_card)
        line.addWidget(card, 1)
        line.addWidget(self._side)
        return line

    def show_preview(self, preview: Preview) -> None:
        """Show how the files of a preview were read; the place stays where it was."""
        self._told = preview.told
        current, place = self.sheets.current_key(), self.table.current_id()
        before, self._sheets = self._sheets, _grouped(preview)
        items = [
            SideItem(at, each.path.name, note="、".join(each.names[:3]) + ("…" if len(each.names) > 3 else ""))
            for at, each in enumerate(self._sheets)
        ]
        again = [each.layout.heads for each in before] == [each.layout.heads for each in self._sheets]
        now = current if again and isinstance(current, int) else 0
        self.sheets.show_items(items, now)
        self._sheets_card.setVisible(len(items) > 1)
        self._choose_sheets(now)
        if again and place is not None:
            self.table.select_id(place)

    def _choose_sheets(self, place: object) -> None:
        if not isinstance(place, int) or place >= len(self._sheets):
            return
        own = self._sheets[place]
        self._title.setText(f"列的对应：{own.path.name if len(own.path.name) <= 18 else own.path.name[:16] + '…'}")
        self._title.setToolTip(own.path.name)
        self.kind.set_choices([(word, BY_WORD[word].label) for word in KIND_WORDS], own.layout.kind.word)
        self._why.setText(f"因为{why(own.layout)}")
        self._columns = columns_of(own.layout, self._told.heads)
        self.table.show_rows(tuple(self._columns))
        self.table.select_id(next((at for at, each in enumerate(self._columns) if each.how is How.NOTE), 0))
        self._choose_column(self.table.current_id())

    def _current(self) -> tuple[_Sheets, ColumnReading] | None:
        place, sheets = self.table.current_id(), self.sheets.current_key()
        if place is None or place >= len(self._columns) or not self._sheets:
            return None
        return self._sheets[sheets if isinstance(sheets, int) else 0], self._columns[place]

    def _choose_column(self, _place: object) -> None:
        found = self._current()
        self._side.setVisible(found is not None)
        if found is None:
            return
        own, reading = found
        self._head.setText(f"{reading.letter} 列“{reading.head}”")
        self._how.setText(_in_words(own.layout, reading))
        self._samples.setText(f"例如：{'、'.join(reading.samples)}" if reading.samples else "整列是空的")
        self.resembled.setVisible(bool(reading.resembles))
        if reading.resembles:
            self.resembled.setText(f"就是“{own.layout.kind.field(reading.resembles).label}”")
        value = reading.field or (AS_NOTE if reading.how in (How.NOTE, How.TAUGHT) else _AUTOMATIC)
        self.meaning.set_choices(
            [(_AUTOMATIC, "由程序认"), (AS_NOTE, How.NOTE.value), *choices(own.layout.kind)], value
        )

    def _name_kind(self, word: object) -> None:
        sheets = self.sheets.current_key()
        if self._sheets and isinstance(word, str):
            self.kind_named.emit(self._sheets[sheets if isinstance(sheets, int) else 0].path, word)

    def _take_resembled(self) -> None:
        found = self._current()
        if found is not None:
            self._mean(found[1].resembles)

    def _mean(self, value: object) -> None:
        found = self._current()
        if found is None:
            return
        own, reading = found
        column = own.layout.heads.index(reading.head)
        kind, head = head_key(own.layout, column)
        self.taught.emit(kind, head, None if value == _AUTOMATIC else value)


def _grouped(preview: Preview) -> list[_Sheets]:
    found: list[_Sheets] = []
    for each in preview.files:
        by_heads: dict[tuple[str, ...], list[Layout]] = {}
        for layout in each.file.layouts:
            by_heads.setdefault(layout.heads, []).append(layout)
        found += [
            _Sheets(each.file.path, own[0], tuple(layout.sheet.name for layout in own)) for own in by_heads.values()
        ]
    return found


def _in_words(layout: Layout, reading: ColumnReading) -> str:
    if reading.field:
        near = f"，差 {reading.distance} 个字" if reading.how is How.NEAR else ""
        return f"作为“{reading.label}”（{reading.how}{near}）。"
    if reading.how is How.UNUSED:
        return "认得这一列，导入不需要它。"
    if reading.resembles:
        return f"没有用上，随记录留存。表头像“{layout.kind.field(reading.resembles).label}”。"
    return "没有用上，随记录留存。如果它就是下面的某一项，请选。"


def _table_columns() -> list[Column[ColumnReading]]:
    return [
        Column("列", lambda each: Toned(each.letter), width=48),
        Column("表头", lambda each: each.head, width=190),
        Column("作为", lambda each: each.label or Toned("—"), width=150),
        Column("怎么认出", _pill, width=130),
        Column("表中的内容", lambda each: Toned("、".join(each.samples)), width=0),
    ]


def _pill(reading: ColumnReading) -> PillCell:
    near = f"，差 {reading.distance} 字" if reading.how is How.NEAR else ""
    return PillCell(f"{reading.how}{near}", _TONES[reading.how])
