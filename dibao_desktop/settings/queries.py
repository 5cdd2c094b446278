"""What the office has set."""

from __future__ import annotations

from dibao_desktop.settings.records import OwnSetting, Setting
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
