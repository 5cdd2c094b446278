"""Who may do what, and who may sign in at all."""

import dataclasses

import pytest

from dibao_desktop.access import commands, queries
from dibao_desktop.access.records import Account
from dibao_desktop.access.rules import MAY, Role
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.permissions import Permission
from dibao_desktop.session import Session


def test_only_the_manager_confirms_and_administers() -> None:
    for kept in (Permission.CONFIRM, Permission.ADMINISTER):
        assert [role for role in Role if kept in MAY[role]] == [Role.MANAGER]
    assert MAY[Role.READER] == frozenset()


def test_an_account_signs_in_with_the_permissions_of_its_role(session: Session) -> None:
    commands.open_account(session, "李青", Role.RECORDER)
    actor = queries.actor("李青")
    assert actor.permissions == {Permission.REVIEW}
    assert [(row.name, row.role) for row in queries.accounts()] == [("周敏", Role.MANAGER), ("李青", Role.RECORDER)]


@pytest.mark.parametrize("name", ["没有这个人", "王宁"])
def test_an_unknown_or_switched_off_account_is_refused(session: Session, name: str) -> None:
    commands.open_account(session, "王宁", Role.CLERK)
    Account.update(active=False).where(Account.name == "王宁").execute()
    with pytest.raises(KnownError, match=name):
        queries.actor(name)


def test_a_clerk_cannot_make_accounts(session: Session) -> None:
    session.actor = dataclasses.replace(session.actor, permissions=MAY[Role.CLERK])
    with pytest.raises(KnownError, match="没有"):
        commands.open_account(session, "外人", Role.MANAGER)
    assert "外人" not in [row.name for row in queries.accounts()]
