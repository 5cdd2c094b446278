"""Passwords and switching accounts off, through the office."""

from __future__ import annotations

import pytest

from conftest import CHEAP, PASSWORD
from dibao_desktop import office as offices
from dibao_desktop.access import commands
from dibao_desktop.access.rules import Role
from dibao_desktop.audit.queries import latest
from dibao_desktop.domain.errors import KnownError


def refusal(code: str, act) -> None:
    with pytest.raises(KnownError) as error:
        act()
    assert error.value.code == code, error.value.message


def test_what_an_account_needs(office):
    refusal("short_password", lambda: office.add_account("李青", Role.CLERK, "12345"))
    refusal("no_name", lambda: office.add_account("  ", Role.CLERK, "123456"))
    refusal("name_taken", lambda: office.add_account("周敏", Role.CLERK, "123456"))
    refusal("name_taken", lambda: office.add_account("*recovery*", Role.CLERK, "123456"))
    refusal("short_password", lambda: office.change_password(PASSWORD, "1"))
    refusal("wrong_password", lambda: office.change_password("不是这个", "123456"))
    refusal("no_account", lambda: office.reset_password("没有这个人", "123456"))


def test_the_recovery_code_sets_a_forgotten_password_anew(tmp_path, clock):
    made, code = offices.create(tmp_path / "乡.dibao", "乡", "s1", "周敏", PASSWORD, cost=CHEAP, clock=clock)
    made.close()
    opened = offices.open_office(tmp_path / "乡.dibao", code, None, clock)
    refusal("recovery", lambda: opened.change_password(code, "123456"))
    opened.reset_password("周敏", "新的密码123", cost=CHEAP)
    assert "重设账户“周敏”的密码" in latest(1)[0].text
    opened.close()
    again = offices.open_office(tmp_path / "乡.dibao", "新的密码123", "周敏", clock)
    assert again.session.actor.name == "周敏"
    again.close()


def test_an_office_keeps_a_manager_and_nobody_locks_himself_out(office, session):
    refusal("own_account", lambda: commands.set_active(session, "周敏", False))
    office.add_account("李青", Role.MANAGER, "123456", cost=CHEAP)
    commands.set_active(session, "李青", False)
    commands.set_active(session, "李青", False)
    commands.set_active(session, "李青", True)
    session.actor = offices.access_queries.recovery_actor()
    commands.set_active(session, "李青", False)
    refusal("last_manager", lambda: commands.set_active(session, "周敏", False))
    refusal("no_account", lambda: commands.set_active(session, "外人", False))
