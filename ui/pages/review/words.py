"""What the page says of a meeting: tones of states, days, lists of names."""

from __future__ import annotations

import datetime as dt
import re

from dibao_desktop.review.queries import AgendaRow, CodeAnswer, Mark
from dibao_desktop.review.rules.calendar import CalendarLine
from dibao_desktop.review.rules.states import ItemState, MeetingState
from ui.theme.tokens import Tone
from ui.widgets.side_list import SideItem

MARK_TONES = {
    Mark.AGREE: Tone.GREEN,
    Mark.AGAINST: Tone.RED,
    Mark.ABSTAIN: Tone.NEUTRAL,
    Mark.WAITING: Tone.AMBER,
    Mark.RECUSED: Tone.NEUTRAL,
    Mark.ABSENT: Tone.NEUTRAL,
    Mark.PRESENT: Tone.BLUE,
}
ITEM_TONES = {
    ItemState.WAITING: Tone.NEUTRAL,
    ItemState.INTRODUCED: Tone.BLUE,
    ItemState.VOTING: Tone.BLUE,
    ItemState.PASSED: Tone.GREEN,
    ItemState.FAILED: Tone.RED,
    ItemState.RETURNED: Tone.AMBER,
    ItemState.NO_QUORUM: Tone.AMBER,
}
MEETING_TONES = {
    MeetingState.PLANNED: Tone.BLUE,
    MeetingState.OPEN: Tone.GREEN,
    MeetingState.ADJOURNED: Tone.AMBER,
    MeetingState.CLOSED: Tone.NEUTRAL,
}
_SEPARATORS = re.compile(r"[、,，;；/\n]+")


def day_and_time(starts_at: str) -> str:
    """`7月6日 19:30`."""
    start = dt.datetime.fromisoformat(starts_at)
    return f"{start.month}月{start.day}日 {start:%H:%M}"


def days_of(line: CalendarLine) -> str:
    """`7月7日（周五）至 7月14日（周五）`."""
    last = _day(line.last)
    if line.first == line.last:
        return last
    return f"{last}前" if line.until else f"{_day(line.first)}至{last}"


def _day(day: dt.date) -> str:
    return f"{day.month}月{day.day}日（周{'一二三四五六日'[day.weekday()]}）"


def code_words(found: CodeAnswer) -> str:
    """What a checked code tells, in one sentence."""
    which = f"{found.village}第 {found.number} 次评议会（{day_and_time(found.starts_at)}）"
    if found.unchanged:
        return f"这是{which}的记录，校验码 {found.made_at[:10]} 生成，记录没有改动过。"
    now = f"，现在的校验码是 {found.current}，请重新打印" if found.current else ""
    return f"这是{which}的记录，打印后有改动：{found.why}{now}。"


def names(written: str) -> tuple[str, ...]:
    """The names in a field where they are written with any usual separator."""
    return tuple(name.strip() for name in _SEPARATORS.split(written) if name.strip())


def agenda_item(row: AgendaRow) -> SideItem:
    """A case as a line of the agenda."""
    pill, tone = "", ITEM_TONES[row.state]
    if row.state in (ItemState.PASSED, ItemState.FAILED):
        pill = f"{row.state.label} {row.agree}/{row.base}"
    elif row.state is ItemState.NO_QUORUM:
        pill = "人数不足"
    elif row.state is not ItemState.WAITING:
        pill = row.state.label
    elif row.lacking:
        pill, tone = f"待{row.lacking}", Tone.AMBER
    return SideItem(row.item_id, row.head_name, number=str(row.position), pill=pill, tone=tone)
