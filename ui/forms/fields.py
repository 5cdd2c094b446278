"""Fields of a form: a widget that reads to and writes from one value of a draft, and shows its own problem."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QDate, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from dibao_desktop.domain.dates import parse_date
from dibao_desktop.domain.identity import IdFault, read_id
from dibao_desktop.domain.money import parse_yuan, short_yuan
from ui.theme import tokens
from ui.theme.icons import Icon, icon
from ui.widgets.drop_down import DropDown
from ui.widgets.text import Caption, Label, set_property


class Unreadable(ValueError):
    """What stands in a field is no value; the message says so to the clerk."""


class Field(QWidget):
    """Caption above, editor, problem below. Subclasses say how to `read` and `write`.

    `name` is the field of the draft. `edited` is emitted by the clerk's changes only.
    """

    edited = Signal()

    def __init__(self, name: str, caption: str, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.caption, self.editor = name, caption, editor
        editor.setAccessibleName(caption)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._caption = Caption(caption)
        self._caption.setBuddy(editor)
        if caption and not isinstance(editor, QCheckBox):
            layout.addWidget(self._caption)
        layout.addWidget(editor)
        self.problem = Label(wrap=True)
        self.problem.setProperty("role", "problem")
        self.problem.hide()
        layout.addWidget(self.problem)
        layout.addStretch(0)

    def hide_caption(self) -> None:
        """For a line below another one with the same captions."""
        self._caption.hide()

    def read(self) -> object:
        """The value that stands there. Raises Unreadable."""
        raise NotImplementedError

    def write(self, value: object) -> None:
        """Show a value without emitting `edited`."""
        blocker = QSignalBlocker(self.editor)
        self._put(value)
        blocker.unblock()

    def _put(self, value: object) -> None:
        raise NotImplementedError

    def show_problem(self, sentence: str) -> None:
        """Show what is wrong beside the field; empty takes it away."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        set_property(self.editor, "wrong", bool(sentence))


class TextField(Field):
    """One line of text; reads as str, stripped."""

    def __init__(self, name: str, caption: str, *, hint: str = "", parent: QWidget | None = None) -> None:
        self.line = QLineEdit()
        self.line.setPlaceholderText(hint)
        super().__init__(name, caption, self.line, parent)
        self.line.textEdited.connect(self.edited)
        self.line.editingFinished.connect(self._tidy)

    def read(self) -> object:
        return self.line.text().strip()

    def _put(self, value: object) -> None:
        self.line.setText("" if value is None else str(value))

    def _tidy(self) -> None:
        """Show the value the way it is kept, once the clerk is done."""
        try:
            value = self.read()
        except Unreadable as problem:
            self.show_problem(str(problem))
        else:
            self.write(value)


class LongTextField(Field):
    """Several lines of text; reads as str."""

    def __init__(
        self, name: str, caption: str, *, hint: str = "", lines: int = 3, parent: QWidget | None = None
    ) -> None:
        self.area = QPlainTextEdit()
        self.area.setPlaceholderText(hint)
        self.area.setTabChangesFocus(True)
        # The style sheet's own least height would win over a fixed height of the widget.
        self.area.setStyleSheet(f"min-height: {lines * 22}px; max-height: {lines * 22}px;")
        super().__init__(name, caption, self.area, parent)
        self._known = ""
        self.area.textChanged.connect(self._changed)

    def read(self) -> object:
        return self.area.toPlainText().strip()

    def _put(self, value: object) -> None:
        self.area.setPlainText("" if value is None else str(value))
        self._known = self.area.toPlainText()

    def _changed(self) -> None:
        """Qt also says so when only the look has changed, as when a problem is shown."""
        if self.area.toPlainText() != self._known:
            self._known = self.area.toPlainText()
            self.edited.emit()


class IdField(TextField):
    """An ID number; reads as the 18 characters kept. Says at once what is wrong, and lets an odd one stand."""

    def read(self) -> object:
        return read_id(self.line.text()).value

    def _tidy(self) -> None:
        found = read_id(self.line.text())
        self.write(found.value)
        self.show_problem("" if found.fault in (None, IdFault.MISSING) else str(found.fault.value))


class FenField(TextField):
    """An amount, typed in 元 and read as int fen; empty reads as `empty` (None or 0)."""

    def __init__(
        self, name: str, caption: str, *, empty: int | None = None, hint: str = "元", parent: QWidget | None = None
    ) -> None:
        self._empty = empty
        super().__init__(name, caption, hint=hint, parent=parent)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def read(self) -> object:
        try:
            fen = parse_yuan(self.line.text())
        except ValueError:
            raise Unreadable("不是金额，请按“元”填写，例如 336 或 336.50。") from None
        return self._empty if fen is None else fen

    def _put(self, value: object) -> None:
        self.line.setText("" if value is None else short_yuan(int(str(value))))


class WholeNumberField(TextField):
    """A count; reads as int, empty as `empty`."""

    def __init__(
        self, name: str, caption: str, *, empty: int | None = None, hint: str = "", parent: QWidget | None = None
    ) -> None:
        self._empty = empty
        super().__init__(name, caption, hint=hint, parent=parent)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def read(self) -> object:
        written = self.line.text().strip()
        if not written:
            return self._empty
        if not written.isdecimal():
            raise Unreadable("请填写整数。")
        return int(written)


class DateField(TextField):
    """A date in any usual writing, to the year, month or day; a calendar helps.

    Reads as ISO text of what is known (`2011-12`), or with `whole=True` as a `datetime.date`; empty reads as
    empty text or None.
    """

    def __init__(
        self, name: str, caption: str, *, whole: bool = False, hint: str = "年-月-日", parent: QWidget | None = None
    ) -> None:
        self._whole = whole
        super().__init__(name, caption, hint=hint, parent=parent)
        opener = self.line.addAction(icon(Icon.CALENDAR), QLineEdit.ActionPosition.TrailingPosition)
        opener.setToolTip("打开日历")
        opener.triggered.connect(self.open_calendar)

    def read(self) -> object:
        try:
            found = parse_date(self.line.text())
        except ValueError:
            raise Unreadable("不是日期，请按“2017-06-18”填写。") from None
        if not self._whole:
            return "" if found is None else str(found)
        if found is not None and found.date() is None:
            raise Unreadable("请写到日，例如 2017-06-18。")
        return None if found is None else found.date()

    def open_calendar(self) -> None:
        """Drop a calendar down; a click takes the day."""
        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        quiet = QTextCharFormat()
        quiet.setForeground(QColor(tokens.INK_SOFT))
        for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekend, quiet)
        day = self._day()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        calendar.clicked.connect(self._take)
        calendar.clicked.connect(calendar.close)
        calendar.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        calendar.show()

    def _day(self) -> dt.date:
        try:
            found = parse_date(self.line.text())
        except ValueError:
            found = None
        return (found.date() if found else None) or dt.date.today()

    def _take(self, day: QDate) -> None:
        self.line.setText(day.toString(Qt.DateFormat.ISODate))
        self.show_problem("")
        self.edited.emit()


class ChoiceField(Field):
    """One of several values with their words; reads as the value."""

    def __init__(
        self, name: str, caption: str, choices: Sequence[tuple[object, str]], parent: QWidget | None = None
    ) -> None:
        self.box = DropDown()
        super().__init__(name, caption, self.box, parent)
        self.set_choices(choices)
        self.box.activated.connect(self.edited)

    def set_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer other choices; keeps the present value when it is among them."""
        present = self.read() if self.box.count() else None
        blocker = QSignalBlocker(self.box)
        self._values = [value for value, _ in choices]
        self.box.clear()
        self.box.addItems([words for _, words in choices])
        blocker.unblock()
        if present is not None:
            self.write(present)

    def read(self) -> object:
        place = self.box.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    def _put(self, value: object) -> None:
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else -1)


class EnumField(ChoiceField):
    """One member of an enum whose value (or `label`) is its Chinese word; `none` offers an empty choice first."""

    def __init__(
        self, name: str, caption: str, kind: type[Enum], *, none: str = "", parent: QWidget | None = None
    ) -> None:
        choices: list[tuple[object, str]] = [(None, none)] if none else []
        choices += [(member, str(getattr(member, "label", member.value))) for member in kind]
        super().__init__(name, caption, choices, parent)


class CheckField(Field):
    """Yes or no; reads as bool."""

    def __init__(self, name: str, caption: str, parent: QWidget | None = None) -> None:
        self.box = QCheckBox(caption)
        super().__init__(name, caption, self.box, parent)
        self.box.toggled.connect(self.edited)

    def read(self) -> object:
        return self.box.isChecked()

    def _put(self, value: object) -> None:
        self.box.setChecked(bool(value))
