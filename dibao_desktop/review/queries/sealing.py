"""Whether a meeting's record is still what was printed: the code under the minutes tells."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.review.records import (
    AgendaItem,
    Attendance,
    Ballot,
    Meeting,
    MinutesSeal,
    Question,
    Recusal,
    SupersededVote,
)
from dibao_desktop.review.rules.seal import printed_code, typed_code

_MEETING = ("starts_at", "place", "chair", "recorder", "township_staff", "observers", "opened_at", "closed_at")
_ATTENDANCE = ("panel_member_id", "arrived_at", "left_at")
_ITEM = (
    "id",
    "case_id",
    "position",
    "state",
    "opened_at",
    "closed_at",
    "sheet",
    "way",
    "counted",
    "decision",
    "tally",
    "opinion",
)
_OF_ITEM: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Ballot, ("panel_member_id", "choice")),
    (Recusal, ("panel_member_id", "reason", "declared", "left_room")),
    (Question, ("asker", "topic", "text", "answer", "answerer", "asked_at")),
    (SupersededVote, ("reason", "superseded_at", "state", "counted", "tally", "opinion", "ballots")),
)


@dataclass(frozen=True)
class CodeAnswer:
    """Which meeting a code belongs to, when it was given, and whether the record is still the same. `current` is the code
    that stands under the record now, when that is another one."""

    meeting_id: int
    village: str
    number: int
    starts_at: str
    made_at: str
    unchanged: bool
    current: str
    why: str


def record_digest(meeting_id: int) -> str:
    """A fingerprint of all that the minutes rest on, as it is kept."""
    meeting = Meeting.get_by_id(meeting_id)
    items = list(AgendaItem.select().where(AgendaItem.meeting == meeting_id).order_by(AgendaItem.id))
    lines = Attendance.select().where(Attendance.meeting == meeting_id).order_by(Attendance.panel_member)
    kept: list[object] = [_values(meeting, _MEETING), [_values(line, _ATTENDANCE) for line in lines]]
    kept.append([_values(item, _ITEM) for item in items])
    ids = [item.id for item in items]
    for table, columns in _OF_ITEM:
        rows = table.select().where(table.item.in_(ids)).order_by(table.id)
        kept.append(sorted([row.item_id, *_values(row, columns)] for row in rows))
    return hashlib.sha256(json.dumps(kept, ensure_ascii=False).encode()).hexdigest()


def code_of(meeting_id: int) -> str:
    """The code that stands under the minutes; empty while the meeting is not closed."""
    seal = _latest(meeting_id)
    return printed_code(seal.code) if seal is not None else ""


def check_code(written: str) -> CodeAnswer:
    """What a code that was typed off a paper says. Raises KnownError for what is no code, and for one never given."""
    code = typed_code(written)
    if not code:
        raise KnownError("bad_code", "校验码是 12 位数字和字母（A～F），印在评议记录页脚，请照着输入。")
    seal = MinutesSeal.get_or_none(MinutesSeal.code == code)
    if seal is None:
        raise KnownError(
            "unknown_code", f"本单位的评议记录没有校验码 {printed_code(code)}，请核对是否输错，或不是本单位打印的。"
        )
    meeting, latest = seal.meeting, _latest(seal.meeting_id)
    changed = record_digest(seal.meeting_id) != latest.digest
    unchanged = latest.id == seal.id and not changed
    kept_otherwise = "数据库里的记录与留存的不一致，请用备份核对" if changed else latest.reason
    return CodeAnswer(
        meeting_id=meeting.id,
        village=meeting.village.name,
        number=meeting.number,
        starts_at=meeting.starts_at,
        made_at=seal.made_at,
        unchanged=unchanged,
        current="" if latest.id == seal.id else printed_code(latest.code),
        why="" if unchanged else kept_otherwise,
    )


def _latest(meeting_id: int) -> Any:
    return MinutesSeal.select().where(MinutesSeal.meeting == meeting_id).order_by(MinutesSeal.id.desc()).first()


def _values(row: Any, columns: tuple[str, ...]) -> list[object]:
    return [getattr(row, column) for column in columns]
