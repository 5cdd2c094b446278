"""The last step: what was written, file by file, and where to go on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dibao_desktop.exchange.importing import FileOutcome
from dibao_desktop.exchange.sheets import ROSTER
from ui.models.table import fixed_table
from ui.pages.exchange.columns import outcome_columns
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card, row
from ui.widgets.stat import StatCard
from ui.widgets.text import PageTitle, Soft


class DoneView(QWidget):
    """Emits `more_wanted`, `errors_wanted` and `go(page)`."""

    more_wanted = Signal()
    errors_wanted = Signal()
    go = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self._title, self._note = PageTitle("导入完成"), Soft()
        layout.addLayout(row(self._title, self._note, None, spacing=12))
        self.figures = {word: StatCard(word) for word in ("新增", "变更", "相同", "未导入")}
        figures = QHBoxLayout()
        figures.setSpacing(12)
        for figure in self.figures.values():
            figures.addWidget(figure, 1)
        layout.addLayout(figures)
        card = Card(padded=False)
        self.table = fixed_table(outcome_columns(), two_lines=True)
        card.add(self.table, 1)
        layout.addWidget(card, 1)
        self.errors_button = SecondaryButton("存成错误表…", self.errors_wanted.emit, picture=Icon.SAVE)
        self.dossiers_button = SecondaryButton("查看档案", lambda: self.go.emit("dossiers"), picture=Icon.DOSSIERS)
        self.matching_button = SecondaryButton("去运行比对", lambda: self.go.emit("matching"), picture=Icon.MATCHING)
        self.more_button = PrimaryButton("继续导入", self.more_wanted.emit, picture=Icon.IMPORT)
        layout.addLayout(
            row(self.errors_button, None, self.dossiers_button, self.matching_button, self.more_button, spacing=10)
        )

    def show_outcomes(self, outcomes: tuple[FileOutcome, ...], totals: tuple[bool | None, ...]) -> None:
        """Show what came of the files, and whether their own total rows agree (None: there is none)."""
        sums = {
            "新增": (sum(each.new for each in outcomes), Tone.BLUE),
            "变更": (sum(each.changed for each in outcomes), Tone.AMBER),
            "相同": (sum(each.same for each in outcomes), Tone.NEUTRAL),
            "未导入": (sum(each.rejected for each in outcomes), Tone.RED),
        }
        units = {"户" if each.kind == ROSTER.word else "行" for each in outcomes}
        unit = units.pop() if len(units) == 1 else "户、行"
        for word, (count, tone) in sums.items():
            self.figures[word].set_figure(f"{count:,}", unit, tone if count else Tone.NEUTRAL)
        self._note.setText(f"{len(outcomes)} 个文件 · 没有据此办理以前，可在“导入记录”中撤销")
        self.table.show_rows(tuple(zip(outcomes, totals, strict=True)))
        self.errors_button.setVisible(sums["未导入"][0] > 0)
