"""What the office has set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from dibao_desktop.domain.dates import HolidayTable
from dibao_desktop.settings.records import OfficeHoliday, OwnSetting, Setting
from dibao_desktop.settings.rules import Key
from dibao_desktop.storage.database import Prepared


def value(key: Key, otherwise: str = "") -> str:
    """One setting, or `otherwise` when it was never set."""
    return next((str(found) for (found,) in _VALUE.rows(key.value)), otherwise)


_VALUE = Prepared(lambda name: Setting.select(Setting.value).where(Setting.name == name))


def values() -> dict[Key, str]:
    """All settings that were set."""
    return {Key(row.name): row.value for row in Setting.select()}


def own(account_id: int, prefix: str) -> dict[str, str]:
    """What this account keeps under names that begin so, by the rest of the name, in order of age."""
    rows = OwnSetting.select().where(OwnSetting.account == account_id, OwnSetting.name.startswith(prefix))
    return {row.name.removeprefix(prefix): row.value for row in rows.order_by(OwnSetting.id)}


def own_holidays() -> HolidayTable:
    """The holidays and make-up days that the office has entered: every working day is counted by them."""
    return _table(_HOLIDAYS.rows())


def holidays_of(year: int) -> HolidayTable:
    """The table that the office has entered for one year, with the days of its neighbours that it names."""
    return _table(_HOLIDAYS_OF.rows(year))


_DAY = (OfficeHoliday.day, OfficeHoliday.works, OfficeHoliday.year)
_HOLIDAYS = Prepared(lambda: OfficeHoliday.select(*_DAY))
_HOLIDAYS_OF = Prepared(lambda year: OfficeHoliday.select(*_DAY).where(OfficeHoliday.year == year))


def _table(rows: Iterable[tuple[Any, ...]]) -> HolidayTable:
    kept = [(dt.date.fromisoformat(day), works, year) for day, works, year in rows]
    rest, work = (frozenset(day for day, works, _ in kept if works is wanted) for wanted in (False, True))
    return HolidayTable(rest, work, frozenset(year for _, _, year in kept))
