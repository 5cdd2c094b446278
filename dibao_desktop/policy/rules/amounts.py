"""The monthly amount of a household and the arithmetic behind it (57号 art.23, 社会救助法 art.18, DOMAIN §13.6).

Income is compared by the year, in whole fen, by cross-multiplying: a per-capita income is never rounded before it is
compared or used. 低于 the standard excludes the standard itself (DOMAIN §10.1, A29, A30).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dibao_desktop.domain.money import yuan
from dibao_desktop.policy.rules.pack import AmountRule, Category, Policy, Standard

# Fen to round up to, and the Chinese of it; a difference that is not rounded is still a whole fen.
ROUNDING_LABELS = {
    "none": "保留到分",
    "jiao_up": "向上取整到角",
    "yuan_up": "向上取整到元",
    "yuan_half_up": "四舍五入到元",
}
METHOD_LABELS = {"tier": "分档", "difference": "补差", "fixed": "定额"}
_WHERE = "请在“政策方案”中填入金额、执行日期和依据"


@dataclass(frozen=True)
class Situation:
    """What the amount of one household depends on. `on` is the day for which it is worked out.

    `single`: one person of an edge household is covered alone (单人保), with `single_income_fen` a year of their own.
    """

    aid_type: str
    category: str
    family_size: int
    covered_size: int
    annual_income_fen: int | None
    on: dt.date
    single: bool = False
    single_income_fen: int | None = None


@dataclass(frozen=True)
class ExplainedLine:
    """One line of the arithmetic, with the clause behind it (empty for plain arithmetic and the household's own data)."""

    label: str
    value: str
    source: str = ""


@dataclass(frozen=True)
class Computation:
    """What came out. `missing` says in whole sentences what is lacking; nothing is ever guessed in its place.

    `eligible` is None while it cannot be judged (no income, no standard) and for 特困, which is not judged by income.
    `monthly_fen` is None while it cannot be worked out, 0 for a household that is not eligible. A tier amount does not
    need the income: it is given, with `eligible` None and the lack of an income said in `missing`.
    """

    eligible: bool | None
    monthly_fen: int | None
    per_capita_fen: int | None
    lines: tuple[ExplainedLine, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class _Part:
    """A part of the arithmetic: its lines, what it lacks, and the amount if that part gives one."""

    lines: tuple[ExplainedLine, ...] = ()
    missing: tuple[str, ...] = ()
    monthly_fen: int | None = None


def compute_amount(policy: Policy, situation: Situation) -> Computation:
    """The amount under the pack's method, each step as a line."""
    rule = next((rule for kind, rule in policy.amount.items() if kind == situation.aid_type), None)
    problems = _household_problems(policy, situation, rule)
    if rule is None or problems:
        return Computation(None, None, None, (), problems)
    standard = policy.standard_at(situation.aid_type, situation.on)
    if rule.method == "fixed":
        return _fixed(policy, situation, rule, standard)
    compared = _comparison(policy, situation, standard)
    eligible = _is_eligible(policy, situation, standard)
    if eligible is False:
        amount = _Part((ExplainedLine("月保障金", "0.00 元"),), (), 0)
    elif rule.method == "tier":
        amount = _tier(policy, situation, rule)
    else:
        amount = _difference(situation, rule, standard)
    lines, missing = compared.lines + amount.lines, compared.missing + amount.missing
    return Computation(eligible, amount.monthly_fen, per_capita_fen(situation), lines, missing)


def _is_eligible(policy: Policy, situation: Situation, standard: Standard | None) -> bool | None:
    """Whether the yearly per-capita income is below the yearly standard; exactly the standard is not (低于).

    Of one person covered alone the household need only be an edge household.
    """
    if standard is None or situation.annual_income_fen is None:
        return None
    percent = policy.edge.below_percent if situation.single else 100
    return 100 * situation.annual_income_fen < percent * standard.yearly_fen * situation.family_size


def per_capita_fen(situation: Situation) -> int | None:
    """The yearly per-capita income to the fen, half up; for showing only, nothing is compared with it."""
    if situation.annual_income_fen is None:
        return None
    return _half_up(situation.annual_income_fen, situation.family_size)


def difference_fen(yearly_standard_fen: int, situation: Situation, rounding: str) -> int:
    """(yearly standard − yearly per-capita income) × covered people ÷ 12, never negative, rounded once, at the end.

    With everyone covered this is standard × people − household income, the form in which a rounding up is meant
    (DOMAIN §10.3 A30: 632 × 3 − 1894 is 2 元, not 3). One person covered alone is taken as a household of one
    (2022 notice: 参照“单人户”).
    """
    family = situation.covered_size if situation.single else situation.family_size
    income = (situation.single_income_fen if situation.single else situation.annual_income_fen) or 0
    gap = max(yearly_standard_fen * family - income, 0) * situation.covered_size
    parts = 12 * family
    if rounding == "yuan_up":
        return -(-gap // (parts * 100)) * 100
    if rounding == "jiao_up":
        return -(-gap // (parts * 10)) * 10
    if rounding == "yuan_half_up":
        return _half_up(gap, parts * 100) * 100
    return _half_up(gap, parts)


def _half_up(amount: int, parts: int) -> int:
    return (2 * amount + parts) // (2 * parts)


def _household_problems(policy: Policy, situation: Situation, rule: AmountRule | None) -> tuple[str, ...]:
    problems = []
    if not situation.aid_type:
        problems.append("没有填救助类型，无法核算；请在一户一档中选择农村低保、城市低保或特困供养。")
    elif rule is None:
        problems.append(
            f"方案“{policy.title}”没有规定{situation.aid_type}的金额算法；请在“政策方案”中补填或改选救助类型。"
        )
    if situation.family_size < 1:
        problems.append("没有填家庭人口，无法核算；请在一户一档中补填家庭成员。")
    elif not 1 <= situation.covered_size <= situation.family_size:
        problems.append(
            f"保障人口 {situation.covered_size} 人、家庭人口 {situation.family_size} 人，两者对不上；"
            "请在一户一档中核对哪些成员享受保障。"
        )
    if situation.annual_income_fen is not None and situation.annual_income_fen < 0:
        problems.append("家庭年收入是负数，无法核算；请在一户一档中改正，没有收入的填 0。")
    if situation.single_income_fen is not None and situation.single_income_fen < 0:
        problems.append("单人保的本人收入是负数，无法核算；请在一户一档的收入明细中改正，没有收入的填 0。")
    return tuple(problems)


def _no_standard(policy: Policy, situation: Situation) -> str:
    dates = [s.in_force_from for s in policy.standards if s.aid_type == situation.aid_type]
    if dates:
        return (
            f"方案“{policy.title}”的{situation.aid_type}标准自 {min(dates)} 起执行，"
            f"{situation.on} 的标准没有填；{_WHERE}。"
        )
    return f"方案“{policy.title}”没有填{situation.aid_type}标准，无法核算；{_WHERE}。"


def _comparison(policy: Policy, situation: Situation, standard: Standard | None) -> _Part:
    """The lines that compare the income with the standard, and what is lacking for it."""
    missing: tuple[str, ...] = () if standard else (_no_standard(policy, situation),)
    lines: tuple[ExplainedLine, ...] = (standard_line(standard),) if standard else ()
    lines += _coming(policy, situation)
    income, per_capita = situation.annual_income_fen, per_capita_fen(situation)
    if income is None or per_capita is None:
        lack = "没有填家庭年收入，无法判断人均收入是否低于标准；请在一户一档中补填，没有收入的填 0。"
        return _Part(lines, (*missing, lack))
    sum_text = f"{yuan(income)} 元 ÷ 家庭人口 {situation.family_size} 人 = {yuan(per_capita)} 元/人·年"
    lines += (ExplainedLine("人均年收入", sum_text, policy.income.source),)
    if standard:
        lines += (_verdict_line(policy, situation, standard, income, per_capita),)
    return _Part(lines, missing)


def _coming(policy: Policy, situation: Situation) -> tuple[ExplainedLine, ...]:
    """The next standard that is known already: an amount worked out today will be another then, and does not change by
    itself."""
    later = [s for s in policy.standards if s.aid_type == situation.aid_type and s.in_force_from > situation.on]
    if not later:
        return ()
    coming = min(later, key=lambda standard: standard.in_force_from)
    period = "年" if coming.period == "year" else "月"
    value = f"自 {coming.in_force_from} 起为 {yuan(coming.amount_fen)} 元/人·{period}，届时须按新标准重新核算"
    return (ExplainedLine("标准将调整", value, coming.source),)


def _verdict_line(
    policy: Policy, situation: Situation, standard: Standard, income: int, per_capita: int
) -> ExplainedLine:
    below = _is_eligible(policy, situation, standard)
    if situation.single:
        edge = f"{policy.edge.words} {yuan(standard.yearly_fen * policy.edge.below_percent // 100)} 元"
        words = f"低于{edge}，属于低保边缘家庭" if below else f"不低于{edge}，不是低保边缘家庭，不能单人保"
        return ExplainedLine("单人保条件", f"家庭人均 {yuan(per_capita)} 元 {words}", policy.edge.source)
    left, right = f"人均 {yuan(per_capita)} 元", f"{yuan(standard.yearly_fen)} 元"
    if per_capita == standard.yearly_fen and income != standard.yearly_fen * situation.family_size:
        # Rounded to the fen the two look equal: show the totals, which are what is compared.
        left = f"家庭年收入 {yuan(income)} 元"
        right = f"标准 × {situation.family_size} 人 = {yuan(standard.yearly_fen * situation.family_size)} 元"
    verdict = "低于 {}，符合收入条件" if below else "不低于 {}，不符合收入条件（须低于标准）"
    value = f"{left} {verdict.format(right)}"
    return ExplainedLine("与标准比较", value, standard.source)


def standard_line(standard: Standard) -> ExplainedLine:
    """`农村低保标准  2,800.00 元/人·年`; a monthly one says what it comes to in a year."""
    value = f"{yuan(standard.amount_fen)} 元/人·{'年' if standard.period == 'year' else '月'}"
    if standard.period == "month":
        value += f" × 12 个月 = {yuan(standard.yearly_fen)} 元/人·年"
    return ExplainedLine(f"{standard.aid_type}标准", f"{value}（{standard.in_force_from} 起执行）", standard.source)


def _tier(policy: Policy, situation: Situation, rule: AmountRule) -> _Part:
    code = policy.own_code(situation.category, situation.aid_type)
    category = policy.category_at(code, situation.aid_type, situation.on)
    if category is None or category.monthly_fen is None:
        return _Part(missing=(_no_category(policy, situation, category),))
    amount = category.monthly_fen * situation.covered_size
    value = (
        f"{category.code}类补差标准 {yuan(category.monthly_fen)} 元/人·月 × 保障人口 {situation.covered_size} 人"
        f" = 月保障金 {yuan(amount)} 元"
    )
    lines = (
        ExplainedLine("计算方式", METHOD_LABELS["tier"], rule.source),
        ExplainedLine("月保障金", value, category.source),
    )
    return _Part(lines, (), amount)


def _no_category(policy: Policy, situation: Situation, category: Category | None) -> str:
    if not situation.category:
        return f"没有填保障类别，{situation.aid_type}按类别分档发放，无法核算；请在一户一档中选择类别。"
    code = policy.own_code(situation.category, situation.aid_type)
    name = f"{situation.aid_type}{code}类"
    if category is not None:
        return f"方案“{policy.title}”没有填{name}的补差标准，无法核算；{_WHERE}。"
    dates = [c.in_force_from for c in policy.categories if c.code == code and c.aid_type == situation.aid_type]
    if dates:
        return f"方案“{policy.title}”的{name}自 {min(dates)} 起执行，{situation.on} 的补差标准没有填；{_WHERE}。"
    return f"方案“{policy.title}”没有{name}；请核对一户一档中的保障类别，或在“政策方案”中补填这一类。"


def _difference(situation: Situation, rule: AmountRule, standard: Standard | None) -> _Part:
    method = ExplainedLine("计算方式", METHOD_LABELS["difference"], rule.source)
    if standard is None or situation.annual_income_fen is None:
        # What is lacking has been said by the comparison.
        return _Part((method,))
    if situation.single:
        return _single(situation, rule, standard, method)
    amount = difference_fen(standard.yearly_fen, situation, rule.rounding)
    family, covered = situation.family_size, situation.covered_size
    value = f"（{yuan(standard.yearly_fen)} 元 × 家庭人口 {family} 人 − {yuan(situation.annual_income_fen)} 元）"
    if covered != family:
        value += f" × 保障人口 {covered} 人 ÷ 家庭人口 {family} 人"
    value += f" ÷ 12 个月，{ROUNDING_LABELS[rule.rounding]} = 月保障金 {yuan(amount)} 元"
    return _Part((method, ExplainedLine("月保障金", value, rule.source)), (), amount)


def _single(situation: Situation, rule: AmountRule, standard: Standard, method: ExplainedLine) -> _Part:
    """The difference of one person covered alone: by their own income, as a household of one."""
    own = situation.single_income_fen
    if own is None:
        lack = "单人保按本人收入补差，没有填本人的收入；请在一户一档的收入明细中补填，没有收入的填 0。"
        return _Part((method,), (lack,))
    amount, people = difference_fen(standard.yearly_fen, situation, rule.rounding), situation.covered_size
    value = (
        f"（{yuan(standard.yearly_fen)} 元 × 单人保 {people} 人 − 本人年收入 {yuan(own)} 元） ÷ 12 个月，"
        f"{ROUNDING_LABELS[rule.rounding]} = 月保障金 {yuan(amount)} 元"
    )
    return _Part((method, ExplainedLine("月保障金", value, rule.source)), (), amount)


def _fixed(policy: Policy, situation: Situation, rule: AmountRule, standard: Standard | None) -> Computation:
    """特困: the fixed standard for each covered person; not judged by the household's income."""
    if standard is None:
        return Computation(None, None, None, (), (_no_standard(policy, situation),))
    amount = _half_up(standard.yearly_fen * situation.covered_size, 12)
    value = f"{yuan(standard.yearly_fen)} 元/人·年 × 保障人口 {situation.covered_size} 人 ÷ 12 个月 = {yuan(amount)} 元"
    lines = (
        standard_line(standard),
        ExplainedLine("计算方式", METHOD_LABELS["fixed"], rule.source),
        ExplainedLine("月保障金", value, standard.source),
    )
    return Computation(None, amount, per_capita_fen(situation), lines, ())
