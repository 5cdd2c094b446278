"""Accounts, and the dialogs that make one or set a password."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from dibao_desktop.access.queries import AccountRow
from dibao_desktop.access.rules import MAY, Role
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.permissions import Permission
from ui.forms.dialog import FormDialog, Values
from ui.forms.fields import EnumField, Field, TextField
from ui.models.cells import PillCell
from ui.models.column import Column
from ui.models.table import fixed_table
from ui.theme.tokens import Tone
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card, row


class PasswordField(Field):
    """A password: hidden, and read as it is typed, blanks included."""

    def __init__(self, name: str, caption: str, parent: QWidget | None = None) -> None:
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        super().__init__(name, caption, self.line, parent)
        self.line.textEdited.connect(self.edited)

    def read(self) -> object:
        return self.line.text()

    def _put(self, value: object) -> None:
        self.line.setText(str(value))


class AccountsView(Card):
    """The list; every act is asked for by a signal with the account that is chosen."""

    add_asked = Signal()
    own_password_asked = Signal()
    reset_asked = Signal(object)
    switch_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, padded=False)
        self.set_title("账户", "密码只有本人知道；全部忘记时用恢复码登录")
        self._rows: list[AccountRow] = []
        self._own = ""
        columns: list[Column] = [
            Column("姓名", lambda account: account.name, width=150),
            Column("角色", lambda account: account.role.value, width=110),
            Column("可以办理", _duties, width=0),
            Column("状态", _state, width=90),
        ]
        self.table = fixed_table(columns)
        self.table.current_changed.connect(lambda _place: self._tell())
        self.add_button = PrimaryButton("新增账户…", self.add_asked.emit)
        self.reset = SecondaryButton("重设密码…", lambda: self.reset_asked.emit(self.current()))
        self.switch = SecondaryButton("停用", lambda: self.switch_asked.emit(self.current()))
        own = SecondaryButton("修改我的密码…", self.own_password_asked.emit)
        self.add(self.table, 1)
        foot = row(own, None, self.switch, self.reset, self.add_button)
        foot.setContentsMargins(16, 8, 16, 12)
        self.add(foot)

    def show_accounts(self, accounts: Sequence[AccountRow], may: bool, own: str) -> None:
        """Show the accounts; without the right to manage them only one's own password can be changed.

        `own` is the name of whoever is signed in.
        """
        self._rows, self._own = list(accounts), own
        self.table.show_rows(self._rows)
        for button in (self.add_button, self.reset, self.switch):
            button.setVisible(may)
        if self.table.current_id() is None and accounts:
            self.table.select_id(0)
        self._tell()

    def current(self) -> AccountRow | None:
        """The account that is chosen."""
        place = self.table.current_id()
        return self._rows[place] if place is not None and place < len(self._rows) else None

    def _tell(self) -> None:
        account = self.current()
        self.switch.setText("停用" if account is None or account.active else "启用")
        if account is None:
            self.switch.allow(False, "先选一个账户")
        else:
            self.switch.allow(account.name != self._own, "不能停用自己正在使用的账户")


def account_dialog(parent: QWidget, on_account: Callable[[str, Role, str], object]) -> FormDialog:
    """Asks for a new account."""
    fields = [TextField("name", "姓名"), EnumField("role", "角色", Role), *_twice("密码（至少 6 位）")]

    def save(values: Values) -> None:
        role = values["role"]
        if not isinstance(role, Role):
            raise KnownError("missing", "请选择角色。")
        on_account(str(values["name"]), role, _same(values))

    dialog = FormDialog(parent, "新增账户", fields, save)
    dialog.show_values({"role": Role.CLERK})
    return dialog


def own_password_dialog(parent: QWidget, on_password: Callable[[str, str], object]) -> FormDialog:
    """Asks for the old and the new password."""
    fields = [PasswordField("old", "原密码"), *_twice("新密码（至少 6 位）")]
    return FormDialog(parent, "修改我的密码", fields, lambda values: on_password(str(values["old"]), _same(values)))


def reset_dialog(parent: QWidget, account: AccountRow, on_password: Callable[[str], object]) -> FormDialog:
    """Asks for a new password of somebody else."""
    fields = _twice("新密码（至少 6 位）")
    return FormDialog(parent, f"重设“{account.name}”的密码", fields, lambda values: on_password(_same(values)))


def _twice(caption: str) -> list[Field]:
    return [PasswordField("password", caption), PasswordField("again", "再输一次")]


def _same(values: Values) -> str:
    if values["password"] != values["again"]:
        raise KnownError("not_the_same", "两次输入的密码不同，请重新输入。")
    return str(values["password"])


def _duties(account: AccountRow) -> str:
    if MAY[account.role] == frozenset(Permission):
        return "全部"
    return "、".join(each.value for each in Permission if each in MAY[account.role]) or "只能查看"


def _state(account: AccountRow) -> PillCell:
    return PillCell("启用", Tone.GREEN) if account.active else PillCell("已停用", Tone.NEUTRAL)
