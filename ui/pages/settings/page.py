"""设置: the office's facts, villages' codes, accounts, backup and check, what was done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from dibao_desktop.access import commands as access_commands
from dibao_desktop.access import queries as access
from dibao_desktop.access.queries import AccountRow
from dibao_desktop.access.rules import Role
from dibao_desktop.audit import queries as audit
from dibao_desktop.clearance import commands as clearance
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.dates import HolidayTable
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import commands as dossier_commands
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.office import Office
from dibao_desktop.policy.queries import office_packs
from dibao_desktop.session import Permission
from dibao_desktop.settings import commands, queries
from dibao_desktop.settings.rules import Key
from ui.pages.settings.accounts_view import AccountsView, account_dialog, own_password_dialog, reset_dialog
from ui.pages.settings.facts_form import Facts, FactsForm
from ui.pages.settings.history_view import HistoryView
from ui.pages.settings.holidays_view import HolidaysView
from ui.pages.settings.safety_view import SafetyView
from ui.pages.settings.villages_form import VillagesForm
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.card import Card
from ui.widgets.dialogs import ConfirmDialog
from ui.widgets.files import choose_folder
from ui.widgets.page import Page, PageContext, PageHead
from ui.widgets.side_list import SideItem, SideList

_PARTS = (
    SideItem("facts", "单位信息"),
    SideItem("villages", "村（社区）代码"),
    SideItem("holidays", "节假日和调休"),
    SideItem("accounts", "账户"),
    SideItem("safety", "备份与检查"),
    SideItem("history", "操作留痕"),
)

# In the order of the fields of `Facts`.
_FACTS = (Key.TOWN, Key.UNIT, Key.PHONE, Key.DIVISION_CODE, Key.CYCLE_DAY)


class SettingsPage(Page):
    """Opened by others with the name of a part: facts, villages, holidays, accounts, safety, history."""

    NAME = "settings"
    TITLE = "设置"
    ICON = Icon.SETTINGS
    LISTENS_TO = Changes.EVERYTHING
    HELP = (
        "单位信息印在公示榜和告知书上。村（社区）代码填上报模板时要用。\n\n"
        "节假日和调休：公示期满日、办理时限按它推算。程序自带到 2026 年，以后的每年秋天录入一次。\n\n"
        "备份写完会打开验证；请存到另一块盘上。忘记密码时，用建立办公数据时打印的恢复码登录，再重设密码。"
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        # The window builds its pages on a real office; furniture only knows a part of it.
        self._office = cast("Office", context.office)
        self.facts, self.villages, self.accounts = FactsForm(), VillagesForm(), AccountsView()
        self.holidays = HolidaysView()
        self.safety, self.history = SafetyView(self.ask_backup, self.check), HistoryView()
        self.parts = SideList()
        self._stack = QStackedWidget()
        for part in (self.facts, self.villages, self.holidays, self.accounts, self.safety, self.history):
            self._stack.addWidget(part)
        self._build()
        self.facts.save_asked.connect(self._save_facts)
        self.facts.policy_asked.connect(lambda: self.go.emit("policy", queries.value(Key.POLICY)))
        self.villages.save_asked.connect(self._save_codes)
        self.holidays.save_asked.connect(self._save_holidays)
        self.accounts.add_asked.connect(lambda: account_dialog(self, self._add_account).open())
        self.accounts.own_password_asked.connect(lambda: own_password_dialog(self, self._change_password).open())
        self.history.dossier_asked.connect(lambda household: self.go.emit("dossiers", household))
        self.accounts.reset_asked.connect(self._ask_reset)
        self.accounts.switch_asked.connect(self._ask_switch)

    def _build(self) -> None:
        across = QWidget()
        layout = QHBoxLayout(across)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        left = Card(padded=False)
        left.setFixedWidth(190)
        left.add(self.parts, 1)
        layout.addWidget(left)
        layout.addWidget(self._stack, 1)
        self.body.addWidget(PageHead("设置"))
        self.body.addWidget(across, 1)
        self.parts.show_items(_PARTS, current="facts")
        self.parts.chosen.connect(self._turn)

    # Showing

    def refresh(self) -> None:
        may = self._may(Permission.ADMINISTER)
        values = queries.values()
        facts = Facts(*(values.get(key, "") for key in _FACTS))
        policy = office_packs().policies.get(values.get(Key.POLICY, ""))
        self.facts.show_facts(facts, policy.title if policy else "未选择", may)
        self.villages.show_villages(dossiers.villages(), self._may(Permission.DOSSIERS))
        own = {year: queries.holidays_of(year) for year in queries.own_holidays().years}
        self.holidays.show_tables(own, self.session.today().year, may)
        self.accounts.show_accounts(access.accounts(), may, self.session.actor.name)
        last = values.get(Key.LAST_BACKUP, "").replace("T", " ")
        self.safety.show_backup(last, self._office.folder, self._may(Permission.EXPORT))
        entries = audit.latest()
        households = dossiers.kept(sorted({entry.household for entry in entries if entry.household is not None}))
        names = {id_: f"{found.record.head_name} {found.record.number}" for id_, found in households.items()}
        self.history.show_entries(entries, names)

    def open_target(self, target: object) -> None:
        self.parts.choose(target)

    def unsaved(self) -> str:
        typed = self.facts.binder.dirty or self.villages.dirty or self.holidays.dirty
        return "设置中有没保存的内容。" if typed else ""

    def _turn(self, part: object) -> None:
        self.banner.hide()
        self._stack.setCurrentIndex([item.key for item in _PARTS].index(part))

    def _may(self, permission: Permission) -> bool:
        return permission in self.session.actor.permissions

    # Facts and codes

    def _save_facts(self, facts: Facts) -> None:
        if self._try(lambda: commands.change_settings(self.session, facts.by_key())):
            self.facts.settle()
            self.said.emit("已保存")

    def _save_codes(self, codes: dict[str, str]) -> None:
        if self._try(lambda: dossier_commands.set_village_codes(self.session, codes)):
            self.said.emit("已保存")

    def _save_holidays(self, year: int, table: HolidayTable) -> None:
        self.holidays.settle()
        if self._try(lambda: clearance.take_holidays(self.session, year, table)):
            self.said.emit(f"{year} 年的节假日已保存，期限已重算")

    # Accounts

    def _add_account(self, name: str, role: Role, password: str) -> None:
        self._office.add_account(name, role, password)
        self.said.emit("账户已建立")

    def _change_password(self, old: str, new: str) -> None:
        self._office.change_password(old, new)
        self.said.emit("密码已修改")

    def _ask_reset(self, account: AccountRow | None) -> None:
        if account is not None:
            reset_dialog(self, account, lambda password: self._reset(account.name, password)).open()

    def _reset(self, name: str, password: str) -> None:
        self._office.reset_password(name, password)
        self.said.emit("密码已重设")

    def _ask_switch(self, account: AccountRow | None) -> None:
        if account is None:
            return
        if account.active:
            sentence = f"停用后“{account.name}”不能再登录，已办的事照旧留在记录里。"
            off = partial(self._switch, account.name, False)
            ConfirmDialog(self, "停用账户", sentence, off, yes="停用", danger=True).open()
        else:
            self._switch(account.name, True)

    def _switch(self, name: str, active: bool) -> None:
        self._try(lambda: access_commands.set_active(self.session, name, active))

    # Backup and check

    def ask_backup(self) -> None:
        """Ask where the backup goes."""
        choose_folder(self, "备份存到哪个文件夹", self.back_up)

    def back_up(self, folder: Path) -> None:
        """Write a proved backup into a folder, as a job."""
        self.context.runner.run(
            lambda _progress: self._office.back_up(folder),
            on_done=lambda path: self.banner.say(f"备份已写好并验证：{path}", Tone.GREEN),
            on_failed=self._refused,
            title="正在备份",
        )

    def check(self) -> None:
        """Look the whole office over, as a job."""
        self.context.runner.run(
            lambda _progress: self._office.faults(),
            on_done=lambda faults: self.safety.show_faults(cast("list[str]", faults)),
            on_failed=self._refused,
            title="正在检查数据",
        )

    def _refused(self, sentence: str) -> None:
        self.banner.say(sentence, Tone.RED)

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except KnownError as refused:
            self._refused(refused.message)
            return False
        self.banner.hide()
        return True
