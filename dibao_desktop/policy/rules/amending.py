"""An office's own figures added to the text of a pack: the local standard or category amount that a plan leaves open.

A new figure has its own date in force and is put after the old ones, so nothing that was worked out before changes.
"""

from __future__ import annotations

from dibao_desktop.domain.money import short_yuan
from dibao_desktop.policy.rules.pack import Category, Standard
from dibao_desktop.policy.rules.sections import STANDARD_UNITS, SUPPLEMENT_UNIT
from dibao_desktop.policy.rules.supplements import Supplement, Who
from dibao_desktop.policy.rules.writing import quoted


def with_standard(toml: str, standard: Standard) -> str:
    """The pack with one more standard. Read the result before it is kept: a date given twice is refused there."""
    lines = (
        "[[standards]]",
        f"aid_type = {quoted(standard.aid_type)}",
        f"period = {quoted(standard.period)}",
        f"amount = {_figure(standard.amount_fen, STANDARD_UNITS[standard.period], standard.source)}",
        f"in_force_from = {standard.in_force_from.isoformat()}",
    )
    return _appended(toml, lines)


def with_category(toml: str, category: Category) -> str:
    """The pack with one more category, or a new amount of an old one from its date in force on."""
    lines = [
        "[[categories]]",
        f"code = {quoted(category.code)}",
        f"title = {quoted(category.title)}",
        f"aid_type = {quoted(category.aid_type)}",
        f"in_force_from = {category.in_force_from.isoformat()}",
        f"criteria = [{', '.join(quoted(each) for each in category.criteria)}]",
        f"amount_frozen = {str(category.amount_frozen).lower()}",
        f"source = {quoted(category.source)}",
    ]
    if category.monthly_fen is not None:
        lines.append(f"monthly = {_figure(category.monthly_fen, STANDARD_UNITS['month'], category.source)}")
    return _appended(toml, lines)


def with_supplement(toml: str, supplement: Supplement) -> str:
    """The pack with one more 分类施保, or a new amount of an old one from its date in force on."""
    lines = [
        "[[supplements]]",
        f"who = {quoted(supplement.who)}",
        f"per = {quoted(supplement.per)}",
        f"monthly = {_figure(supplement.monthly_fen, SUPPLEMENT_UNIT, supplement.source)}",
        f"in_force_from = {supplement.in_force_from.isoformat()}",
    ]
    if supplement.who is Who.ELDERLY:
        lines.append(f'age = {{ value = {supplement.age}, unit = "周岁", source = {quoted(supplement.source)} }}')
    if supplement.aid_type is not None:
        lines.append(f"aid_type = {quoted(supplement.aid_type)}")
    return _appended(toml, lines)


def _appended(toml: str, lines: list[str] | tuple[str, ...]) -> str:
    return toml.rstrip("\n") + "\n\n" + "\n".join(lines) + "\n"


def _figure(fen: int, unit: str, source: str) -> str:
    amount = short_yuan(fen).replace(",", "")
    return f"{{ value = {amount}, unit = {quoted(unit)}, source = {quoted(source)} }}"
