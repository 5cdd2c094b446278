"""Two versions of one household's record side by side, what differs only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from dibao_desktop.domain import identity
from dibao_desktop.dossiers.queries import VersionRow
from dibao_desktop.dossiers.rules.circumstance_changes import all_changes
from dibao_desktop.dossiers.rules.fields import FieldChange
from ui.forms.fields import ChoiceField
from ui.models.column import Column
from ui.models.table import fixed_table
from ui.pages.dossiers.timeline import PRIVATE
from ui.widgets.card import row
from ui.widgets.dialogs import Dialog
from ui.widgets.text import Caption


class CompareDialog(Dialog):
    """The clerk picks two versions; the latest two stand there at first."""

    def __init__(self, parent: QWidget, versions: Sequence[VersionRow]) -> None:
        super().__init__(parent, "比较两个版本", yes="关闭", no="", width=860)
        self._versions = list(versions)
        choices = [(place, _words(each)) for place, each in enumerate(self._versions)]
        self.left, self.right = ChoiceField("left", "左边", choices), ChoiceField("right", "右边", choices)
        self.left.write(min(1, len(choices) - 1))
        self.right.write(0)
        self.table = fixed_table(
            [
                Column("项目", lambda change: change.field, width=170, tooltip=lambda change: change.field),
                Column("左边", lambda change: _shown(change, change.before), width=300, tooltip=_both),
                Column("右边", lambda change: _shown(change, change.after), width=0, tooltip=_both),
            ]
        )
        self._note = Caption()
        pickers = row(self.left, self.right, spacing=12)
        pickers.setStretch(0, 1)
        pickers.setStretch(1, 1)
        self.body.addLayout(pickers)
        self.body.addWidget(self._note)
        self.body.addWidget(self.table, 1)
        for field in (self.left, self.right):
            field.edited.connect(self._show)
        self._show()
        self.resize(860, 480)

    def _show(self) -> None:
        left, right = self._versions[int(str(self.left.read()))], self._versions[int(str(self.right.read()))]
        found = all_changes(left.whole, right.whole)
        self.table.show_rows(found)
        words = f"{len(found)} 项不同" if found else "两个版本完全相同"
        if len(self._versions) < 2:
            words = "这份档案还没有在本程序中修改过，只有现在这一个版本；导入的变更请看“经过”"
        self._note.setText(words)


def _words(version: VersionRow) -> str:
    when = f"{version.at.replace('T', ' ')} {version.actor}".strip()
    return f"第 {version.version} 版　{when or '现在'}"


def _shown(change: FieldChange, value: str) -> str:
    return identity.masked(value) if change.field.endswith(PRIVATE) and value else value


def _both(change: FieldChange) -> str:
    return f"{_shown(change, change.before) or '空'} → {_shown(change, change.after) or '空'}"
