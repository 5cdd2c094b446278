"""Whether a meeting may deliberate: each rule with the sentence that says why it holds or not (DOMAIN §9)."""

from __future__ import annotations

from dataclasses import dataclass

from dibao_desktop.policy.rules.procedure import ReviewRule
from dibao_desktop.review.rules.tally import meeting_quorum, reaches, share_text

ATTENDANCE = "到会人数"


@dataclass(frozen=True)
class Condition:
    """One rule of the meeting. A `binding` one that does not hold keeps the meeting from deciding; the others warn."""

    title: str
    sentence: str
    holds: bool
    binding: bool


def conditions(
    rule: ReviewRule, roster: int, present: int, township_staff: int, representatives: int
) -> list[Condition]:
    """Attendance, township staff, size of the group and, where the pack asks for it, the share of representatives."""
    found = [_attendance(rule, roster, present), _staff(rule, township_staff), _size(rule, roster)]
    if rule.representatives_share is not None:
        share = rule.representatives_share
        found.append(
            Condition(
                "村（居）民代表",
                f"到会 {present} 人中代表 {representatives} 人，应占{share_text(share)}",
                reaches(share, representatives, present),
                binding=False,
            )
        )
    return found


def _attendance(rule: ReviewRule, roster: int, present: int) -> Condition:
    quorum = meeting_quorum(rule.quorum, roster, present)
    need = f"应到 {roster} 人，实到 {present} 人，{share_text(rule.quorum)}为 {quorum.needed} 人"
    sentence = f"{need}，达到" if quorum.holds else f"{need}，还差 {quorum.needed - present} 人"
    return Condition(ATTENDANCE, sentence, quorum.holds, binding=True)


def _staff(rule: ReviewRule, there: int) -> Condition:
    need = rule.min_township_staff
    return Condition("乡镇工作人员", f"到场 {there} 人，至少 {need} 人", there >= need, binding=True)


def _size(rule: ReviewRule, roster: int) -> Condition:
    within = rule.size_min <= roster <= rule.size_max
    return Condition("小组人数", f"{roster} 人，方案规定 {rule.size_min}～{rule.size_max} 人", within, binding=False)
