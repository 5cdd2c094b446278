"""The screen 数据交换: choose files, look at what they would change, take them in; and what goes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.permissions import Permission
from dibao_desktop.domain.progress import Progress
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.queries.differences import open_difference_count
from dibao_desktop.exchange import importing
from dibao_desktop.exchange.batches import batches
from dibao_desktop.exchange.commands import teach_head, undo_import
from dibao_desktop.exchange.importing import FileOutcome
from ui.pages.exchange.choosing import ChoosingView
from ui.pages.exchange.differences import OpenDifferencesDialog
from ui.pages.exchange.done import DoneView
from ui.pages.exchange.export_view import ExportView
from ui.pages.exchange.heads import HeadsView
from ui.pages.exchange.preview import PreviewView
from ui.pages.exchange.reading import Preview, read_files
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton
from ui.widgets.files import choose_target
from ui.widgets.page import Page, PageContext, PageHead
from ui.widgets.segments import Segments
from ui.widgets.text import Soft, set_property

_STEPS = ("选择", "对应", "预览", "完成")


class ExchangePage(Page):
    """Four steps in, and one way out. Takes as target a list of paths to import."""

    NAME = "exchange"
    TITLE = "数据交换"
    ICON = Icon.EXCHANGE
    LISTENS_TO = Changes.DOSSIERS | Changes.CLEARANCE
    HELP = (
        "导入：把名册或名单拖进来（或按 Ctrl+O 选择），程序按内容认出是什么表，列出将新增、变更、相同和有错误的数量。"
        "看清楚后再写入；有错误的户不写入，可存成错误表，原样标红加批注，改好再导入。同一份文件导入两次不会重复。"
        "认错的列在“列的对应”里改一次，以后凡是这个表头都按改的读；单个格子可以在问题旁边当场改。"
        "本次行动已评议、已审定的户不直接改，和设为“每次问我”的项一起列在“待定的不同”里，由您决定。"
        "只要没有据此办理，整次导入可以在“导入记录”中撤销，各户恢复原样。\n\n"
        "导出：选一次省平台的模板，认不出的列对应一次以后不再问；导出前逐格核对，缺什么、哪个词模板里没有、"
        "省平台会退哪一行都列出来，双击打开档案；超过行数上限自动分文件，一户不拆开。"
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._preview: Preview | None = None
        self.choosing, self.heads, self.preview, self.done = ChoosingView(), HeadsView(), PreviewView(), DoneView()
        self._paths: list[Path] = []
        self._cells: dict[tuple[Path, str, str], str] = {}
        self._kinds: dict[Path, str] = {}
        self.steps = [Soft(f"{sign} {word}") for sign, word in zip("①②③④", _STEPS, strict=True)]
        self.open_button = LinkButton("", self._show_differences)
        self.way = Segments([("in", "收进来"), ("out", "发出去")])
        self.exporting = ExportView(context)
        self.head = PageHead("数据交换", "", self.open_button, *self.steps, self.way)
        self.body.addWidget(self.head)
        self.stack = QStackedWidget()
        for view in (self.choosing, self.heads, self.preview, self.done, self.exporting):
            self.stack.addWidget(view)
        self.body.addWidget(self.stack, 1)
        self.setAcceptDrops(True)
        self.choosing.files_chosen.connect(self.read)
        self.choosing.past.undo_wanted.connect(self.undo)
        self.way.chosen.connect(self._show_way)
        self.exporting.told.connect(self._tell)
        self.exporting.go.connect(self.go)
        self.heads.taught.connect(self.teach)
        self.heads.kind_named.connect(self.name_kind)
        self.heads.left.connect(lambda: self._show_step(self.preview))
        self.preview.heads_wanted.connect(lambda: self._show_step(self.heads))
        self.preview.mended.connect(self.mend)
        self.preview.left.connect(lambda: self._show_step(self.choosing))
        self.preview.taken.connect(self.take)
        self.preview.errors_wanted.connect(self._ask_where_errors_go)
        self.done.errors_wanted.connect(self._ask_where_errors_go)
        self.done.more_wanted.connect(lambda: self._show_step(self.choosing))
        self.done.go.connect(lambda name: self.go.emit(name, None))
        QShortcut(QKeySequence("Ctrl+O"), self, self.choosing._choose)
        self.needs(
            Permission.IMPORT, self.choosing.open_button, self.preview.take_button, self.choosing.past.undo_button
        )
        bank = self.exporting.bank
        self.needs(Permission.EXPORT, self.exporting.upload.export_button, self.exporting.roster.export_button)
        self.needs(
            Permission.EXPORT,
            bank.list_button,
            bank.sign_button,
            bank.ledger_button,
            bank.paper_button,
            bank.standard_button,
        )
        self._show_step(self.choosing)

    # Showing

    def refresh(self) -> None:
        self.choosing.past.show_batches(batches())
        self._count_open()
        self.exporting.show_villages([village.name for village in dossiers.villages()], self.scope.village)
        if self.stack.currentWidget() is self.exporting:
            self.exporting.upload.look_again()

    def open_target(self, target: object) -> None:
        """Paths to import; `{"differences": True}` for what waits to be decided; anything else shows the first step."""
        if isinstance(target, Mapping) and target.get("differences"):
            self._show_differences()
            return
        if isinstance(target, Sequence) and not isinstance(target, str) and target:
            self.read([Path(str(path)) for path in target])
        elif self.stack.currentWidget() is self.done:
            self._show_step(self.choosing)

    def unsaved(self) -> str:
        return "导入还停在预览，没有写入。" if self.stack.currentWidget() in (self.heads, self.preview) else ""

    def _show_step(self, view: QWidget) -> None:
        self.stack.setCurrentWidget(view)
        self.way.choose("out" if view is self.exporting else "in")
        now = self.stack.indexOf(view)
        for place, label in enumerate(self.steps):
            set_property(label, "role", "strong" if place == now else "soft")
            label.set_tone(Tone.BLUE if place == now else Tone.NEUTRAL)
            label.setVisible(view is not self.exporting)

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()) and not self.context.runner.busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.read(paths)

    # Importing

    def read(self, paths: list[Path]) -> None:
        """Read files and show what they would change, as a job."""
        self._paths, self._cells, self._kinds = list(paths), {}, {}
        self._show_step(self.choosing)
        self._read_again()

    def teach(self, kind: str, head: str, field: str | None) -> None:
        """Remember what a head means and read the files again."""
        teach_head(self.session, kind, head, field)
        self._read_again()

    def name_kind(self, path: Path, kind: str) -> None:
        """Read a file again as another kind of sheet; one that it plainly is not is refused, and all stays as it was."""
        before = dict(self._kinds)
        self._kinds[path] = kind

        def refused(sentence: str) -> None:
            self._kinds = before
            if self._preview is not None:
                self.heads.show_preview(self._preview)
            self._refused(sentence)

        self._read_again(refused)

    def mend(self, path: Path, sheet: str, cell: str, text: str) -> None:
        """Read the files again as if a cell held something else."""
        self._cells[(path, sheet, cell)] = text
        self._read_again()

    def _read_again(self, refused: Callable[[str], object] | None = None) -> None:
        self.banner.dismiss()
        self.choosing.open_button.setEnabled(False)
        paths, as_kind, cells, kinds = self._paths, self.choosing.as_kind(), dict(self._cells), dict(self._kinds)

        def work(progress: Progress) -> Preview:
            return read_files(self.session, paths, as_kind, progress, cells, kinds)

        self.context.runner.run(
            work,
            on_done=self._show_preview,
            on_failed=refused or self._refused,
            on_cancelled=self._stopped,
            title="正在读取",
        )

    def _show_preview(self, preview: Preview) -> None:
        self._ready()
        self._preview = preview
        self.preview.show_preview(preview)
        self.heads.show_preview(preview)
        if self.stack.currentWidget() is not self.heads:
            self._show_step(self.preview)

    def take(self, partial: bool) -> None:
        """Take in what has no error, as a job that can be cancelled: then nothing is written."""
        preview = self._preview
        if preview is None:
            return
        self.banner.dismiss()
        self.preview.set_busy(True)
        self.context.runner.run(
            lambda progress: importing.apply(self.session, preview.examination, partial, progress),
            on_done=self._show_done,
            on_failed=self._refused,
            on_cancelled=self._stopped,
            title="正在导入",
        )

    def _show_done(self, outcomes: tuple[FileOutcome, ...]) -> None:
        self._ready()
        totals = tuple(each.totals for each in self._preview.files) if self._preview else (None,) * len(outcomes)
        self.done.show_outcomes(outcomes, totals)
        self._show_step(self.done)
        self.said.emit("导入完成")

    def _refused(self, sentence: str) -> None:
        self._ready()
        self.refresh()
        self.banner.say(sentence, Tone.RED)

    def _stopped(self) -> None:
        self._ready()
        self.banner.say("已取消，没有写入任何内容。", Tone.AMBER)

    def _ready(self) -> None:
        self.choosing.open_button.setEnabled(True)
        self.preview.set_busy(False)

    def _count_open(self) -> None:
        waiting = open_difference_count()
        self.open_button.setVisible(waiting > 0)
        self.open_button.setText(f"待定的不同 {waiting} 处")

    def _show_differences(self) -> None:
        OpenDifferencesDialog(self, self.session, self._count_open).open()

    def undo(self, batch: int) -> None:
        """Take an import back, as a job; what was built on it is named."""
        self.banner.dismiss()
        self.choosing.past.undo_button.setEnabled(False)
        self.context.runner.run(
            lambda _progress: undo_import(self.session, batch),
            on_done=lambda _nothing: self._undone(),
            on_failed=self._refused,
            title="正在撤销",
        )

    def _undone(self) -> None:
        self.refresh()
        self.banner.say("这次导入已撤销，各户恢复为导入以前的样子。", Tone.GREEN)

    # The error workbook

    def _ask_where_errors_go(self) -> None:
        wrong = [each.file for each in self._preview.files if each.file.rejected] if self._preview else []
        if wrong:
            choose_target(self, "存成错误表", f"待更正_{wrong[0].path.stem}.xlsx", self.save_errors)

    def save_errors(self, out: Path) -> None:
        """Write the rejected households and lines in their own layout."""
        if self._preview is None:
            return
        try:
            written = importing.write_error_workbooks(self._preview.examination.files, out)
        except OSError:
            self.banner.say(f"写不进“{out.name}”，可能正被Excel或WPS打开，请关闭后重试，或换一个文件名。", Tone.RED)
            return
        self.banner.say(
            f"已存成错误表：{'、'.join(path.name for path in written)}。改好标红的格子后，直接导入它即可。", Tone.GREEN
        )

    # Exporting

    def _show_way(self, way: object) -> None:
        """Turn to what comes in or to what goes out."""
        self._show_step(self.exporting if way == "out" else self.choosing)

    def _tell(self, sentence: str, tone: Tone) -> None:
        if sentence:
            self.banner.say(sentence, tone)
        else:
            self.banner.dismiss()
