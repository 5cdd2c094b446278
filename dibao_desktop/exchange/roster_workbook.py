"""The roster as a workbook of our own layout: taken in again it changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dibao_desktop.domain import identity
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.collecting import collection_paused
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.permissions import Permission
from dibao_desktop.dossiers.queries.roster_lines import Line, receiving_count, roster_lines
from dibao_desktop.exchange.bulk import write_sheet
from dibao_desktop.exchange.own_sheets import ROSTER_SHEET
from dibao_desktop.exchange.placing import village_id_of
from dibao_desktop.session import Session, command


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
    village_id = None if village is None else village_id_of(village)
    households = receiving_count(village_id)
    if not households:
        raise KnownError("no_households", "所选范围内没有在保户，没有内容可以导出。")
    return _write(session, out, village_id, households, village or "全部村", masked, reason.strip())


@command(Permission.EXPORT, Changes.NOTHING)
def _write(
    session: Session, out: Path, village_id: int | None, households: int, scope: str, masked: bool, reason: str
) -> RosterWritten:
    with collection_paused():
        lines = roster_lines(_NAMES, village_id)
        rows = write_sheet(out, ROSTER_SHEET.title, ROSTER_SHEET.heads, map(_masked, lines) if masked else lines)
    why = "号码已遮盖" if masked else f"用途：{reason}"
    session.note(f"导出在保对象名册（{scope}，{why}）：{households} 户 {rows} 人，文件 {out.name}")
    return RosterWritten(out, households, rows)


def _masked(line: Line) -> Line:
    return tuple(_MASKED[name](str(cell)) if name in _MASKED else cell for name, cell in zip(_NAMES, line, strict=True))


_NAMES = tuple(column.field for column in ROSTER_SHEET.columns)
_MASKED = {
    "id_number": identity.masked,
    "disability_no": identity.masked,
    "account_no": identity.masked_account,
    "phone": identity.masked_account,
}
