"""Parts of the page that scroll by themselves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

# What is to be seen above and below the field that has the keyboard, in pixels.
_AROUND = 90
# What was made only now has its place after so many turns: cards within cards are laid out one after the other.
_TURNS = 4


class Flowing(QWidget):
    """A widget as high as its width asks for: wrapped text claims more than it needs as a minimum."""

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least


class ScrollFrame(QScrollArea):
    """Scrolls its content up and down, on the ground of the page, and to what gets the keyboard; never narrower than the content."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._turns = 0
        self.setWidget(content)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.widget().isAncestorOf(now):
            self.follow()

    def follow(self) -> None:
        """What has the keyboard has moved, or something was said below it: bring it into sight."""
        self._turns = _TURNS
        QTimer.singleShot(0, self, self._show_focused)

    def bring(self, part: QWidget) -> None:
        """Bring a part of the content into sight once it is laid out."""
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(part, 0, 0))

    def _show_focused(self) -> None:
        """Bring what has the keyboard into sight; never under a pressed mouse, which would let go of something else."""
        focused = QApplication.focusWidget()
        pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        if focused is None or pressed or not self.widget().isAncestorOf(focused):
            return
        self.ensureWidgetVisible(focused, 0, _AROUND)
        self._turns -= 1
        if self._turns > 0:
            QTimer.singleShot(0, self, self._show_focused)

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self.widget().minimumSizeHint().width() + bar, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """As high as there is room: asking for more would have the page scroll beside it as soon as a banner stands on top."""
        return QSize(super().sizeHint().width(), self.minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
