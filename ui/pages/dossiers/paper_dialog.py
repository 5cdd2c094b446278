"""One paper: looked at, turned, put under another line, held against its original, saved as a file, taken out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.permissions import Permission
from dibao_desktop.dossiers import commands, queries
from dibao_desktop.dossiers.queries import PaperRow
from dibao_desktop.dossiers.rules.checklist import LINES, REGISTER_BOOK
from dibao_desktop.dossiers.rules.paper_files import PaperKind
from dibao_desktop.session import Session
from ui.printing import first_page_of, picture_of
from ui.theme.icons import Icon
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import row
from ui.widgets.chooser import Chooser
from ui.widgets.dialogs import AskDialog, Dialog
from ui.widgets.files import choose_target
from ui.widgets.text import Soft

_PREVIEW = QSize(520, 400)


class PaperDialog(Dialog):
    """Shows one paper; each act is saved at once and told to `on_changed`; what is refused is said here."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        paper_id: int,
        on_changed: Callable[[str], object],
    ) -> None:
        paper = queries.paper(paper_id)
        super().__init__(parent, paper.title if paper else "材料", yes="关闭", no="", width=580)
        self._session, self._id = session, paper_id
        self._on_changed = on_changed
        self._about = Soft(wrap=True)
        self._picture = QLabel()
        self._picture.setFixedSize(_PREVIEW)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setAccessibleName("材料预览")
        self._seen = QCheckBox("复印件与原件核对无误（原件已验）")
        self._seen.clicked.connect(self._see_original)
        self._line = Chooser("所在清单项")
        self._line.chosen.connect(self._move)
        self.body.addWidget(self._about)
        self.body.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self._seen)
        left = SecondaryButton("左转", lambda: self._turn(270), picture=Icon.UNDO, tip="逆时针转 90 度")
        right = SecondaryButton("右转", lambda: self._turn(90), picture=Icon.REFRESH, tip="顺时针转 90 度")
        save_as = LinkButton("另存为…", self._save_as, small=True)
        remove = LinkButton("删除…", self._remove, small=True)
        self.body.addLayout(row(left, right, self._line, None, save_as, remove))
        may = Permission.DOSSIERS in session.actor.permissions
        for each in (self._seen, self._line, left, right, remove):
            each.setEnabled(may)
        if paper is not None:
            self._show(paper)

    def _show(self, paper: PaperRow) -> None:
        size = f"{paper.size / 1024 / 1024:.1f} MB" if paper.size > 1024 * 1024 else f"{paper.size // 1024 + 1} KB"
        first = "（下面是第 1 页）" if paper.pages > 1 else ""
        pages = f"，{paper.pages} 页{first}" if paper.pages else ""
        turned = f"，打印时转 {paper.rotation} 度" if paper.rotation else ""
        self._about.setText(f"{paper.kind.label}{pages}，{size}，{paper.taken_on} 加入{turned}")
        self._line.set_choices([(line.number, f"{line.number} {line.title}") for line in LINES], paper.line)
        self._seen.setVisible(paper.line == REGISTER_BOOK)
        self._seen.setChecked(paper.original_seen)
        self._show_picture(paper)

    def _show_picture(self, paper: PaperRow) -> None:
        if paper.kind is PaperKind.DOCX:
            self._picture.setText("Word 文件，点“另存为…”后用 Word 或 WPS 打开。")
            return
        draw = picture_of if paper.kind.is_picture else first_page_of
        try:
            picture = draw(queries.paper_content(paper.id), paper.rotation)
        except KnownError as error:
            self._picture.setText(error.message)
            return
        ratio = self.devicePixelRatioF()
        shown = QPixmap.fromImage(picture).scaled(
            _PREVIEW * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        shown.setDevicePixelRatio(ratio)
        self._picture.setPixmap(shown)

    # Acts

    def _do(self, act: Callable[[], object], done: str) -> None:
        try:
            act()
        except KnownError as error:
            self.show_problem(error.message)
            return
        self.show_problem("")
        self._on_changed(done)
        paper = queries.paper(self._id)
        if paper is not None:
            self._show(paper)

    def _turn(self, degrees: int) -> None:
        self._do(lambda: commands.rotate_paper(self._session, self._id, degrees), "已旋转")

    def _move(self, line: object) -> None:
        self._do(lambda: commands.move_paper(self._session, self._id, int(str(line))), "已改列")

    def _see_original(self, seen: bool) -> None:
        self._do(lambda: commands.confirm_original(self._session, self._id, seen), "已记下")

    def _remove(self) -> None:
        AskDialog(self, "删除这份材料", "删除原因", self.remove, hint="如：扫描重复、不是这一户的", yes="删除").open()

    def remove(self, reason: str) -> None:
        """Take the paper out and close."""
        self._do(lambda: commands.remove_paper(self._session, self._id, reason), "材料已删除")
        if queries.paper(self._id) is None:
            self.accept()

    def _save_as(self) -> None:
        paper = queries.paper(self._id)
        if paper is None:
            return
        kinds = f"{paper.kind.label} 文件 (*.{paper.kind.value})"
        choose_target(self, "材料另存为", f"{paper.title}.{paper.kind.value}", self.save_as, kinds=kinds)

    def save_as(self, path: Path) -> None:
        """Write the file out, unsealed."""
        try:
            path.write_bytes(commands.export_paper(self._session, self._id))
        except KnownError as error:
            self.show_problem(error.message)
        except OSError:
            self.show_problem(f"写不到 {path.name}，请换一个位置。")
