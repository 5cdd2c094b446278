"""Changing the office's own facts."""

from __future__ import annotations

from collections.abc import Mapping

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.session import Permission, Session, command
from dibao_desktop.settings import queries
from dibao_desktop.settings.records import OwnSetting, Setting
from dibao_desktop.settings.rules import Key, problem


@command(Permission.ADMINISTER, Changes.SETTINGS)
def change_settings(session: Session, wanted: Mapping[Key, str]) -> None:
    """Set several facts at once; only what differs is written and noted. Raises KnownError for a value that cannot be."""
    for key, value in wanted.items():
        if sentence := problem(key, value):
            raise KnownError("invalid_setting", sentence)
    before = queries.values()
    for key, value in wanted.items():
        if before.get(key, "") != value:
            Setting.insert(name=key.value, value=value).on_conflict_replace().execute()
            session.note(f"设置“{key.label}”", before={key.label: before.get(key, "")}, after={key.label: value})


@command(Permission.EXPORT, Changes.SETTINGS)
def record_backup(session: Session, stamp: str) -> None:
    """Remember when the last backup was made (ISO time), once it is made and proved."""
    Setting.insert(name=Key.LAST_BACKUP.value, value=stamp).on_conflict_replace().execute()
    session.note(f"备份（{stamp}）")


@command(Permission.DOSSIERS, Changes.NOTHING)
def keep_own(session: Session, name: str, value: str) -> None:
    """Keep how the signed-in account likes something shown; an empty value forgets it. No part of the office's record."""
    account = session.actor.account_id
    OwnSetting.delete().where(OwnSetting.account == account, OwnSetting.name == name).execute()
    if value:
        OwnSetting.create(account=account, name=name, value=value)
