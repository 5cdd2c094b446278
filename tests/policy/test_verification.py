"""When a household is due again (DOMAIN §12, §19)."""

from __future__ import annotations

import datetime as dt

import pytest

from dibao_desktop.policy.queries import Packs
from dibao_desktop.policy.rules.intervals import Condition, VerificationFacts
from dibao_desktop.policy.rules.verification import next_verification

LAST = dt.date(2022, 8, 31)
UNSTABLE, LABOUR, FILED, THREE_NONE = Condition.UNSTABLE, Condition.LABOUR, Condition.FILED, Condition.THREE_NONE


@pytest.mark.parametrize(
    ("policy_id", "aid_type", "category", "conditions", "months"),
    [
        ("national", "农村低保", "", set(), 12),
        ("national", "农村低保", "", {Condition.STABLE, LABOUR}, 6),
        ("s0", "农村低保", "", {THREE_NONE}, 12),
        ("s0", "农村低保", "", {UNSTABLE, LABOUR}, 3),
        ("s0", "城市低保", "", {UNSTABLE, LABOUR}, 1),
        ("s0", "城市低保", "", {UNSTABLE}, 6),
        ("s1", "农村低保", "A类", set(), 12),
        ("s1", "农村低保", "B", {UNSTABLE}, 6),
        ("s1", "农村低保", "C", set(), 3),
        ("s1", "农村低保", "", set(), 3),
        ("s1", "城市低保", "", set(), 12),
        ("s1", "城市低保", "", {LABOUR}, 6),
        ("s1", "特困分散供养", "", set(), 12),
        ("s2", "城市低保", "", {FILED}, 6),
        ("s3", "城市低保", "四类", set(), 1),
    ],
)
def test_the_shortest_interval_that_fits(
    packs: Packs, policy_id: str, aid_type: str, category: str, conditions: set[Condition], months: int
) -> None:
    facts = VerificationFacts(aid_type, category, frozenset(conditions))
    due = next_verification(packs.policies[policy_id], facts, LAST)
    assert due.months == months
    assert due.source
    assert f"每{months}个月" in due.reason


def test_six_months_after_the_end_of_august_is_the_end_of_february(packs: Packs) -> None:
    due = next_verification(packs.policies["s2"], VerificationFacts("农村低保", "", frozenset({LABOUR})), LAST)
    assert due.on == dt.date(2023, 2, 28)
    assert due.reason == "家庭成员有劳动能力，每6个月核查一次"
