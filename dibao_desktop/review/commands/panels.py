"""Making up a village's review group: from a list, or person by person in the window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dibao_desktop.domain import identity, text
from dibao_desktop.domain.applied import Applied, Difference
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import commands as dossier_commands
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules import villages
from dibao_desktop.dossiers.rules.initials import search_words
from dibao_desktop.review.records import Attendance, Meeting, PanelKin, PanelMember, PanelTerm
from dibao_desktop.review.rules.panel import KinEntry, PanelEntry, Seat, Term, duty_of
from dibao_desktop.review.rules.states import MeetingState
from dibao_desktop.session import Permission, Session, command

Key = tuple[int, str]


@command(Permission.IMPORT, Changes.REVIEW)
def take_panels(session: Session, entries: Sequence[PanelEntry], source: str) -> Applied:
    """Take a panel list: for each village it names, its members become the group; whoever it leaves out steps down.

    The same list again changes nothing. Counts are rows of the list. Before any roster the list makes its villages, as a
    roster would; after, a village the office has not is a slip of the pen and refused.
    """
    known = _villages(session, entries)
    rows: dict[Key, list[PanelEntry]] = {}
    for entry in entries:
        rows.setdefault((known[villages.village(entry.village)], _person(entry)), []).append(entry)
    counted = {"new": 0, "changed": 0, "same": 0}
    seats: dict[int, int] = {}
    for (village_id, _), own in rows.items():
        seats[village_id] = seats.get(village_id, 0) + 1
        counted[_take_member(village_id, seats[village_id], own)] += len(own)
    left = _step_down(rows)
    _renew_rosters(session, {village_id for village_id, _ in rows})
    session.note(
        f"导入评议小组名单（{source}）：新增 {counted['new']}，变更 {counted['changed']}，不再担任 {len(left)}"
    )
    return Applied(counted["new"], counted["changed"], counted["same"], tuple(left))


@command(Permission.REVIEW, Changes.REVIEW)
def save_panel(session: Session, village_id: int, seats: Sequence[Seat], term: Term) -> None:
    """Keep the group of a village as it stands in the form, in this order; whoever is left out steps down.

    Raises KnownError for a name that is missing, a number that cannot be, and a person who stands there twice.
    """
    village = next((row.name for row in dossiers.villages() if row.id == village_id), None)
    if village is None:
        raise KnownError("no_village", "这个村（社区）已不存在，请刷新后再试。")
    _refuse_seats(seats)
    _refuse_term(term)
    before = _names_in_office(village_id)
    kept: set[int] = set()
    for place, seat in enumerate(seats, start=1):
        kept.add(_keep_seat(village_id, place, seat))
    PanelMember.update(active=False).where(
        PanelMember.village == village_id, PanelMember.active, PanelMember.id.not_in(kept)
    ).execute()
    PanelTerm.insert(
        village=village_id, first_day=term.first_day, last_day=term.last_day
    ).on_conflict_replace().execute()
    _renew_rosters(session, {village_id})
    after = _names_in_office(village_id)
    session.note(f"{village}评议小组：{len(seats)} 人", before={"成员": before}, after={"成员": after})


def _refuse_seats(seats: Sequence[Seat]) -> None:
    seen: dict[str, str] = {}
    for place, seat in enumerate(seats, start=1):
        name, number = text.person_name(seat.name), identity.read_id(seat.id_number)
        if not name:
            raise KnownError("no_name", f"第 {place} 人没有填姓名，请补上或移去这一行。")
        if seat.id_number.strip() and number.unusable:
            raise KnownError("bad_id", f"{name}的身份证号不对（{seat.id_number.strip()}），请核对。")
        who = name if number.unusable else number.value
        if who in seen:
            raise KnownError("twice", f"{name}在名单中有两次，请去掉一个。")
        seen[who] = name


def _refuse_term(term: Term) -> None:
    if term.first_day and term.last_day and term.last_day < term.first_day:
        raise KnownError("bad_term", f"任期的止日（{term.last_day}）早于起日（{term.first_day}），请核对。")


def _keep_seat(village_id: int, place: int, seat: Seat) -> int:
    """Write one line of the form, to the person it shows or to one known by number or name; returns whose it is."""
    values = {**_values(place, seat.name, seat.sex, seat.id_number, seat.role, seat.phone)}
    values |= {"duty": seat.duty.value, "votes": seat.votes}
    found = PanelMember.get_or_none(PanelMember.village == village_id, PanelMember.id == seat.member_id)
    found = found or _known_member(village_id, seat.id_number, seat.name)
    if found is None:
        id_ = int(PanelMember.create(village=village_id, **values).id)
    else:
        id_ = int(found.id)
        PanelMember.update(**values).where(PanelMember.id == id_).execute()
        PanelKin.delete().where(PanelKin.panel_member == id_).execute()
    _write_kin(id_, {each for each in map(_kin_values, seat.kin) if each[0] or each[1]})
    return id_


def _names_in_office(village_id: int) -> str:
    rows = PanelMember.select().where(PanelMember.village == village_id, PanelMember.active).order_by(PanelMember.seat)
    return "、".join(row.name for row in rows)


def _renew_rosters(session: Session, villages_changed: set[int]) -> None:
    """A meeting that has not begun is held by the group as it is now; who has signed in already stays."""
    planned = Meeting.select().where(Meeting.village.in_(villages_changed), Meeting.state == MeetingState.PLANNED)
    for meeting in planned:
        wanted = {
            row.id
            for row in PanelMember.select(PanelMember.id).where(
                PanelMember.village == meeting.village_id, PanelMember.active, PanelMember.votes
            )
        }
        lines = {row.panel_member_id: row for row in Attendance.select().where(Attendance.meeting == meeting.id)}
        gone = [line.id for member, line in lines.items() if member not in wanted and not line.arrived_at]
        Attendance.delete().where(Attendance.id.in_(gone)).execute()
        for member in sorted(wanted - lines.keys()):
            Attendance.create(meeting=meeting.id, panel_member=member)
        if gone or wanted - lines.keys():
            session.note(f"{meeting.village.name}第 {meeting.number} 次评议会的应到名单随评议小组更新")


def _villages(session: Session, entries: Sequence[PanelEntry]) -> dict[str, int]:
    rows = dossiers.villages()
    if not any(row.households for row in rows):
        return dossier_commands.add_villages(session, [villages.village(entry.village) for entry in entries])
    known = {row.name: row.id for row in rows}
    _refuse_unknown(known, entries)
    return known


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
    values = _values(seat, entry.name, entry.sex, entry.id_number, entry.role, entry.phone)
    kin = _kin(rows)
    found = _known_member(village_id, entry.id_number, entry.name)
    if found is None or (found.role != values["role"] and entry.role):
        # What was said in the window about a duty stands until the list says something else of the person.
        duty = duty_of(entry.role)
        values |= {"duty": duty.value, "votes": duty.votes}
    if found is None:
        _write_kin(PanelMember.create(village=village_id, **values).id, kin)
        return "new"
    if kin == _written_kin(found) and all(getattr(found, field) == value for field, value in values.items()):
        return "same"
    PanelMember.update(**values).where(PanelMember.id == found.id).execute()
    PanelKin.delete().where(PanelKin.panel_member == found.id).execute()
    _write_kin(found.id, kin)
    return "changed"


def _values(seat: int, name: str, sex: str, id_number: str, role: str, phone: str) -> dict[str, Any]:
    number, written = identity.read_id(id_number), text.person_name(name)
    return {
        "seat": seat,
        "name": written,
        "initials": search_words([written]),
        "sex": text.compact(sex),
        "id_number": "" if number.unusable else number.value,
        "role": text.clean(role),
        "phone": text.compact(phone),
        "active": True,
    }


def _known_member(village_id: int, id_number: str, name: str) -> Any:
    number = identity.read_id(id_number)
    same_person = (
        PanelMember.name == text.person_name(name) if number.unusable else PanelMember.id_number == number.value
    )
    return PanelMember.get_or_none((PanelMember.village == village_id) & same_person)


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
