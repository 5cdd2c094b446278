"""The values of a pack file back to its text: plain scalars first, then tables and lists of tables, what is inside them on
one line. Reading the text gives the same values again."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping
from decimal import Decimal

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_CONTROL = re.compile(r"[\u0000-\u001f\u007f]+")


def pack_text(values: Mapping[str, object]) -> str:
    """The TOML of a pack."""
    plain = [f"{_key(name)} = {_value(value)}" for name, value in values.items() if not _is_tables(value)]
    parts = ["\n".join(plain)]
    for name, value in values.items():
        if isinstance(value, Mapping):
            parts.append(_table(f"[{_key(name)}]", value))
        elif _is_tables(value):
            assert isinstance(value, list)
            parts += [_table(f"[[{_key(name)}]]", each) for each in value]
    return "\n\n".join(parts) + "\n"


def quoted(written: str) -> str:
    """A text as TOML writes it: a JSON string is one, once control characters are gone."""
    return json.dumps(_CONTROL.sub(" ", written).strip(), ensure_ascii=False)


def _is_tables(value: object) -> bool:
    """A table, or a list of nothing but tables."""
    return isinstance(value, Mapping) or (
        isinstance(value, list) and bool(value) and all(isinstance(each, Mapping) for each in value)
    )


def _table(head: str, values: Mapping[str, object]) -> str:
    return "\n".join([head, *(f"{_key(name)} = {_value(value)}" for name, value in values.items())])


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else quoted(name)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}" if value.is_finite() else str(value).lower().replace("infinity", "inf")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(_value(each) for each in value)}]"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(name)} = {_value(each)}" for name, each in value.items()) + " }"
    return quoted(str(value))
