"""Taking in the list of a village's review group."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dibao_desktop.domain import identity, text
from dibao_desktop.domain.applied import Applied, Difference
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules import villages
from dibao_desktop.dossiers.rules.initials import search_words
from dibao_desktop.review.records import PanelKin, PanelMember
from dibao_desktop.review.rules.panel import KinEntry, PanelEntry
from dibao_desktop.session import Permission, Session, command

Key = tuple[int, str]


@command(Permission.IMPORT, Changes.REVIEW)
def take_panels(session: Session, entries: Sequence[PanelEntry], source: str) -> Applied:
    """Take a panel list: for each village it names, its members become the group; whoever it leaves out steps down.

    The same list again changes nothing. Counts are rows of the list. Raises KnownError for a village the office has not.
    """
    known = {row.name: row.id for row in dossiers.villages()}
    _refuse_unknown(known, entries)
    rows: dict[Key, list[PanelEntry]] = {}
    for entry in entries:
        rows.setdefault((known[villages.village(entry.village)], _person(entry)), []).append(entry)
    counted = {"new": 0, "changed": 0, "same": 0}
    seats: dict[int, int] = {}
    for (village_id, _), own in rows.items():
        seats[village_id] = seats.get(village_id, 0) + 1
        counted[_take_member(village_id, seats[village_id], own)] += len(own)
    left = _step_down(rows)
    session.note(
        f"导入评议小组名单（{source}）：新增 {counted['new']}，变更 {counted['changed']}，不再担任 {len(left)}"
    )
    return Applied(counted["new"], counted["changed"], counted["same"], tuple(left))


def _refuse_unknown(known: dict[str, int], entries: Sequence[PanelEntry]) -> None:
    for entry in entries:
        if villages.village(entry.village) not in known:
            where = f"{entry.place}：" if entry.place else ""
            raise KnownError(
                "unknown_village", f"{where}档案中没有“{entry.village}”，请先导入该村花名册，或更正名单中的村名。"
            )


def _person(entry: PanelEntry) -> str:
    number = identity.read_id(entry.id_number)
    return text.person_name(entry.name) if number.unusable else number.value


def _take_member(village_id: int, seat: int, rows: Sequence[PanelEntry]) -> str:
    """Write one member of the list; `new`, `changed` or `same`."""
    entry = rows[0]
    number, name = identity.read_id(entry.id_number), text.person_name(entry.name)
    values: dict[str, Any] = {
        "seat": seat,
        "name": name,
        "initials": search_words([name]),
        "sex": text.compact(entry.sex),
        "id_number": "" if number.unusable else number.value,
        "role": text.clean(entry.role),
        "phone": text.compact(entry.phone),
        "active": True,
    }
    kin = _kin(rows)
    same_person = PanelMember.id_number == number.value if not number.unusable else PanelMember.name == name
    found = PanelMember.get_or_none((PanelMember.village == village_id) & same_person)
    if found is None:
        _write_kin(PanelMember.create(village=village_id, **values).id, kin)
        return "new"
    if kin == _written_kin(found) and all(getattr(found, field) == value for field, value in values.items()):
        return "same"
    PanelMember.update(**values).where(PanelMember.id == found.id).execute()
    PanelKin.delete().where(PanelKin.panel_member == found.id).execute()
    _write_kin(found.id, kin)
    return "changed"


def _kin(rows: Iterable[PanelEntry]) -> set[tuple[str, str, str]]:
    every = (_kin_values(kin) for row in rows for kin in row.kin)
    return {values for values in every if values[0] or values[1]}


def _kin_values(kin: KinEntry) -> tuple[str, str, str]:
    number = identity.read_id(kin.id_number)
    return text.person_name(kin.name), "" if number.unusable else number.value, text.compact(kin.relation)


def _written_kin(member: Any) -> set[tuple[str, str, str]]:
    return {(kin.name, kin.id_number, kin.relation) for kin in member.kin}


def _write_kin(member_id: int, kin: Iterable[tuple[str, str, str]]) -> None:
    for name, number, relation in sorted(kin):
        PanelKin.create(panel_member=member_id, name=name, id_number=number, relation=relation)


def _step_down(rows: Iterable[Key]) -> list[Difference]:
    """Members of the listed villages whom the list does not name any more; past meetings keep them."""
    listed = set(rows)
    concerned = {village_id for village_id, _ in listed}
    left = []
    for member in PanelMember.select().where(PanelMember.active, PanelMember.village.in_(concerned)):
        if (member.village_id, member.id_number or member.name) not in listed:
            PanelMember.update(active=False).where(PanelMember.id == member.id).execute()
            left.append(Difference(member.village.name, "评议小组成员", member.name, "名单中没有"))
    return left
