"""What a notice says and when it may come down, as pure rules (DOMAIN §10.2, §14)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dibao_desktop.domain.dates import NoticePeriod, notice_period
from dibao_desktop.domain.document import Block, Document, Heading, PageBreak, Paragraph, Table
from dibao_desktop.domain.money import short_yuan
from dibao_desktop.policy.rules.procedure import NoticeField, NoticeRound, NoticeRule

# A board that people read standing holds this many households a page (DOMAIN §14.1).
ROWS_A_PAGE = 22


class BatchState(StrEnum):
    """The value is what the screen shows."""

    DRAFT = "草稿"
    POSTED = "公示中"
    ENDED = "已期满"
    VOID = "已作废"


class EntryState(StrEnum):
    """A household on a board. Only CLEARED lets it go on."""

    POSTED = "公示中"
    OBJECTED = "有异议"
    CLEARED = "无异议"
    REPOST = "需重新公示"
    REMOVED = "已移出"


class Handling(StrEnum):
    """How an objection was dealt with (57号 art.19: re-investigation or review)."""

    INVESTIGATED = "重新调查"
    REVIEWED = "民主评议"
    EXPLAINED = "当面说明"


@dataclass(frozen=True)
class BoardLine:
    """One household as the board shows it: nothing else can reach the paper (DOMAIN §14.2)."""

    head_name: str
    village_group: str
    family_size: int
    covered_size: int
    aid_type: str
    category: str
    outcome: str
    former_fen: int
    monthly_fen: int | None
    near_relative: bool


@dataclass(frozen=True)
class Board:
    """A whole posting as printed."""

    town: str
    unit: str
    village: str
    number: str
    round_label: str
    phone: str
    period: NoticePeriod | None
    reviewed: bool
    lines: tuple[BoardLine, ...]


def posting_period(rule: NoticeRule, round_: NoticeRound, posted: dt.date, *, again: bool) -> NoticePeriod:
    """The dates of a posting; a second posting after an objection may be shorter where the pack says so."""
    days = rule.repost_days if again and rule.repost_days else round_.days
    return notice_period(posted, days, working_days=round_.working_days, roll=rule.roll_to_working_day)


def public_name(name: str, age: int | None) -> str:
    """The head's name; a minor's is never published, only the surname (DOMAIN §14.2)."""
    return f"{name[:1]}某" if age is not None and age < 18 else name


def board_document(rule: NoticeRule, board: Board) -> Document:
    """The printed board: intro, table in pages of fixed rows, period, whom to tell."""
    head, rows = _table(rule, board.lines)
    pages = [rows[start : start + ROWS_A_PAGE] for start in range(0, len(rows), ROWS_A_PAGE)] or [()]
    blocks: list[Block] = []
    for index, page in enumerate(pages):
        if index:
            blocks.append(PageBreak())
        blocks.append(Heading(f"公  示（{board.number}）", 0))
        if index == 0:
            blocks.append(Paragraph(_intro(board)))
        blocks.append(Table(head, page, align=("center",) * len(head)))
    blocks += [Paragraph(_objections(board)), Paragraph(board.unit, align="right")]
    if board.period:
        blocks.append(Paragraph(_day(board.period.posted), align="right"))
    return Document(f"{board.village}{board.round_label}_{board.number}", tuple(blocks), footer=f"举报电话：{board.phone or '＿＿＿＿'}")


def _intro(board: Board) -> str:
    ways = "入户调查、家庭经济状况核算" + ("和民主评议" if board.reviewed else "")
    return f"经{ways}，现将{board.village}下列家庭的低保清查意见予以{board.round_label}，共 {len(board.lines)} 户。"


def _objections(board: Board) -> str:
    where = f"如有异议，请于公示期内向{board.unit}反映，联系电话：{board.phone or '＿＿＿＿＿＿'}。"
    if board.period is None:
        return where + "公示期：  年  月  日至  年  月  日。"
    return where + f"公示期：{_day(board.period.posted)}至{_day(board.period.last)}。"


def _table(rule: NoticeRule, lines: Sequence[BoardLine]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    fields = rule.fields
    head = ("序号", *(field.label for field in fields)) + (("是否近亲属备案",) if rule.show_near_relative else ())
    rows = []
    for position, line in enumerate(lines, start=1):
        shown = _shown(line)
        row = (str(position), *(shown[field] for field in fields))
        rows.append(row + (("是" if line.near_relative else "否",) if rule.show_near_relative else ()))
    return head, tuple(rows)


def _shown(line: BoardLine) -> Mapping[NoticeField, str]:
    monthly = "" if line.monthly_fen is None else short_yuan(line.monthly_fen)
    return {
        NoticeField.HEAD_NAME: line.head_name,
        NoticeField.VILLAGE_GROUP: line.village_group,
        NoticeField.FAMILY_SIZE: str(line.family_size),
        NoticeField.COVERED_SIZE: str(line.covered_size),
        NoticeField.AID_TYPE: line.aid_type,
        NoticeField.CATEGORY: line.category,
        NoticeField.OUTCOME: line.outcome,
        NoticeField.OPINION: line.outcome,
        NoticeField.FORMER_MONTHLY: short_yuan(line.former_fen),
        NoticeField.MONTHLY: monthly,
    }


def _day(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
