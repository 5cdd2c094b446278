"""The rows that a command changes, with the sentences for what is not there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.notices.records import NoticeBatch, NoticeEntry, Village
from dibao_desktop.notices.rules.states import BatchState
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.policy.rules.procedure import NoticeRound
from dibao_desktop.session import Session


@dataclass(frozen=True)
class Posting:
    """A batch to change, with the policy and the round it belongs to."""

    batch: Any
    policy: Policy
    round_: NoticeRound

    @property
    def words(self) -> str:
        """`石塔村村级公示（青石乡低保公〔2017〕1号）`, as sentences name a posting."""
        village = Village.select(Village.name).where(Village.id == self.batch.village_id).scalar()
        return f"{village}{self.round_.label}（{self.batch.number}）"


def posting(batch_id: int) -> Posting:
    """A batch by its id. Raises KnownError when it is gone."""
    found: Any = NoticeBatch.get_or_none(NoticeBatch.id == batch_id)
    if found is None:
        raise KnownError("no_batch", "找不到这张公示榜，请刷新后重选。")
    policy = clearance.policy_of(found.campaign_id)
    return Posting(found, policy, policy.notice_round(found.round))


def draft(batch_id: int, act: str) -> Posting:
    """A batch that does not hang yet. Raises KnownError naming what cannot be done any more."""
    found = posting(batch_id)
    if found.batch.state != BatchState.DRAFT.value:
        raise KnownError("not_a_draft", f"{found.words}{found.batch.state}，不能再{act}。")
    return found


def entry_row(entry_id: int) -> Any:
    """A household on a board. Raises KnownError when it is gone."""
    found = NoticeEntry.get_or_none(NoticeEntry.id == entry_id)
    if found is None:
        raise KnownError("no_entry", "找不到公示榜上的这一户，请刷新后重选。")
    return found


def refuse_future(session: Session, day: dt.date, caption: str) -> None:
    """A day that somebody says is past may not lie ahead."""
    if day > session.today():
        raise KnownError("in_future", f"{caption} {day} 晚于今天，请改正。")
