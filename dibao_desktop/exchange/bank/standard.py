"""A standard that changes on a day: every household before and after it, to be looked at before anybody decides.

Nothing is paid otherwise by it: an approved amount changes only by the decision on the household's case (社会救助法 art.18,
57号 art.31), for which the paper is the list.
"""

from __future__ import annotations

import datetime as dt

from dibao_desktop.clearance.queries import Affected, PackEffects, PackOnDay, pack_effects
from dibao_desktop.domain.document import Document, Heading, Paragraph, Signatures, Table
from dibao_desktop.domain.money import yuan
from dibao_desktop.domain.progress import Progress, Silent
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key

_HEAD = ("序号", "档案号", "村（社区）", "户主", "现在实发", "按现行标准", "按新标准", "每月增减", "要办的事")
_WIDTHS = (2, 3, 4, 3, 4, 4, 4, 4, 6)
_VILLAGE_HEAD = ("村（社区）", "增加户数", "每月增加", "减少户数", "每月减少", "算不出来")


def standard_change(policy: Policy, today: dt.date, on: dt.date, progress: Progress | None = None) -> PackEffects:
    """Whom the figures in force on a later day touch, against those of today."""
    return pack_effects(PackOnDay(policy, today), PackOnDay(policy, on), progress or Silent())


def standard_paper(policy: Policy, today: dt.date, on: dt.date) -> Document:
    """Every household whose amount the new standard makes another one, and the villages' sums."""
    found = standard_change(policy, today, on)
    names = {village.id: village.name for village in dossiers.villages()}
    rows: list[tuple[str, ...]] = [
        (
            str(place),
            each.number,
            names.get(each.village_id, ""),
            each.head_name,
            yuan(each.paid_fen),
            _known(each.before_fen),
            _known(each.after_fen),
            yuan(each.gain_fen),
            _to_do(each),
        )
        for place, each in enumerate(found.affected, start=1)
    ]
    gain = sum(each.gain_fen for each in found.affected)
    rows.append(("合计", "", "", f"{len(found.affected)} 户", "", "", "", yuan(gain), ""))
    villages = tuple(
        (
            each.village,
            str(each.gaining),
            yuan(each.gained_fen),
            str(each.losing),
            yuan(each.lost_fen),
            str(each.unknown),
        )
        for each in (*found.villages, found.whole)
    )
    return Document(
        f"标准调整前后对照表_{on.isoformat()}",
        (
            Heading("最低生活保障标准调整前后对照表", 0),
            Paragraph(
                f"统计单位：{settings.value(Key.UNIT)}　　方案：{policy.title}　　{today} 与 {on} 相比　　"
                f"共比较 {found.looked_at} 户"
            ),
            Paragraph("本表只作测算，不改变任何一户的保障金；各户金额经核算、审核确认后才调整。"),
            Table(_VILLAGE_HEAD, villages),
            Table(_HEAD, tuple(rows), _WIDTHS),
            Signatures(("制表人", "审核人", "日期")),
        ),
        landscape=True,
    )


def _known(fen: int | None) -> str:
    return "算不出来" if fen is None else yuan(fen)


def _to_do(each: Affected) -> str:
    if each.after_fen is None:
        return "补齐收入、类别后核算"
    if each.after_fen == 0:
        return "超过新标准，核查后审核"
    return "重新核算后审核确认" if each.after_fen != each.paid_fen else "已按新标准"
