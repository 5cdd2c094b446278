"""A pack as sections of a document: every figure with its value and the clause behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dibao_desktop.domain.money import short_yuan
from dibao_desktop.policy.rules.check_items import CATALOGUE
from dibao_desktop.policy.rules.pack import Category, Policy, Standard
from dibao_desktop.policy.rules.sections import STANDARD_UNITS, WINDOWS
from dibao_desktop.policy.rules.supplements import PER_LABELS, Supplement
from ui.theme.tokens import Tone


@dataclass(frozen=True)
class Line:
    """One figure: what it is, what it says, which clause says so; a pill where it has a state. `path` is where it stands in
    the pack, `key` what it is called in any pack (its name, unless it says so)."""

    name: str
    value: str
    source: str
    pill: str = ""
    tone: Tone = Tone.NEUTRAL
    path: str = ""
    key: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the plan; `empty` is what stands there while it has no line."""

    id: str
    title: str
    lines: tuple[Line, ...]
    empty: str = ""


_BY_KEY = (
    ("amount", "金额和收入", ("amount", "edge", "income")),
    ("visit", "入户调查", ("visit",)),
    ("review", "民主评议", ("review",)),
    ("notice", "公示", ("notice",)),
    ("decision", "审核、决定和时限", ("decision",)),
    ("reverification", "定期核查", ("reverification",)),
    ("sampling", "抽查验收", ("sampling",)),
)


def sections(policy: Policy, today: dt.date) -> tuple[Section, ...]:
    """All sections of a pack in the order of the road."""
    named = [Section(id_, title, _figures(policy, keys)) for id_, title, keys in _BY_KEY]
    return (
        Section("standards", "保障标准", _standards(policy, today), "方案没有规定标准，请填入当地公布的标准。"),
        Section("categories", "类别与补差", _categories(policy, today), "方案没有分类别的定额。"),
        Section(
            "supplements",
            "分类施保",
            _supplements(policy, today),
            "各地金额不同，方案没有规定；请在“更多”中填入当地公布的金额。",
        ),
        Section("steps", "办理步骤", _steps(policy)),
        *named,
        Section("stages", "行动与阶段", (*_figures(policy, ("campaign",)), *_stages(policy))),
        Section("check_items", "清查事项", _check_items(policy)),
    )


def missing_standards(policy: Policy, today: dt.date) -> list[str]:
    """The kinds of aid that the plan works out amounts for but has no standard in force of."""
    return [str(aid_type) for aid_type in policy.amount if policy.standard_at(aid_type, today) is None]


def _figures(policy: Policy, groups: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(
        Line(figure.label, figure.text, figure.source, path=figure.key)
        for figure in policy.figures
        if figure.key.split(".")[0].split("[")[0] in groups
    )


def _standards(policy: Policy, today: dt.date) -> tuple[Line, ...]:
    def line(each: Standard) -> Line:
        unit = STANDARD_UNITS[each.period]
        state = _state(each, policy.standard_at(each.aid_type, today), each.in_force_from, today)
        value = f"{short_yuan(each.amount_fen)} {unit}，{each.in_force_from} 起"
        path = f"standards[{policy.standards.index(each) + 1}]"
        return Line(f"{each.aid_type}标准", value, each.source, *state, path)

    return _in_order(policy.standards, lambda each: (each.aid_type, -each.in_force_from.toordinal()), line)


def _categories(policy: Policy, today: dt.date) -> tuple[Line, ...]:
    def line(each: Category) -> Line:
        amount = f"每人每月 {short_yuan(each.monthly_fen)} 元" if each.monthly_fen is not None else "不定金额"
        state = _state(each, policy.category_at(each.code, each.aid_type, today), each.in_force_from, today)
        value = f"{amount}，{each.in_force_from} 起" + ("\n" + "；".join(each.criteria) if each.criteria else "")
        path, name = f"categories[{policy.categories.index(each) + 1}]", f"{each.aid_type}{each.code}类"
        return Line(f"{name} {each.title}", value, each.source, *state, path, name)

    return _in_order(policy.categories, lambda each: (each.aid_type, each.code, -each.in_force_from.toordinal()), line)


def _supplements(policy: Policy, today: dt.date) -> tuple[Line, ...]:
    def line(each: Supplement) -> Line:
        alike = [other for other in policy.supplements if other.kind == each.kind and other.in_force_from <= today]
        current = max(alike, key=lambda other: other.in_force_from, default=None)
        value = f"{PER_LABELS[each.per]}每月 {short_yuan(each.monthly_fen)} 元，{each.in_force_from} 起"
        path = f"supplements[{policy.supplements.index(each) + 1}]"
        name = f"{each.aid_type or ''}{each.title}"
        return Line(name, value, each.source, *_state(each, current, each.in_force_from, today), path)

    return _in_order(policy.supplements, lambda each: (*each.kind, -each.in_force_from.toordinal()), line)


def _in_order(found: Iterable, key: Callable, line: Callable) -> tuple[Line, ...]:
    return tuple(line(each) for each in sorted(found, key=key))


def _state(each: object, current: object, start: dt.date, today: dt.date) -> tuple[str, Tone]:
    if each == current:
        return "现行", Tone.GREEN
    return ("未到执行日", Tone.BLUE) if start > today else ("已被取代", Tone.NEUTRAL)


def _steps(policy: Policy) -> tuple[Line, ...]:
    return tuple(
        Line(f"{place}  {step.label}", step.applies.label, step.source, path=f"steps[{place}]", key=step.label)
        for place, step in enumerate(policy.steps, start=1)
    )


def _stages(policy: Policy) -> tuple[Line, ...]:
    stages = [
        Line(each.title, f"{each.start} 至 {each.end}\n{each.output}", each.source, path=f"stages[{place}]")
        for place, each in enumerate(policy.stages, start=1)
    ]
    windows = [
        Line(
            WINDOWS[each.kind],
            f"{each.start} 至 {each.end}\n{'、'.join(each.units)}",
            each.source,
            path=f"schedule[{place}]",
        )
        for place, each in enumerate(policy.schedule, start=1)
    ]
    return (*stages, *windows)


def _check_items(policy: Policy) -> tuple[Line, ...]:
    lines = []
    for code in CATALOGUE:
        item = policy.check_item(code)
        limit = ""
        if item.threshold is not None:
            limit = f"{short_yuan(item.threshold) if item.unit == '元' else item.threshold} {item.unit}以上"
        value = "，".join(part for part in (item.severity.label, limit, item.note) if part)
        state = ("核查", Tone.GREEN) if item.enabled else ("不用", Tone.NEUTRAL)
        lines.append(Line(f"{code}  {item.title}", value, item.source, *state, f"check_items:{code}", code))
    return tuple(lines)
