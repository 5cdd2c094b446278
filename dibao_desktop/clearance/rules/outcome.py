"""What becomes of a household (处理结果, DOMAIN §8), and which results need what.

Review and notice are due for a result that takes away, grants or changes an amount (城乡低保大清查实施方案 三（三）,
DOMAIN S0-26); a cut or a stop is decided only after the household was heard (社会救助法 art.48).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dibao_desktop.domain.money import yuan
from dibao_desktop.policy.rules.aid import AidType


class Outcome(StrEnum):
    """The value is the Chinese name that screens, boards and workbooks carry."""

    CONTINUE = "继续享受"
    INCREASE = "增发"
    REDUCE = "减发"
    STOP = "停发"
    INCLUDE = "新增纳入"
    REFUSE = "不予纳入"
    TO_EXTREME = "转特困"
    TO_EDGE = "转低保边缘"
    TO_RIGID = "转刚性支出困难"
    TO_SINGLE = "转单人保"
    GRADUAL = "渐退"
    DEATH = "自然减员"
    PENDING = "待核"

    @property
    def label(self) -> str:
        return self.value

    @property
    def is_final(self) -> bool:
        """Whether a case can be decided so; 待核 only says that something is lacking."""
        return self is not Outcome.PENDING

    @property
    def is_changed(self) -> bool:
        """取消、新增或补差水平变更: goes through review and notice where only changes do, and is told in writing
        (a refusal too: 社会救助法 art.45)."""
        return self not in (Outcome.CONTINUE, Outcome.PENDING)

    @property
    def is_exit(self) -> bool:
        """Whether the household leaves the allowance for good or for another kind of aid."""
        return self in _EXITS


_ENDS = frozenset({Outcome.STOP, Outcome.TO_EDGE, Outcome.TO_RIGID})
_EXITS = _ENDS | {Outcome.TO_EXTREME}
_FOR_APPLICANTS = frozenset({Outcome.INCLUDE, Outcome.REFUSE})


def offered(applicant: bool) -> tuple[Outcome, ...]:
    """The results that can be proposed for a household that applies, or for one that is already paid."""
    return tuple(each for each in Outcome if each.is_final and (each in _FOR_APPLICANTS) == applicant)


def is_cut_or_stop(outcome: Outcome, before_fen: int, new_fen: int | None, people: int = 1) -> bool:
    """Whether a decision takes something away, so that the household must be heard first (社会救助法 art.48).

    Of a household of one person that died (自然减员 with nothing more to pay) nobody is left to hear. Where its dossier
    names more `people`, it is heard, or written down that all of them have died.
    """
    if outcome in (Outcome.PENDING, *_FOR_APPLICANTS):
        return False
    if outcome is Outcome.DEATH and not new_fen and people <= 1:
        return False
    if outcome in _ENDS or outcome in (Outcome.REDUCE, Outcome.GRADUAL):
        return True
    return new_fen is not None and new_fen < before_fen


def amount_problem(outcome: Outcome, before_fen: int, new_fen: int) -> str:
    """One sentence when the amount does not fit the result; empty when it does."""
    before, new = f"原月保障金 {yuan(before_fen)} 元", f"{yuan(new_fen)} 元"
    if new_fen < 0:
        return f"月保障金不能是负数（{new}），请改正。"
    if (outcome in _ENDS or outcome is Outcome.REFUSE) and new_fen:
        return f"“{outcome.label}”后不再发放低保金，金额应为 0，请改正金额或改选处理意见。"
    if outcome is Outcome.CONTINUE and new_fen != before_fen:
        return f"“继续享受”的金额应与{before}一致，现为 {new}；有变动的请选“增发”或“减发”。"
    if outcome is Outcome.INCREASE and new_fen <= before_fen:
        return f"“增发”的金额应高于{before}，现为 {new}，请核对。"
    if outcome is Outcome.REDUCE and not 0 < new_fen < before_fen:
        return f"“减发”的金额应低于{before}且大于 0，现为 {new}；不再发放的请选“停发”。"
    if outcome is Outcome.GRADUAL and new_fen > before_fen:
        return f"“渐退”期间的金额不高于{before}，现为 {new}，请改正。"
    if outcome is Outcome.DEATH and new_fen >= max(before_fen, 1):
        return f"“自然减员”后的金额应低于{before}，现为 {new}，请先在一户一档中减去死亡人员再核算。"
    if outcome in (Outcome.INCLUDE, Outcome.TO_SINGLE, Outcome.GRADUAL) and not new_fen:
        return f"“{outcome.label}”要有大于 0 的月保障金，请填写金额。"
    return ""


@dataclass(frozen=True)
class Transfer:
    """Where 转特困 leads (the kind of aid), and who 转单人保 covers alone (a member's id) and why (57号 art.8)."""

    aid_type: str = ""
    member_id: int | None = None
    reason: str = ""


def transfer_problem(outcome: Outcome, to: Transfer) -> str:
    """One sentence while a transfer does not say where to; empty when it does."""
    if outcome is Outcome.TO_EXTREME and to.aid_type not in (AidType.INSTITUTION, AidType.AT_HOME):
        return "“转特困”请选择集中供养还是分散供养。"
    if outcome is Outcome.TO_SINGLE and (to.member_id is None or not to.reason):
        return "“转单人保”请选择单独保障哪一位成员、属于哪种情形。"
    return ""


@dataclass(frozen=True)
class Proposal:
    """What is put before review, notice and decision; `fen` is None while it cannot be told."""

    outcome: Outcome
    fen: int | None
    transfer: Transfer = Transfer()


def derived_proposal(
    *,
    applicant: bool,
    before_fen: int,
    eligible: bool | None,
    monthly_fen: int | None,
    complete: bool,
    may_leave_gradually: bool = False,
) -> Proposal:
    """What follows from a computation; 待核 when it lacks something (57号 art.23, DOMAIN §13.6).

    `may_leave_gradually`: something happened in the family after which it is paid on for a while (57号 art.33), at the
    amount approved before.
    A lead alone never leads to an exit (DOMAIN, fact 2): only the computed income and amount are looked at here.
    """
    if monthly_fen is None or not complete:
        return Proposal(Outcome.PENDING, None)
    if eligible is False and may_leave_gradually and before_fen and not applicant:
        return Proposal(Outcome.GRADUAL, before_fen)
    if eligible is False or monthly_fen == 0:
        return Proposal(Outcome.REFUSE if applicant else Outcome.STOP, 0)
    if applicant:
        return Proposal(Outcome.INCLUDE, monthly_fen)
    if monthly_fen == before_fen:
        return Proposal(Outcome.CONTINUE, monthly_fen)
    return Proposal(Outcome.INCREASE if monthly_fen > before_fen else Outcome.REDUCE, monthly_fen)
