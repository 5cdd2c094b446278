"""The reviews of a campaign in the columns of the provincial record (DOMAIN §9, §15.3): every cell a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.permissions import Permission
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.exchange.bulk import write_sheet
from dibao_desktop.review import queries as review
from dibao_desktop.review.queries import ReviewRecord
from dibao_desktop.session import Session, command

_TITLE = "民主评议信息"
_HEADS = (
    "所属村（社区）",
    "户主姓名",
    "身份证号",
    "低保证号",
    "评议日期",
    "评议内容",
    "评议意见",
    "评议人数",
    "同意人数",
    "不同意人数",
    "乡镇负责人",
    "回避备案",
    "近亲属备案",
)


@dataclass(frozen=True)
class ReviewsWritten:
    """What was written: where, and how many households."""

    path: Path
    households: int


@command(Permission.EXPORT, Changes.NOTHING)
def export_reviews(session: Session, campaign_id: int, out: Path, village_id: int | None = None) -> ReviewsWritten:
    """Every household that was voted on, by its latest vote. Raises KnownError when there is none, or the file is locked."""
    found = review.review_records(campaign_id, village_id)
    if not found:
        raise KnownError("no_reviews", "所选范围内还没有表决过的户，没有内容可以导出。")
    write_sheet(out, _TITLE, _HEADS, _rows(found))
    session.note(f"导出省系统民主评议信息：{len(found)} 户，文件 {out.name}")
    return ReviewsWritten(out, len(found))


def _rows(found: Sequence[ReviewRecord]) -> list[tuple[str, ...]]:
    ids = [record.household_id for record in found]
    households, near = dossiers.kept(ids), dossiers.with_near_relative(ids)
    rows: list[tuple[str, ...]] = []
    for record in found:
        household = households[record.household_id]
        counts = record.counts
        rows.append(
            (
                record.village,
                household.record.head_name,
                household.head_id,
                household.record.certificate_no,
                record.on,
                record.opinion,
                "符合" if record.meets else "不符合",
                str(counts.total),
                str(counts.agree),
                str(counts.disagree),
                record.official,
                "、".join(record.recused) or "无",
                "是" if record.household_id in near else "否",
            )
        )
    return rows
