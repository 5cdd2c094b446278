"""Whether a meeting holds: attendance and township staff bind, the size of the group and its make-up warn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dibao_desktop.domain.places import resources
from dibao_desktop.policy.queries import load_packs
from dibao_desktop.policy.rules.procedure import ReviewRule
from dibao_desktop.policy.rules.ratio import Ratio
from dibao_desktop.review.rules.conditions import conditions


@pytest.fixture(scope="module")
def rule() -> ReviewRule:
    """The rule of the township whose plan says seven people, two thirds and two of the township."""
    return policy_of_pack("s1")


def policy_of_pack(policy_id: str) -> ReviewRule:
    return load_packs(resources() / "policies").policies[policy_id].review


@pytest.mark.parametrize(("present", "holds"), [(5, True), (4, False), (0, False), (7, True)])
def test_attendance(rule: ReviewRule, present: int, holds: bool) -> None:
    found = conditions(rule, 7, present, 2, 0)[0]
    assert (found.holds, found.binding) == (holds, True)
    assert ("还差" in found.sentence) != holds


@pytest.mark.parametrize(("staff", "holds"), [(1, False), (2, True), (3, True)])
def test_township_staff(rule: ReviewRule, staff: int, holds: bool) -> None:
    found = conditions(rule, 7, 7, staff, 0)[1]
    assert (found.holds, found.binding) == (holds, True)


@pytest.mark.parametrize(("roster", "holds"), [(4, False), (5, True), (7, True), (8, False)])
def test_the_size_of_the_group_only_warns(rule: ReviewRule, roster: int, holds: bool) -> None:
    found = conditions(rule, roster, roster, 2, 0)[2]
    assert (found.holds, found.binding) == (holds, False)


@pytest.mark.parametrize(("representatives", "holds"), [(3, False), (4, True)])
def test_the_share_of_representatives_where_a_pack_asks_for_it(
    rule: ReviewRule, representatives: int, holds: bool
) -> None:
    assert len(conditions(rule, 7, 6, 2, 0)) == 3
    asked = replace(rule, representatives_share=Ratio(2, 3))
    found = conditions(asked, 7, 6, 2, representatives)[3]
    assert (found.holds, found.binding) == (holds, False)
