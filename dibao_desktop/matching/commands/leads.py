"""Running the comparison, and judging what it found."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.collecting import collection_paused
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.permissions import Permission
from dibao_desktop.domain.progress import Progress, Silent
from dibao_desktop.matching import queries
from dibao_desktop.matching.queries import LeadRow
from dibao_desktop.matching.records import Lead
from dibao_desktop.matching.rules.comparison import compare
from dibao_desktop.matching.rules.leads import LeadDraft, Verdict
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.session import Session, command
from dibao_desktop.storage.database import insert_rows, raw_tuples, update_rows

# What a later run may say in other words about the same lead.
_WORDS = ("code", "severity", "confidence", "reason", "source", "clause", "dossier_says", "list_says")
_CHUNK = 500
# What a lead is told by a person; a new one has nothing in these.
_TOLD = ("withdrawn_at", "verdict", "evidence", "verified_by", "verified_on")
_FIXED = ("key", "kind", "household", "member", "person_id", "person_name")


@dataclass(frozen=True)
class MatchOutcome:
    """What a run did: leads found for the first time (or again), found as before, no longer found and not judged.
    `leads` are all that stand now."""

    leads: tuple[LeadRow, ...]
    new: int
    same: int
    withdrawn: int


@command(Permission.CLEARANCE, Changes.MATCHING)
def match(session: Session, policy: Policy | None = None, progress: Progress | None = None) -> MatchOutcome:
    """Compare everything and keep the leads. Verdicts stay; an unjudged lead that is gone is withdrawn; none is opened again
    that was judged. `policy` is the running campaign's own pack; without it the office's pack serves."""
    with collection_paused():
        facts, index = queries.office_facts()
        drafts = compare(facts, index, policy or queries.policy_in_use(), session.today(), progress or Silent())
    stored = dict(_stored_leads())
    now = session.clock().isoformat(timespec="seconds")
    fresh = [draft for draft in drafts if draft.key not in stored]
    rows = ((*_fixed(draft), *_words(draft), now, *[""] * len(_TOLD)) for draft in fresh)
    insert_rows(Lead, (*_FIXED, *_WORDS, "found_at", *_TOLD), rows)
    again = _say_again(drafts, stored)
    gone = _withdraw({draft.key for draft in drafts}, stored, now)
    _tell(session, fresh + again, gone)
    new = len(fresh) + len(again)
    session.note(f"运行信息比对：新增疑点 {new} 条，原有 {len(drafts) - new} 条，撤回 {len(gone)} 条")
    return MatchOutcome(tuple(queries.current_leads()), new, len(drafts) - new, len(gone))


# What the history calls the parts of a verdict.
_VERDICT_LABELS = {"verdict": "结论", "evidence": "依据", "verified_by": "核实人", "verified_on": "核实日期"}


@command(Permission.CLEARANCE, Changes.MATCHING)
def judge_lead(session: Session, lead_id: int, verdict: str, evidence: str, verified_on: dt.date) -> None:
    """Write down what verifying a lead concluded, by whom and when; a verdict may be corrected, the first one stays in
    the history."""
    found = queries.lead(lead_id)
    if found is None or (found.withdrawn_at and not found.verdict):
        raise KnownError("no_lead", "这条疑点已不存在（可能在重新比对后撤回），请刷新后再看。")
    if verdict not in set(Verdict):
        known = "、".join(Verdict)
        raise KnownError("unknown_verdict", f"没有“{verdict}”这种核实结论，请从这些结论中选一个：{known}。")
    evidence = evidence.strip()
    if Verdict(verdict).needs_evidence and not evidence:
        raise KnownError("no_evidence", f"核实结论为“{verdict}”时要写明依据，请填写核实情况后再保存。")
    if verified_on > session.today():
        raise KnownError("future_date", f"核实日期 {verified_on} 还没有到，请改为今天或以前的日期。")
    values = {
        "verdict": verdict,
        "evidence": evidence,
        "verified_by": session.actor.name,
        "verified_on": verified_on.isoformat(),
    }
    before = {label: getattr(found, name) for name, label in _VERDICT_LABELS.items() if getattr(found, name)}
    Lead.update(**values).where(Lead.id == lead_id).execute()
    session.note(
        f"核实疑点“{found.kind.label}”（{found.person_name}）：{verdict}",
        found.household_id,
        before or None,
        {label: values[name] for name, label in _VERDICT_LABELS.items()},
    )


@command(Permission.IMPORT, Changes.MATCHING)
def forget_unjudged(session: Session, households: Collection[int]) -> None:
    """Drop the leads that nobody has judged on households that an undone import takes away again."""
    wanted = sorted(households)
    for start in range(0, len(wanted), _CHUNK):
        some = wanted[start : start + _CHUNK]
        Lead.delete().where(Lead.household.in_(some), Lead.verdict == "").execute()


@dataclass(frozen=True, slots=True)
class _Stored:
    """A lead as an earlier run left it."""

    id: int
    household_id: int | None
    verdict: str
    withdrawn_at: str
    words: tuple[Any, ...]


_STORED_COLUMNS = (
    *(Lead.key, Lead.id, Lead.household, Lead.verdict, Lead.withdrawn_at),
    *(getattr(Lead, name) for name in _WORDS),
)


def _stored_leads() -> Iterator[tuple[str, _Stored]]:
    for key, id_, household_id, verdict, withdrawn_at, *words in raw_tuples(Lead.select(*_STORED_COLUMNS)):
        yield key, _Stored(id_, household_id, verdict, withdrawn_at, tuple(words))


def _fixed(draft: LeadDraft) -> tuple[Any, ...]:
    return (draft.key, draft.kind.value, draft.household_id, draft.member_id, draft.person_id, draft.person_name)


def _words(draft: LeadDraft) -> tuple[Any, ...]:
    says = (json.dumps(facts, ensure_ascii=False) for facts in (draft.dossier_says, draft.list_says))
    return (draft.code, str(draft.severity), draft.confidence.value, draft.reason, draft.source, draft.clause, *says)


def _say_again(drafts: Sequence[LeadDraft], stored: Mapping[str, _Stored]) -> list[LeadDraft]:
    """Bring unjudged leads up to date; answers those that had been withdrawn and stand again."""
    again: list[LeadDraft] = []
    changed: list[tuple[Any, ...]] = []
    for draft in drafts:
        old = stored.get(draft.key)
        if old is None or old.verdict:
            continue
        words = _words(draft)
        if old.withdrawn_at:
            again.append(draft)
        if old.withdrawn_at or old.words != words:
            changed.append((*words, "", old.id))
    update_rows(Lead, (*_WORDS, "withdrawn_at"), changed)
    return again


def _withdraw(found: set[str], stored: Mapping[str, _Stored], now: str) -> list[_Stored]:
    gone = [old for key, old in stored.items() if key not in found and not old.verdict and not old.withdrawn_at]
    update_rows(Lead, ("withdrawn_at",), [(now, old.id) for old in gone])
    return gone


def _tell(session: Session, appeared: Sequence[LeadDraft], gone: Sequence[_Stored]) -> None:
    """Into the history of each household that has new leads; the step of one that lost some may move as well."""
    by_household: dict[int, list[LeadDraft]] = defaultdict(list)
    for draft in appeared:
        if draft.household_id is not None:
            by_household[draft.household_id].append(draft)
    for household_id, drafts in by_household.items():
        session.note(f"信息比对发现疑点：{'；'.join(_short(drafts))}", household=household_id)
    session.touch(old.household_id for old in gone if old.household_id is not None)


def _short(drafts: Sequence[LeadDraft]) -> Iterator[str]:
    return (f"{draft.kind.label}（{draft.person_name}）" for draft in drafts)
