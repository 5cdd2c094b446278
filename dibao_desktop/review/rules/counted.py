"""Votes that are counted in the room instead of being taken by name: hands, and papers with what was given out."""

from __future__ import annotations

from dataclasses import dataclass

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.review.rules.states import VoteWay


@dataclass(frozen=True)
class CountedVotes:
    """What was counted. `given_out` and `returned` are papers; with hands nothing is given out."""

    agree: int
    against: int
    abstain: int
    blank: int = 0
    spoilt: int = 0
    given_out: int = 0
    returned: int = 0

    @property
    def votes(self) -> int:
        """How many hands or papers there are."""
        return self.agree + self.against + self.abstain + self.blank + self.spoilt

    def words(self, way: VoteWay) -> str:
        """`同意 5 票，不同意 1 票，弃权 0 票`, of papers with the blank and the spoilt and what was given out before."""
        votes = f"同意 {self.agree} 票，不同意 {self.against} 票，弃权 {self.abstain} 票"
        if way is not VoteWay.PAPER:
            return votes
        papers = f"发出选票 {self.given_out} 张，收回 {self.returned} 张"
        return f"{papers}：{votes}，空白票 {self.blank} 票，废票 {self.spoilt} 票"


def refuse_wrong(counted: CountedVotes, way: VoteWay, entitled: int) -> None:
    """Raise KnownError("wrong_count") when the numbers do not add up to those who are there and do not step aside.

    Hands: everyone there shows one for, against or abstaining. Papers: no more come back than went out, no more go out
    than people are entitled; a paper that is not handed in does not agree (DOMAIN §9).
    """
    if min(counted.agree, counted.against, counted.abstain, counted.blank, counted.spoilt) < 0:
        raise _wrong("票数不能是负数")
    if way is VoteWay.HANDS:
        _refuse_hands(counted, entitled)
    else:
        _refuse_papers(counted, entitled)


def _refuse_hands(counted: CountedVotes, entitled: int) -> None:
    if counted.blank or counted.spoilt or counted.given_out or counted.returned:
        raise _wrong("举手表决没有选票")
    if counted.votes != entitled:
        raise _wrong(f"同意、不同意、弃权合计 {counted.votes} 人，在场应表决的是 {entitled} 人")


def _refuse_papers(counted: CountedVotes, entitled: int) -> None:
    if not 0 < counted.given_out <= entitled:
        raise _wrong(f"发出选票 {counted.given_out} 张，在场应表决的是 {entitled} 人")
    if not 0 <= counted.returned <= counted.given_out:
        raise _wrong(f"收回选票 {counted.returned} 张，多于发出的 {counted.given_out} 张，这次投票无效")
    if counted.votes != counted.returned:
        raise _wrong(f"各种票合计 {counted.votes} 张，收回的是 {counted.returned} 张")


def _wrong(what: str) -> KnownError:
    return KnownError("wrong_count", f"票数不合：{what}，请重新清点后再录入。")
