"""What of a posting goes onto a website: less than onto the board in the village (DOMAIN §14.2).

A website is read by everybody for ever, so people are not named in full there (政务公开 asks to take away what identifies),
and nothing that is off by default comes along, whatever the pack shows on paper.
"""

from __future__ import annotations

from collections.abc import Sequence

from dibao_desktop.domain.document import Block, Document, Heading, Paragraph, Table
from dibao_desktop.domain.secrecy import NAME_UNCLEAR
from dibao_desktop.notices.rules.board import Board, day_words, heads, shown
from dibao_desktop.policy.rules.procedure import NoticeField, NoticeRule


def web_name(public: str) -> str:
    """`董**`: the first sign of a name that may be told."""
    return public if public == NAME_UNCLEAR or not public else public[0] + "*" * max(1, len(public) - 1)


def website_document(rule: NoticeRule, boards: Sequence[Board]) -> Document:
    """The postings as one page, board after board, without a break and without anybody's full name."""
    blocks: list[Block] = []
    for board in boards:
        blocks += [Heading(f"{board.village}低保清查{board.round_.label}", 1), Paragraph(board.number)]
        blocks += [_table(rule, board), Paragraph(_until(board))]
    unit, phone = boards[0].unit, boards[0].phone
    tell = f"如有异议，请于公示期内向{unit}反映" + (f"，联系电话：{phone}。" if phone else "。")
    title = f"{unit}低保清查公示"
    return Document(title, (Heading(title, 0), *blocks, Paragraph(tell)))


def _until(board: Board) -> str:
    if board.period is None:
        return ""
    return f"公示期：{day_words(board.period.posted)}至{day_words(board.period.last)}。"


def _table(rule: NoticeRule, board: Board) -> Table:
    rows = []
    for position, line in enumerate(board.lines, start=1):
        told = {**shown(line), NoticeField.HEAD_NAME: web_name(line.head_name)}
        rows.append((str(position), *(told[field] for field in rule.fields)))
    return Table(("序号", *heads(rule)), tuple(rows), align=("center",) * (len(rule.fields) + 1))
