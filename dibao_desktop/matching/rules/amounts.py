"""The amount in the dossier against the policy pack (CK26), the stated income against the standard (CK20)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dibao_desktop.domain.money import short_yuan
from dibao_desktop.matching.rules.facts import Dossier, Single
from dibao_desktop.matching.rules.leads import Confidence, Facts, Finding, LeadKind
from dibao_desktop.policy.rules.amounts import Computation, Situation, compute_amount
from dibao_desktop.policy.rules.pack import Policy


def found_amounts(
    policy: Policy, dossiers: Sequence[Dossier], on: dt.date, singles: Mapping[int, Single] | None = None
) -> Iterator[Finding]:
    """Nothing is said where the pack or the dossier lacks what the computation needs: nothing is guessed."""
    known: dict[Situation, Computation] = {}
    for dossier in dossiers:
        family = max(dossier.family_size, dossier.covered)
        # Many rosters do not say which aid they are of: the category does where only one kind of aid has it.
        aid_type = dossier.aid_type or policy.aid_type_of(dossier.category)
        alone = singles.get(dossier.household_id) if singles else None
        case = Situation(aid_type, dossier.category, family, dossier.covered, dossier.annual_income_fen, on)
        if alone is not None:
            case = replace(case, single=True, single_income_fen=alone.income_fen)
        if case not in known:
            known[case] = compute_amount(policy, case)
        result = known[case]
        if result.eligible is False:
            yield _finding(
                policy,
                dossier,
                LeadKind.OVER_INCOME,
                ("家庭不属于低保边缘家庭：" if alone else "家庭人均收入不低于保障标准：")
                + _last(result, "单人保条件" if alone else "与标准比较"),
                result,
            )
        elif result.monthly_fen is not None and result.monthly_fen != dossier.monthly_fen:
            yield _finding(
                policy,
                dossier,
                LeadKind.AMOUNT,
                f"档案月保障金 {short_yuan(dossier.monthly_fen)} 元，按方案应为 {short_yuan(result.monthly_fen)} 元："
                + _last(result, "月保障金"),
                result,
            )


def _last(result: Computation, label: str) -> str:
    return next((line.value for line in reversed(result.lines) if line.label == label), "")


def _finding(policy: Policy, dossier: Dossier, kind: LeadKind, reason: str, result: Computation) -> Finding:
    computed: Facts = tuple((line.label, line.value) for line in result.lines)
    return Finding(
        key="|".join((kind, str(dossier.household_id))),
        kind=kind,
        household_id=dossier.household_id,
        member_id=None,
        person_id=dossier.head_id,
        person_name=dossier.head_name,
        confidence=Confidence.CERTAIN,
        reason=reason,
        source=f"一户一档 {dossier.number}；{policy.title}",
        dossier_says=(
            ("档案号", dossier.number),
            ("户主", dossier.head_name),
            ("救助类型", dossier.aid_type),
            ("保障类别", dossier.category),
            ("家庭人口", f"{dossier.family_size} 人"),
            ("保障人口", f"{dossier.covered} 人"),
            ("月保障金", f"{short_yuan(dossier.monthly_fen)} 元"),
        ),
        list_says=computed,
    )
