"""One posting at the right: what stands where, the acts that are due, and the board, the households and the objections."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from dibao_desktop.domain.document import Document
from dibao_desktop.notices.queries import BatchDetail
from dibao_desktop.notices.rules.states import BatchState, EntryState
from ui.pages.notices import words
from ui.pages.notices.files import A4_PDF, FILES
from ui.pages.notices.lists import HouseholdList, ObjectionList
from ui.pages.notices.photos import PhotosView
from ui.preview import DocumentView
from ui.theme import tokens
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card, row
from ui.widgets.key_values import KeyValueStrip
from ui.widgets.pill import Pill
from ui.widgets.segments import Segments
from ui.widgets.text import ElidedLabel, Line, PageTitle

BOARD, HOUSEHOLDS, OBJECTIONS, PHOTOS = "board", "households", "objections", "photos"


class BatchView(QWidget):
    """Shows one posting; asks the page for every act by a signal."""

    post_asked = Signal()
    end_asked = Signal()
    file_asked = Signal(object)
    refresh_asked = Signal()
    discard_asked = Signal()
    objection_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: BatchDetail | None = None
        self._title, self._number, self._pill = PageTitle(), ElidedLabel(role="soft"), Pill()
        self._facts = KeyValueStrip()
        self.warning = Banner()
        self.tabs = Segments([(BOARD, "公示榜"), (HOUSEHOLDS, "名单"), (OBJECTIONS, "异议"), (PHOTOS, "照片")])
        self.board, self.households, self.objections = DocumentView(), HouseholdList(), ObjectionList()
        self.photos = PhotosView()
        self._stack = QStackedWidget()
        for part in (self.board, self.households, self.objections, self.photos):
            self._stack.addWidget(part)
        self.tabs.chosen.connect(self._turn)
        self.warning.acted.connect(lambda: self.tabs.choose(HOUSEHOLDS))
        self._make_buttons()
        self._build()

    def _make_buttons(self) -> None:
        self.pdf = SecondaryButton(
            "存为 PDF", lambda: self.file_asked.emit(A4_PDF), picture=Icon.PRINT, tip="存成 A4 的 PDF，用来打印"
        )
        self.others = SecondaryButton("另存…", self._menu_of_files, picture=Icon.FILE, tip="A3、Word、网站公示")
        self.object = SecondaryButton("登记异议…", self.objection_asked.emit)
        self.post = PrimaryButton("张贴…", self.post_asked.emit)
        self.end = PrimaryButton("期满撤下", self.end_asked.emit)
        self.again = LinkButton("重新生成", self.refresh_asked.emit, tip="按各户现在的情况重写这张公示榜")
        self.discard = LinkButton("作废", self.discard_asked.emit)

    def _build(self) -> None:
        head = Card()
        top = row(self._title, self._pill, self._number, self.object, self.post, self.end, spacing=12)
        top.setStretchFactor(self._number, 1)
        head.add(top)
        head.add(self._facts)
        below = Card(padded=False)
        bar = row(self.tabs, None, self.discard, self.again, self.others, self.pdf)
        bar.setContentsMargins(12, 8, 12, 8)
        below.add(bar)
        below.add(Line())
        below.add(self._stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.GAP)
        layout.addWidget(head)
        layout.addWidget(self.warning)
        layout.addWidget(below, 1)

    def show_batch(
        self, found: BatchDetail, document: Document, doubts: dict[int, str], today: dt.date, phone: str
    ) -> None:
        """Show a posting; `document` is its board, `phone` the one for objections."""
        if self.found is None or self.found.id != found.id:
            self.tabs.choose(BOARD)
        self.found = found
        self._title.setText(f"{found.village} · {found.round_label}")
        self._number.setText(found.number)
        self._pill.show_state(*words.state(found, today))
        self._facts.show_pairs(_facts(found))
        draft, hanging = found.state is BatchState.DRAFT, found.state is BatchState.POSTED
        for button, wanted in (
            (self.post, draft),
            (self.again, draft),
            (self.discard, draft),
            (self.object, hanging),
            (self.end, hanging),
        ):
            button.setVisible(wanted)
        self.end.allow(found.endable(today), f"{words.day(found.closable_on)}起才能撤下")
        self.tabs.set_words(HOUSEHOLDS, f"名单 {found.households}")
        self.tabs.set_words(OBJECTIONS, f"异议 {len(found.objections)}" if found.objections else "异议")
        self.board.show_document(document)
        self.households.show_rows(found.entries, doubts)
        self.objections.show_rows(found.objections)
        self._warn(found, doubts, phone)

    def _warn(self, found: BatchDetail, doubts: dict[int, str], phone: str) -> None:
        outdated = [entry.outdated for entry in found.entries if entry.outdated]
        open_doubts = sum(entry.id in doubts and entry.state is EntryState.LISTED for entry in found.entries)
        if outdated:
            self.warning.say(f"{len(outdated)} 户的原公示作废，须重新公示：{outdated[0]}。", Tone.AMBER, "看名单")
        elif open_doubts:
            self.warning.say(f"{open_doubts} 户的户主身份证号或年龄不全，张贴前请核对。", Tone.AMBER, "看名单")
        elif not phone and found.state is BatchState.DRAFT:
            self.warning.say("还没有填写举报电话，公示榜上会留空，请先到“设置”填写。", Tone.AMBER)
        else:
            self.warning.hide()

    def _menu_of_files(self) -> None:
        hanging = self.found is not None and self.found.state is BatchState.POSTED
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, each in enumerate(FILES):
            action = menu.addAction(each.words)
            action.setData(place)
            action.setEnabled(hanging or not each.online)
        menu.triggered.connect(self._chosen_file)
        menu.popup(self.cursor().pos())

    def _chosen_file(self, action: QAction) -> None:
        self.file_asked.emit(FILES[int(action.data())])

    def _turn(self, value: object) -> None:
        self._stack.setCurrentIndex((BOARD, HOUSEHOLDS, OBJECTIONS, PHOTOS).index(str(value)))


def _facts(found: BatchDetail) -> list[tuple[str, str | QWidget]]:
    facts: list[tuple[str, str | QWidget]] = [("类型", found.kind.value), ("户数", f"{found.households} 户")]
    if found.state is BatchState.DRAFT:
        return [*facts, ("下一步", "打印后张贴，再登记张贴日期")]
    facts += [("张贴", words.day(found.posted_on)), ("期满", words.day(found.last_day))]
    if found.state is BatchState.ENDED:
        facts.append(("撤下", words.day(found.ended_on)))
    else:
        facts.append(("可撤下", words.day(found.closable_on)))
    return [*facts, ("地点", found.place), ("张贴人", found.posted_by)]
