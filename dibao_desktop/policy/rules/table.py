"""Reading one table of a pack strictly: each key by its kind, each figure with its source, nothing left over.

A reader never stops at the first fault: it notes it with its key and answers with a stand-in, so a clerk sees all that
is wrong with a file at once. A file with a fault is refused whole, so no stand-in ever reaches a policy.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from dibao_desktop.domain.money import short_yuan
from dibao_desktop.policy.rules.pack import Figure
from dibao_desktop.policy.rules.ratio import Ratio, parse_ratio

_KINDS: dict[type, str] = {str: "文字", int: "整数", bool: "true 或 false", dt.date: "日期", list: "列表", dict: "表"}

# Python counts True as an int and a moment as a day; a pack does not.
_NOT_AS: dict[type, type] = {int: bool, dt.date: dt.datetime}

# Far above any figure of a plan; what lies beyond is a slip of the finger.
MOST = 10_000
MOST_YUAN = 100_000_000


def _fen(written: object) -> int | None:
    """Whole fen of an amount in 元; None when it is none."""
    if isinstance(written, bool) or not isinstance(written, int | Decimal):
        return None
    yuan = Decimal(written)
    if not yuan.is_finite() or not 0 <= yuan <= MOST_YUAN or yuan * 100 % 1:
        return None
    return int(yuan * 100)


@dataclass
class Notes:
    """What the readers of one file have found so far: faults as (key, reason), and every figure."""

    faults: list[tuple[str, str]] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


class Table:
    """One table of the file. `path` is its key (`review`, `categories[2]`), empty for the file itself."""

    def __init__(self, values: Mapping[str, Any], path: str, notes: Notes) -> None:
        self._values = values
        self._left = set(values)
        self._notes = notes
        self.path = path

    def key(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name

    def fault(self, name: str, reason: str) -> None:
        self._notes.faults.append((self.key(name) if name else self.path, reason))

    def finish(self) -> None:
        """Refuse what nobody asked for: a misspelt key must not silently do nothing."""
        for name in sorted(self._left):
            self.fault(name, "方案中没有这一项，请核对拼写或删去")

    def has(self, name: str) -> bool:
        return name in self._values

    def _take(self, name: str, kind: type, *, required: bool = True) -> Any:
        self._left.discard(name)
        value = self._values.get(name)
        if value is None:
            if required:
                self.fault(name, "缺少这一项")
            return None
        if not isinstance(value, kind) or isinstance(value, _NOT_AS.get(kind, ())):
            self.fault(name, f"应为{_KINDS[kind]}")
            return None
        return value

    # Plain values

    def text(self, name: str, *, required: bool = True) -> str:
        value = (self._take(name, str, required=required) or "").strip()
        if required and not value and isinstance(self._values.get(name), str):
            self.fault(name, "不能为空")
        return value

    def whole(self, name: str) -> int:
        value = self._take(name, int)
        return value if isinstance(value, int) else 0

    def flag(self, name: str, *, default: bool) -> bool:
        value = self._take(name, bool, required=False)
        return default if value is None else bool(value)

    def day(self, name: str) -> dt.date:
        value = self._take(name, dt.date)
        return value if isinstance(value, dt.date) else dt.date.min

    def choice(self, name: str, options: Iterable[str], *, default: str | None = None) -> str:
        allowed = list(options)
        value = self.text(name, required=default is None) or (default or "")
        if value and value not in allowed:
            self.fault(name, f"“{value}”不是可选的值，可选：{'、'.join(allowed)}")
            return allowed[0]
        return value or allowed[0]

    def texts(self, name: str, *, required: bool = True) -> tuple[str, ...]:
        value = self._take(name, list, required=required) or []
        if not all(isinstance(each, str) and each.strip() for each in value):
            self.fault(name, "应为文字的列表，每一项都不能为空")
            return ()
        return tuple(value)

    # Tables inside

    def inner(self, name: str) -> Table:
        return Table(self._take(name, dict) or {}, self.key(name), self._notes)

    def named(self, name: str) -> list[tuple[str, Table]]:
        """The tables of `[name.甲]`, `[name.乙]` … with their names."""
        table = self.inner(name)
        return [(each, table.inner(each)) for each in table._values]

    def each(self, name: str, *, required: bool = True) -> list[Table]:
        """The tables of `[[name]]`, numbered from 1 in their keys."""
        values = self._take(name, list, required=required) or []
        return self._numbered(name, values)

    def _numbered(self, name: str, values: list[Any]) -> list[Table]:
        if not all(isinstance(each, dict) for each in values):
            self.fault(name, "列表中的每一项应为表")
            return []
        return [Table(each, f"{self.key(name)}[{i}]", self._notes) for i, each in enumerate(values, 1)]

    # Figures: { value, unit, source }

    def _figure(self, name: str, kind: type, *, required: bool = True) -> tuple[Any, str, str]:
        """Value, unit and source of a figure; the value is None when it is absent or faulty."""
        values = self._take(name, dict, required=required)
        if values is None:
            return None, "", ""
        table = Table(values, self.key(name), self._notes)
        value = table._take("value", kind)
        unit, source = table.text("unit", required=False), table.text("source")
        table.finish()
        return value, unit, source

    def _note(self, name: str, label: str, shown: str, source: str) -> None:
        self._notes.figures.append(Figure(self.key(name), label, shown, source))

    def _number(self, name: str, label: str, unit: str, *, least: int, required: bool) -> tuple[int | None, str]:
        value, written_unit, source = self._figure(name, int, required=required)
        if value is None:
            return None, source
        if written_unit != unit:
            self.fault(f"{name}.unit", f"单位应写“{unit}”")
        if not least <= value <= MOST:
            self.fault(f"{name}.value", f"不能小于 {least}" if value < least else f"不能大于 {MOST}")
        self._note(name, label, f"{value} {unit}", source)
        return int(value), source

    def number(self, name: str, label: str, unit: str, *, least: int = 0) -> int | None:
        """A whole number in exactly this unit; None when it is absent."""
        return self._number(name, label, unit, least=least, required=False)[0]

    def count(self, name: str, label: str, unit: str, *, least: int = 0) -> int:
        """A whole number that must be there."""
        return self.cited_count(name, label, unit, least=least)[0]

    def cited_count(self, name: str, label: str, unit: str, *, least: int = 0) -> tuple[int, str]:
        """A whole number that must be there, and its source."""
        value, source = self._number(name, label, unit, least=least, required=True)
        return value or 0, source

    def money(self, name: str, label: str, unit: str) -> tuple[int, str]:
        """An amount in 元 as fen, and its source."""
        written, written_unit, source = self._figure(name, object)
        if written is None:
            return 0, ""
        if written_unit != unit:
            self.fault(f"{name}.unit", f"单位应写“{unit}”")
        fen = _fen(written)
        if fen is None:
            self.fault(f"{name}.value", f"应为 0 到 {MOST_YUAN} 之间、最多两位小数的金额")
            return 0, source
        self._note(name, label, f"{short_yuan(fen)} {unit}", source)
        return fen, source

    def ratio(self, name: str, label: str, *, required: bool = True) -> Ratio | None:
        """`2/3` or `30%`, with the words of what it is a share of as its unit."""
        written, unit, source = self._figure(name, str, required=required)
        if written is None:
            return None
        try:
            ratio = parse_ratio(written)
        except ValueError:
            self.fault(f"{name}.value", "比例应写成 2/3 或 30%，不超过 1")
            return None
        self._note(name, label, f"{unit}{ratio.text}", source)
        return ratio

    def share(self, name: str, label: str) -> Ratio:
        """A ratio that must be there."""
        return self.ratio(name, label) or Ratio(1, 1)

    def yes(self, name: str, label: str) -> bool:
        value, _, source = self._figure(name, bool)
        if value is not None:
            self._note(name, label, "是" if value else "否", source)
        return bool(value)

    def picked(self, name: str, label: str, options: Mapping[str, str]) -> tuple[str, str]:
        """One of the options (code to Chinese name), and its source."""
        value, _, source = self._figure(name, str)
        if value is not None and value not in options:
            self.fault(f"{name}.value", f"“{value}”不是可选的值，可选：{'、'.join(options)}")
            value = None
        if value is None:
            return next(iter(options)), source
        self._note(name, label, options[value], source)
        return str(value), source

    def listed(self, name: str, label: str, options: Mapping[str, str] | None = None) -> tuple[str, ...]:
        """Several texts, of the options where there are any."""
        value, _, source = self._figure(name, list)
        texts = [each for each in value or [] if isinstance(each, str) and each.strip()]
        if value is not None and len(texts) != len(value):
            self.fault(f"{name}.value", "应为文字的列表，每一项都不能为空")
        for each in texts:
            if options is not None and each not in options:
                self.fault(f"{name}.value", f"“{each}”不是可选的值，可选：{'、'.join(options)}")
        self._note(name, label, "、".join((options or {}).get(each, each) for each in texts) or "无", source)
        return tuple(texts)

    def tables(self, name: str, label: str, shown: str) -> list[Table]:
        """A figure whose value is a list of tables; `shown` names the key that stands for each on the screen."""
        value, _, source = self._figure(name, list)
        rows = self._numbered(f"{name}.value", value or [])
        self._note(name, label, "、".join(str(row._values.get(shown, "")) for row in rows), source)
        return rows

    def date_figure(self, name: str, label: str) -> dt.date | None:
        """An optional day with its source."""
        value, _, source = self._figure(name, dt.date, required=False)
        if value is None:
            return None
        self._note(name, label, str(value), source)
        return value if isinstance(value, dt.date) else None
