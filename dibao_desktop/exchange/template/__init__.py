"""A province's own upload template: read what it asks for, check what would go into it, fill it, touch nothing else
(DOMAIN §15.5). Heads, required marks, drop-downs, formats, row limit and version are read from the template itself."""

from __future__ import annotations

from dibao_desktop.exchange.template.describe import Column, Template, Use, heads_key
from dibao_desktop.exchange.template.fields import FIELDS, LABELS, MEMBER_FIELDS
from dibao_desktop.exchange.template.filling import fill, filled, save
from dibao_desktop.exchange.template.reading import read_template
from dibao_desktop.exchange.template.values import choose, written

__all__ = [
    "FIELDS",
    "LABELS",
    "MEMBER_FIELDS",
    "Column",
    "Template",
    "Use",
    "choose",
    "fill",
    "filled",
    "heads_key",
    "read_template",
    "save",
    "written",
]
