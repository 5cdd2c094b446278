"""What the office has set."""

from __future__ import annotations

from dibao_desktop.settings.records import Setting
from dibao_desktop.settings.rules import Key


def value(key: Key, otherwise: str = "") -> str:
    """One setting, or `otherwise` when it was never set."""
    found = Setting.get_or_none(Setting.name == key.value)
    return str(found.value) if found else otherwise


def values() -> dict[Key, str]:
    """All settings that were set."""
    return {Key(row.name): row.value for row in Setting.select()}
