"""What stands behind a person: judged leads and payments, for which the person must stay on record."""

from __future__ import annotations

from collections.abc import Mapping

from dibao_desktop.matching.records import Lead, ListRow
from dibao_desktop.matching.rules.lists import ListKind
from dibao_desktop.storage.database import tuples


def behind_members(members: Mapping[int, str]) -> dict[int, str]:
    """Of these members (id to ID number) those with payments or judged leads in their own name, and which it is."""
    found: dict[int, str] = {}
    numbers = [number for number in members.values() if number]
    paid = ListRow.select(ListRow.id_number).where(
        ListRow.kind == ListKind.PAYMENTS.value, ListRow.id_number.in_(numbers)
    )
    paid_numbers = {number for (number,) in tuples(paid)}
    judged = Lead.select(Lead.member).where(Lead.member.in_(list(members)), Lead.verdict != "")
    judged_members = {member for (member,) in tuples(judged)}
    for member, number in members.items():
        if number in paid_numbers:
            found[member] = "名下有低保金发放记录"
        elif member in judged_members:
            found[member] = "名下有已核实的疑点"
    return found
