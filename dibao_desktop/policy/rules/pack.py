"""A policy pack (政策方案) as frozen values, and the look-ups on it.

Every class keeps the `source` of its main clause; the source of each single figure stands in `Policy.figures`, where
`Policy.source_of("review.quorum")` finds it. Differences between plans are values here, never branches in the code.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from dibao_desktop.domain import text
from dibao_desktop.policy.rules.aid import AidType
from dibao_desktop.policy.rules.check_items import CATALOGUE, CheckItem
from dibao_desktop.policy.rules.intervals import Interval
from dibao_desktop.policy.rules.procedure import DecisionRule, NoticeRound, NoticeRule, ReviewRule, VisitRule
from dibao_desktop.policy.rules.sampling import SamplingRule
from dibao_desktop.policy.rules.steps import Step
from dibao_desktop.policy.rules.supplements import Supplement

# Letters, numerals and stems by which plans rank their categories.
_RANKS = ("ABCDE", "一二三四五", "12345", "甲乙丙丁戊")


@dataclass(frozen=True)
class Figure:
    """One figure as the screen shows it: where it stands in the pack, what it says and which clause says so."""

    key: str
    label: str
    text: str
    source: str


@dataclass(frozen=True)
class Standard:
    """The standard (保障标准) of a kind of aid from a date on. `period` is year or month."""

    aid_type: AidType
    period: str
    amount_fen: int
    in_force_from: dt.date
    source: str

    @property
    def yearly_fen(self) -> int:
        """The figure that is compared: income is kept by the year (DOMAIN §10.3 A29)."""
        return self.amount_fen if self.period == "year" else self.amount_fen * 12


@dataclass(frozen=True)
class Category:
    """A category of recipients (保障类别). `monthly_fen` is its flat amount a person; None where the plan has none.

    `amount_frozen`: the amount is not meant to change between verifications (原则上不作调整), so a change is warned about.
    """

    code: str
    title: str
    aid_type: AidType
    monthly_fen: int | None
    in_force_from: dt.date
    criteria: tuple[str, ...]
    source: str
    amount_frozen: bool = False


@dataclass(frozen=True)
class AmountRule:
    """How the monthly amount follows: `tier` (分档), `difference` (补差) or `fixed` (定额); `rounding` of a difference."""

    aid_type: AidType
    method: str
    rounding: str
    source: str


@dataclass(frozen=True)
class EdgeRule:
    """低保边缘家庭: a per-capita income below so many percent of the standard (57号 art.8: one and a half times)."""

    below_percent: int
    source: str

    @property
    def words(self) -> str:
        """`标准的 1.5 倍`."""
        return f"标准的 {Decimal(self.below_percent) / 100} 倍"


@dataclass(frozen=True)
class IncomeRule:
    """Over which period income is counted, and what counts (57号 art.13). Period: previous_year, last_12_months, month."""

    periods: Mapping[AidType, str]
    counted: tuple[str, ...]
    excluded: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Stage:
    """A stage of the campaign; stages may leave gaps and may overlap by a day. Both days belong to it."""

    title: str
    start: dt.date
    end: dt.date
    output: str
    source: str


@dataclass(frozen=True)
class ScheduleWindow:
    """When which villages are cleared; `kind` is village_slot, township_visit or county_visit. Both days belong to it."""

    start: dt.date
    end: dt.date
    kind: str
    units: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class CampaignRule:
    """When the campaign of the plan runs (None: the office says) and how often it is reported on."""

    start: dt.date | None
    end: dt.date | None
    progress_report: str
    final_report_due: dt.date | None
    source: str


@dataclass(frozen=True)
class Policy:
    """A whole pack, validated."""

    id: str
    title: str
    issuer: str
    year: int
    document: str
    aliases: tuple[str, ...]
    standards: tuple[Standard, ...]
    categories: tuple[Category, ...]
    amount: Mapping[AidType, AmountRule]
    edge: EdgeRule
    income: IncomeRule
    check_items: tuple[CheckItem, ...]
    steps: tuple[Step, ...]
    visit: VisitRule
    review: ReviewRule
    notice: NoticeRule
    decision: DecisionRule
    reverification: tuple[Interval, ...]
    campaign: CampaignRule
    stages: tuple[Stage, ...]
    schedule: tuple[ScheduleWindow, ...]
    sampling: SamplingRule
    figures: tuple[Figure, ...]
    supplements: tuple[Supplement, ...] = ()
    supplements_add_up: bool = False

    def check_item(self, code: str) -> CheckItem:
        """The pack's own entry, else the one of the common list. KeyError for a code that no list has."""
        own = next((item for item in self.check_items if item.code == code), None)
        return own or CATALOGUE[code]

    def all_check_items(self) -> tuple[CheckItem, ...]:
        """Every item of the common list, each as this pack has it."""
        return tuple(self.check_item(code) for code in CATALOGUE)

    def standard_at(self, aid_type: str, on: dt.date) -> Standard | None:
        """The standard in force on a day. A day before the first one has none: figures do not reach back."""
        in_force = [s for s in self.standards if s.aid_type == aid_type and s.in_force_from <= on]
        return max(in_force, key=lambda standard: standard.in_force_from, default=None)

    def category_at(self, code: str, aid_type: str, on: dt.date) -> Category | None:
        """The category as in force on a day; `B`, `b` and `B类` are the same code."""
        wanted = category_code(code)
        known = [c for c in self.categories if c.code == wanted and c.aid_type == aid_type and c.in_force_from <= on]
        return max(known, key=lambda category: category.in_force_from, default=None)

    def own_code(self, written: str, aid_type: str = "") -> str:
        """This pack's code for a category as a dossier writes it.

        Townships write 一类, 甲类 and 一档 for the A类 of their plan and the other way round (DOMAIN §16.9): where the pack
        has no such code, the category of the same rank is meant.
        """
        code, rank = category_code(written), category_rank(written)
        codes = [c.code for c in self.categories if c.aid_type == aid_type or not aid_type]
        if code in codes or not rank:
            return code
        return next((own for own in codes if category_rank(own) == rank), code)

    def aid_type_of(self, category: str) -> str:
        """The only kind of aid that has such a category; empty when none or several do."""
        kinds = {c.aid_type for c in self.categories if c.code == self.own_code(category, c.aid_type)}
        return kinds.pop() if category and len(kinds) == 1 else ""

    def step(self, step_id: str) -> Step:
        """A step by its id. KeyError when the pack has none of that name."""
        return {step.id: step for step in self.steps}[step_id]

    def notice_round(self, number: int) -> NoticeRound:
        """A notice round by its number. KeyError when the pack has none of that number."""
        return {each.number: each for each in self.notice.rounds}[number]

    def source_of(self, key: str) -> str:
        """The clause behind a figure, such as `review.quorum`. KeyError when the pack has no such figure."""
        return {figure.key: figure.source for figure in self.figures}[key]


def category_code(written: str) -> str:
    """`B` for `B类`, `b 类` or `B档`; a full-width letter is folded."""
    return text.compact(written).upper().removesuffix("类").removesuffix("档").removesuffix("等")


def category_rank(written: str) -> int:
    """The place of a category among its like: 1 for A, 一, 甲 and 1; 0 for a word that is none."""
    code = category_code(written).removeprefix("第")
    ranks = (row.find(code) + 1 for row in _RANKS) if len(code) == 1 else ()
    return next((rank for rank in ranks if rank), 0)
