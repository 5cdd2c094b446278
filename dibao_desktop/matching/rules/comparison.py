"""One whole comparison: every list and every check of the roster, each finding with the policy's clause behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from dibao_desktop.domain.progress import Progress
from dibao_desktop.matching.rules.amounts import found_amounts
from dibao_desktop.matching.rules.circumstances import found_idle_couples, found_savings
from dibao_desktop.matching.rules.facts import Dossier, OfficeFacts, Person
from dibao_desktop.matching.rules.houses import found_houses
from dibao_desktop.matching.rules.identify import PeopleIndex
from dibao_desktop.matching.rules.leads import Finding, LeadDraft
from dibao_desktop.matching.rules.lists import ListKind
from dibao_desktop.matching.rules.payments import (
    Accounts,
    found_in_payments,
    found_in_withdrawals,
    found_paid_after_death,
    owned,
)
from dibao_desktop.matching.rules.people_lists import found_in_lists
from dibao_desktop.matching.rules.relatives import found_unfiled_relatives
from dibao_desktop.matching.rules.roster import found_duplicates, found_id_problems, found_split_households
from dibao_desktop.policy.rules.pack import Policy

_STAGES = 6


def compare(facts: OfficeFacts, index: PeopleIndex, policy: Policy, on: dt.date, progress: Progress) -> list[LeadDraft]:
    """All leads of the office under a policy, in the order of its dossiers; each key once."""
    drafts: dict[str, LeadDraft] = {}
    for stage, (what, findings) in enumerate(_stages(facts, index, policy, on)):
        progress.report(stage, _STAGES, what)
        drafts.update((draft.key, draft) for draft in _cited(findings, policy))
    progress.report(_STAGES, _STAGES, "比对完成")
    return list(drafts.values())


def _stages(
    facts: OfficeFacts, index: PeopleIndex, policy: Policy, on: dt.date
) -> Iterator[tuple[str, Iterable[Finding]]]:
    lines = facts.lines
    accounts = Accounts(index, facts.dossiers, facts.due, facts.ended)
    payments = owned(accounts, lines.get(ListKind.PAYMENTS, ()))
    dwellings = policy.check_item("CK31").threshold or 2
    months = policy.check_item("CK08").threshold or 3
    yield "比对人员名单", found_in_lists(index, lines)
    yield "比对不动产", found_houses(index, lines.get(ListKind.REAL_ESTATE, ()), dwellings)
    yield "核对档案", _of_the_roster(facts, index, policy, on)
    yield "比对发放", found_in_payments(accounts, payments)
    yield "核对死亡后发放", found_paid_after_death(accounts, _deaths(facts, index), payments)
    withdrawals = owned(accounts, lines.get(ListKind.WITHDRAWALS, ()))
    yield "比对支取", found_in_withdrawals(accounts, withdrawals, months)


def _of_the_roster(facts: OfficeFacts, index: PeopleIndex, policy: Policy, on: dt.date) -> Iterator[Finding]:
    yield from found_duplicates(index.by_id)
    yield from found_split_households(facts.dossiers)
    yield from found_id_problems(facts.people, index.faults)
    yield from found_amounts(policy, _assessed_plainly(facts), on, facts.singles)
    yield from found_unfiled_relatives(index, facts.relatives)
    if facts.savings or facts.couples:
        known = {dossier.household_id: dossier for dossier in facts.dossiers}
        yield from found_savings(known, facts.savings, policy.check_item("CK33").threshold or 0)
        yield from found_idle_couples(known, facts.couples, policy.check_item("CK40").threshold or 0, on)


def _assessed_plainly(facts: OfficeFacts) -> list[Dossier]:
    """A household in a 渐退期 is above the standard, and its amount is the one approved before, by decision."""
    return [dossier for dossier in facts.dossiers if dossier.household_id not in facts.leaving]


def _deaths(facts: OfficeFacts, index: PeopleIndex) -> list[tuple[Person, str]]:
    """Who died when, by ID number alone."""
    return [
        (person, line.entry.on_date)
        for line in facts.lines.get(ListKind.DEATHS, ())
        for person in index.by_id.get(line.entry.id_number, ())
    ]


def _cited(findings: Iterable[Finding], policy: Policy) -> Iterator[LeadDraft]:
    """The findings whose check item the policy has switched on, with its severity and clause."""
    for finding in findings:
        item = policy.check_item(finding.code or finding.kind.code)
        if item.enabled:
            yield LeadDraft(
                key=finding.key,
                code=item.code,
                kind=finding.kind,
                household_id=finding.household_id,
                member_id=finding.member_id,
                person_id=finding.person_id,
                person_name=finding.person_name,
                confidence=finding.confidence,
                severity=item.severity,
                reason=finding.reason,
                source=finding.source,
                clause=item.source,
                dossier_says=finding.dossier_says,
                list_says=finding.list_says,
            )
