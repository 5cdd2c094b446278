"""发放清单: the one list that the bank and the signatures are made of."""

from __future__ import annotations

from dibao_desktop.domain.document import Document, Heading, Paragraph, Signatures, Table
from dibao_desktop.domain.money import yuan
from dibao_desktop.dossiers.queries.payments import PaymentRow, payments_in
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key


def payment_list(month: str) -> Document:
    """发放清单 of a month: the approved amount, 家庭分类施保 and 人员分类施保 beside it, and what that comes to."""
    paid = payments_in(month)
    rows = [
        (
            str(place),
            row.number,
            row.head_name,
            row.head_id,
            row.village,
            str(row.covered),
            *_money(row),
            row.account_no,
        )
        for place, row in enumerate(paid, start=1)
    ]
    sums = (
        sum(row.monthly_fen for row in paid),
        sum(row.household_fen for row in paid),
        sum(row.person_fen for row in paid),
        sum(row.total_fen for row in paid),
    )
    rows.append(("合计", "", f"{len(paid)} 户", "", "", "", *(yuan(fen) for fen in sums), ""))
    who_head = ("序号", "档案号", "户主", "身份证号", "村（社区）", "保障人口")
    head = (*who_head, "保障金", "家庭分类施保", "人员分类施保", "合计", "发放账号")
    widths = (2, 3, 3, 7, 3, 2, 4, 4, 4, 4, 8)
    return Document(
        f"发放清单_{month}",
        (
            Heading("低保金发放清单", 0),
            Paragraph(f"统计单位：{settings.value(Key.UNIT)}　　　　发放月份：{month}"),
            Table(head, tuple(rows), widths),
            Signatures(("制表人", "审核人", "日期")),
        ),
        landscape=True,
    )


def _money(row: PaymentRow) -> tuple[str, ...]:
    return tuple(yuan(fen) for fen in (row.monthly_fen, row.household_fen, row.person_fen, row.total_fen))
