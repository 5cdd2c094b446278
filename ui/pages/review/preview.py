"""The wall in small, as the room sees it, with the button that opens the real one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from dibao_desktop.review.rules.scene import Scene
from ui.projector.canvas import SceneCanvas
from ui.theme import tokens
from ui.widgets.buttons import LinkButton
from ui.widgets.card import row
from ui.widgets.text import Caption

# Until the window has given it a width.
_FIRST_HEIGHT = 160


class WallPreview(QWidget):
    """Caption and picture; the picture keeps the shape of the wall."""

    def __init__(self, on_open: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption = Caption("投影画面")
        self._button = LinkButton("投影 (P)", on_open, small=True, tip="在第二屏打开投影画面，再按一次收起")
        self._canvas = SceneCanvas(self, corner=tokens.RADIUS)
        self._canvas.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._canvas.setFixedHeight(_FIRST_HEIGHT)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row(self._caption, None, self._button))
        layout.addWidget(self._canvas)
        self._shape = QSize(16, 9)

    def show_scene(self, scene: Scene | None) -> None:
        """Show what the wall shows."""
        self._canvas.show_scene(scene)

    def show_place(self, place: str, shape: QSize | None) -> None:
        """Say where the wall is (empty: not open), and take the shape of its screen."""
        self._caption.setText(f"投影画面 · {place}" if place else "投影画面 · 未打开")
        self._button.setText("收起 (P)" if place else "投影 (P)")
        self._shape = shape or QSize(16, 9)
        if self.isVisible():
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._canvas.setFixedHeight(max(40, self.width() * self._shape.height() // self._shape.width()))
