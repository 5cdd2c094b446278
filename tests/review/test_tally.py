"""The tally against an independent statement of the rule, the table of minimum numbers, and the vectors of DOMAIN §19."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


# The rule said again, in whole numbers and without a word of the program's: part of whole, of nothing never.
STATED: dict[str, Callable[[int, int], bool]] = {
    ">1/2": lambda part, whole: whole > 0 and 2 * part > whole,
    "≥2/3": lambda part, whole: whole > 0 and 3 * part >= 2 * whole,
    "≥3/4": lambda part, whole: whole > 0 and 4 * part >= 3 * whole,
}


def every_room(most: int) -> Iterator[tuple[int, int, int, int]]:
    """Roster, present, recused among them, recused among the absent: all that can be with a roster of up to `most`."""
    for roster in range(most + 1):
        for present in range(roster + 1):
            for recused, away in product(range(present + 1), range(roster - present + 1)):
                yield roster, present, recused, away


def outcome_stated(majority: str, roster: int, present: int, agree: int) -> Outcome:
    if present < 3 or not STATED["≥2/3"](present, roster):
        return Outcome.NO_QUORUM
    return Outcome.PASSED if STATED[majority](agree, present) else Outcome.FAILED


@pytest.mark.parametrize("majority", list(STATED))
def test_every_vote_of_up_to_fifteen_decides_as_the_rule_says(majority: str) -> None:
    """Every roster, presence, recusal and split of the votes, under both readings."""
    rule = TallyRule(TWO_THIRDS, parse_share(majority))
    for roster, present, recused, away in every_room(15):
        entitled = present - recused
        for agree, against in product(range(entitled + 1), repeat=2):
            if agree + against <= entitled:
                usual = outcome_stated(majority, roster - recused - away, entitled, agree)
                strict = outcome_stated(majority, roster, present, agree)
                decision = decide(
                    rule, Counts(roster, present, recused, agree, against, entitled - agree - against, away)
                )
                assert (decision.usual.outcome, decision.strict.outcome) == (usual, strict), decision
                assert decision.outcome is (usual if usual is strict else Outcome.READINGS_DIFFER), decision


def every_split(entitled: int) -> Iterator[tuple[int, int, int, int, int]]:
    """Every way so many can vote: agree, against, abstain, blank, spoilt; whoever is left does not vote."""
    for split in product(range(entitled + 1), repeat=5):
        if sum(split) <= entitled:
            yield split


def test_of_a_split_only_those_who_agree_count() -> None:
    """However the others vote, or do not, it is the decision for so many that agree."""
    for present, recused in ((7, 0), (7, 1), (5, 2)):
        plain = [decide(S1, Counts(7, present, recused, agree, 0, 0)).outcome for agree in range(present - recused + 1)]
        for agree, against, abstain, blank, spoilt in every_split(present - recused):
            counts = Counts(7, present, recused, agree, against, abstain, blank=blank, spoilt=spoilt)
            assert decide(S1, counts).outcome is plain[agree], counts


@pytest.mark.parametrize("share", list(STATED))
def test_the_least_number_is_the_first_that_reaches(share: str) -> None:
    for base in range(201):
        needed = needed_of(parse_share(share), base)
        assert [part for part in range(base + 1) if STATED[share](part, base)] == (
            list(range(needed, base + 1)) if base else []
        )


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
        Counts(7, 5, 0, 3, 0, 0, blank=2, spoilt=1),
        Counts(7, 5, 0, 0, 0, 0, spoilt=-1),
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


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("1/2", Ratio(1, 2)),
        (">1/2", Ratio(1, 2)),
        ("＞１／２", Ratio(1, 2)),
        ("> 1/2", Ratio(1, 2)),
        ("½", Ratio(1, 2)),
        ("2/3", TWO_THIRDS),
        ("≥2/3", TWO_THIRDS),
        (">=2/3", TWO_THIRDS),
        ("≥２／３", TWO_THIRDS),
        ("3/4", Ratio(3, 4)),
        ("75％", Ratio(75, 100)),
    ],
)
def test_a_share_is_read_however_it_is_written(written: str, share: Ratio) -> None:
    assert parse_share(written) == share


@pytest.mark.parametrize("written", ["", "两成", "3/2", ">2/3", "0/3", "≥1/2"])
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
