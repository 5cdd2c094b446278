"""Backup and check: when the last one was, do it now, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import tokens
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import Action, PrimaryButton, SecondaryButton
from ui.widgets.card import Card, row
from ui.widgets.key_values import KeyValueRows
from ui.widgets.pill import Pill
from ui.widgets.text import Label, Soft

_MOST_FAULTS = 12


class SafetyView(QWidget):
    """Two cards: backup, check."""

    def __init__(self, on_backup: Action, on_check: Action, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts = KeyValueRows()
        self.backup = PrimaryButton("立即备份…", on_backup, picture=Icon.BACKUP)
        self.check = SecondaryButton("检查数据", on_check, picture=Icon.SHIELD)
        self._pill, self._found = Pill(), Label("", wrap=True)
        keep = Card("备份")
        keep.add(Soft("备份是一个加密的文件，写完后会打开验证。请存到另一块盘或移动硬盘上。", wrap=True))
        keep.add(self._facts)
        keep.add(row(self.backup, None))
        look = Card("检查")
        look.add(Soft("检查数据库的每一页、各户的步骤和操作留痕是否完整，有改动过的会指出来。", wrap=True))
        look.add(row(self._pill, self._found))
        look.add(row(self.check, None))
        self._pill.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.GAP)
        layout.addWidget(keep)
        layout.addWidget(look)
        layout.addStretch(1)

    def show_backup(self, last: str, folder: Path, may: bool) -> None:
        """Show when the last backup was made and where the office lies."""
        self._facts.show_pairs([("上次备份", last or "还没有备份过"), ("办公数据", str(folder))])
        self.backup.setVisible(may)

    def show_faults(self, faults: Sequence[str]) -> None:
        """Show what a check found."""
        self._pill.show()
        if not faults:
            self._pill.show_state("没有问题", Tone.GREEN)
            self._found.setText("数据库、步骤和操作留痕都完整。")
            return
        self._pill.show_state(f"{len(faults)} 处问题", Tone.RED)
        more = [f"……还有 {len(faults) - _MOST_FAULTS} 处"] if len(faults) > _MOST_FAULTS else []
        self._found.setText("\n".join([*faults[:_MOST_FAULTS], *more, "请先备份现在的数据，再用完好的备份恢复。"]))
