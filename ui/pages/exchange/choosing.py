"""The first step: files are dropped or chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from dibao_desktop.exchange.importing import KIND_WORDS
from dibao_desktop.exchange.sheets import BY_WORD
from ui.pages.exchange.past import PastImports
from ui.theme import tokens
from ui.theme.icons import Icon, icon
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card, row
from ui.widgets.chooser import FilterChip
from ui.widgets.files import choose_files
from ui.widgets.text import Caption, Label, Line, SectionTitle, Soft

_KNOWN = (
    ("名册", "低保花名册、省系统导出的在保名册，一户一行、一户多行、一村一表都可以"),
    ("比对名单", "死亡、机动车、财政供养、不动产、市场主体、养老金"),
    ("发放和上报", "代发明细、账户支取情况、省平台的处理结果（回执）"),
    ("村里的人", "干部及经办人员近亲属登记表、民主评议小组成员名单"),
)


class ChoosingView(QWidget):
    """Emits `files_chosen(paths)`; `as_kind` is what the clerk says the files are."""

    files_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        main = QVBoxLayout()
        main.setSpacing(14)
        self.past = PastImports()
        main.addWidget(self._import_card(), 3)
        main.addWidget(self.past, 2)
        layout.addLayout(main, 3)
        side = QVBoxLayout()
        side.setSpacing(14)
        side.addWidget(self._known_card())
        side.addStretch(1)
        layout.addLayout(side, 2)

    def _import_card(self) -> Card:
        card = Card()
        picture = QLabel()
        picture.setPixmap(icon(Icon.IMPORT, tokens.PRIMARY).pixmap(QSize(44, 44)))
        picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sentence = SectionTitle("把表格拖到这里")
        sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint = Soft("可以一次放多个文件。Excel、WPS、CSV 都能读，按内容认出是什么表，先看清楚再写入。", wrap=True)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.open_button = PrimaryButton("选择文件…", self._choose, picture=Icon.FOLDER)
        kinds = [(word, BY_WORD[word].label) for word in KIND_WORDS]
        self.kind = FilterChip([("", "自动识别"), *kinds])
        card.body.addStretch(1)
        for widget in (picture, sentence, hint):
            card.add(widget)
        card.body.addSpacing(8)
        card.add(row(None, self.open_button, None))
        card.body.addSpacing(4)
        card.add(row(None, Caption("表的种类"), self.kind, None))
        card.body.addStretch(1)
        return card

    def _known_card(self) -> Card:
        card = Card("能导入什么")
        for place, (title, words) in enumerate(_KNOWN):
            if place:
                card.add(Line(faint=True))
            card.add(Label(title))
            card.add(Caption(words, wrap=True))
        return card

    def as_kind(self) -> str | None:
        """The kind the clerk has settled; None leaves it to the program."""
        return str(self.kind.value()) or None

    def _choose(self) -> None:
        choose_files(self, "选择要导入的表格", self._chosen)

    def _chosen(self, paths: list[Path]) -> None:
        if paths:
            self.files_chosen.emit(paths)
