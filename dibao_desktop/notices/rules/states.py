"""The states of a posting, of a household on it and of an objection; each value is what the screen shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dibao_desktop.domain.money import short_yuan


class BatchState(StrEnum):
    """One posting of one round in one village (DOMAIN §14.1)."""

    DRAFT = "待张贴"
    POSTED = "公示中"
    ENDED = "已撤下"
    VOID = "已作废"


class EntryState(StrEnum):
    """A household on a board. Only CLEARED lets it go on; LISTED is on a board that does not hang yet."""

    LISTED = "待张贴"
    POSTED = "公示中"
    OBJECTED = "有异议"
    CLEARED = "无异议"
    REPOST = "需重新公示"
    REMOVED = "已移出"


class PhotoMoment(StrEnum):
    """What a photo of a board proves: that it was hung up, and that it still hung on its last day (DOMAIN §14.1)."""

    POSTED = "张贴"
    ENDED = "期满"


class Handling(StrEnum):
    """How an objection is dealt with (57号 art.19: re-investigation or review); these two send the case back."""

    INVESTIGATED = "重新调查"
    REVIEWED = "民主评议"
    EXPLAINED = "当面说明"

    @property
    def sends_back(self) -> bool:
        """Whether the household goes back on its road before the objection can be answered."""
        return self is not Handling.EXPLAINED


@dataclass(frozen=True)
class Content:
    """What a posting says of a household and what a change of voids it (DOMAIN §14.1)."""

    covered: int
    category: str
    monthly_fen: int | None


def change_of(posted: Content, now: Content) -> str:
    """What differs between what hangs and what holds today, for the sentence that voids it."""
    said = []
    if posted.covered != now.covered:
        said.append(f"保障人口由 {posted.covered} 人变为 {now.covered} 人")
    if posted.category != now.category:
        said.append("保障类别有变动")
    if posted.monthly_fen != now.monthly_fen:
        said.append(f"月保障金由 {_yuan(posted.monthly_fen)}变为 {_yuan(now.monthly_fen)}")
    return "公示后" + ("，".join(said) or "处理意见有变动")


def _yuan(fen: int | None) -> str:
    return "未定" if fen is None else f"{short_yuan(fen)} 元"


def after_objection(*, changed: bool, hanging: bool, repost_days: int) -> EntryState:
    """Where a household stands once its last objection is settled (57号 art.19; 重庆条例 art.18; DOMAIN §14.1).

    With changed content it is posted again where the pack asks for that, else it goes on with the new opinion. Unchanged
    it waits for the end of its board, or is through when the board is down already.
    """
    if changed:
        return EntryState.REPOST if repost_days else EntryState.CLEARED
    return EntryState.POSTED if hanging else EntryState.CLEARED
