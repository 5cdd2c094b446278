"""Past imports on the first step, with the way to take one back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dibao_desktop.exchange.batches import Batch
from ui.models.cells import PillCell, TwoLines
from ui.models.column import Align, Column
from ui.models.table import fixed_table
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.dialogs import ConfirmDialog


class PastImports(Card):
    """Emits `undo_wanted(batch id)` once the clerk has confirmed."""

    undo_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("导入记录", padded=False)
        self._batches: Sequence[Batch] = ()
        self.undo_button = SecondaryButton("撤销这次导入…", self._ask, picture=Icon.UNDO)
        self.add_to_head(self.undo_button)
        self.table = fixed_table(_columns(), two_lines=True)
        self.table.current_changed.connect(self._chosen)
        self.table.setMinimumHeight(150)
        self.add(self.table, 1)

    def show_batches(self, batches: Sequence[Batch]) -> None:
        """Show past imports, latest first; the card is away while there are none."""
        self._batches = batches
        self.setVisible(bool(batches))
        self.table.show_rows(tuple(batches))
        if batches:
            self.table.select_id(0)
        self._chosen(self.table.current_id())

    def _current(self) -> Batch | None:
        place = self.table.current_id()
        return self._batches[place] if place is not None and place < len(self._batches) else None

    def _chosen(self, _place: object) -> None:
        batch = self._current()
        self.undo_button.setEnabled(batch is not None and not batch.undone_at)

    def _ask(self) -> None:
        batch = self._current()
        if batch is None:
            return
        ConfirmDialog(
            self,
            "撤销这次导入",
            f"{_when(batch.at)} {batch.actor}导入的{_files(batch)}将全部撤销：新增的去掉，改动的恢复原样。"
            "之后已经据此办理的，程序会说明是哪一户，不会撤销。",
            lambda: self.undo_wanted.emit(batch.id),
            yes="撤销导入",
            danger=True,
        ).open()


def _columns() -> list[Column[Batch]]:
    return [
        Column("时间", lambda each: TwoLines(_when(each.at), each.actor), width=160),
        Column("文件", lambda each: TwoLines(_files(each), _kinds(each)), width=0, tooltip=_all_files),
        Column("新增", lambda each: f"{sum(file.new for file in each.files):,}", Align.RIGHT, width=66),
        Column("变更", lambda each: f"{sum(file.changed for file in each.files):,}", Align.RIGHT, width=66),
        Column(
            "状态",
            lambda each: PillCell("已撤销", Tone.NEUTRAL) if each.undone_at else PillCell("已导入", Tone.GREEN),
            width=84,
            tooltip=lambda each: f"{_when(each.undone_at)} {each.undone_by}撤销" if each.undone_at else "",
        ),
    ]


def _when(iso: str) -> str:
    return iso.replace("T", " ")[:16]


def _files(batch: Batch) -> str:
    more = f"等 {len(batch.files)} 个文件" if len(batch.files) > 1 else ""
    return f"{batch.files[0].name}{more}"


def _all_files(batch: Batch) -> str:
    return "\n".join(file.name for file in batch.files)


def _kinds(batch: Batch) -> str:
    return "、".join(dict.fromkeys(file.kind for file in batch.files))
