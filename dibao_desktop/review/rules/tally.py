"""How a vote on one household is decided (DOMAIN §9; ambiguities A6–A9 of §10.3).

All in whole numbers: 3·P' ≥ 2·R' for the quorum of the household, 3·A ≥ 2·P' for the majority, and never fewer than
`floor` people who decide. Recused members are left out of both counts; since the plan's text can also be read as
leaving them in, the strict reading is worked out as well, and where the two part the chair has to say which holds.

The majority is one of the people present (P'), never of the ballots: an abstention, a blank or spoilt paper, and a paper
that was not handed in are people there who did not agree (DOMAIN §9: 弃权 and absence of a ballot count as *not agreeing*).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.policy.rules.ratio import Ratio, parse_ratio

HALF = Ratio(1, 2)


class Outcome(StrEnum):
    """What came of a vote; `label` is what the wall and the minutes say."""

    PASSED = "passed"
    FAILED = "failed"
    NO_QUORUM = "no_quorum"
    READINGS_DIFFER = "readings_differ"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Outcome.PASSED: "通过",
    Outcome.FAILED: "未通过",
    Outcome.NO_QUORUM: "不足法定人数",
    Outcome.READINGS_DIFFER: "两种算法结果不同",
}


class ReadingKind(StrEnum):
    """Whether recused members count: left out of roster and room, or in both."""

    WITHOUT_RECUSED = "without_recused"
    WITH_RECUSED = "with_recused"

    @property
    def label(self) -> str:
        return "回避人员不计入" if self is ReadingKind.WITHOUT_RECUSED else "回避人员计入"


@dataclass(frozen=True)
class TallyRule:
    """The two shares and the fewest people who may decide."""

    quorum: Ratio
    majority: Ratio
    floor: int = 3


@dataclass(frozen=True)
class Counts:
    """What was counted. `present` are the roster members in the room, the `recused` among them; a recused member who is
    not in the room is counted in `recused_absent` instead. `blank` and `spoilt` are papers."""

    roster: int
    present: int
    recused: int
    agree: int
    against: int
    abstain: int
    recused_absent: int = 0
    blank: int = 0
    spoilt: int = 0

    @property
    def votes(self) -> int:
        """How many voted, whatever they voted."""
        return self.agree + self.against + self.abstain + self.blank + self.spoilt


@dataclass(frozen=True)
class Quorum:
    """Whether enough of the group are there; `needed` includes the floor."""

    base: int
    needed: int
    present: int
    holds: bool


@dataclass(frozen=True)
class Majority:
    """Whether enough of those present agree."""

    base: int
    needed: int
    agree: int
    passes: bool

    @property
    def missing(self) -> int:
        """How many votes short it is."""
        return max(0, self.needed - self.agree)


@dataclass(frozen=True)
class Reading:
    """The answer under one reading of the rule."""

    quorum: Quorum
    majority: Majority

    @property
    def outcome(self) -> Outcome:
        if not self.quorum.holds:
            return Outcome.NO_QUORUM
        return Outcome.PASSED if self.majority.passes else Outcome.FAILED


@dataclass(frozen=True)
class Decision:
    """What the vote decides: both readings, the outcome, and the sentence that explains it."""

    usual: Reading
    strict: Reading
    outcome: Outcome
    explanation: str

    def reading(self, kind: ReadingKind) -> Reading:
        """The reading of that kind."""
        return self.usual if kind is ReadingKind.WITHOUT_RECUSED else self.strict


def parse_share(written: str) -> Ratio:
    """`2/3`, `≥2/3`, `75%`, and `1/2` or `>1/2` for more than half (A9), full width as well. Raises KnownError else."""
    plain = unicodedata.normalize("NFKC", written).replace("\u2044", "/").replace(">=", "≥").replace(" ", "")
    bare = plain.removeprefix("≥").removeprefix(">")
    try:
        ratio = parse_ratio(bare)
    except ValueError:
        raise KnownError("wrong_share", f"“{written}”不是比例，请写成 2/3、1/2 或 75% 的样子。") from None
    if plain.startswith(">") and not _is_half(ratio):
        raise KnownError("wrong_share", f"“{written}”：“超过”只用于半数（>1/2），其他比例请写成 2/3 的样子。")
    if plain.startswith("≥") and _is_half(ratio):
        raise KnownError("wrong_share", f"“{written}”：半数按“过半数”计，请写成 >1/2。")
    return ratio


def needed_of(share: Ratio, base: int) -> int:
    """The least number that reaches a share of `base`; half means more than half (A9), other shares include themselves."""
    if base <= 0:
        return 0
    return base // 2 + 1 if _is_half(share) else share.needed(base)


def reaches(share: Ratio, part: int, base: int) -> bool:
    """Whether `part` of `base` reaches the share; of nothing, nothing is reached."""
    return base > 0 and part >= needed_of(share, base)


def share_text(share: Ratio) -> str:
    """`三分之二` or `过半数`."""
    return "过半数" if _is_half(share) else share.text


def _is_half(share: Ratio) -> bool:
    return 2 * share.numerator == share.denominator


def decide(rule: TallyRule, counts: Counts) -> Decision:
    """What the counts decide under the rule. Raises KnownError("impossible_counts") for counts that cannot be."""
    _refuse_impossible(counts)
    roster, present = counts.roster - counts.recused - counts.recused_absent, counts.present - counts.recused
    usual = _reading(rule, roster, present, counts.agree)
    strict = _reading(rule, counts.roster, counts.present, counts.agree)
    outcome = usual.outcome if usual.outcome is strict.outcome else Outcome.READINGS_DIFFER
    return Decision(usual, strict, outcome, _explanation(rule, counts, usual, strict))


def meeting_quorum(share: Ratio, roster: int, present: int) -> Quorum:
    """Whether the meeting as a whole may deliberate: 3·P ≥ 2·R over the whole roster, recusals aside (S1)."""
    return Quorum(roster, needed_of(share, roster), present, reaches(share, present, roster))


def explain_reading(rule: TallyRule, reading: Reading, recused: int = 0) -> str:
    """One sentence: base, needed, reached, missing."""
    quorum, majority = reading.quorum, reading.majority
    aside = f"（{recused} 人回避）" if recused else ""
    there = f"应参加表决 {quorum.base} 人{aside}，在场 {quorum.present} 人，需 {quorum.needed} 人"
    if not quorum.holds:
        return f"{there}，不足法定人数，本户留待下次会议评议。"
    share = share_text(rule.majority)
    counted = f"{there}；{majority.base} 人的{share}为 {majority.needed} 票，实得同意 {majority.agree} 票"
    return f"{counted}，通过。" if majority.passes else f"{counted}，差 {majority.missing} 票，未通过。"


def tally_json(decision: Decision) -> dict[str, object]:
    """The shape that the command line prints (DESIGN §7)."""
    return {
        **_reading_json(decision.usual),
        "strict": _reading_json(decision.strict),
        "decision": decision.outcome.value,
        "explanation": decision.explanation,
    }


def _reading(rule: TallyRule, roster: int, present: int, agree: int) -> Reading:
    needed = max(needed_of(rule.quorum, roster), rule.floor)
    holds = roster > 0 and present >= needed
    return Reading(
        Quorum(roster, needed, present, holds),
        Majority(present, needed_of(rule.majority, present), agree, reaches(rule.majority, agree, present)),
    )


def _reading_json(reading: Reading) -> dict[str, object]:
    quorum, majority = reading.quorum, reading.majority
    return {
        "quorum": {
            "base": quorum.base,
            "needed": quorum.needed,
            "present": quorum.present,
            "holds": quorum.holds,
        },
        "majority": {
            "base": majority.base,
            "needed": majority.needed,
            "agree": majority.agree,
            "passes": majority.passes,
        },
    }


def _explanation(rule: TallyRule, counts: Counts, usual: Reading, strict: Reading) -> str:
    recused = counts.recused + counts.recused_absent
    if usual.outcome is strict.outcome:
        return explain_reading(rule, usual, recused)
    return (
        f"两种算法结果不同，请主持人确认采用哪一种。回避人员不计入：{explain_reading(rule, usual)}"
        f"回避人员计入：{explain_reading(rule, strict)}"
    )


def _refuse_impossible(counts: Counts) -> None:
    named = {
        "应到人数": counts.roster,
        "到会人数": counts.present,
        "回避人数": counts.recused,
        "同意票": counts.agree,
        "不同意票": counts.against,
        "弃权票": counts.abstain,
        "空白票": counts.blank,
        "废票": counts.spoilt,
    }
    for name, number in named.items():
        if number < 0:
            raise _impossible(f"{name} {number} 是负数")
    if counts.present > counts.roster:
        raise _impossible(f"到会 {counts.present} 人多于评议小组 {counts.roster} 人")
    if counts.recused > counts.present:
        raise _impossible(f"在场回避 {counts.recused} 人多于到会 {counts.present} 人")
    if not 0 <= counts.recused_absent <= counts.roster - counts.present:
        raise _impossible(f"缺席回避 {counts.recused_absent} 人多于缺席 {counts.roster - counts.present} 人")
    entitled = counts.present - counts.recused
    if counts.votes > entitled:
        raise _impossible(f"共 {counts.votes} 票，多于在场应表决的 {entitled} 人")


def _impossible(what: str) -> KnownError:
    return KnownError("impossible_counts", f"人数不合：{what}，请核对后重新填写。")
