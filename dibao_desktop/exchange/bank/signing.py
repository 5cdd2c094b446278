"""发放签字表: village by village, so many lines a page, a sum on each page, the whole in figures and in capitals."""

from __future__ import annotations

from collections.abc import Sequence

from dibao_desktop.domain.document import Block, Document, Heading, PageBreak, Paragraph, Signatures, Table
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.money import capital_yuan, yuan
from dibao_desktop.dossiers.queries.payments import PaymentRow, payments_in
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key

# What an A4 page takes with its sums and signatures when each line is high enough to be signed on.
LINES_A_PAGE = 22
_HEAD = ("序号", "户主姓名", "身份证号", "人数", "保障金", "分类施保", "实发合计", "领款人签字", "日期")
_WIDTHS = (9, 16, 41, 9, 18, 17, 19, 30, 17)
_ALIGN = ("center", "left", "center", "center", "right", "right", "right", "center", "center")


def signature_sheet(month: str, village: str = "") -> Document:
    """The sheet of a month (`2017-06`), of one village if named. Raises KnownError when nobody is paid."""
    paid = [row for row in payments_in(month) if not village or row.village == village]
    if not paid:
        raise KnownError("no_payments", f"{village or '所选范围'}{month} 没有应发的户，没有签字表可以打印。")
    by_village: dict[str, list[PaymentRow]] = {}
    for row in paid:
        by_village.setdefault(row.village, []).append(row)
    blocks: list[Block] = []
    for name, rows in by_village.items():
        blocks += _of_village(month, name, rows, bool(blocks))
    if len(by_village) > 1:
        blocks += [PageBreak(), *_whole(month, by_village)]
    return Document(f"发放签字表_{village or '全部村'}_{month}", tuple(blocks))


def _of_village(month: str, village: str, rows: Sequence[PaymentRow], continued: bool) -> list[Block]:
    blocks: list[Block] = []
    pages = [rows[start : start + LINES_A_PAGE] for start in range(0, len(rows), LINES_A_PAGE)]
    for page, lines in enumerate(pages, start=1):
        if continued or page > 1:
            blocks.append(PageBreak())
        first = (page - 1) * LINES_A_PAGE + 1
        table = [_line(first + place, row) for place, row in enumerate(lines)]
        table.append(_sum("本页小计", lines))
        if page == len(pages):
            table.append(_sum(f"{village}合计", rows))
        blocks += [
            Heading("最低生活保障金发放签字表", 0),
            Paragraph(
                f"单位：{settings.value(Key.UNIT)}　　村（社区）：{village}　　发放月份：{month}　　"
                f"本村第 {page} 页，共 {len(pages)} 页"
            ),
            Table(_HEAD, tuple(table), _WIDTHS, _ALIGN),
        ]
    total = sum(row.total_fen for row in rows)
    blocks += [
        Paragraph(f"{village}共 {len(rows)} 户，{yuan(total)} 元，大写：{capital_yuan(total)}", bold=True),
        Signatures(("经办人", "村（社区）负责人", "审核人")),
    ]
    return blocks


def _line(place: int, row: PaymentRow) -> tuple[str, ...]:
    beside = row.household_fen + row.person_fen
    money = (yuan(row.monthly_fen), yuan(beside) if beside else "", yuan(row.total_fen))
    return (str(place), row.head_name, row.head_id, str(row.covered), *money, "", "")


def _sum(words: str, rows: Sequence[PaymentRow]) -> tuple[str, ...]:
    parts = (
        sum(row.monthly_fen for row in rows),
        sum(row.household_fen + row.person_fen for row in rows),
        sum(row.total_fen for row in rows),
    )
    people = sum(row.covered for row in rows)
    return ("", words, f"{len(rows)} 户", str(people), *(yuan(part) for part in parts), "", "")


def _whole(month: str, by_village: dict[str, list[PaymentRow]]) -> list[Block]:
    rows = [row for own in by_village.values() for row in own]
    total = sum(row.total_fen for row in rows)
    lines = [_of_whole(name, own) for name, own in by_village.items()]
    lines.append(_of_whole("合计", rows))
    return [
        Heading("最低生活保障金发放汇总表", 0),
        Paragraph(f"单位：{settings.value(Key.UNIT)}　　发放月份：{month}"),
        Table(("村（社区）", "户数", "保障人数", "保障金", "分类施保", "实发合计"), tuple(lines)),
        Paragraph(f"共 {len(rows)} 户，{yuan(total)} 元，大写：{capital_yuan(total)}", bold=True),
        Signatures(("制表人", "审核人", "负责人", "日期")),
    ]


def _of_whole(name: str, rows: Sequence[PaymentRow]) -> tuple[str, ...]:
    _empty, _words, _count, people, *money, _sign, _day = _sum(name, rows)
    return (name, str(len(rows)), people, *money)
