"""Keeping the registers of near relatives and of kept cards (57号 art.11, art.26)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.money import yuan
from dibao_desktop.dossiers import queries
from dibao_desktop.dossiers.commands.relatives import households_of
from dibao_desktop.dossiers.queries import HouseholdDetail
from dibao_desktop.dossiers.records import CardKeeping, FilingNote, KeepingEntry, OfficialRelative, RelativeFiling
from dibao_desktop.dossiers.rules.registers import (
    EntryDraft,
    EntryKind,
    FilingDraft,
    KeepingDraft,
    entry_problems,
    filing_problems,
    keeping_problems,
)
from dibao_desktop.session import Permission, Session, command
from dibao_desktop.storage.database import tuples


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def file_relative(session: Session, household_id: int, draft: FilingDraft) -> int:
    """Put a household on the register of near relatives. The same two people on the officials' list count as filed from
    now on, so the comparison no longer asks for it."""
    household = _household(household_id)
    draft = _with_id(household, draft)
    _refuse(filing_problems(draft, session.today()))
    same = [each for each in queries.filings(household_id) if not each.ended_on]
    if any((each.official_name, each.recipient_name) == (draft.official_name, draft.recipient_name) for each in same):
        raise KnownError("filed_already", f"{draft.recipient_name}与{draft.official_name}已经备案，请在原记录上修改。")
    filing = RelativeFiling.create(household=household_id, **asdict(draft))
    session.touch(households_of(_mark_filed(household, draft)))
    session.note(
        f"近亲属备案：{draft.recipient_name}是{draft.post or '工作人员'}{draft.official_name}的{draft.relation}",
        household=household_id,
        after={"申请理由": draft.reason, "备案日期": draft.filed_on, "县级入户日期": draft.visited_on},
    )
    return int(filing.id)


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def amend_filing(session: Session, filing_id: int, draft: FilingDraft) -> None:
    """Correct or complete a filing, such as with the day of the county's visit."""
    filing = _filing(filing_id)
    draft = _with_id(_household(filing.household_id), draft)
    _refuse(filing_problems(draft, session.today()))
    before, after = _differing({name: getattr(filing, name) for name in asdict(draft)}, asdict(draft))
    if after:
        RelativeFiling.update(**asdict(draft)).where(RelativeFiling.id == filing_id).execute()
        session.note("修改近亲属备案", household=filing.household_id, before=before, after=after)


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def note_filing(session: Session, filing_id: int, on_date: str, text: str, ends: bool = False) -> None:
    """Add a line of 动态管理 to a filing; `ends` it when the household leaves or the post is given up."""
    filing = _filing(filing_id)
    if not on_date or on_date > session.today().isoformat():
        raise KnownError("bad_date", "请填写不晚于今天的日期。")
    if not text.strip():
        raise KnownError("missing", "请填写动态管理的内容。")
    FilingNote.create(filing=filing_id, on_date=on_date, text=text.strip())
    if ends:
        RelativeFiling.update(ended_on=on_date).where(RelativeFiling.id == filing_id).execute()
    session.note(f"近亲属备案{'终止' if ends else '动态管理'}：{text.strip()}", household=filing.household_id)


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def keep_card(session: Session, household_id: int, draft: KeepingDraft) -> int:
    """Enter that somebody keeps the card of a household, by written agreement."""
    household = _household(household_id)
    _refuse(keeping_problems(draft, session.today()))
    if any(not each.ended_on for each in queries.keepings(household_id)):
        raise KnownError("kept_already", f"{household.record.head_name}的卡折已有代管人，换人请先终止原来的代管。")
    keeping = CardKeeping.create(household=household_id, **asdict(draft))
    session.note(
        f"卡折代管：由{draft.keeper_name}代管",
        household=household_id,
        after={"代管原因": draft.reason, "书面协议日期": draft.agreed_on, "县备案日期": draft.county_filed_on},
    )
    return int(keeping.id)


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def amend_keeping(session: Session, keeping_id: int, draft: KeepingDraft) -> None:
    """Correct or complete a keeping, such as with the day the county filed it."""
    keeping = _keeping(keeping_id)
    _refuse(keeping_problems(draft, session.today()))
    before, after = _differing({name: getattr(keeping, name) for name in asdict(draft)}, asdict(draft))
    if after:
        CardKeeping.update(**asdict(draft)).where(CardKeeping.id == keeping_id).execute()
        session.note("修改卡折代管", household=keeping.household_id, before=before, after=after)


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def enter_keeping(session: Session, keeping_id: int, draft: EntryDraft) -> None:
    """Enter a withdrawal or a check."""
    keeping = _keeping(keeping_id)
    if keeping.ended_on:
        raise KnownError("ended", f"这次代管已于 {keeping.ended_on} 终止，不能再登记。")
    _refuse(entry_problems(draft, keeping.agreed_on, session.today()))
    KeepingEntry.create(keeping=keeping_id, **{**asdict(draft), "kind": draft.kind.value})
    amount = f" {yuan(draft.amount_fen or 0)} 元" if draft.kind is EntryKind.WITHDRAWAL else ""
    session.note(f"卡折代管{draft.kind.label}{amount}：{draft.words}", household=keeping.household_id)


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def end_keeping(session: Session, keeping_id: int, on_date: str, reason: str) -> None:
    """End a keeping: the card went back, or to somebody else."""
    keeping = _keeping(keeping_id)
    if keeping.ended_on:
        raise KnownError("ended", f"这次代管已于 {keeping.ended_on} 终止。")
    if not keeping.agreed_on <= on_date <= session.today().isoformat():
        raise KnownError("bad_date", f"终止日期应在 {keeping.agreed_on} 到今天之间，请改正。")
    if not reason.strip():
        raise KnownError("missing", "请填写终止原因，例如卡折已交还本人。")
    CardKeeping.update(ended_on=on_date, end_reason=reason.strip()).where(CardKeeping.id == keeping_id).execute()
    session.note(f"卡折代管终止：{reason.strip()}", household=keeping.household_id)


def _household(household_id: int) -> HouseholdDetail:
    found = queries.household(household_id)
    if found is None:
        raise KnownError("no_household", "这份档案已不存在，请刷新列表后再试。")
    return found


def _filing(filing_id: int) -> RelativeFiling:
    found = RelativeFiling.get_or_none(RelativeFiling.id == filing_id)
    if found is None:
        raise KnownError("no_filing", "这条近亲属备案已不存在，请刷新后再试。")
    return found


def _keeping(keeping_id: int) -> CardKeeping:
    found = CardKeeping.get_or_none(CardKeeping.id == keeping_id)
    if found is None:
        raise KnownError("no_keeping", "这条卡折代管已不存在，请刷新后再试。")
    return found


def _refuse(problems: Mapping[str, str]) -> None:
    if problems:
        raise KnownError("invalid", next(iter(problems.values())))


def _with_id(household: HouseholdDetail, draft: FilingDraft) -> FilingDraft:
    """The recipient must be one of the family; their number is the dossier's."""
    member = next((each for each in household.record.members if each.name == draft.recipient_name), None)
    if member is None:
        raise KnownError("not_a_member", f"这户没有叫“{draft.recipient_name}”的成员，请从家庭成员中选择。")
    return replace(draft, recipient_id=member.id_number)


def _mark_filed(household: HouseholdDetail, draft: FilingDraft) -> list[str]:
    """Returns the numbers of the relatives who count as filed now: namesakes without a number on the list among them."""
    mine = OfficialRelative.official_name == draft.official_name
    same = mine & (OfficialRelative.relative_name == draft.recipient_name)
    if draft.official_id:
        same &= OfficialRelative.official_id.in_(("", draft.official_id))
    listed = [number for (number,) in tuples(OfficialRelative.select(OfficialRelative.relative_id).where(same))]
    if listed:
        OfficialRelative.update(filed=True).where(same).execute()
        return listed
    OfficialRelative.create(
        village=household.record.village,
        official_name=draft.official_name,
        official_id=draft.official_id,
        post=draft.post,
        relative_name=draft.recipient_name,
        relative_id=draft.recipient_id,
        relation=draft.relation,
        filed=True,
        place="近亲属备案台账",
    )
    return [draft.recipient_id]


def _differing(old: dict[str, object], new: dict[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    names = [name for name in new if new[name] != old[name]]
    labels = queries.REGISTER_LABELS
    return {labels[n]: old[n] for n in names}, {labels[n]: new[n] for n in names}
