"""One of our values as a cell of the template: the drop-down's own words, the date form it prints, text or figure."""

from __future__ import annotations

import re

from dibao_desktop.exchange.equivalents import entry_for
from dibao_desktop.exchange.template.describe import Column, Template
from dibao_desktop.exchange.template.fields import DAYS, MONEY, MONTHS

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")


def choose(column: Column, value: str) -> str | None:
    """The drop-down's own text for one of our values; None when the list has no equivalent."""
    if not value or not column.choices:
        return value
    return entry_for(column.field, value, column.choices)


def written(template: Template, column: Column, value: str | float) -> str | float | None:
    """What goes into the cell; empty when there is nothing, None when the drop-down has no entry for it."""
    if column.fixed:
        return column.fixed
    if value in ("", None):
        return ""
    if isinstance(value, str):
        taught = template.words.get((column.head, value))
        if taught:
            return taught
        if column.choices:
            return choose(column, value)
    if column.field in DAYS | MONTHS and isinstance(value, str):
        return _dated(column.date_form, value)
    if column.field in MONEY and not isinstance(value, str):
        # A general cell takes a figure as well as a text; only a text cell must not hold a figure (DOMAIN §15.5).
        return _plain(value) if column.number_format == "@" else value
    if not isinstance(value, str):
        return value if column.as_number else _plain(value)
    return value


def incomplete(column: Column, value: str) -> bool:
    """Whether a date lacks the day or the month that the column wants."""
    if column.field in DAYS:
        return not _DAY.fullmatch(value)
    return column.field in MONTHS and not _MONTH.match(value)


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.2f}"


def _dated(form: str, value: str) -> str:
    """A day or a month in the form the template prints (`yyyy/MM/dd`, `yyyyMM`); ISO where it prints none."""
    day = _DAY.fullmatch(value)
    month = _MONTH.match(value)
    if not form or month is None:
        return value
    parts = {"yyyy": month[1], "MM": month[2], "dd": day[3] if day else "01"}
    for sign, figures in parts.items():
        form = form.replace(sign, figures)
    return form
