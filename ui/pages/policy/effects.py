"""Whom a plan would touch, before it is put in force: per village, with a door to the households."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from dibao_desktop.clearance.queries import PackEffects, PackOnDay, VillageEffect, pack_effects
from dibao_desktop.domain.money import short_yuan
from ui.jobs.runner import JobRunner
from ui.models.column import Align, Column
from ui.models.table import fixed_table
from ui.widgets.buttons import SecondaryButton
from ui.widgets.dialogs import Dialog
from ui.widgets.text import Label, Soft

_COLUMNS = (
    Column("村（社区）", lambda row: row.village, width=0),
    Column("增加", lambda row: f"{row.gaining} 户", align=Align.RIGHT, width=80),
    Column("每月增加（元）", lambda row: short_yuan(row.gained_fen), align=Align.RIGHT, width=120),
    Column("减少", lambda row: f"{row.losing} 户", align=Align.RIGHT, width=80),
    Column("每月减少（元）", lambda row: short_yuan(row.lost_fen), align=Align.RIGHT, width=120),
    Column("算不出来", lambda row: f"{row.unknown} 户" if row.unknown else "", align=Align.RIGHT, width=86),
)


class EffectsDialog(Dialog):
    """Compares two plans over all dossiers as a job and shows what came out; `on_door` gets the ids of the households."""

    def __init__(
        self,
        parent: QWidget,
        runner: JobRunner,
        before: PackOnDay,
        after: PackOnDay,
        on_door: Callable[[list[int]], object],
    ) -> None:
        super().__init__(parent, "看影响", yes="关闭", no="", width=700)
        self._on_door = on_door
        self._found: PackEffects | None = None
        self.compared = Soft(_compared(before, after), wrap=True)
        self.said = Label("正在逐户比较…", wrap=True)
        self.table = fixed_table(_COLUMNS)
        self.table.setAccessibleName("各村受影响的户")
        self.table.hide()
        self.door = SecondaryButton("看这些户", self._open_door)
        self.door.hide()
        self.buttons.insertWidget(0, self.door)
        for widget in (self.compared, self.said, self.table):
            self.body.addWidget(widget)
        runner.run(
            lambda progress: pack_effects(before, after, progress),
            on_done=self._show,
            on_failed=self.said.setText,
            title="正在比较",
        )

    def _show(self, found: PackEffects) -> None:
        self._found = found
        self.said.setText(sentence(found))
        self.table.show_rows([*found.villages, found.whole] if found.affected else [])
        self.table.setVisible(bool(found.affected))
        self.table.fit_rows(at_most=10)
        self.door.setVisible(bool(found.affected))
        self.adjustSize()

    def _open_door(self) -> None:
        if self._found is not None:
            self.accept()
            self._on_door([each.household_id for each in self._found.affected])


def sentence(found: PackEffects) -> str:
    """What came out, in one sentence."""
    if not found.affected:
        return f"在保 {found.looked_at} 户的核算金额（含分类施保）都不变。"
    said = f"在保 {found.looked_at} 户中 {len(found.affected)} 户的核算金额（含分类施保）会变：{_words(found.whole)}"
    return f"{said}。已办结的户保持原来的金额；进行中的行动在采用后才按新方案核算。"


def _words(whole: VillageEffect) -> str:
    parts = (
        (whole.gaining, f"{whole.gaining} 户增加，每月共 {short_yuan(whole.gained_fen)} 元"),
        (whole.losing, f"{whole.losing} 户减少，每月共 {short_yuan(whole.lost_fen)} 元"),
        (whole.unknown, f"{whole.unknown} 户在其中一个方案中算不出来"),
    )
    return "；".join(words for count, words in parts if count)


def _compared(before: PackOnDay, after: PackOnDay) -> str:
    if before.policy.title == after.policy.title:
        return f"方案“{after.policy.title}”：改动前按 {before.on}、改动后按 {after.on} 的标准，逐户核算后比较。"
    return f"现用方案“{before.policy.title}”（{before.on}）与“{after.policy.title}”（{after.on}），逐户核算后比较。"
