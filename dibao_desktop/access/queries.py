"""Who may sign in, and as what."""

from __future__ import annotations

from dataclasses import dataclass

from dibao_desktop.access.records import Account
from dibao_desktop.access.rules import MAY, Role
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.session import Actor


@dataclass(frozen=True)
class AccountRow:
    """One account as listed."""

    id: int
    name: str
    role: Role
    active: bool


def accounts() -> list[AccountRow]:
    """Every account, in the order they were made."""
    return [AccountRow(a.id, a.name, Role(a.role), a.active) for a in Account.select().order_by(Account.id)]


def actor(name: str) -> Actor:
    """The signed-in account as the gate knows it. Raises KnownError when it is gone or switched off."""
    found = Account.get_or_none(Account.name == name)
    if found is None or not found.active:
        raise KnownError("no_account", f"账户“{name}”不存在或已停用，请联系负责人。")
    return Actor(found.id, found.name, MAY[Role(found.role)])


def recovery_actor() -> Actor:
    """Whoever opened the office with the printed recovery code: may do what a manager may."""
    return Actor(0, "恢复码", MAY[Role.MANAGER])
