"""The tally against an independent statement of the rule, the table of minimum numbers, and the vectors of DOMAIN §19."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.policy.rules.ratio import Ratio
from dibao_desktop.review.rules.tally import (
    Counts,
    Outcome,
    TallyRule,
    decide,
    meeting_quorum,
    needed_of,
    parse_share,
    tally_json,
)

TWO_THIRDS = Ratio(2, 3)
S1 = TallyRule(TWO_THIRDS, TWO_THIRDS)
BASES = (0, 1, 3, 4, 5, 6, 9, 10, 15, 21, 39, 40)
MINIMA = {
    "1/2": (0, 1, 2, 3, 3, 4, 5, 6, 8, 11, 20, 21),
    "2/3": (0, 1, 2, 3, 4, 4, 6, 7, 10, 14, 26, 27),
    "3/4": (0, 1, 3, 3, 4, 5, 7, 8, 12, 16, 30, 30),
}


def every_count(most: int) -> Iterator[Counts]:
    """Every way a vote can stand with a roster of up to `most`."""
    for roster in range(most + 1):
        for present in range(roster + 1):
            for recused in range(present + 1):
                for agree in range(present - recused + 1):
                    against = present - recused - agree
                    yield Counts(roster, present, recused, agree, against, 0)


def stated(share: str, part: int, whole: int) -> bool:
    """The rule said again with fractions: at least the share; of a half, more than it; of nothing, never."""
    if whole == 0:
        return False
    reached = Fraction(part, whole)
    return reached > Fraction(1, 2) if share == "1/2" else reached >= Fraction(share)


def outcome_stated(share: str, roster: int, present: int, agree: int) -> Outcome:
    if present < 3 or not stated("2/3", present, roster):
        return Outcome.NO_QUORUM
    return Outcome.PASSED if stated(share, agree, present) else Outcome.FAILED


@pytest.mark.parametrize("share", ["1/2", "2/3", "3/4"])
def test_every_vote_of_up_to_twelve_decides_as_the_rule_says(share: str) -> None:
    rule = TallyRule(TWO_THIRDS, parse_share(share))
    for counts in every_count(12):
        usual = outcome_stated(share, counts.roster - counts.recused, counts.present - counts.recused, counts.agree)
        strict = outcome_stated(share, counts.roster, counts.present, counts.agree)
        expected = usual if usual is strict else Outcome.READINGS_DIFFER
        decision = decide(rule, counts)
        assert decision.outcome is expected, counts
        for reading in (decision.usual, decision.strict):
            assert reading.quorum.holds == (reading.quorum.base > 0 and reading.quorum.present >= reading.quorum.needed)
            assert reading.majority.passes == (reading.majority.base > 0 and reading.majority.missing == 0)


@pytest.mark.parametrize("share", list(MINIMA))
def test_minimum_numbers(share: str) -> None:
    assert tuple(needed_of(parse_share(share), base) for base in BASES) == MINIMA[share]


def test_abstaining_and_not_voting_count_alike() -> None:
    for agree, abstain in product(range(6), range(6)):
        if agree + abstain <= 5:
            silent = decide(S1, Counts(7, 5, 0, agree, 0, 0))
            assert decide(S1, Counts(7, 5, 0, agree, 0, abstain)).outcome is silent.outcome


@pytest.mark.parametrize(
    ("counts", "outcome"),
    [
        (Counts(7, 5, 0, 4, 1, 0), Outcome.PASSED),
        (Counts(7, 5, 0, 3, 2, 0), Outcome.FAILED),
        (Counts(7, 4, 0, 4, 0, 0), Outcome.NO_QUORUM),
        (Counts(6, 6, 0, 4, 0, 2), Outcome.PASSED),
        (Counts(5, 4, 1, 2, 1, 0), Outcome.READINGS_DIFFER),
        (Counts(5, 3, 0, 2, 1, 0, recused_absent=1), Outcome.READINGS_DIFFER),
        (Counts(0, 0, 0, 0, 0, 0), Outcome.NO_QUORUM),
        (Counts(3, 3, 3, 0, 0, 0), Outcome.READINGS_DIFFER),
    ],
)
def test_vectors(counts: Counts, outcome: Outcome) -> None:
    assert decide(S1, counts).outcome is outcome


@pytest.mark.parametrize(
    "counts",
    [
        Counts(7, 8, 0, 0, 0, 0),
        Counts(7, 3, 4, 0, 0, 0),
        Counts(7, 5, 1, 3, 2, 0),
        Counts(7, 5, 0, -1, 0, 0),
        Counts(-1, 0, 0, 0, 0, 0),
        Counts(7, 6, 0, 0, 0, 0, recused_absent=2),
    ],
)
def test_counts_that_cannot_be_are_refused(counts: Counts) -> None:
    with pytest.raises(KnownError) as refusal:
        decide(S1, counts)
    assert refusal.value.code == "impossible_counts"


def test_the_meeting_needs_two_thirds_of_the_whole_group() -> None:
    assert meeting_quorum(TWO_THIRDS, 7, 5).holds
    assert not meeting_quorum(TWO_THIRDS, 7, 4).holds


def test_shape_for_the_command_line() -> None:
    answer = tally_json(decide(S1, Counts(7, 6, 1, 4, 1, 0)))
    assert answer["quorum"] == {"base": 6, "needed": 4, "present": 5, "holds": True}
    assert answer["majority"] == {"base": 5, "needed": 4, "agree": 4, "passes": True}
    assert answer["strict"] == {
        "quorum": {"base": 7, "needed": 5, "present": 6, "holds": True},
        "majority": {"base": 6, "needed": 4, "agree": 4, "passes": True},
    }
    assert answer["decision"] == "passed"
    assert (
        answer["explanation"]
        == "应参加表决 6 人（1 人回避），在场 5 人，需 4 人；5 人的三分之二为 4 票，实得同意 4 票，通过。"
    )


@pytest.mark.parametrize("written", ["", "两成", "3/2", ">2/3", "0/3"])
def test_a_share_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(KnownError):
        parse_share(written)


@given(st.integers(0, 60), st.data())
def test_one_more_vote_never_turns_a_pass_into_a_fail(roster: int, data: st.DataObject) -> None:
    present = data.draw(st.integers(0, roster))
    recused = data.draw(st.integers(0, present))
    agree = data.draw(st.integers(0, present - recused))
    fewer = decide(S1, Counts(roster, present, recused, max(0, agree - 1), 0, 0)).usual
    more = decide(S1, Counts(roster, present, recused, agree, 0, 0)).usual
    assert not (fewer.majority.passes and not more.majority.passes)
