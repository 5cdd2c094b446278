"""The whole dashboard on paper: the figures and every table, each with what it counts under it."""

from __future__ import annotations

from collections.abc import Sequence

from dibao_desktop.domain.document import Block, Document, Heading, Paragraph, Table
from dibao_desktop.reports.board import Section, rows_as_text, sections
from dibao_desktop.reports.figures import Dashboard


def board_document(shown: Dashboard, more: Sequence[Section] = ()) -> Document:
    """`more` follows at the end, such as another campaign beside this one."""
    where = str(shown.scope.get("village") or "全部村（社区）")
    day = f"{shown.day.year}年{shown.day.month}月{shown.day.day}日"
    figures = tuple((each.key.label, each.number, each.note) for each in shown.figures)
    blocks: list[Block] = [
        Heading(f"{shown.campaign.title}看板", 0),
        Paragraph(f"{shown.stage}　范围：{where}　统计截止：{day}结束时"),
        Table(("指标", "数", "说明"), figures, (2, 2, 4), ("left", "center", "left")),
        Paragraph("　".join(each.explained.replace("\n", "　") for each in shown.figures)),
    ]
    for section in (*sections(shown), *more):
        if section.rows:
            blocks += [
                Heading(section.title),
                Table(section.head, tuple(rows_as_text(section)), _widths(section), _middle(section.head)),
                Paragraph(section.explained.replace("\n", "　")),
            ]
    return Document("看板", tuple(blocks), landscape=True)


def _middle(head: Sequence[str]) -> tuple[str, ...]:
    """What names a line stands at the left, what counts in the middle."""
    return ("left", *("center" for _ in head[1:]))


def _widths(section: Section) -> tuple[int, ...]:
    return (3, *(2 for _ in section.head[1:]))
