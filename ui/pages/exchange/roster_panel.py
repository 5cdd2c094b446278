"""The roster as a workbook, whole with a reason or masked; and the blank sheets of our own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.exchange.blanks import write_blank
from dibao_desktop.exchange.own_sheets import OWN_SHEETS
from dibao_desktop.exchange.roster_workbook import RosterWritten, export_roster
from ui.models.column import Column
from ui.models.table import fixed_table
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card, row
from ui.widgets.chooser import Chooser
from ui.widgets.files import choose_target
from ui.widgets.page import PageContext
from ui.widgets.text import Caption, Label


class RosterPanel(QWidget):
    """Emits `told(sentence, tone)`."""

    told = Signal(str, object)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        card = Card("在保名册")
        card.add(Label("一人一行，导出后原样再导入，各户不会有变更。", wrap=True))
        self.village = Chooser("范围")
        self.masking = Chooser("号码", width_limit=360)
        self.masking.set_choices([(False, "完整（要写用途，留痕）"), (True, "遮盖证号、账号和电话")])
        self.masking.chosen.connect(lambda masked: self.reason.setEnabled(not masked))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("用途：用在哪里、交给谁，如：报县民政局核对")
        self.export_button = PrimaryButton("导出名册…", self._ask_where, picture=Icon.EXPORT)
        card.add(row(self.village, self.masking, None))
        card.add(self.reason)
        card.add(row(self.export_button, None))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        layout.addStretch(1)

    def show_villages(self, names: list[str], scope: str) -> None:
        """Offer the villages; the one of the top bar is chosen."""
        self.village.set_choices([("", "全部村"), *((name, name) for name in names)], scope)

    def _ask_where(self) -> None:
        if not self.masking.value() and not self.reason.text().strip():
            self.told.emit("导出含完整号码的名册要先写明用途；也可以改为遮盖号码。", Tone.AMBER)
            self.reason.setFocus()
            return
        choose_target(self, "保存名册", f"在保名册_{self.village.words()}.xlsx", self.export)

    def export(self, out: Path) -> None:
        """Write the roster, as a job."""
        village, masked, reason = (
            str(self.village.value() or "") or None,
            bool(self.masking.value()),
            self.reason.text(),
        )
        self.export_button.setEnabled(False)
        self._context.runner.run(
            lambda _progress: export_roster(self._context.session, out, village, masked=masked, reason=reason),
            on_done=self._done,
            on_failed=self._refused,
            title="正在导出",
        )

    def _done(self, written: RosterWritten) -> None:
        self.export_button.setEnabled(True)
        self.told.emit(f"已导出 {written.households} 户 {written.rows} 人：{written.path}", Tone.GREEN)

    def _refused(self, sentence: str) -> None:
        self.export_button.setEnabled(True)
        self.told.emit(sentence, Tone.RED)


class BlankPanel(QWidget):
    """Emits `told(sentence, tone)`."""

    told = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = Card("空白表", padded=False)
        self.save_button = SecondaryButton("保存空白表…", self._ask_where, picture=Icon.EXPORT)
        card.add_to_head(self.save_button)
        self._words = tuple(OWN_SHEETS)
        self.table = fixed_table(
            [
                Column("种类", lambda word: OWN_SHEETS[str(word)].title, width=190),
                Column("列", lambda word: "、".join(OWN_SHEETS[str(word)].heads), width=0),
            ]
        )
        self.table.show_rows(self._words)
        self.table.select_id(0)
        self.table.row_opened.connect(lambda _place: self._ask_where())
        card.add(self.table, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card, 1)
        layout.addWidget(Caption("表里有下拉框、填写说明和版本；填好后拖进“导入”，每一列都认得。", wrap=True))

    def _ask_where(self) -> None:
        place = self.table.current_id()
        if place is not None:
            word = self._words[place]
            choose_target(self, "保存空白表", f"{OWN_SHEETS[word].title}_空白表.xlsx", lambda out: self.save(word, out))

    def save(self, word: str, out: Path) -> None:
        """Write one blank workbook."""
        try:
            sheet = write_blank(word, out)
        except KnownError as error:
            self.told.emit(error.message, Tone.RED)
            return
        self.told.emit(f"“{sheet.title}”空白表已存到 {out}", Tone.GREEN)
