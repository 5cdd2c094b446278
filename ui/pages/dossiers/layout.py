"""How fields stand side by side in the form."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from ui.forms.fields import Field

# The least width of one share of a line, in pixels.
_SHARE = 26


def shared_line(fields: Sequence[tuple[Field, int]], least: int = _SHARE) -> QHBoxLayout:
    """Fields side by side by their shares of the width, each share at least so many pixels."""
    line = QHBoxLayout()
    line.setSpacing(8)
    for field, share in fields:
        # Shares of the width alone decide; the words inside an editor must not push the others aside.
        policy = field.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
        field.setSizePolicy(policy)
        field.setMinimumWidth(least * share)
        line.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
    return line
