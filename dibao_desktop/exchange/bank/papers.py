"""The bank's papers beside the list itself: what changed against the last month, and what came back."""

from __future__ import annotations

from dibao_desktop.domain.document import Document, Heading, Paragraph, Signatures, Table
from dibao_desktop.domain.money import yuan
from dibao_desktop.exchange.bank.months import compare_months
from dibao_desktop.exchange.bank.returned import returned_payments
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key

_CHANGE_HEAD = ("序号", "档案号", "村（社区）", "户主", "变动", "上月（元）", "本月（元）", "差额（元）", "依据")
_RETURN_HEAD = ("序号", "档案号", "村（社区）", "户主", "银行答复", "开户银行", "当时的账号", "现在的账号", "状态")


def pay_changes_paper(month: str) -> Document:
    """This month's payments against the last month's: what has no decision behind it stands first."""
    found = compare_months(month)
    ordered = sorted(found.changes, key=lambda change: bool(change.ground))
    rows: list[tuple[str, ...]] = [
        (
            str(place),
            change.number,
            change.village,
            change.head_name,
            change.what,
            yuan(change.before_fen),
            yuan(change.after_fen),
            yuan(change.change_fen),
            change.ground or "没有找到依据，请核对",
        )
        for place, change in enumerate(ordered, start=1)
    ]
    sums = (found.before_fen, found.after_fen, found.after_fen - found.before_fen)
    rows.append(("合计", "", "", "", f"{len(rows)} 户", *(yuan(fen) for fen in sums), ""))
    note = f"其中 {len(found.unexplained)} 户没有找到依据。" if found.unexplained else "每一处变动都有依据。"
    return Document(
        f"发放变动核对表_{month}",
        (
            Heading("低保金发放变动核对表", 0),
            Paragraph(f"统计单位：{settings.value(Key.UNIT)}　　{found.before} 与 {found.after}　　{note}"),
            Paragraph(
                f"{found.before} 共 {found.before_households} 户，{found.after} 共 {found.after_households} 户；"
                "合计一行是两个月的全部金额，差额等于各户差额之和。"
            ),
            Table(_CHANGE_HEAD, tuple(rows), (2, 3, 3, 3, 3, 4, 4, 4, 9)),
            Signatures(("制表人", "审核人", "日期")),
        ),
        landscape=True,
    )


def returned_paper() -> Document:
    """Every payment that the bank sent back, with the account then and now."""
    found = returned_payments()
    rows = tuple(
        (
            str(place),
            each.number,
            each.village,
            each.head_name,
            each.result,
            each.bank,
            each.told_account,
            each.account_no,
            each.state,
        )
        for place, each in enumerate(found, start=1)
    )
    return Document(
        "代发退回清单",
        (
            Heading("低保金代发退回清单", 0),
            Paragraph(f"统计单位：{settings.value(Key.UNIT)}　　共 {len(found)} 户"),
            Table(_RETURN_HEAD, rows, (2, 3, 3, 3, 3, 4, 6, 6, 4)),
            Signatures(("经办人", "审核人", "日期")),
        ),
        landscape=True,
    )
