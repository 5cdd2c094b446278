"""What a household's own record says and a plan asks to look at: savings (CK33), young couples without work (CK40).

Only what is written counts; whether somebody 常出入娱乐场所 no record tells, so the second is always doubtful.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from dibao_desktop.domain.identity import age_on
from dibao_desktop.domain.money import short_yuan
from dibao_desktop.matching.rules.facts import Couple, Dossier, Savings
from dibao_desktop.matching.rules.leads import Confidence, Facts, Finding, LeadKind


def found_savings(dossiers: Mapping[int, Dossier], savings: Iterable[Savings], threshold_fen: int) -> Iterator[Finding]:
    """CK33: 家庭存款五万以上, the sum itself counts (民法典 art.1259); 有价证券、分红保险 whatever they are worth."""
    for each in savings:
        dossier = dossiers.get(each.household_id)
        much = each.deposits_fen >= threshold_fen > 0
        if dossier is None or not (much or each.others):
            continue
        told = [f"家庭存款 {short_yuan(each.deposits_fen)} 元，达到 {short_yuan(threshold_fen)} 元"] if much else []
        told += [f"登记有{'、'.join(dict.fromkeys(each.others))}"] if each.others else []
        says = (
            ("存款合计", f"{short_yuan(each.deposits_fen)} 元"),
            ("其他储蓄", "、".join(dict.fromkeys(each.others))),
        )
        yield _finding(dossier, LeadKind.SAVINGS, "档案财产登记：" + "；".join(told), Confidence.CERTAIN, says)


def found_idle_couples(
    dossiers: Mapping[int, Dossier], couples: Iterable[Couple], at_most: int, on: dt.date
) -> Iterator[Finding]:
    """CK40: 夫妻双方年龄均在45岁以下 (45 itself counts), healthy, without work, no special hardship at home."""
    for couple in couples:
        dossier = dossiers.get(couple.household_id)
        ages = [age for age in (age_on(number, on) for number in couple.id_numbers) if age is not None]
        if dossier is None or couple.hardship or len(ages) < 2 or max(ages) > at_most:
            continue
        who = f"{couple.names[0]}（{ages[0]} 岁）、{couple.names[1]}（{ages[1]} 岁）"
        reason = f"夫妻{who}均不超过 {at_most} 岁，登记为健康、没有工作，家中没有重病、残疾成员；请入户核实实际情况"
        says = tuple((name, f"{age} 岁，没有工作") for name, age in zip(couple.names, ages, strict=True))
        yield _finding(dossier, LeadKind.IDLE_COUPLE, reason, Confidence.DOUBTFUL, says)


def _finding(dossier: Dossier, kind: LeadKind, reason: str, confidence: Confidence, record: Facts) -> Finding:
    says: Facts = (("档案号", dossier.number), ("户主", dossier.head_name), ("保障人口", f"{dossier.covered} 人"))
    return Finding(
        key="|".join((kind, str(dossier.household_id))),
        kind=kind,
        household_id=dossier.household_id,
        member_id=None,
        person_id=dossier.head_id,
        person_name=dossier.head_name,
        confidence=confidence,
        reason=reason,
        source=f"一户一档 {dossier.number}",
        dossier_says=says,
        list_says=tuple((label, value) for label, value in record if value),
    )
