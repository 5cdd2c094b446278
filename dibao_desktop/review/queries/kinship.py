"""Who on the roster is near to a household, by the panel list, the register of officials' relatives and its obligors."""

from __future__ import annotations

from collections.abc import Sequence

from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.review.queries.counting import roster
from dibao_desktop.review.queries.holding import rule_of
from dibao_desktop.review.queries.panels import kin_of
from dibao_desktop.review.queries.sheet import household_of
from dibao_desktop.review.records import Meeting
from dibao_desktop.review.rules.recusal import Finding, PanelPerson, Person, Tie, findings


def findings_for(meeting_id: int, case_id: int) -> list[tuple[Finding, str]]:
    """Each finding with the member's name."""
    members = [line.panel_member for line in roster(meeting_id)]
    kin = kin_of([member.id for member in members])
    panel = [
        PanelPerson(member.id, Person(member.name, member.id_number), tuple(kin.get(member.id, ())))
        for member in members
    ]
    names = {member.id: member.name for member in members}
    rule = rule_of(Meeting.get_by_id(meeting_id))
    household = dossiers.household(household_of(case_id))
    if household is None:
        return []
    family = [Person(member.name, member.id_number) for member in household.record.members]
    ties = [*_ties(), *_obligors(household.id, household.member_ids, family)]
    found = findings(panel, family, ties, rule.must_step_aside)
    return [(finding, names[finding.member_id]) for finding in found]


def _ties() -> list[Tie]:
    return [
        Tie(Person(row.official_name, row.official_id), Person(row.relative_name, row.relative_id), row.relation)
        for row in dossiers.relatives()
    ]


def _obligors(household_id: int, member_ids: Sequence[int], family: Sequence[Person]) -> list[Tie]:
    """Who must support one of the household (赡养、抚养、扶养义务人) is as near to it as the dossier says."""
    return [
        Tie(Person(obligor.name, obligor.id_number), family[obligor.member or 0], obligor.relation)
        for obligor in dossiers.circumstances(household_id, member_ids).obligors
        if family and (obligor.member or 0) < len(family)
    ]
