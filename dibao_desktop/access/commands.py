"""Making accounts."""

from __future__ import annotations

from dibao_desktop.access.records import Account
from dibao_desktop.access.rules import Role
from dibao_desktop.domain.changes import Changes
from dibao_desktop.session import Permission, Session, command


@command(Permission.ADMINISTER, Changes.ACCESS)
def open_account(session: Session, name: str, role: Role) -> int:
    """Make an account; its password slot is put by `office`. Returns its id."""
    account = Account.create(name=name, role=role.value)
    session.note(f"新建账户“{name}”（{role.value}）")
    return int(account.id)
