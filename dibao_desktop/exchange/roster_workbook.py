"""The roster as a workbook of our own layout: taken in again it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dibao_desktop.domain import identity
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.permissions import Permission
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.exchange.bulk import write_sheet
from dibao_desktop.exchange.own_sheets import ROSTER_SHEET
from dibao_desktop.exchange.placing import village_id_of
from dibao_desktop.session import Session, command
from dibao_desktop.storage.listing import Search

_Cell = str | int | float
_MONEY = frozenset({"monthly_fen", "annual_income_fen"})
_HOUSEHOLD = frozenset(HouseholdRecord.__dataclass_fields__) - {"note"}
_MASKED = {
    "id_number": identity.masked,
    "disability_no": identity.masked,
    "account_no": identity.masked_account,
    "phone": identity.masked_account,
}


@dataclass(frozen=True)
class RosterWritten:
    """What was written: `rows` are persons."""

    path: Path
    households: int
    rows: int


def export_roster(
    session: Session, out: Path, village: str | None = None, *, masked: bool = False, reason: str = ""
) -> RosterWritten:
    """Every household that receives aid, of one village if named, a row a member.

    Full numbers leave the office with a `reason`, which the audit line names; `masked` shows the last digits only and
    needs none. Raises KnownError when there is nothing to write, no such village, no reason, or the file is locked.
    """
    if not masked and not reason.strip():
        raise KnownError(
            "no_reason", "导出含完整证号和账号的名册要写明用途（用在哪里、交给谁）；也可以导出遮盖号码的名册。"
        )
    filters: dict[str, object] = {"standing": Standing.RECEIVING.value}
    if village is not None:
        filters["village_id"] = village_id_of(village)
    ids = dossiers.HouseholdListing().ids(Search(filters=filters))
    if not ids:
        raise KnownError("no_households", "所选范围内没有在保户，没有内容可以导出。")
    return _write(session, out, ids, village or "全部村", "" if not masked else "号码已遮盖", reason.strip())


@command(Permission.EXPORT, Changes.NOTHING)
def _write(session: Session, out: Path, ids: list[int], scope: str, masking: str, reason: str) -> RosterWritten:
    rows = write_sheet(out, ROSTER_SHEET.title, ROSTER_SHEET.heads, _rows(ids, bool(masking)))
    why = masking or f"用途：{reason}"
    session.note(f"导出在保对象名册（{scope}，{why}）：{len(ids)} 户 {rows} 人，文件 {out.name}")
    return RosterWritten(out, len(ids), rows)


def _rows(ids: list[int], masked: bool) -> Iterator[list[_Cell]]:
    kept = dossiers.kept(ids)
    for id_ in ids:
        record = kept[id_].record
        shared = {name: _cell(name, getattr(record, name), masked) for name in _NAMES if name in _HOUSEHOLD}
        alone = len(record.members) == 1
        for member in record.members:
            yield [shared[name] if name in shared else _of_member(name, member, alone, masked) for name in _NAMES]


_NAMES = tuple(column.field for column in ROSTER_SHEET.columns)


def _of_member(name: str, member: MemberRecord, alone: bool, masked: bool) -> _Cell:
    if name == "covered":
        return "是" if member.covered else "否"
    # On the only row of a household a remark would be read as one on the household.
    return "" if name == "note" and alone else _cell(name, getattr(member, name), masked)


def _cell(name: str, value: str | int | None, masked: bool) -> _Cell:
    if value is None:
        return ""
    if name in _MONEY:
        assert isinstance(value, int)
        return value // 100 if value % 100 == 0 else value / 100
    return _MASKED[name](str(value)) if masked and name in _MASKED else value
