"""Whether a home visit is complete, and who may not make it.

At least as many investigators as the pack asks, each section answered or an explicit 无, so many neighbours heard
(57号 art.16; 三个六必知; 一看二问三走访); a near relative of the household takes no part (57号 art.11, DOMAIN §9).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dibao_desktop.domain.text import compact
from dibao_desktop.policy.rules.procedure import ReviewRule, VisitRule

_WITH_TAIL = re.compile(r"(?P<name>.+?)[（(]?(?P<tail>\d{3}[\dXx])[)）]?")


@dataclass(frozen=True)
class Neighbour:
    """A neighbour who was heard, and what was said."""

    name: str
    statement: str


@dataclass(frozen=True)
class VisitDraft:
    """What is written on the form of a visit. An investigator is a name; a namesake gets the last four of the ID number."""

    visited_on: dt.date
    investigators: tuple[str, ...]
    answers: Mapping[str, str] = field(default_factory=dict)
    neighbours: tuple[Neighbour, ...] = ()
    family_signer: str = ""
    summary: str = ""


@dataclass(frozen=True)
class Kin:
    """An official and a near relative of theirs in the household visited."""

    official_name: str
    official_id: str
    relative_name: str
    relation: str


def visit_problems(rule: VisitRule, draft: VisitDraft, today: dt.date) -> dict[str, str]:
    """Field name to one sentence, for all that is lacking; empty when the visit can be signed."""
    problems: dict[str, str] = {}
    names = [name for name in draft.investigators if name.strip()]
    if len(names) < rule.min_investigators:
        problems["investigators"] = f"调查人员至少 {rule.min_investigators} 人，现填 {len(names)} 人，请补填。"
    elif rule.max_investigators is not None and len(names) > rule.max_investigators:
        problems["investigators"] = f"每组调查人员不超过 {rule.max_investigators} 人，现填 {len(names)} 人，请核对。"
    elif len({compact(name) for name in names}) < len(names):
        problems["investigators"] = "同一名调查人员填了两次，请核对。"
    if draft.visited_on > today:
        problems["visited_on"] = f"入户日期 {draft.visited_on} 晚于今天，请改正。"
    for section in rule.sections:
        if not draft.answers.get(section.id, "").strip():
            problems[section.id] = f"“{section.title}”没有填写，没有情况的请写“无”。"
    heard = [each for each in draft.neighbours if each.name.strip() and each.statement.strip()]
    if len(heard) < rule.neighbours_min:
        problems["neighbours"] = (
            f"至少走访 {rule.neighbours_min} 户邻居并记下姓名和说法，现有 {len(heard)} 户，请补填。"
        )
    if not draft.family_signer.strip():
        problems["family_signer"] = "没有填写在场签字的家庭成员，请填写。"
    return problems


def must_step_aside(
    investigators: Iterable[str], kin: Iterable[Kin], members: Iterable[tuple[str, str]], rule: ReviewRule
) -> str:
    """Why one of the investigators may not visit, as a sentence; empty when all may.

    `members` are names and ID numbers of the household. Names alone may be namesakes: whoever adds the last four of the
    ID number to the name is compared by them.
    """
    near = [each for each in kin if rule.must_step_aside(each.relation)]
    own = list(members)
    for written in investigators:
        name, tail = _name_and_tail(written)
        if any(_same(name, tail, *member) for member in own):
            return f"{name}是该户家庭成员，应当回避，请更换调查人员；如系同名，请在姓名后注明身份证号后四位。"
        for each in near:
            if _same(name, tail, each.official_name, each.official_id):
                return (
                    f"{name}与该户{each.relative_name}是近亲属（{each.relation}），应当回避，请更换调查人员；"
                    "如系同名，请在姓名后注明身份证号后四位。"
                )
    return ""


def _name_and_tail(written: str) -> tuple[str, str]:
    plain = compact(written)
    found = _WITH_TAIL.fullmatch(plain)
    return (found["name"], found["tail"].upper()) if found else (plain, "")


def _same(name: str, tail: str, other_name: str, other_id: str) -> bool:
    return name == compact(other_name) and (not tail or not other_id or other_id.endswith(tail))
