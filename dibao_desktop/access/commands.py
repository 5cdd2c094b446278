"""Making accounts and switching them off."""

from __future__ import annotations

from typing import Any

from dibao_desktop.access.records import Account
from dibao_desktop.access.rules import Role
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.session import Permission, Session, command


@command(Permission.ADMINISTER, Changes.ACCESS)
def open_account(session: Session, name: str, role: Role) -> int:
    """Make an account; its password slot is put by `office`. Returns its id."""
    if not name.strip():
        raise KnownError("no_name", "请填写姓名。")
    if Account.get_or_none(Account.name == name) is not None:
        raise KnownError("name_taken", f"账户“{name}”已有，请换一个名字（例如加上单位）。")
    account = Account.create(name=name, role=role.value)
    session.note(f"新建账户“{name}”（{role.value}）")
    return int(account.id)


@command(Permission.ADMINISTER, Changes.ACCESS)
def set_active(session: Session, name: str, active: bool) -> None:
    """Switch an account off, or on again. The office must keep a manager, and nobody switches off himself."""
    found = _account(name)
    if found.active == active:
        return
    managers = Account.select().where(Account.role == Role.MANAGER.value, Account.active).count()
    if not active and found.id == session.actor.account_id:
        raise KnownError("own_account", "不能停用自己正在使用的账户。")
    if not active and found.role == Role.MANAGER.value and managers <= 1:
        raise KnownError("last_manager", "至少要保留一个负责人账户，请先新增另一个负责人。")
    Account.update(active=active).where(Account.id == found.id).execute()
    session.note(f"{'启用' if active else '停用'}账户“{name}”")


@command(Permission.ADMINISTER, Changes.ACCESS)
def note_new_password(session: Session, name: str) -> None:
    """Leave a line that somebody's password was set anew; `office` does it."""
    _account(name)
    session.note(f"重设账户“{name}”的密码")


def _account(name: str) -> Any:
    found = Account.get_or_none(Account.name == name)
    if found is None:
        raise KnownError("no_account", f"没有账户“{name}”，请刷新后重选。")
    return found
