"""A part of the page that scrolls by itself."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Flowing(QWidget):
    """A widget as high as its width asks for: wrapped text claims more than it needs as a minimum."""

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least


def scrolling(content: QWidget) -> QScrollArea:
    """A frame that scrolls its content up and down, on the ground of the page."""
    frame = QScrollArea()
    frame.setObjectName("ground")
    frame.setWidgetResizable(True)
    frame.setFrameShape(QFrame.Shape.NoFrame)
    frame.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    frame.setWidget(content)
    return frame
