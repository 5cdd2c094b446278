"""Where a case stands on the road of its pack (DESIGN §2, DOMAIN §18.1).

The next step is never typed in: it is the first step of the pack that applies to the case and whose condition does
not hold yet. What was decided stands: nothing that happens afterwards brings a step before the decision back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dibao_desktop.policy.rules.steps import CLOSED_LABEL, Applies, DoneWhen, Step

CLOSED = "closed"


class ReviewDecision(StrEnum):
    """What the review of a household came to; `RETURNED` sends it back to a new visit (民发〔2012〕220号 art.24)."""

    PASSED = "passed"
    FAILED = "failed"
    RETURNED = "returned"

    @property
    def label(self) -> str:
        return {"passed": "评议通过", "failed": "评议未通过", "returned": "退回重新调查"}[self.value]


@dataclass(frozen=True)
class CaseFacts:
    """All that the position depends on. `review_answered`: the township has put its opinion after a failed vote.
    `review_again`: an open objection is answered by a review (57号 art.19), which therefore is due whatever the pack says.

    `assessed`: there is an assessment, its facts are still those of the dossier (`facts_unchanged`), and it came to a
    proposal with an amount.
    """

    visit_signed: bool = False
    disputed: bool = False
    open_leads: int = 0
    assessed: bool = False
    facts_unchanged: bool = False
    changed: bool = False
    cut_or_stop: bool = False
    review_decision: str = ""
    review_answered: bool = False
    review_again: bool = False
    ended_round: int = 0
    open_objections: int = 0
    objected: bool = False
    township_checked: bool = False
    confirmed: bool = False
    heard: bool = False
    decided: bool = False
    notified: bool = False
    published: bool = False


class StepState(StrEnum):
    """How one step of the road looks from where the case stands."""

    DONE = "done"
    NOW = "now"
    LATER = "later"
    SKIPPED = "skipped"


_APPLIES: Mapping[Applies, Callable[[CaseFacts], bool]] = {
    Applies.ALWAYS: lambda facts: True,
    Applies.CHANGED: lambda facts: facts.changed,
    Applies.CUT_OR_STOP: lambda facts: facts.cut_or_stop,
    Applies.DISPUTED: lambda facts: facts.disputed,
    Applies.OBJECTED: lambda facts: facts.objected,
}


def _reviewed(facts: CaseFacts, step: Step) -> bool:
    if facts.review_decision == ReviewDecision.FAILED:
        return facts.review_answered
    return facts.review_decision == ReviewDecision.PASSED


def _notice_ended(facts: CaseFacts, step: Step) -> bool:
    """A review that answers an objection is not kept waiting by the notice that the objection holds up."""
    if facts.review_again and not _reviewed(facts, step):
        return True
    return facts.ended_round >= step.round and facts.open_objections == 0


_DONE: Mapping[DoneWhen, Callable[[CaseFacts, Step], bool]] = {
    DoneWhen.VISIT_SIGNED: lambda facts, step: facts.visit_signed,
    DoneWhen.LEADS_JUDGED: lambda facts, step: facts.open_leads == 0,
    DoneWhen.ASSESSMENT_CURRENT: lambda facts, step: facts.assessed,
    DoneWhen.REVIEW_CONCLUDED: _reviewed,
    DoneWhen.NOTICE_ENDED: _notice_ended,
    DoneWhen.TOWNSHIP_CHECKED: lambda facts, step: facts.township_checked,
    DoneWhen.CONFIRMED: lambda facts, step: facts.confirmed,
    DoneWhen.HEARD: lambda facts, step: facts.heard,
    DoneWhen.DECIDED: lambda facts, step: facts.decided,
    DoneWhen.NOTIFIED: lambda facts, step: facts.notified,
    DoneWhen.PUBLISHED: lambda facts, step: facts.published,
}


def applies(step: Step, facts: CaseFacts) -> bool:
    """Whether the case goes through this step at all."""
    if step.done_when is DoneWhen.REVIEW_CONCLUDED and facts.review_again:
        return True
    return _APPLIES[step.applies](facts)


def holds(step: Step, facts: CaseFacts) -> bool:
    """Whether what the step waits for is there."""
    return _DONE[step.done_when](facts, step)


def next_step(steps: Sequence[Step], facts: CaseFacts) -> tuple[str, int]:
    """The id and the place of the step that is due; `closed` and the number of steps when nothing is."""
    for place in range(_first_open(steps, facts), len(steps)):
        step = steps[place]
        if applies(step, facts) and not holds(step, facts):
            return step.id, place
    return CLOSED, len(steps)


def _first_open(steps: Sequence[Step], facts: CaseFacts) -> int:
    """The place after the decision once it is taken, else the beginning."""
    if not facts.decided:
        return 0
    return 1 + max((i for i, step in enumerate(steps) if step.done_when is DoneWhen.DECIDED), default=-1)


def step_states(steps: Sequence[Step], facts: CaseFacts) -> tuple[StepState, ...]:
    """How each step of the road looks: done, due now, still to come, or not for this case."""
    _, now = next_step(steps, facts)
    looks = []
    for place, step in enumerate(steps):
        if not applies(step, facts):
            looks.append(StepState.SKIPPED)
        elif place == now:
            looks.append(StepState.NOW)
        else:
            looks.append(StepState.DONE if place < now else StepState.LATER)
    return tuple(looks)


def step_label(steps: Sequence[Step], step_id: str) -> str:
    """The Chinese name of a step by its id; 办结 past the last one."""
    return next((step.label for step in steps if step.id == step_id), CLOSED_LABEL)


def place_of(steps: Sequence[Step], done_when: DoneWhen, round_number: int = 0) -> int | None:
    """Where the (first) step that waits for this stands in a pack; None when the pack has none."""
    for place, step in enumerate(steps):
        if step.done_when is done_when and (not round_number or step.round == round_number):
            return place
    return None
