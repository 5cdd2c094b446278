"""The photos of a posting: how it was hung up at the left, how it still hung at its end at the right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.notices import commands, queries
from dibao_desktop.notices.queries import BatchDetail, PhotoRow
from dibao_desktop.notices.rules.states import BatchState, PhotoMoment
from dibao_desktop.session import Session
from ui.forms.dialog import FormDialog, Values
from ui.forms.fields import DateField
from ui.pages.notices import words
from ui.printing import picture_of
from ui.theme import tokens
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import Card, clear, row
from ui.widgets.dialogs import AskDialog, Dialog
from ui.widgets.files import choose_files
from ui.widgets.pill import Pill
from ui.widgets.text import Caption

_SIZE, _LARGE = QSize(300, 200), QSize(900, 560)
_KINDS = "照片 (*.jpg *.jpeg *.png)"


class PhotosView(QScrollArea):
    """Shows the photos of one posting, takes new ones in and bad ones out."""

    changed = Signal(str)
    refused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self._session: Session | None = None
        self._found: BatchDetail | None = None
        self.adders = {
            moment: SecondaryButton("添加照片…", partial(self.ask_files, moment), picture=Icon.ADD)
            for moment in PhotoMoment
        }
        self._pills = {moment: Pill() for moment in PhotoMoment}
        self._shelves = {moment: QVBoxLayout() for moment in PhotoMoment}
        inside = QWidget()
        layout = QHBoxLayout(inside)
        layout.setContentsMargins(14, 14, 14, 14)
        layout.setSpacing(tokens.GAP)
        for moment in PhotoMoment:
            card = Card(f"{moment.value}照片")
            card.add_to_head(self._pills[moment])
            card.add_to_head(self.adders[moment])
            card.add(self._shelves[moment])
            card.body.addStretch(1)
            layout.addWidget(card, 1)
        self.setWidget(inside)

    def show_photos(self, session: Session, found: BatchDetail, wanted: bool) -> None:
        """Show those of a posting; `wanted`: it comes down only with both."""
        self._session, self._found = session, found
        hangs = found.state in (BatchState.POSTED, BatchState.ENDED)
        over = hangs and session.today().isoformat() >= found.last_day
        kept = queries.photos(found.id)
        for moment in PhotoMoment:
            mine = [photo for photo in kept if photo.moment is moment]
            clear(self._shelves[moment])
            for photo in mine:
                self._shelves[moment].addWidget(self._shown(photo, _SIZE))
                self._shelves[moment].addLayout(self._below(photo))
            if not mine:
                self._shelves[moment].addWidget(Caption(_hint(moment, found, wanted), wrap=True))
            missing = ("缺", Tone.AMBER) if wanted else ("没有", Tone.NEUTRAL)
            self._pills[moment].show_state(*((f"{len(mine)} 张", Tone.GREEN) if mine else missing))
            self.adders[moment].setEnabled(hangs if moment is PhotoMoment.POSTED else over)

    def _shown(self, photo: PhotoRow, size: QSize) -> QLabel:
        shown = QLabel()
        shown.setFixedHeight(size.height())
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        shown.setAccessibleName(f"{photo.moment.value}照片 {photo.title}")
        ratio = self.devicePixelRatioF()
        try:
            picture = QPixmap.fromImage(picture_of(queries.photo_content(photo.id), 0)).scaled(
                size * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        except KnownError as error:
            shown.setWordWrap(True)
            shown.setText(error.message)
            return shown
        picture.setDevicePixelRatio(ratio)
        shown.setPixmap(picture)
        return shown

    def _below(self, photo: PhotoRow) -> QHBoxLayout:
        enlarge = LinkButton("放大", lambda: self.enlarge(photo), small=True)
        remove = LinkButton("删除…", lambda: self.ask_removal(photo), small=True)
        return row(Caption(f"{photo.title}，{words.day(photo.taken_on)}"), None, enlarge, remove)

    # Acts

    def enlarge(self, photo: PhotoRow) -> None:
        """Show a photo so large that the board on it can be read."""
        dialog = Dialog(
            self.window(), f"{photo.moment.value}照片 {photo.title}", yes="关闭", no="", width=_LARGE.width() + 40
        )
        dialog.body.addWidget(self._shown(photo, _LARGE))
        dialog.open()

    def ask_files(self, moment: PhotoMoment) -> None:
        """Ask for photos of the disk."""
        choose_files(self.window(), f"选择{moment.value}照片", lambda paths: self.ask_day(moment, paths), kinds=_KINDS)

    def ask_day(self, moment: PhotoMoment, paths: list[Path]) -> None:
        """Ask when they were taken, and keep them."""
        found, session = self._found, self._session
        if found is None or session is None:
            return
        fields = [DateField("taken_on", "拍摄日期", whole=True)]
        dialog = FormDialog(
            self.window(), f"存入 {len(paths)} 张{moment.value}照片", fields, partial(self._add, moment, paths)
        )
        usual = found.posted_on if moment is PhotoMoment.POSTED else session.today().isoformat()
        dialog.show_values({"taken_on": dt.date.fromisoformat(usual)})
        dialog.open()

    def _add(self, moment: PhotoMoment, paths: list[Path], values: Values) -> None:
        found, session, day = self._found, self._session, values["taken_on"]
        if found is None or session is None or not isinstance(day, dt.date):
            raise KnownError("missing", "请填写拍摄日期。")
        for path in paths:
            commands.add_photo_file(session, found.id, moment, path, day)
        self.changed.emit(f"已存入 {len(paths)} 张照片")

    def ask_removal(self, photo: PhotoRow) -> None:
        """Ask why a photo is to be taken out."""
        AskDialog(self.window(), f"删除照片“{photo.title}”", "理由", partial(self._remove, photo), yes="删除").open()

    def _remove(self, photo: PhotoRow, reason: str) -> None:
        session = self._session
        if session is not None:
            self._try(lambda: commands.remove_photo(session, photo.id, reason), "照片已删除")

    def _try(self, act: Callable[[], object], done: str) -> None:
        try:
            act()
        except KnownError as error:
            self.refused.emit(error.message)
            return
        self.changed.emit(done)


def _hint(moment: PhotoMoment, found: BatchDetail, wanted: bool) -> str:
    asked = "方案要求存入后才能撤下。" if wanted else ""
    if found.state is BatchState.DRAFT:
        return "张贴以后存入。" + asked
    if moment is PhotoMoment.POSTED:
        return "拍下张贴的地点和整张公示榜。" + asked
    return f"{words.day(found.last_day)}期满当天或以后拍摄，证明一直张贴着。" + asked
