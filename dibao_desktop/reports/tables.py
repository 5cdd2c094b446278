"""The tables that an office hands in (DOMAIN §15.4, §18.4)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.domain.document import Document, Heading, Paragraph, Signatures, Table
from dibao_desktop.domain.money import yuan
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.queries.payments import PaymentRow, payments_in
from dibao_desktop.dossiers.rules.benefit import BenefitKind
from dibao_desktop.reports.figures import percent
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key

_PROGRESS_HEAD = (
    "村（社区）", "清查户", "已入户", "入户率", "已评议", "已公示", "已决定", "清退", "增发", "减发", "新增", "自然减员", "月增减（元）",
)  # fmt: skip
_CHANGE_KINDS = (
    (BenefitKind.GRANT, "新增"),
    (BenefitKind.STOP, "停保"),
    (BenefitKind.RAISE, "增加"),
    (BenefitKind.CUT, "减少"),
)


def progress_report(campaign_id: int, as_of: dt.date) -> Document:
    """清查进展表 as things stood at the end of a day, by the dates of what was done."""
    day = as_of.isoformat()
    rows: dict[str, list[clearance.CaseRow]] = defaultdict(list)
    for row in clearance.cases(campaign_id):
        rows[row.village].append(row)
    visited = clearance.visited_until(campaign_id, as_of)
    lines = [_progress_line(name, found, visited.get(found[0].village_id, 0), day) for name, found in rows.items()]
    every = [row for found in rows.values() for row in found]
    if every:
        lines.insert(0, _progress_line("合计", every, sum(visited.values()), day))
    title = clearance.campaign(campaign_id).title
    return Document(
        "清查进展表",
        (
            Heading(f"{title}进展表", 0),
            Paragraph(
                f"填报单位：{settings.value(Key.UNIT)}　　　　统计截止：{as_of.year}年{as_of.month}月{as_of.day}日"
            ),
            Table(_PROGRESS_HEAD, tuple(lines), align=("center",) * len(_PROGRESS_HEAD)),
            Paragraph("说明：已入户指调查表已签字；清退、增发、减发、新增、自然减员按已作出的决定统计。"),
        ),
        landscape=True,
    )


def _progress_line(name: str, rows: list[clearance.CaseRow], visited: int, day: str) -> tuple[str, ...]:
    decided = [row for row in rows if row.decided_on and row.decided_on <= day]
    outcomes = [row.outcome for row in decided if row.outcome is not None]
    counts = [
        len(rows),
        visited,
        percent(visited, len(rows)),
        sum(bool(row.reviewed_on) and row.reviewed_on <= day for row in rows),
        sum(bool(row.posted_on) and row.posted_on <= day for row in rows),
        len(decided),
        sum(outcome.is_exit for outcome in outcomes),
        *(outcomes.count(kind) for kind in (Outcome.INCREASE, Outcome.REDUCE, Outcome.INCLUDE, Outcome.DEATH)),
    ]
    change = sum((row.new_fen or 0) - row.before_fen for row in decided)
    return (name, *(str(count) for count in counts), yuan(change))


def changes_report(month: str) -> Document:
    """低保户基本变动情况 of one month (`2017-06`): the total first, then the villages."""
    found: dict[str, dict[BenefitKind, dossiers.MonthChange]] = defaultdict(dict)
    for change in dossiers.month_changes(month):
        found[change.village][change.kind] = change
    rows = [(name, _change_cells(list(kinds.values()))) for name, kinds in found.items()]
    rows.insert(0, ("合计", _change_cells([change for kinds in found.values() for change in kinds.values()])))
    head = ("单位", *(f"{words}{part}" for _kind, words in _CHANGE_KINDS for part in ("户数", "人数", "金额（元）")))
    return Document(
        f"低保户基本变动情况_{month}",
        (
            Heading("低保户基本变动情况", 0),
            Paragraph(f"统计单位：{settings.value(Key.UNIT)}　　　　统计时间：{month}"),
            Table(head, tuple((name, *cells) for name, cells in rows), align=("center",) * len(head)),
        ),
        landscape=True,
    )


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


def _change_cells(changes: list[dossiers.MonthChange]) -> tuple[str, ...]:
    cells: list[str] = []
    for kind, _words in _CHANGE_KINDS:
        own = [change for change in changes if change.kind is kind]
        cells += [
            str(sum(change.households for change in own)),
            str(sum(change.covered for change in own)),
            yuan(abs(sum(change.change_fen for change in own))),
        ]
    return tuple(cells)
