"""What the office has set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from dibao_desktop.domain.dates import HolidayTable
from dibao_desktop.settings.records import OfficeHoliday, OwnSetting, Setting
from dibao_desktop.settings.rules import Key


def value(key: Key, otherwise: str = "") -> str:
    """One setting, or `otherwise` when it was never set."""
    found = Setting.get_or_none(Setting.name == key.value)
    return str(found.value) if found else otherwise


def values() -> dict[Key, str]:
    """All settings that were set."""
    return {Key(row.name): row.value for row in Setting.select()}


def own(account_id: int, prefix: str) -> dict[str, str]:
    """What this account keeps under names that begin so, by the rest of the name, in order of age."""
    rows = OwnSetting.select().where(OwnSetting.account == account_id, OwnSetting.name.startswith(prefix))
    return {row.name.removeprefix(prefix): row.value for row in rows.order_by(OwnSetting.id)}


def own_holidays() -> HolidayTable:
    """The holidays and make-up days that the office has entered: every working day is counted by them."""
    return _table(OfficeHoliday.select())


def holidays_of(year: int) -> HolidayTable:
    """The table that the office has entered for one year, with the days of its neighbours that it names."""
    return _table(OfficeHoliday.select().where(OfficeHoliday.year == year))


def _table(rows: Iterable[Any]) -> HolidayTable:
    kept = [(dt.date.fromisoformat(row.day), row.works, row.year) for row in rows]
    rest, work = (frozenset(day for day, works, _ in kept if works is wanted) for wanted in (False, True))
    return HolidayTable(rest, work, frozenset(year for _, _, year in kept))
