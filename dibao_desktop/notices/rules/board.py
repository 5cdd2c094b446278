"""How long a board hangs and how it reads, as pure rules (DOMAIN §10.2, §14.1)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dibao_desktop.domain.dates import NONE_OWN, HolidayTable, NoticePeriod, notice_period
from dibao_desktop.domain.document import Block, Document, Heading, PageBreak, Paper, Paragraph, Table
from dibao_desktop.domain.money import short_yuan
from dibao_desktop.domain.secrecy import public_aid_type, public_group, public_name, public_words
from dibao_desktop.policy.rules.procedure import NoticeField, NoticeRound, NoticeRule

BLANK = "＿＿＿＿＿＿"
_OPINIONS = {"village": "清查初审意见", "township": "审核意见", "county": "审批意见"}
_WIDTHS = {NoticeField.HEAD_NAME: 16, NoticeField.VILLAGE_GROUP: 14, NoticeField.OUTCOME: 14, NoticeField.AID_TYPE: 14}
_WIDTH = 11
_MONEY = frozenset({NoticeField.MONTHLY, NoticeField.FORMER_MONTHLY})


@dataclass(frozen=True)
class BoardLine:
    """One household as the board shows it: nothing else can reach the paper (DOMAIN §14.2).

    Whatever it is made from, its texts hold only what may be told in public.
    """

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

    def __post_init__(self) -> None:
        texts = {
            "head_name": public_name(self.head_name, None),
            "village_group": public_group(self.village_group),
            "aid_type": public_aid_type(self.aid_type),
            "category": public_words(self.category),
            "outcome": public_words(self.outcome),
        }
        for name, told in texts.items():
            object.__setattr__(self, name, told)


@dataclass(frozen=True)
class Board:
    """A whole posting as printed; `period` is None while nobody knows the day it will hang from."""

    unit: str
    village: str
    number: str
    round_: NoticeRound
    phone: str
    period: NoticePeriod | None
    reviewed: bool
    lines: tuple[BoardLine, ...]


def posting_period(
    rule: NoticeRule, round_: NoticeRound, posted: dt.date, *, again: bool, own: HolidayTable = NONE_OWN
) -> NoticePeriod:
    """The dates of a posting (民法典 art.201, 203); a second one after an objection takes the pack's own number of days."""
    days = rule.repost_days if again and rule.repost_days else round_.days
    return notice_period(posted, days, working_days=round_.working_days, roll=rule.roll_to_working_day, own=own)


def board_document(rule: NoticeRule, board: Board, paper: Paper = Paper.A4) -> Document:
    """The printed board: heading, intro, table in pages of fixed rows, period, whom to tell.

    A page is full at so many households as the pack says (DOMAIN §14.1) and none is empty; the heading comes again on each.
    """
    title = f"{board.village}低保清查{board.round_.label}"
    blocks: list[Block] = []
    for first, page in pages_of(rule, board.lines):
        if blocks:
            blocks.append(PageBreak())
        # Each sheet hangs by itself, so each says until when.
        blocks += [Heading(title, 0), Paragraph(f"{board.number}　{_until(board)}", align="center")]
        if first == 1:
            blocks.append(Paragraph(_intro(board)))
        blocks.append(table_of(rule, page, first))
    blocks += [Paragraph(_objections(board)), Paragraph(board.unit, align="right")]
    blocks.append(Paragraph(day_words(board.period.posted) if board.period else "年　　月　　日", align="right"))
    name = f"{title}_{board.number}" + ("" if paper is Paper.A4 else f"_{paper}")
    return Document(name, tuple(blocks), footer=f"举报电话：{board.phone or BLANK}", paper=paper)


def pages_of(rule: NoticeRule, lines: Sequence[BoardLine]) -> list[tuple[int, Sequence[BoardLine]]]:
    """The lines of each page with the number of its first; one empty page when there are none."""
    full = rule.rows_a_page
    return [(start + 1, lines[start : start + full]) for start in range(0, len(lines), full)] or [(1, ())]


def board_order(group: str, number: str) -> tuple[int, str, str]:
    """Where a household stands: by the number of its group, then by its dossier number."""
    digits = re.search(r"\d+", group)
    return int(digits.group()[:6]) if digits else 10**6, group, number


def day_words(day: dt.date) -> str:
    """`2017年7月3日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_day(day: dt.date) -> str:
    """`7月3日`."""
    return f"{day.month}月{day.day}日"


def _intro(board: Board) -> str:
    ways = "入户调查、家庭经济状况核算" + ("和民主评议" if board.reviewed else "")
    opinion = _OPINIONS.get(board.round_.level, "清查意见")
    return f"经{ways}，现将{board.village}下列 {len(board.lines)} 户家庭的低保{opinion}予以公示，请群众监督。"


def _objections(board: Board) -> str:
    where = f"如有异议，请于公示期内向{board.unit}反映，联系电话：{board.phone or BLANK}。"
    return f"{where}{_until(board)}。"


def _until(board: Board) -> str:
    if board.period is None:
        return "公示期：　　年　　月　　日至　　年　　月　　日"
    return f"公示期：{day_words(board.period.posted)}至{day_words(board.period.last)}"


def table_of(rule: NoticeRule, lines: Sequence[BoardLine], first: int) -> Table:
    """One page of households; `first` is the number of the first of them."""
    fields = rule.fields
    head = ("序号", *heads(rule)) + (("是否近亲属备案",) if rule.show_near_relative else ())
    rows = []
    for position, line in enumerate(lines, start=first):
        told = shown(line)
        row = (str(position), *(told[field] for field in fields))
        rows.append(row + (("是" if line.near_relative else "否",) if rule.show_near_relative else ()))
    widths = (8, *(_WIDTHS.get(field, _WIDTH) for field in fields)) + ((_WIDTH,) if rule.show_near_relative else ())
    return Table(head, tuple(rows), widths, align=("center",) * len(head))


def heads(rule: NoticeRule) -> tuple[str, ...]:
    """The heads of the columns that the pack publishes."""
    return tuple(f"{field.label}（元）" if field in _MONEY else field.label for field in rule.fields)


def shown(line: BoardLine) -> Mapping[NoticeField, str]:
    """A household's cells, by what they publish."""
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
