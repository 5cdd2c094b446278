"""Choosers: a caption, the present choice and a ▾; a press opens a list. Chips are the small ones over a list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from ui.theme import tokens
from ui.theme.fonts import font
from ui.widgets.text import set_property

Choice = tuple[object, str]


class _Choosing(QPushButton):
    """What both kinds share: choices as (value, words), the present one, a menu."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._choices: list[Choice] = []
        self._value: object = None
        self.clicked.connect(self.open_menu)

    def value(self) -> object:
        """The value chosen now."""
        return self._value

    def words(self) -> str:
        """The words of the value chosen now."""
        return next((words for value, words in self._choices if value == self._value), "")

    def set_choices(self, choices: Sequence[Choice], value: object = None) -> None:
        """Offer choices; `value` is the present one (the first when it is not among them). Emits nothing."""
        self._choices = list(choices)
        self.set_value(value)

    def set_value(self, value: object) -> None:
        """Show another value. Emits nothing."""
        known = [each for each, _ in self._choices]
        self._value = value if value in known else (known[0] if known else None)
        self._show()

    def choose(self, value: object) -> None:
        """Choose as a user would: shows the value and emits `chosen`."""
        if value != self._value:
            self.set_value(value)
            self.chosen.emit(self._value)

    def open_menu(self) -> None:
        """Drop the list down."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, (value, words) in enumerate(self._choices):
            action = QAction(words, menu)
            action.setData(place)
            action.setCheckable(True)
            action.setChecked(value == self._value)
            menu.addAction(action)
        # A bound method, which is held weakly: an action that held its chooser would free it while it goes itself.
        menu.triggered.connect(self._picked)
        menu.setMinimumWidth(self.width())
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _picked(self, action: QAction) -> None:
        self.choose(self._choices[action.data()][0])

    def _show(self) -> None:
        raise NotImplementedError


class Chooser(_Choosing):
    """The drop-down of the top bar: `行动 2017年精准识别专项行动 ▾`."""

    _PAD = 13

    def __init__(self, caption: str, parent: QWidget | None = None, *, width_limit: int = 300) -> None:
        super().__init__(parent)
        self._caption = caption
        self._limit = width_limit
        self.setProperty("role", "chooser")
        self.setFont(font())

    def _show(self) -> None:
        self.setAccessibleName(f"{self._caption} {self.words()}")
        self.setToolTip(self.words())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        wide = metrics.horizontalAdvance(f"{self._caption}  {self.words()} ▾") + 2 * self._PAD
        return QSize(min(wide, self._limit), tokens.CONTROL_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(110, tokens.CONTROL_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        metrics = self.fontMetrics()
        caption = metrics.horizontalAdvance(self._caption + " ")
        area = self.rect().adjusted(self._PAD, 0, -self._PAD, 0)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(tokens.INK_FAINT))
        painter.drawText(area, middle, self._caption)
        arrow = metrics.horizontalAdvance(" ▾")
        words = metrics.elidedText(self.words(), Qt.TextElideMode.ElideRight, area.width() - caption - arrow)
        painter.setPen(QColor(tokens.INK))
        painter.drawText(area.adjusted(caption, 0, 0, 0), middle, f"{words} ▾")
        painter.end()


class FilterChip(_Choosing):
    """A small filter over a list: `全部村 ▾`; blue once it filters.

    The first choice is the one that filters nothing.
    """

    def __init__(self, choices: Sequence[Choice] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self.set_choices(choices)

    @property
    def filters(self) -> bool:
        """Whether anything but the first choice is chosen."""
        return bool(self._choices) and self._value != self._choices[0][0]

    def _show(self) -> None:
        self.setText(f"{self.words()} ▾")
        set_property(self, "set", self.filters)


class ToggleChip(QPushButton):
    """A filter that is on or off: `缺材料`; emits `toggled`."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self._words = words
        self.setProperty("role", "chip")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._show)

    def _show(self, on: bool) -> None:
        self.setText(f"{self._words} ×" if on else self._words)
        set_property(self, "set", on)
