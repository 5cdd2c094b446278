"""Changing single figures of the office's own copy of a pack: which fields a line has, and what comes of changing them.

The strict reader is the judge of every change: what it refuses is said beside the field, and the pack stays as it was.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from dibao_desktop.policy.rules import sections
from dibao_desktop.policy.rules.amounts import METHOD_LABELS, ROUNDING_LABELS
from dibao_desktop.policy.rules.check_items import CATALOGUE, THRESHOLDS, ItemSeverity
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.policy.rules.procedure import NoticeField
from dibao_desktop.policy.rules.reading import read_pack
from dibao_desktop.policy.rules.writing import pack_text

SOURCE = "依据（文件名和条款）"
_LABELS = {
    "value": "数值",
    "amount": "标准（元）",
    "monthly": "每人每月（元）",
    "in_force_from": "从哪一天起执行",
    "title": "名称",
    "issuer": "发文机关",
    "year": "年度",
    "document": "方案文件",
    "criteria": "认定条件（一行一条）",
    "label": "步骤名称",
    "start": "开始日期",
    "end": "结束日期",
    "output": "成果",
    "units": "村（社区）（一行一个）",
    "enabled": "是否核查",
    "severity": "程度",
    "threshold": "限额",
    "note": "说明",
    "source": SOURCE,
}
_HEAD = ("title", "issuer", "year", "document")
_YES = {"true": "是", "false": "否"}
_SEVERITIES = {each.value: each.label for each in ItemSeverity}
# Values that stand in a pack as a code, by the last word of their key.
_OPTIONS: dict[str, Mapping[str, str]] = {
    "method": METHOD_LABELS,
    "rounding": ROUNDING_LABELS,
    "period": sections.PERIODS,
    "coverage": sections.COVERAGE,
    "required": sections.REQUIRED,
    "abstentions_on_export": sections.ABSTENTIONS,
    "vote_way": sections.VOTE_WAYS,
    "confirm_level": sections.CONFIRM_LEVELS,
    "pay_start": sections.PAY_STARTS,
    "progress_report": sections.REPORTS,
    "always": sections.ALWAYS_CHECKED,
    "fields": {each.value: each.label for each in NoticeField},
    "severity": _SEVERITIES,
}
# What an entry may say although this one does not yet.
_MAY_SAY: dict[str, dict[str, object]] = {
    "check_items": {"enabled": True, "severity": "", "note": ""},
    "stages": {"output": ""},
}
_ITEM = "check_items:"
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@dataclass(frozen=True)
class EditField:
    """One field of a line as a form shows it. `name` is its key below the line's; `choices` (code, words) where the value
    is one of a few; `many` where it is a list, one a line."""

    name: str
    label: str
    text: str
    choices: tuple[tuple[str, str], ...] = ()
    many: bool = False


@dataclass(frozen=True)
class Edited:
    """What came of a change: the pack with its text, or by field what is wrong (`""`: with the pack as a whole)."""

    toml: str
    policy: Policy | None
    problems: Mapping[str, str]


def copied(toml: str, pack_id: str, title: str) -> str:
    """The pack under another id and title."""
    values = _loaded(toml)
    return pack_text({**values, "id": pack_id, "title": title, "aliases": []})


def edit_fields(toml: str, path: str) -> tuple[EditField, ...]:
    """The fields of the line that stands under `path`: a figure (`review.quorum`), an entry (`standards[1]`), an item of the
    common list (`check_items:CK33`) or the head of the pack (empty). KeyError when there is no such line."""
    entry, where = _entry(_loaded(toml), path)
    return tuple(_fields(entry, where))


def edited(toml: str, path: str, said: Mapping[str, str]) -> Edited:
    """The pack with the fields of one line as `said`, judged by the strict reader."""
    values = _loaded(toml)
    entry, where = _entry(values, path)
    fields = {field.name: field for field in _fields(entry, where)}
    for name, text in said.items():
        _put(entry, name, text, fields[name])
    changed = pack_text(values)
    reading = read_pack(changed, "本单位的方案")
    return Edited(changed, reading.policy, _placed(reading.problems, where, fields))


def editable(toml: str, paths: Iterable[str]) -> frozenset[str]:
    """Which of these lines can be changed field by field; lists of tables are changed in the file."""
    values = _loaded(toml)
    found = set()
    for path in paths:
        try:
            if _fields(*_entry(values, path)):
                found.add(path)
        except KeyError:
            continue
    return frozenset(found)


def _loaded(toml: str) -> dict[str, Any]:
    return tomllib.loads(toml, parse_float=Decimal)


def _entry(values: dict[str, Any], path: str) -> tuple[dict[str, Any], str]:
    """The table under a path, and the key its problems come under."""
    if path.startswith(_ITEM):
        return _check_item(values, path.removeprefix(_ITEM))
    found: Any = values
    for name, number in _STEP.findall(path):
        try:
            found = found[name] if name else found[int(number) - 1]
        except (IndexError, TypeError) as error:
            raise KeyError(path) from error
    if not isinstance(found, dict):
        raise KeyError(path)
    return found, path


def _check_item(values: dict[str, Any], code: str) -> tuple[dict[str, Any], str]:
    """The pack's own entry of an item, made from the common list where it has none."""
    items = values.setdefault("check_items", [])
    place = next((place for place, each in enumerate(items) if each.get("code") == code), len(items))
    usual = CATALOGUE[code]
    if place == len(items):
        items.append({"code": code, "source": usual.source})
    entry = items[place]
    entry.setdefault("severity", usual.severity.value)
    if code in THRESHOLDS and "threshold" not in entry:
        shown = usual.threshold or 0
        value = Decimal(shown) / 100 if usual.unit == "元" else shown
        entry["threshold"] = {"value": value, "unit": usual.unit, "source": usual.source}
    return entry, f"check_items[{place + 1}]"


def _fields(entry: dict[str, Any], where: str) -> list[EditField]:
    if not where:
        return [_field(name, name, entry[name]) for name in _HEAD]
    last = _STEP.findall(where.replace("[", ".["))[-1][0] or where.rsplit("[", 1)[0]
    if "value" in entry:
        if _has_tables(entry["value"]):
            return []
        return [_field("value", last, entry["value"]), _field("source", "source", entry.get("source", ""))]
    found = []
    for name, value in ({**_MAY_SAY.get(last, {}), **entry}).items():
        if isinstance(value, dict) and "value" in value and name in _LABELS:
            found.append(_field(f"{name}.value", name, value["value"]))
            found.append(_field(f"{name}.source", "source", value.get("source", ""), f"{_short(name)}的依据"))
        elif name in _LABELS and not isinstance(value, dict) and not _has_tables(value):
            found.append(_field(name, name, value))
    return sorted(found, key=lambda field: field.name == "source")


def _short(name: str) -> str:
    return _LABELS[name].split("（")[0]


def _has_tables(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


def _field(name: str, key: str, value: object, label: str = "") -> EditField:
    options = _OPTIONS.get(key, {})
    label = label or _LABELS.get(key, _LABELS["value"])
    if isinstance(value, bool):
        return EditField(name, label, str(value).lower(), tuple(_YES.items()))
    if isinstance(value, list):
        return EditField(name, label, "\n".join(options.get(each, str(each)) for each in value), many=True)
    if options:
        return EditField(name, label, str(value), tuple(options.items()))
    return EditField(name, label, f"{value:f}" if isinstance(value, Decimal) else str(value))


def _put(entry: dict[str, Any], name: str, text: str, field: EditField) -> None:
    """Put one field; a text that is no value of the kind goes in as it is, for the reader to refuse."""
    *above, key = name.split(".")
    table = entry[above[0]] if above else entry
    if not text.strip() and key in ("note", "output"):
        table.pop(key, None)
        return
    table[key] = _read(text.strip(), table.get(key), field)


def _read(text: str, before: object, field: EditField) -> object:
    if field.many:
        codes = {words: code for options in _OPTIONS.values() for code, words in options.items()}
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        is_coded = isinstance(before, list) and any(each in codes.values() for each in before)
        return [codes.get(line, line) if is_coded else line for line in lines]
    if field.choices == tuple(_YES.items()):
        return text == "true"
    try:
        if isinstance(before, dt.date):
            return dt.date.fromisoformat(text)
        if isinstance(before, int | Decimal):
            number = Decimal(text.replace(",", "").replace("，", ""))
            return int(number) if number.is_finite() and number == int(number) else number
    except (ValueError, InvalidOperation):
        pass
    return text


def _placed(problems: Any, where: str, fields: Mapping[str, EditField]) -> dict[str, str]:
    """Each problem beside the field whose key it names."""
    found: dict[str, str] = {}
    for problem in problems:
        key = problem.key.removeprefix(f"{where}.") if where else problem.key
        name = next((each for each in fields if each in (key, f"{key}.value")), "")
        found.setdefault(name, f"{problem.reason}。" if name else problem.sentence)
    return found
