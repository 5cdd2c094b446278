"""The acts on a plan that are done now and then."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from ui.widgets.buttons import SecondaryButton

PACK_FILES = "政策方案 (*.toml)"

# Key, words, whether it changes something, whether only an own copy has it.
_ACTS = (
    ("compare", "与另一方案对照…", False, False),
    ("supplement", "填入分类施保…", True, False),
    ("effects", "看影响…", False, False),
    ("export", "导出成文件…", False, False),
    ("import", "从文件导入…", True, False),
    ("rename", "改名称和文件…", True, True),
    ("drop", "删除这个方案…", True, True),
)


class MoreButton(SecondaryButton):
    """Drops a menu down; `chosen` tells the key of the act."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("更多", None, parent)
        self._menu = QMenu(self)
        self._menu.triggered.connect(lambda action: self.chosen.emit(action.data()))
        self._shown: list[str] = []
        self.clicked.connect(self._drop_down)

    def show_acts(self, may_change: bool, own_copy: bool) -> None:
        """Offer what the account may do with the plan that is shown."""
        self._menu.clear()
        self._shown = []
        for key, words, changes, of_copy in _ACTS:
            if (may_change or not changes) and (own_copy or not of_copy):
                self._menu.addAction(words).setData(key)
                self._shown.append(key)

    def acts(self) -> list[str]:
        """The keys that are offered now."""
        return list(self._shown)

    def _drop_down(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
