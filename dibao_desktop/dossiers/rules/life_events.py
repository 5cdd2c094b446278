"""变动: what happens in a family, and what the record says afterwards (57号 art.7 and 31; 2022 notice 一（三）; DOMAIN §13.2, §13.7).

An event changes who lives in the household and who is covered. It never changes the approved amount.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dibao_desktop.domain.dates import add_months, next_month
from dibao_desktop.dossiers.rules.circumstance_words import Employment, PersonStatus
from dibao_desktop.dossiers.rules.circumstances import CircumstancesRecord, PersonFacts
from dibao_desktop.dossiers.rules.codes import Health, Relation
from dibao_desktop.dossiers.rules.members import head_of
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord


class LifeEvent(StrEnum):
    """The value is the Chinese name that screens and registers carry."""

    DEATH = "死亡"
    BIRTH = "出生"
    MARRIED_IN = "婚入"
    MARRIED_OUT = "婚出"
    MOVED_IN = "迁入"
    MOVED_OUT = "迁出"
    HEAD = "变更户主"
    JOB = "就业"
    ILLNESS = "患重病"
    DISABILITY = "残疾等级变化"
    LEFT_SCHOOL = "毕业离校"
    IMPRISONED = "服刑"
    RELEASED = "刑满释放"

    @property
    def label(self) -> str:
        return self.value

    @property
    def adds(self) -> bool:
        """Whether somebody new comes into the household."""
        return self in _ADDS

    @property
    def takes_away(self) -> bool:
        """Whether a member is no longer one of the household."""
        return self in _STATUS

    @property
    def may_leave_gradually(self) -> bool:
        """Whether a household that is above the standard after it may be paid on for a while (57号 art.33)."""
        return self in (LifeEvent.JOB, LifeEvent.DEATH)

    @property
    def papers(self) -> tuple[str, ...]:
        """What is to be collected and printed for it, in binding order (DOMAIN §13.8)."""
        return (*_PAPERS[self], "变动登记表", "档案登记表")


_ADDS = frozenset({LifeEvent.BIRTH, LifeEvent.MARRIED_IN, LifeEvent.MOVED_IN})
_STATUS = {
    LifeEvent.DEATH: PersonStatus.DEAD,
    LifeEvent.MARRIED_OUT: PersonStatus.MARRIED_OUT,
    LifeEvent.MOVED_OUT: PersonStatus.MOVED_OUT,
    LifeEvent.IMPRISONED: PersonStatus.IN_PRISON,
}
_BOOK = "户口簿复印件（原件已验）"
_CARD = "身份证复印件"
_CONSENT = "核查授权书"
_PAPERS: dict[LifeEvent, tuple[str, ...]] = {
    LifeEvent.DEATH: ("死亡证明或户口注销证明", _BOOK),
    LifeEvent.BIRTH: ("出生医学证明", _BOOK),
    LifeEvent.MARRIED_IN: ("结婚证复印件", _CONSENT, _BOOK, _CARD, "收入、财产证明"),
    LifeEvent.MARRIED_OUT: ("结婚证复印件", _BOOK),
    LifeEvent.MOVED_IN: (_CONSENT, _BOOK, _CARD, "收入、财产证明"),
    LifeEvent.MOVED_OUT: (_BOOK,),
    LifeEvent.HEAD: (_BOOK, _CARD, "发放账户复印件"),
    LifeEvent.JOB: ("劳动合同或收入证明",),
    LifeEvent.ILLNESS: ("诊断证明", "医疗费用票据"),
    LifeEvent.DISABILITY: ("残疾证复印件",),
    LifeEvent.LEFT_SCHOOL: ("毕业证复印件",),
    LifeEvent.IMPRISONED: ("判决书复印件",),
    LifeEvent.RELEASED: ("刑满释放证明", _CONSENT, _CARD),
}
# 2022兜底通知 一（三）: what a death changes is done within three months of it.
DEATH_MONTHS = 3


@dataclass(frozen=True)
class EventDraft:
    """One event as a clerk enters it. `member` and `new_head` are places among the record's members; `newcomer` is who
    comes; the fields after `note` are for the kinds that ask for them."""

    kind: LifeEvent
    on: dt.date
    member: int | None = None
    newcomer: MemberRecord | None = None
    new_head: int | None = None
    note: str = ""
    annual_income_fen: int | None = None
    disability_kind: str = ""
    disability_grade: str = ""


@dataclass(frozen=True)
class EventOutcome:
    """What the event makes of the record. `ended`: nobody is left in the household, which stays as it is on the books until
    that is decided. `flags` are whole sentences about what the clerk should look at."""

    record: HouseholdRecord
    known: CircumstancesRecord
    person: MemberRecord
    covered_before: int
    covered_after: int
    ended: bool
    flags: tuple[str, ...]


def living(record: HouseholdRecord, known: CircumstancesRecord) -> list[int]:
    """The places of the members who are still of the household."""
    return [place for place in range(len(record.members)) if known.person(place).lives_here]


def asks_for_head(record: HouseholdRecord, known: CircumstancesRecord, draft: EventDraft) -> bool:
    """Whether the event leaves the household without a head although others live in it."""
    head = head_of(record)
    leaves = draft.kind.takes_away and draft.member is not None and record.members[draft.member] is head
    return leaves and len(living(record, known)) > 1


def event_problem(record: HouseholdRecord, known: CircumstancesRecord, draft: EventDraft, today: dt.date) -> str:
    """One sentence on what is lacking or cannot be; empty when the event can be taken."""
    if draft.on > today:
        return f"{draft.kind}日期 {draft.on} 晚于今天，请改正。"
    here = living(record, known)
    if draft.kind.adds:
        return _newcomer_problem(record, draft)
    if draft.member is None or not 0 <= draft.member < len(record.members):
        return "请选择是哪一位家庭成员。"
    person = record.members[draft.member]
    if draft.kind is LifeEvent.RELEASED:
        return "" if draft.member not in here else f"{person.name}现在就在家庭中，不需要办理刑满释放；请核对是哪一位。"
    if draft.member not in here:
        return f"{person.name}已登记为“{known.person(draft.member).status}”，请核对是哪一位家庭成员。"
    if person.birth and draft.on.isoformat() < person.birth:
        return f"{draft.kind}日期 {draft.on} 早于{person.name}的出生日期 {person.birth}，请改正。"
    if asks_for_head(record, known, draft) and (draft.new_head is None or draft.new_head == draft.member):
        return f"{person.name}是户主，请选择新的户主。"
    if draft.new_head is not None and draft.new_head not in here:
        return "新的户主应是现在的家庭成员，请重新选择。"
    return _detail_problem(record, draft)


def _newcomer_problem(record: HouseholdRecord, draft: EventDraft) -> str:
    person = draft.newcomer
    if person is None or not person.name.strip():
        return "请填写新成员的姓名。"
    if not person.relation:
        return f"请填写{person.name}与户主的关系。"
    if person.id_number and person.id_number in {member.id_number for member in record.members}:
        return f"{person.name}的身份证号已是本户成员，请核对；曾经离开的人回来，请按“刑满释放”或在档案中改人员状态。"
    return ""


def _detail_problem(record: HouseholdRecord, draft: EventDraft) -> str:
    if draft.kind is LifeEvent.HEAD and draft.member is not None and record.members[draft.member] is head_of(record):
        return f"{record.members[draft.member].name}已经是户主，请选择另一位。"
    if draft.kind is LifeEvent.DISABILITY and not (draft.disability_kind and draft.disability_grade):
        return "请填写残疾类别和等级。"
    if draft.kind is LifeEvent.JOB and draft.annual_income_fen is None:
        return "请填写就业后的家庭年收入，没有变化的填原来的数。"
    return ""


def after_event(record: HouseholdRecord, known: CircumstancesRecord, draft: EventDraft) -> EventOutcome:
    """The record and what is known of the people afterwards. Ask `event_problem` first."""
    if draft.newcomer is not None and draft.kind.adds:
        person = replace(draft.newcomer, covered=True)
        members, people = (*record.members, person), (*_people(record, known), PersonFacts())
        return _outcome(record, known, person, members, people, draft, 1)
    if draft.member is None:
        raise ValueError("this kind of event is about a member")
    person = record.members[draft.member]
    if draft.kind.takes_away and living(record, known) == [draft.member]:
        # The head and only member: the dossier stays as it is until the end of the allowance is decided.
        covered = record.covered_size
        return EventOutcome(record, known, person, covered, 0, True, ())
    changed = _changed(person, draft)
    facts = _facts(known.person(draft.member), draft)
    step = -1 if draft.kind.takes_away else 1 if draft.kind is LifeEvent.RELEASED else 0
    members = tuple(changed if place == draft.member else each for place, each in enumerate(record.members))
    people = tuple(facts if place == draft.member else each for place, each in enumerate(_people(record, known)))
    return _outcome(record, known, changed, members, people, draft, step)


def _outcome(
    record: HouseholdRecord,
    known: CircumstancesRecord,
    person: MemberRecord,
    members: tuple[MemberRecord, ...],
    people: tuple[PersonFacts, ...],
    draft: EventDraft,
    step: int,
) -> EventOutcome:
    was_covered = draft.member is not None and bool(record.members[draft.member].covered)
    paid = step if step > 0 else -1 if step < 0 and was_covered else 0
    covered = max(record.covered_size + paid, 0)
    new = replace(
        record,
        members=members,
        family_size=max(record.family_size + step, 0),
        covered_size=covered,
        annual_income_fen=record.annual_income_fen if draft.annual_income_fen is None else draft.annual_income_fen,
    )
    head = draft.member if draft.kind is LifeEvent.HEAD else draft.new_head
    flags: tuple[str, ...] = ()
    if head is not None:
        new, flags = with_head(new, head)
    applicant = None if draft.kind.takes_away and known.applicant == draft.member else known.applicant
    after = replace(known, people=people, applicant=applicant)
    return EventOutcome(new, after, person, record.covered_size, covered, False, flags)


def _people(record: HouseholdRecord, known: CircumstancesRecord) -> tuple[PersonFacts, ...]:
    return tuple(known.person(place) for place in range(len(record.members)))


def _changed(person: MemberRecord, draft: EventDraft) -> MemberRecord:
    if draft.kind.takes_away:
        return replace(person, covered=False)
    if draft.kind is LifeEvent.RELEASED:
        return replace(person, covered=True)
    if draft.kind is LifeEvent.ILLNESS:
        return replace(person, health=Health.SERIOUS.value)
    if draft.kind is LifeEvent.DISABILITY:
        # A number that certifies another grade would contradict the new one.
        return replace(
            person,
            disability_kind=draft.disability_kind,
            disability_grade=draft.disability_grade,
            disability_no="",
        )
    return person


def _facts(facts: PersonFacts, draft: EventDraft) -> PersonFacts:
    if draft.kind is LifeEvent.DEATH:
        return replace(facts, status=PersonStatus.DEAD.value, died_on=draft.on.isoformat())
    if draft.kind.takes_away:
        return replace(facts, status=_STATUS[draft.kind].value)
    if draft.kind is LifeEvent.RELEASED:
        return replace(facts, status=PersonStatus.NORMAL.value)
    if draft.kind is LifeEvent.JOB:
        return replace(facts, employment=Employment.EMPLOYED.value)
    if draft.kind is LifeEvent.LEFT_SCHOOL:
        return replace(facts, school="", employment=Employment.NONE.value)
    return facts


def with_head(record: HouseholdRecord, place: int) -> tuple[HouseholdRecord, tuple[str, ...]]:
    """The record under a new head. How the others are related to the new head follows only for a spouse who takes over;
    else the clerk has to say, and is told so."""
    old, new = head_of(record), record.members[place]
    spouse = new.relation == Relation.SPOUSE
    members = []
    for each in record.members:
        if each is new:
            members.append(replace(each, relation=Relation.HEAD.value))
        elif each is old:
            members.append(replace(each, relation=(Relation.SPOUSE if spouse else Relation.OTHER).value))
        else:
            members.append(each)
    flags = [] if spouse or (len(members) < 3 and old is None) else [f"请核对各成员与新户主{new.name}的关系。"]
    if record.account_no and record.account_name and record.account_name != new.name:
        flags.append(f"发放账户的户名是{record.account_name}，请换成新户主{new.name}的账户。")
    return replace(record, head_name=new.name, members=tuple(members)), tuple(flags)


def counts_from(draft: EventDraft, pay_start: str, recorded: dt.date) -> str:
    """The month from which the event counts for the money: after somebody has gone, the month after it; else from when a
    decision taken now would be paid (57号 art.21)."""
    if draft.kind.takes_away:
        return next_month(draft.on)
    return recorded.isoformat()[:7] if pay_start == "same_month" else next_month(recorded)


def settle_by(draft: EventDraft, recorded: dt.date) -> dt.date:
    """Until when what follows should be done: three months, counted from a death, else from the report (2022 notice)."""
    return add_months(draft.on if draft.kind is LifeEvent.DEATH else recorded, DEATH_MONTHS)


def told(draft: EventDraft, outcome: EventOutcome, from_month: str) -> str:
    """The event in one sentence, as the timeline carries it."""
    what = f"{draft.kind}：{outcome.person.name}，{draft.on}"
    counts = f"保障人口 {outcome.covered_before} → {outcome.covered_after} 人，" if _counted(outcome) else ""
    ended = "本户已无成员，待办理停发，" if outcome.ended else ""
    note = f"（{draft.note.strip()}）" if draft.note.strip() else ""
    return f"{what}{note}；{ended}{counts}自 {from_month} 起重新核算，现发金额不变"


def _counted(outcome: EventOutcome) -> bool:
    return outcome.covered_before != outcome.covered_after and not outcome.ended


def newcomer_of(name: str, relation: str, id_number: str, birth: str, sex: str) -> MemberRecord:
    """Somebody new by the few things that are known at the desk."""
    id_type = "居民身份证" if id_number else "出生医学证明"
    return MemberRecord(
        name=name.strip(), relation=relation, sex=sex, id_number=id_number, birth=birth, id_type=id_type
    )


def choices(record: HouseholdRecord, known: CircumstancesRecord, kind: LifeEvent) -> Sequence[int]:
    """The members whom an event of this kind can be about."""
    here = living(record, known)
    if kind is LifeEvent.RELEASED:
        return [place for place in range(len(record.members)) if place not in here]
    return here
