"""The whole dashboard on paper: the figures, the villages and every table, each with what it counts under it."""

from __future__ import annotations

from collections.abc import Sequence

from dibao_desktop.domain.document import Block, Document, Heading, Paragraph, Table
from dibao_desktop.reports.board import Section, rows_as_text, sections
from dibao_desktop.reports.figures import Dashboard


def board_document(shown: Dashboard, villages: Table, title: str, more: Sequence[Section] = ()) -> Document:
    """`villages` is the table of villages as it stands on the screen, under its title; `more` follows at the end."""
    campaign = shown.campaign.title
    where = str(shown.scope.get("village") or "全部村（社区）")
    blocks: list[Block] = [
        Heading(f"{campaign}{title}", 0),
        Paragraph(f"{shown.stage}　范围：{where}　统计截止：{shown.day.year}年{shown.day.month}月{shown.day.day}日"),
        villages,
        Heading("主要指标"),
        Table(
            ("指标", "数", "说明"), tuple((each.key.label, each.number, each.note) for each in shown.figures), (2, 2, 4)
        ),
        Paragraph("　".join(each.explained.replace("\n", "　") for each in shown.figures)),
    ]
    for section in (*sections(shown), *more):
        if section.rows:
            blocks += [
                Heading(section.title),
                Table(section.head, tuple(rows_as_text(section)), _widths(section), _middle(section.head)),
                Paragraph(section.explained.replace("\n", "　")),
            ]
    return Document(title, tuple(blocks), landscape=True)


def _middle(head: Sequence[str]) -> tuple[str, ...]:
    """What names a line stands at the left, what counts in the middle."""
    return ("left", *("center" for _ in head[1:]))


def _widths(section: Section) -> tuple[int, ...]:
    return (3, *(2 for _ in section.head[1:]))
