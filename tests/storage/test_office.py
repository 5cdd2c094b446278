"""The office on disk: keys, lock, schema, copies, and the audit chain from the first command on."""

from __future__ import annotations

from pathlib import Path

import pytest
from peewee import SqliteDatabase
from playhouse.migrations import Runner
from playhouse.schema_diff import diff_models

from conftest import CHEAP, PASSWORD
from dibao_desktop import office as offices
from dibao_desktop.audit import queries as audit
from dibao_desktop.audit.records import AuditNote
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.settings import commands as settings
from dibao_desktop.settings.queries import value
from dibao_desktop.settings.rules import Key
from dibao_desktop.storage.upgrade import MIGRATIONS


def test_migrations_arrive_at_the_models():
    empty = SqliteDatabase(":memory:")
    with empty.bind_ctx(offices.TABLES):
        Runner(empty, str(MIGRATIONS)).up()
        assert not diff_models(empty, offices.TABLES)
    empty.close()


def test_password_and_recovery_code_open_and_a_wrong_one_does_not(tmp_path: Path):
    folder = tmp_path / "甲乡.dibao"
    made, code = offices.create(folder, "甲乡", "s1", "周敏", PASSWORD, cost=CHEAP)
    made.close()
    assert b"SQLite" not in (folder / "office.db").read_bytes()[:100]
    with pytest.raises(KnownError) as refused:
        offices.open_office(folder, "别的")
    assert refused.value.code == "wrong_password"
    again = offices.open_office(folder, PASSWORD)
    assert again.town == "甲乡"
    assert again.session.actor.name == "周敏"
    again.close()
    recovered = offices.open_office(folder, code.lower().replace("-", " "))
    assert recovered.session.actor.name == "恢复码"
    recovered.close()


def test_a_second_start_learns_who_has_it(office):
    with pytest.raises(KnownError) as refused:
        offices.open_office(office.folder, PASSWORD)
    assert refused.value.code == "office_in_use"


def test_a_newer_schema_is_refused(office):
    office.database.execute_sql(
        "INSERT INTO schema_migration (name, applied) VALUES ('9999_future', '2030-01-01 00:00:00')"
    )
    office.close()
    with pytest.raises(KnownError) as refused:
        offices.open_office(office.folder, PASSWORD)
    assert refused.value.code == "newer_office"


def test_every_command_leaves_a_line_and_a_changed_line_is_found(office):
    settings.change_settings(office.session, {Key.PHONE: "0692-0000000"})
    assert audit.broken_links() == []
    assert "举报电话" in audit.latest()[0].text
    AuditNote.update(text="别的话").where(AuditNote.id == 1).execute()
    assert len(office.faults()) == 1


def test_a_backup_becomes_an_office_again(office, tmp_path: Path):
    settings.change_settings(office.session, {Key.PHONE: "0692-1111111"})
    written = office.back_up(tmp_path)
    office.close()
    offices.restore(written, tmp_path / "恢复.dibao")
    again = offices.open_office(tmp_path / "恢复.dibao", PASSWORD)
    assert again.faults() == []
    assert value(Key.PHONE) == "0692-1111111"
    again.close()


def test_a_cut_backup_is_refused(office, tmp_path: Path):
    written = office.back_up(tmp_path / "一.dibaobak")
    written.write_bytes(written.read_bytes()[:2000])
    with pytest.raises(KnownError) as refused:
        offices.restore(written, tmp_path / "恢复.dibao")
    assert refused.value.code == "bad_backup"


def test_what_fails_leaves_nothing(office):
    lines = len(audit.latest())
    with pytest.raises(AttributeError):
        settings.change_settings(office.session, {Key.PHONE: "1", "不是键": "2"})
    assert len(audit.latest()) == lines
