"""长期公布: who gets the allowance, for as long as it is paid (57号 art.24, 社会救助法 art.45; DOMAIN §14.1)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dibao_desktop.domain.document import Block, Document, Heading, PageBreak, Paper, Paragraph
from dibao_desktop.notices.rules.board import BLANK, BoardLine, day_words, pages_of, table_of
from dibao_desktop.policy.rules.procedure import NoticeField, NoticeRule

# What art.24 names and no more, whatever a plan shows while it decides.
_FIELDS = (
    NoticeField.HEAD_NAME,
    NoticeField.VILLAGE_GROUP,
    NoticeField.FAMILY_SIZE,
    NoticeField.COVERED_SIZE,
    NoticeField.AID_TYPE,
    NoticeField.CATEGORY,
    NoticeField.MONTHLY,
)


@dataclass(frozen=True)
class Published:
    """The households of one village that are paid."""

    village: str
    lines: tuple[BoardLine, ...]


def publication_document(
    rule: NoticeRule, unit: str, phone: str, on: dt.date, villages: Sequence[Published], paper: Paper
) -> Document:
    """Village after village, each on sheets of its own."""
    shows = replace(rule, fields=_FIELDS, show_near_relative=False)
    blocks: list[Block] = []
    for village in villages:
        for first, lines in pages_of(rule, village.lines):
            blocks += [PageBreak()] if blocks else []
            blocks.append(Heading(f"{village.village}最低生活保障对象公布", 0))
            blocks.append(Paragraph(f"截至{day_words(on)}，在保 {len(village.lines)} 户", align="center"))
            blocks.append(table_of(shows, lines, first))
        blocks.append(Paragraph(f"有不符合条件、变动未报的，请向{unit}反映，联系电话：{phone or BLANK}。"))
        blocks.append(Paragraph(unit, align="right"))
    name = villages[0].village if len(villages) == 1 else unit
    return Document(f"{name}低保对象公布", tuple(blocks), footer=f"举报电话：{phone or BLANK}", paper=paper)
