"""Opens and closes the wall from the page, and keeps the small pictures of it the same."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from dibao_desktop.review.rules.scene import Scene
from ui.pages.review.preview import WallPreview
from ui.projector.window import ProjectorWindow


class WallControl:
    """`window` is the wall while it is open. Blank, it shows nothing, and the previews say so."""

    def __init__(self, page: QWidget, previews: Sequence[WallPreview]) -> None:
        self._page, self._previews = page, tuple(previews)
        self._scene: Scene | None = None
        self._blank = False
        self.window: ProjectorWindow | None = None

    def show_scene(self, scene: Scene) -> None:
        """Show a Scene here and there."""
        self._scene = scene
        self._show()

    def toggle(self) -> None:
        """Open the wall, or put it away."""
        if self.window is not None:
            self.window.release()
            return
        self.window = ProjectorWindow(self._page)
        self.window.moved.connect(self._show)
        self.window.released.connect(self._gone)
        self._show()
        self.window.open()

    def toggle_blank(self) -> None:
        """Blank the wall, or show it again."""
        self._blank = self.window is not None and not self._blank
        self._show()

    def _gone(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
        self.window, self._blank = None, False
        self._show()

    def _show(self) -> None:
        scene = None if self._blank else self._scene
        place, shape = "", QSize(16, 9)
        if self.window is not None:
            self.window.show_scene(scene)
            place, shape = self.window.place, self.window.size()
        for preview in self._previews:
            preview.show_scene(scene)
            preview.show_place(f"{place}（黑屏）" if self._blank else place, shape)
