"""Changing one household at the desk, and what it gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dibao_desktop.audit import queries as audit
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries
from dibao_desktop.dossiers.commands.circumstances import keep_version, write_circumstances, write_own_income
from dibao_desktop.dossiers.commands.refusing import counted, kept_household, refuse_circumstances, refuse_leaving
from dibao_desktop.dossiers.commands.writing import Origin, Writing
from dibao_desktop.dossiers.queries.household import FROM_ITEMS, Kept
from dibao_desktop.dossiers.records import Village
from dibao_desktop.dossiers.rules.circumstance_changes import circumstance_changes
from dibao_desktop.dossiers.rules.circumstances import CircumstancesRecord, placed_anew
from dibao_desktop.dossiers.rules.fields import as_note, changes
from dibao_desktop.dossiers.rules.members import pair_members
from dibao_desktop.dossiers.rules.problems import applicant_problems, problems
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.dossiers.rules.statement import completed
from dibao_desktop.session import Permission, Session, command

_AT_THE_DESK = "窗口登记"


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def enrol_household(
    session: Session, record: HouseholdRecord, applicant: bool, known: CircumstancesRecord | None = None
) -> int:
    """Open a new dossier and return its id; as an applicant it gets nothing yet. An empty number is given out.

    Raises KnownError for a record with problems and for a number that is taken; with its circumstances `known` also for
    a member who lives in another dossier and is not marked as a duplicate.
    """
    record = completed(replace(record, number=record.number or queries.next_number()))
    _refuse(applicant_problems(record) if applicant else problems(record))
    _refuse_taken(record.number)
    if known is not None:
        refuse_circumstances(session, None, record, known)
        record = counted(session, record, known)
    writing = Writing(_origin(session, known))
    id_ = writing.add(record, Standing.APPLYING if applicant else Standing.RECEIVING)
    writing.flush()
    if known is not None:
        write_circumstances(id_, kept_household(id_).member_ids, known)
        write_own_income(session, id_, record, known)
        keep_version(session, id_)
    session.note(f"{'受理申请，' if applicant else ''}新建档案 {record.number}", household=id_)
    return id_


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def amend_household(
    session: Session,
    household_id: int,
    record: HouseholdRecord,
    seen_version: int,
    member_ids: Sequence[int | None] | None = None,
    known: CircumstancesRecord | None = None,
    told: str = "修改档案",
    decided: bool = True,
) -> None:
    """Make a household what a form says, all fields at once; nothing is noted when nothing differs.

    `member_ids` names the person each member of the record is (None: somebody new); without it they are paired by
    ID number and name. Without `known` the circumstances stay as they are, for the members who stay. Raises KnownError
    when the household was changed after the form was filled (`changed_meanwhile`), for a record with problems, for a
    number that is taken, for somebody who cannot be taken out, and, with `known`, for a member of another dossier.
    `told` is how the timeline calls it; without `decided` other covered people are no step in what the household gets.
    """
    _amend(session, household_id, record, seen_version, member_ids, known, told, decided)


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def undo_amendment(session: Session, household_id: int, seen_version: int) -> None:
    """Make the household again what it was before the last change at the desk.

    Raises KnownError when anything was done about the household since (`decided_since`), or nothing can be undone.
    """
    before = queries.version_before(household_id)
    if before is None:
        raise KnownError("nothing_to_undo", "这份档案没有可以撤销的修改；要改回去，请按“编辑”逐项改正。")
    last = audit.history(household_id, limit=1)
    if last and last[0].command != "dossiers.amend_household":
        raise KnownError("decided_since", f"上次修改之后已办理“{last[0].text}”，不能再撤销；要改回去，请按“编辑”办理。")
    standing_now = set(kept_household(household_id).member_ids)
    ids = [member if member in standing_now else None for member in before.whole.member_ids]
    whole = before.whole
    _amend(session, household_id, whole.record, seen_version, ids, whole.circumstances, "撤销上次修改")


def _refuse_pay(session: Session, household: Kept, record: HouseholdRecord) -> None:
    """What is paid changes by a decision (社会救助法 art.48); only a manager corrects what was typed wrongly, and never for
    a household that is paid nothing any more."""
    amount = record.monthly_fen or 0
    if household.standing == Standing.APPLYING or amount == (household.record.monthly_fen or 0):
        return
    if household.standing != Standing.RECEIVING and amount:
        raise KnownError(
            "pay_needs_decision", f"这一户现为{household.standing}，不能直接填月保障金，请按新增申请办理。"
        )
    if Permission.CONFIRM not in session.actor.permissions:
        raise KnownError(
            "pay_needs_decision", "月保障金只随决定改变，请在“清查核查”中办理；原来录入有误的，请负责人登录后更正。"
        )


def _amend(
    session: Session,
    household_id: int,
    record: HouseholdRecord,
    seen_version: int,
    member_ids: Sequence[int | None] | None,
    known: CircumstancesRecord | None,
    what: str,
    decided: bool = True,
) -> None:
    household = kept_household(household_id)
    if household.version != seen_version:
        raise KnownError("changed_meanwhile", "这份档案在您编辑期间已被修改，请重新打开核对后再保存。")
    _refuse(problems(record))
    _refuse_pay(session, household, record)
    pairs = _pairs(household, record, member_ids)
    old_known = queries.circumstances(household_id, household.member_ids)
    if known is None:
        new_known = placed_anew(old_known, pairs)
    else:
        refuse_circumstances(session, household_id, record, known)
        new_known, record = known, counted(session, record, known)
    found = changes(household.record, record, pairs)
    found += circumstance_changes(household.record, old_known, record, new_known, pairs)
    if not found and household.record.members == record.members:
        return
    if record.number != household.record.number:
        _refuse_taken(record.number)
    kept_places = {place for place in pairs if place is not None}
    refuse_leaving(session, household, [p for p in range(len(household.member_ids)) if p not in kept_places])
    keep_version(session, household_id)
    writing = Writing(_origin(session, known))
    members = [None if p is None else household.member_ids[p] for p in pairs]
    writing.change(household, record, members, decided=decided)
    writing.flush()
    write_circumstances(household_id, kept_household(household_id).member_ids, new_known)
    write_own_income(session, household_id, record, new_known)
    keep_version(session, household_id)
    before, after = as_note(found)
    session.note(what, household=household_id, before=before, after=after)


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def amend_village(session: Session, village_id: int, code: str) -> None:
    """Give a village its 12-digit division code (empty while unknown)."""
    village = Village.get_or_none(Village.id == village_id)
    if village is None:
        raise KnownError("no_village", "这个村（社区）已不存在，请刷新后再试。")
    if code and not (code.isascii() and code.isdigit() and len(code) == 12):
        raise KnownError("village_code", f"{village.name}的行政区划代码应为 12 位数字，请核对。")
    if village.code != code:
        session.note(f"{village.name}行政区划代码", before={"行政区划代码": village.code}, after={"行政区划代码": code})
        Village.update(code=code).where(Village.id == village_id).execute()


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def set_village_codes(session: Session, codes: Mapping[str, str]) -> None:
    """Give villages their division codes by name, all or none."""
    ids = {village.name: village.id for village in queries.villages()}
    unknown = [name for name in codes if name not in ids]
    if unknown:
        raise KnownError("no_village", f"没有叫“{unknown[0]}”的村（社区），请先导入名册或核对村名。")
    for name, code in codes.items():
        amend_village(session, ids[name], code.strip())


def _origin(session: Session, known: CircumstancesRecord | None = None) -> Origin:
    source = FROM_ITEMS if known is not None and known.incomes else _AT_THE_DESK
    return Origin(source, _AT_THE_DESK, session.today().isoformat()[:7])


def _refuse(found: Mapping[str, str]) -> None:
    if found:
        raise KnownError("invalid", next(iter(found.values())))


def _refuse_taken(number: str) -> None:
    if queries.household_id(number) is not None:
        raise KnownError("number_taken", f"档案号 {number} 已有档案使用，请换一个档案号或留空由系统编号。")


def _pairs(household: Kept, record: HouseholdRecord, member_ids: Sequence[int | None] | None) -> list[int | None]:
    if member_ids is None:
        return pair_members(household.record.members, record.members)
    places = {member_id: place for place, member_id in enumerate(household.member_ids)}
    return [None if member_id is None else places.get(member_id) for member_id in member_ids]
