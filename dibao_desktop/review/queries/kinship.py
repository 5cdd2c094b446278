"""Who on the roster is near to a household, by the panel list and the register of officials' relatives."""

from __future__ import annotations

from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.review.queries.counting import roster
from dibao_desktop.review.queries.holding import rule_of
from dibao_desktop.review.queries.sheet import household_of
from dibao_desktop.review.records import Meeting, PanelKin
from dibao_desktop.review.rules.panel import KinEntry
from dibao_desktop.review.rules.recusal import Finding, PanelPerson, Person, Tie, findings


def findings_for(meeting_id: int, case_id: int) -> list[tuple[Finding, str]]:
    """Each finding with the member's name."""
    lines = roster(meeting_id)
    members = [line.panel_member for line in lines]
    kin: dict[int, list[KinEntry]] = {}
    for row in PanelKin.select().where(PanelKin.panel_member.in_([member.id for member in members])):
        kin.setdefault(row.panel_member_id, []).append(KinEntry(row.name, row.id_number, row.relation))
    panel = [
        PanelPerson(member.id, Person(member.name, member.id_number), tuple(kin.get(member.id, ())))
        for member in members
    ]
    names = {member.id: member.name for member in members}
    rule = rule_of(Meeting.get_by_id(meeting_id))
    found = findings(panel, _family(household_of(case_id)), _ties(), rule.must_step_aside)
    return [(finding, names[finding.member_id]) for finding in found]


def _family(household_id: int) -> list[Person]:
    household = dossiers.household(household_id)
    return [Person(member.name, member.id_number) for member in household.record.members] if household else []


def _ties() -> list[Tie]:
    return [
        Tie(Person(row.official_name, row.official_id), Person(row.relative_name, row.relative_id), row.relation)
        for row in dossiers.relatives()
    ]
