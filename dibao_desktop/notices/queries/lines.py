"""What a board would say of cases today; the only place where a dossier becomes a line of a board."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dibao_desktop.clearance.queries import CaseRow
from dibao_desktop.domain.identity import youngest_age
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.queries import Kept
from dibao_desktop.dossiers.rules.members import head_of
from dibao_desktop.dossiers.rules.telling import public_head, public_place
from dibao_desktop.notices.rules.board import BoardLine
from dibao_desktop.notices.rules.publishing import (
    public_aid_type,
    public_category,
    public_outcome,
)
from dibao_desktop.policy.rules.pack import Policy


def lines_of(policy: Policy, cases: Sequence[CaseRow], day: dt.date) -> dict[int, BoardLine]:
    """The line of each case, by case id; ages are those of `day`."""
    lines = lines_of_households(policy, dossiers.kept([case.household_id for case in cases]), day)
    return {case.id: _proposed(lines[case.household_id], case) for case in cases}


def lines_of_households(policy: Policy, households: Mapping[int, Kept], day: dt.date) -> dict[int, BoardLine]:
    """What may be told of households and of what they are paid, by household id."""
    filed = {each.relative_id for each in dossiers.relatives() if each.filed and each.relative_id}
    codes = {category.code for category in policy.categories}
    return {id_: _line(household, filed, codes, day) for id_, household in households.items()}


def doubt_about(household: Kept, day: dt.date) -> str:
    """What a clerk should look at before this household is posted; empty when nothing."""
    head = head_of(household.record)
    if head is None:
        return "成员中没有户主，无法判断户主是否成年"
    if youngest_age(head.id_number, head.birth, day) is None:
        return "户主没有身份证号和出生日期，无法判断是否成年"
    return "" if head.id_number else "户主没有身份证号"


def _proposed(line: BoardLine, case: CaseRow) -> BoardLine:
    outcome = public_outcome(case.proposal)
    return replace(line, outcome=outcome, former_fen=case.before_fen, monthly_fen=case.proposed_fen)


def _line(household: Kept, filed: set[str], codes: set[str], day: dt.date) -> BoardLine:
    record = household.record
    return BoardLine(
        head_name=public_head(record, day),
        village_group=public_place(record),
        family_size=record.family_size,
        covered_size=record.covered_size,
        aid_type=public_aid_type(record.aid_type),
        category=public_category(record.category, codes),
        outcome="",
        former_fen=0,
        monthly_fen=record.monthly_fen,
        near_relative=any(member.id_number in filed for member in record.members),
    )
