"""Whether the parts of a pack agree with each other. Each finding is (key, reason), as for a single value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator

from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.policy.rules.steps import Applies, DoneWhen

Fault = tuple[str, str]

# Without these a case could be closed unseen.
_NEEDED = (
    DoneWhen.VISIT_SIGNED,
    DoneWhen.LEADS_JUDGED,
    DoneWhen.ASSESSMENT_CURRENT,
    DoneWhen.TOWNSHIP_CHECKED,
    DoneWhen.CONFIRMED,
    DoneWhen.DECIDED,
)
_REVIEWED = {
    "always": Applies.ALWAYS,
    "changed_only": Applies.CHANGED,
    "on_objection": Applies.OBJECTED,
    "never": None,
}
_VISITED = {"all": Applies.ALWAYS, "disputed": Applies.DISPUTED}


def faults(policy: Policy) -> list[Fault]:
    """Everything in which the pack contradicts itself."""
    checks = (_steps, _step_scopes, _rounds, _limits, _figures, _intervals, _schedule)
    return [fault for check in checks for fault in check(policy)]


def _twice(values: Iterable[Hashable]) -> list[Hashable]:
    return [value for value, times in Counter(values).items() if times > 1]


def _steps(policy: Policy) -> Iterator[Fault]:
    for step_id in _twice(step.id for step in policy.steps):
        yield "steps", f"步骤 id“{step_id}”重复"
    order = [step.done_when for step in policy.steps]
    for done_when in _twice(each for each in order if each is not DoneWhen.NOTICE_ENDED):
        yield "steps", f"“{done_when}”只能有一步"
    for needed in _NEEDED:
        if needed not in order:
            yield "steps", f'缺少“{needed.label}”这一步（done_when = "{needed}"）'
    for earlier, later in ((DoneWhen.CONFIRMED, DoneWhen.DECIDED), (DoneWhen.HEARD, DoneWhen.DECIDED)):
        if earlier in order and later in order and order.index(earlier) > order.index(later):
            yield "steps", f"“{earlier.label}”应在“{later.label}”之前"


def _step_scopes(policy: Policy) -> Iterator[Fault]:
    applies = {step.done_when: step.applies for step in policy.steps}
    wanted = _REVIEWED[policy.review.required]
    if applies.get(DoneWhen.REVIEW_CONCLUDED) is not wanted:
        said = f'applies = "{wanted}"' if wanted else "不列这一步"
        yield "review.required", f"与 steps 中的“民主评议”不一致，评议范围为“{policy.review.required}”时应{said}"
    if applies.get(DoneWhen.VISIT_SIGNED, Applies.ALWAYS) is not _VISITED[policy.visit.coverage]:
        yield "visit.coverage", "与 steps 中“入户调查”的 applies 不一致"
    if policy.decision.hearing_before_cut != (applies.get(DoneWhen.HEARD) is Applies.CUT_OR_STOP):
        yield "decision.hearing_before_cut", '与 steps 中的“听取意见”（applies = "cut_or_stop"）不一致'


def _rounds(policy: Policy) -> Iterator[Fault]:
    numbers = [each.number for each in policy.notice.rounds]
    if numbers != list(range(1, len(numbers) + 1)):
        yield "notice.rounds", "number 应从 1 起依次编号"
    used = [step.round for step in policy.steps if step.done_when is DoneWhen.NOTICE_ENDED]
    if sorted(used) != sorted(numbers):
        yield "steps", "每一轮公示应有且只有一步，round 填公示轮次"
    for step in policy.steps:
        if step.round and step.done_when is not DoneWhen.NOTICE_ENDED:
            yield "steps", f"步骤“{step.label}”不是公示，不能填 round"


def _limits(policy: Policy) -> Iterator[Fault]:
    if policy.review.size_min > policy.review.size_max:
        yield "review.size_max", "评议小组最多人数小于最少人数"
    most = policy.visit.max_investigators
    if most is not None and most < policy.visit.min_investigators:
        yield "visit.max_investigators", "调查人员最多人数小于最少人数"
    start, end = policy.campaign.start, policy.campaign.end
    if start and end and start > end:
        yield "campaign.end", "结束日早于开始日"
    for item in _twice(item.code for item in policy.check_items):
        yield "check_items", f"{item} 重复"


def _figures(policy: Policy) -> Iterator[Fault]:
    for standard in _twice((s.aid_type, s.in_force_from) for s in policy.standards):
        yield "standards", f"{_joined(standard)} 的标准重复"
    for category in _twice((c.aid_type, c.code, c.in_force_from) for c in policy.categories):
        yield "categories", f"{_joined(category)} 的类别重复"
    for _ in _twice((*s.kind, s.in_force_from) for s in policy.supplements):
        yield "supplements", "同一天起执行的同一项分类施保重复"


def _joined(value: Hashable) -> str:
    return " ".join(str(part) for part in value) if isinstance(value, tuple) else str(value)


def _intervals(policy: Policy) -> Iterator[Fault]:
    if not any(interval.is_base and interval.aid_type is None for interval in policy.reverification):
        yield "reverification", "缺少适用于其他家庭的一项（不填 aid_type、category 和 conditions）"
    known = {(category.aid_type, category.code) for category in policy.categories}
    for interval in policy.reverification:
        if interval.category and (interval.aid_type, interval.category) not in known:
            yield "reverification", f"类别“{interval.category}”没有在 categories 中列出，或没有填 aid_type"


def _schedule(policy: Policy) -> Iterator[Fault]:
    units = (unit for window in policy.schedule if window.kind == "village_slot" for unit in window.units)
    for unit in _twice(units):
        yield "schedule", f"“{unit}”排了两次"
