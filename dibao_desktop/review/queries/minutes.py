"""The record of a meeting (民主评议记录)."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from dibao_desktop.domain.document import Block, Document, Heading, Paragraph, Table
from dibao_desktop.domain.money import short_yuan
from dibao_desktop.domain.secrecy import document_for_the_room
from dibao_desktop.review.queries.counting import choices, counted_votes, recused_members
from dibao_desktop.review.queries.holding import conditions_of
from dibao_desktop.review.queries.meetings import meeting_detail, questions_of, sheet_of, superseded
from dibao_desktop.review.queries.sealing import code_of
from dibao_desktop.review.queries.sheet import CaseSheet
from dibao_desktop.review.queries.views import AgendaRow, MeetingDetail, RollRow
from dibao_desktop.review.records import AgendaItem, Meeting
from dibao_desktop.review.rules.states import Choice, ItemState, MeetingState, VoteWay

_NOBODY = "无"


def minutes(meeting_id: int) -> Document:
    """The record of the meeting, case by case. The code at the foot of a closed one can be checked in the program."""
    meeting = meeting_detail(meeting_id)
    title = f"{meeting.village}低保民主评议记录"
    blocks: list[Block] = [Heading(title, 0), *_opening(meeting)]
    for row in meeting.agenda:
        blocks += _case(meeting, row)
    blocks += [Heading("评议结果"), _result_table(meeting), *_closing(meeting)]
    closed = meeting.state is MeetingState.CLOSED
    mark = f"    校验码 {code_of(meeting_id)}" if closed else "（会议未结束，草稿）"
    name = f"评议记录_{meeting.village}_{meeting.starts_at[:10]}"
    return document_for_the_room(Document(name, tuple(blocks), footer=f"{title}{mark}"))


def case_record(meeting_id: int, item_id: int) -> tuple[str, ...]:
    """What the minutes say of one case, line by line."""
    meeting = meeting_detail(meeting_id)
    row = next(row for row in meeting.agenda if row.item_id == item_id)
    return tuple(block.text for block in _case(meeting, row) if isinstance(block, Paragraph))


def _opening(meeting: MeetingDetail) -> list[Block]:
    opened = Meeting.get_by_id(meeting.id).opened_at
    there = [_came(row, opened) for row in meeting.roll if row.arrived_at]
    away = [row.name for row in meeting.roll if not row.arrived_at]
    lines = [
        f"时间：{day_and_hour(meeting.starts_at)}    地点：{meeting.place or _NOBODY}",
        f"主持人：{meeting.chair or _NOBODY}    记录人：{meeting.recorder or _NOBODY}",
        f"应到 {len(meeting.roll)} 人，实到 {len(there)} 人。到会：{_names(there)}。缺席：{_names(away)}。",
        f"乡镇工作人员：{_names(meeting.township_staff)}。列席：{_names(meeting.observers)}。",
        *(
            f"{condition.title}：{condition.sentence}，{'符合' if condition.holds else '不符合'}规定。"
            for condition in conditions_of(meeting.id, whole_evening=True)
        ),
    ]
    return [Paragraph(line) for line in lines]


def _case(meeting: MeetingDetail, row: AgendaRow) -> list[Block]:
    item = AgendaItem.get_by_id(row.item_id)
    sheet = sheet_of(item, meeting.starts_at)
    group = f"（{sheet.group}）" if sheet.group else ""
    blocks: list[Block] = [Heading(f"{row.position}. {row.head_name}{group}", 2)]
    if row.state is ItemState.WAITING:
        return [*blocks, Paragraph("本次会议没有评议。")]
    blocks.append(Paragraph(f"情况介绍：{_introduction(sheet)}"))
    names = {member.member_id: member.name for member in meeting.roll}
    aside = [
        f"{names[who]}（{recusal.reason}{'，已离席' if recusal.left_room else ''}）"
        for who, recusal in recused_members(row.item_id).items()
    ]
    blocks.append(Paragraph(f"回避：{'；'.join(aside) or _NOBODY}"))
    for asked in questions_of(row.item_id):
        blocks.append(Paragraph(f"问（{asked.asker}，{asked.topic}）：{asked.text}"))
        blocks.append(Paragraph(f"答（{asked.answerer}）：{asked.answer}" if asked.answer else "答：（尚未答复）"))
    corrections = superseded(row.item_id)
    for place, old in enumerate(corrections):
        ballots = {int(who): Choice(choice) for who, choice in json.loads(old.ballots).items()}
        blocks += _vote(
            VoteWay(item.way),
            names,
            json.loads(old.tally),
            ballots,
            old.counted,
            "原表决" if not place else "更正后表决",
        )
        blocks.append(Paragraph(f"原结论：{ItemState(old.state).label}。{old.opinion}"))
        blocks.append(
            Paragraph(
                f"更正（{day_and_hour(old.superseded_at)}）：{old.reason}。以上表决由下列更正取代。".replace(
                    "。。", "。"
                )
            )
        )
    if item.tally:
        caption = "更正后表决" if corrections else "表决"
        blocks += _vote(VoteWay(item.way), names, json.loads(item.tally), choices(row.item_id), item.counted, caption)
    blocks.append(Paragraph(f"结论：{row.state.label}。{item.opinion}", bold=True))
    return blocks


def _introduction(sheet: CaseSheet) -> str:
    """One paragraph: who they are and what they get, what was found, what is proposed."""
    age = f"，{sheet.head_age} 岁" if sheet.head_age is not None else ""
    kind = f"{sheet.aid_type}{sheet.category}"
    gets = (
        f"现享受{kind}，保障 {sheet.covered} 人，每月 {short_yuan(sheet.before_fen)} 元"
        if sheet.before_fen
        else f"申请{kind}"
    )
    who = f"户主{sheet.head_name}{age}，家庭人口 {sheet.family_size} 人，{gets}。"
    proposed = f"拟{sheet.proposal}。" if sheet.proposal else ""
    return f"{who}{''.join(sheet.facts) or '没有调查和核算记录。'}{proposed}"


def _vote(
    way: VoteWay, names: dict[int, str], tally: dict[str, Any], ballots: dict[int, Choice], counted: str, caption: str
) -> list[Block]:
    """How it was voted, who was there and did not, who was away for this case, and what it came to."""
    lines = [f"{caption}（{way.label}）：{_votes(way, names, ballots, counted)}"]
    if way is VoteWay.NAMED:
        silent = [names[who] for who in tally["entitled"] if who not in ballots]
        lines += [f"在场未表决：{_names(silent)}"] if silent else []
    if tally["absent"]:
        lines.append(f"本户表决时缺席：{_names([names[who] for who in tally['absent']])}")
    return [Paragraph(line) for line in (*lines, f"说明：{tally['explanation']}")]


def _votes(way: VoteWay, names: dict[int, str], ballots: dict[int, Choice], counted: str) -> str:
    together = counted_votes(counted)
    if together is not None:
        return together.words(way)
    given: dict[Choice, list[str]] = {choice: [] for choice in Choice}
    for member, choice in ballots.items():
        given[choice].append(names[member])
    return "；".join(
        f"{choice.label} {len(who)} 票" + (f"（{_names(who)}）" if who else "") for choice, who in given.items()
    )


def _result_table(meeting: MeetingDetail) -> Table:
    rows = []
    for row in meeting.agenda:
        votes = f"{row.agree}/{row.base}" if row.agree is not None else "—"
        state = row.state.label if row.state.closed else "未评议"
        state += "（已更正）" if superseded(row.item_id) else ""
        rows.append((str(row.position), row.head_name, row.proposal, votes, state))
    return Table(("序号", "户主", "拟处理意见", "同意/表决", "结论"), tuple(rows), (2, 4, 7, 3, 4))


def _closing(meeting: MeetingDetail) -> list[Block]:
    members = [(row.name, row.role or "评议小组成员") for row in meeting.roll if row.arrived_at]
    staff = [(who, "乡镇工作人员") for who in meeting.township_staff] + [(who, "列席") for who in meeting.observers]
    leading = [(who, duty) for who, duty in ((meeting.chair, "主持人"), (meeting.recorder, "记录人")) if who]
    return [
        Paragraph("以上记录已当场宣读，与会人员签字确认。"),
        Heading("签字", 2),
        _signature_table([*leading, *members, *staff]),
    ]


def _signature_table(people: list[tuple[str, str]]) -> Table:
    """Two people a line, each with room to sign."""
    cells = [(name, role, "\n") for name, role in people]
    cells += [("", "", "")] * (len(cells) % 2)
    rows = tuple((*left, *right) for left, right in zip(cells[::2], cells[1::2], strict=True))
    return Table(("姓名", "身份", "签字") * 2, rows, (3, 4, 4) * 2, ("center",) * 6)


def _came(row: RollRow, opened: str) -> str:
    """`张三（20:05 到，21:10 离席）`: who came after the meeting had begun, or left before it was over."""
    late = f"{row.arrived_at[11:16]} 到" if opened and row.arrived_at > opened else ""
    left = f"{row.left_at[11:16]} 离席" if row.left_at else ""
    notes = "，".join(part for part in (late, left) if part)
    return f"{row.name}（{notes}）" if notes else row.name


def _names(names: tuple[str, ...] | list[str]) -> str:
    return "、".join(names) or _NOBODY


def day_and_hour(starts_at: str) -> str:
    """`2017年7月6日 19:30`."""
    start = dt.datetime.fromisoformat(starts_at)
    return f"{start.year}年{start.month}月{start.day}日 {start:%H:%M}"
