"""The checklist of a dossier: what the clerk has put in, what the program itself has on record, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.queries import CaseRow
from dibao_desktop.clearance.rules.road import CaseFacts, applies
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.queries import PaperRow
from dibao_desktop.dossiers.rules.checklist import (
    LINES,
    REGISTER_BOOK,
    CaseType,
    Circumstances,
    Completeness,
    completeness,
    needed,
)
from dibao_desktop.policy.rules.steps import DoneWhen, Step

_FILING = 20
"""近亲属备案表: the register of the program itself makes it."""


@dataclass(frozen=True)
class PaperLine:
    """One line of the checklist; `recorded`: the program itself holds what belongs here."""

    number: int
    title: str
    needed: bool
    recorded: bool
    papers: tuple[PaperRow, ...]

    @property
    def there(self) -> bool:
        return self.recorded or bool(self.papers)

    @property
    def pages(self) -> int:
        return sum(paper.pages for paper in self.papers)

    @property
    def unchecked(self) -> bool:
        """Whether copies of the register book were not all held against the original."""
        return self.number == REGISTER_BOOK and not all(paper.original_seen for paper in self.papers)


@dataclass(frozen=True)
class Checklist:
    """All lines in binding order, and how complete that is."""

    type: CaseType
    lines: tuple[PaperLine, ...]
    completeness: Completeness


@dataclass(frozen=True)
class _Standing:
    """What a household's papers are measured against."""

    about: Circumstances
    recorded: frozenset[int]


def checklist(household_id: int, campaign_id: int | None) -> Checklist:
    """The checklist of one dossier, by where its case stands in a campaign (None: outside any)."""
    standing = _standings([household_id], campaign_id)[household_id]
    wanted = needed(standing.about)
    papers = dossiers.papers(household_id)
    lines = tuple(
        PaperLine(
            line.number,
            line.title,
            line.number in wanted,
            line.number in standing.recorded,
            tuple(paper for paper in papers if paper.line == line.number),
        )
        for line in LINES
    )
    there = {line.number for line in lines if line.there}
    return Checklist(standing.about.type, lines, completeness(standing.about, there))


def completeness_of(household_ids: Sequence[int], campaign_id: int | None) -> dict[int, Completeness]:
    """How complete each of these dossiers is."""
    lines = dossiers.paper_lines(household_ids)
    return {
        id_: completeness(standing.about, standing.recorded | lines.get(id_, set()))
        for id_, standing in _standings(household_ids, campaign_id).items()
    }


def incomplete(household_ids: Sequence[int], campaign_id: int | None) -> list[int]:
    """Those of them that lack a paper, in the order given: for a filter, and to be counted."""
    found = completeness_of(household_ids, campaign_id)
    return [id_ for id_ in household_ids if not found[id_].complete]


def _standings(household_ids: Sequence[int], campaign_id: int | None) -> dict[int, _Standing]:
    ids = list(household_ids)
    health, relatives = dossiers.with_health_or_school(ids), dossiers.with_near_relative(ids)
    applying = dossiers.applying(ids)
    filed, kept = dossiers.register_households("filed"), dossiers.register_households("kept")
    cases = _cases(ids, campaign_id)
    facts = clearance.facts_of_cases([case.id for case in cases.values()])
    asked = clearance.with_neighbours([case.id for case in cases.values()])
    steps = clearance.policy_of(campaign_id).steps if cases and campaign_id is not None else ()
    found = {}
    for id_ in ids:
        case = cases.get(id_)
        known = facts[case.id] if case else CaseFacts()
        about = Circumstances(
            _type(id_ in applying, case, known),
            health_or_school=id_ in health,
            reviewed=_goes_through(steps, DoneWhen.REVIEW_CONCLUDED, known),
            posted=_goes_through(steps, DoneWhen.NOTICE_ENDED, known),
            objected=known.objected,
            near_relative=id_ in relatives or id_ in filed,
            card_kept=id_ in kept,
        )
        recorded = _recorded(case, known, case.id in asked) if case else frozenset()
        found[id_] = _Standing(about, recorded | ({_FILING} if id_ in filed else set()))
    return found


def _cases(household_ids: list[int], campaign_id: int | None) -> dict[int, CaseRow]:
    if campaign_id is None:
        return {}
    found: dict[int, CaseRow] = {}
    for start in range(0, len(household_ids), 5_000):
        found |= clearance.cases_of(campaign_id, household_ids[start : start + 5_000])
    return found


def _type(applies_now: bool, case: CaseRow | None, facts: CaseFacts) -> CaseType:
    """Who applied in this campaign stays 新申请 when the decision is made; who applies outside any is it as well."""
    if applies_now or (case is not None and case.applicant):
        return CaseType.NEW
    return CaseType.REDUCED if facts.cut_or_stop else CaseType.UNCHANGED


def _goes_through(steps: Sequence[Step], what: DoneWhen, facts: CaseFacts) -> bool:
    return any(step.done_when is what and applies(step, facts) for step in steps)


def _recorded(case: CaseRow, facts: CaseFacts, neighbours: bool) -> frozenset[int]:
    """The lines of the checklist that the records of the case fill."""
    there = {
        9: facts.visit_signed,
        10: facts.visit_signed and neighbours,
        11: bool(case.reviewed_on),
        12: bool(case.posted_on),
        13: facts.objected and facts.open_objections == 0,
        14: facts.township_checked,
        15: facts.confirmed,
        16: facts.notified,
        17: facts.heard,
        19: facts.assessed,
    }
    return frozenset(number for number, holds in there.items() if holds)
