"""Changing the office's own facts."""

from __future__ import annotations

from collections.abc import Mapping

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.dates import HolidayTable
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.session import Permission, Session, command
from dibao_desktop.settings import queries
from dibao_desktop.settings.records import OfficeHoliday, OwnSetting, Setting
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


@command(None, Changes.NOTHING)
def keep_own(session: Session, name: str, value: str) -> None:
    """Keep how the signed-in account likes something shown; an empty value forgets it. No part of the office's record."""
    account = session.actor.account_id
    OwnSetting.delete().where(OwnSetting.account == account, OwnSetting.name == name).execute()
    if value:
        OwnSetting.create(account=account, name=name, value=value)


@command(Permission.ADMINISTER, Changes.SETTINGS)
def keep_holidays(session: Session, year: int, table: HolidayTable) -> None:
    """Put the office's table of a year in place of what it had; an empty one gives the year back to the program's own."""
    if not 2000 <= year <= 2100:
        raise KnownError("bad_year", f"{year} 不是节假日表的年份，请填 2000 至 2100 之间的年份。")
    strange = sorted(day for day in table.rest | table.work if abs(day.year - year) > 1)
    if strange:
        raise KnownError("bad_day", f"{strange[0]} 不在 {year} 年，请核对日期。")
    before = queries.holidays_of(year)
    OfficeHoliday.delete().where(OfficeHoliday.year == year).execute()
    for day, works in [*((day, False) for day in table.rest), *((day, True) for day in table.work)]:
        OfficeHoliday.insert(day=day.isoformat(), year=year, works=works).on_conflict_replace().execute()
    counts = [{"休": len(each.rest), "班": len(each.work)} for each in (before, table)]
    session.note(f"录入 {year} 年节假日和调休", before={**counts[0]}, after={**counts[1]})
