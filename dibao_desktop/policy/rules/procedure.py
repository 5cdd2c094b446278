"""The rules of the procedure: visit, review, notice and decision (DOMAIN §2, §9, §13.3, §14)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dibao_desktop.policy.rules.ratio import Ratio
from dibao_desktop.policy.rules.relations import relation_text

# 57号 art.16: no plan may send fewer.
FEWEST_INVESTIGATORS = 2


@dataclass(frozen=True)
class Section:
    """One section of the visit form that needs an answer, or an explicit 无. `group` is 六必知, 看, 问, 走访, 两查 …"""

    id: str
    title: str
    prompt: str
    group: str


@dataclass(frozen=True)
class VisitRule:
    """Home visits. `coverage` is `all` or `disputed`; `max_investigators` None: no upper limit."""

    min_investigators: int
    max_investigators: int | None
    neighbours_min: int
    sections: tuple[Section, ...]
    coverage: str
    source: str


@dataclass(frozen=True)
class ReviewRule:
    """Democratic review (民主评议). `required` is always, changed_only, on_objection or never.

    `quorum` is a share of the group, `majority` one of those present, recused members left out of both unless
    `recused_count_in_roster`. `abstentions_on_export`: disagree (an abstention is written as 不同意) or reduce_total.
    `vote_way`: how the room usually votes, named, hands or paper; at each case it may be another. `show_running_votes`: the
    wall tells how it stands before the vote is closed.
    """

    required: str
    size_min: int
    size_max: int
    quorum: Ratio
    majority: Ratio
    min_township_staff: int
    floor_present: int
    relations: frozenset[str]
    recused_count_in_roster: bool
    abstentions_on_export: str
    vote_way: str
    show_running_votes: bool
    representatives_share: Ratio | None
    source: str

    def must_step_aside(self, relation: str) -> bool:
        """Whether a person so related to the household may not take part, at this or any other stage."""
        return relation_text(relation) in self.relations


class NoticeField(StrEnum):
    """What a notice may show at all. ID and account numbers, phones and health are not here: no pack can ask for them.

    57号 art.24, 社会救助法 art.11 and 70(6); DOMAIN §14.2.
    """

    HEAD_NAME = "head_name"
    VILLAGE_GROUP = "village_group"
    FAMILY_SIZE = "family_size"
    COVERED_SIZE = "covered_size"
    AID_TYPE = "aid_type"
    CATEGORY = "category"
    OUTCOME = "outcome"
    OPINION = "opinion"
    FORMER_MONTHLY = "former_monthly"
    MONTHLY = "monthly"

    @property
    def label(self) -> str:
        return _FIELD_LABELS[self]


_FIELD_LABELS = {
    NoticeField.HEAD_NAME: "户主姓名",
    NoticeField.VILLAGE_GROUP: "村民小组",
    NoticeField.FAMILY_SIZE: "家庭人口",
    NoticeField.COVERED_SIZE: "保障人口",
    NoticeField.AID_TYPE: "救助类型",
    NoticeField.CATEGORY: "保障类别",
    NoticeField.OUTCOME: "变更类型",
    NoticeField.OPINION: "初审意见",
    NoticeField.FORMER_MONTHLY: "原户月保障金",
    NoticeField.MONTHLY: "户月保障金",
}


@dataclass(frozen=True)
class NoticeRound:
    """One posting: at `level` village, township or county, for so many days (working days when it says so)."""

    number: int
    level: str
    label: str
    days: int
    working_days: bool
    source: str


@dataclass(frozen=True)
class NoticeRule:
    """Public notice (公示). `repost_days` after an objection that changed something; 0: no second posting.

    `photos_to_end`: a board comes down only with a photo of its posting and one of its end.
    """

    rounds: tuple[NoticeRound, ...]
    repost_days: int
    roll_to_working_day: bool
    fields: tuple[NoticeField, ...]
    show_near_relative: bool
    rows_a_page: int
    photos_to_end: bool
    source: str


@dataclass(frozen=True)
class DecisionRule:
    """Check, confirmation and what follows. `confirm_level` is county or township; limits in working days.

    `gates` are the texts of the six refusals (六不批), empty where a plan has none. `pay_start`: next_month or same_month.
    """

    confirm_level: str
    confirm_working_days: int
    township_working_days: int
    hearing_before_cut: bool
    written_notice_working_days: int
    pay_start: str
    gradual_exit_months: int
    gates: tuple[str, ...]
    source: str

    @property
    def six_gates(self) -> bool:
        """Whether a household has to pass the six refusals before it is confirmed."""
        return bool(self.gates)
