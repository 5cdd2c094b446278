"""A drop-down for forms that scroll."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox


class DropDown(QComboBox):
    """Leaves the wheel to the form: scrolling past must neither stick at it nor change what was chosen."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
