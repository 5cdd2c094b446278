"""Whose word stands where a source says something new: the file's, the office's, or whoever is asked (docs/decisions/0011)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from dibao_desktop.dossiers.rules.fields import HOUSEHOLD_LABELS, MEMBER_LABELS, MEMBERS, FieldChange
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord
from dibao_desktop.dossiers.rules.statement import Merged


class Word(StrEnum):
    """Whose word stands on a group of fields, for one kind of source."""

    FILE = "以文件为准"
    OFFICE = "以档案为准"
    ASK = "每次问我"


class Why(StrEnum):
    """Why a difference waits for somebody."""

    ASKED = "按设定要问"
    JUDGED = "本次行动已评议或已定"


# Fields that make sense only together are decided together.
_TOGETHER = {
    "family_size": MEMBERS,
    "covered_size": MEMBERS,
    "head_name": MEMBERS,
    "member.relation": MEMBERS,
    "member.covered": MEMBERS,
    "member.id_written": "member.id_number",
    "bank": "account_no",
    "account_name": "account_no",
}
_GROUP_LABELS = {MEMBERS: "家庭成员和人数", "account_no": "银行账户"}


def group_of(key: str) -> str:
    """The group of fields that a change belongs to."""
    return _TOGETHER.get(key, key)


def group_label(group: str) -> str:
    """What a group is called."""
    if group in _GROUP_LABELS:
        return _GROUP_LABELS[group]
    owner, _, name = group.rpartition(".")
    return f"成员{MEMBER_LABELS[name]}" if owner else HOUSEHOLD_LABELS[group]


def sorted_out(
    found: Sequence[FieldChange], words: Mapping[str, Word], judged: bool
) -> tuple[list[FieldChange], list[tuple[FieldChange, Why]]]:
    """Of what a source says anew: what is written, and what waits with the reason. What neither holds is the office's."""
    taken: list[FieldChange] = []
    waiting: list[tuple[FieldChange, Why]] = []
    for change in found:
        word = words.get(group_of(change.key), Word.FILE)
        if word is Word.OFFICE:
            continue
        if judged:
            waiting.append((change, Why.JUDGED))
        elif word is Word.ASK:
            waiting.append((change, Why.ASKED))
        else:
            taken.append(change)
    return taken, waiting


def partly(office: HouseholdRecord, laid: Merged, takes: Callable[[str, str], bool]) -> Merged:
    """Of a statement laid over a record only the fields that `takes`: asked by the key and the Chinese name of a change."""
    said = {
        name: getattr(laid.record, name)
        for name, label in HOUSEHOLD_LABELS.items()
        if getattr(laid.record, name) != getattr(office, name) and takes(name, label)
    }
    comings = takes(MEMBERS, "家庭成员")
    members: list[MemberRecord] = []
    pairs: list[int | None] = []
    for member, place in zip(laid.record.members, laid.pairs, strict=True):
        if place is not None:
            members.append(_partly(office.members[place], member, takes))
        elif comings:
            members.append(member)
        else:
            continue
        pairs.append(place)
    if not comings:
        gone = [place for place in range(len(office.members)) if place not in set(laid.pairs)]
        for place in gone:
            at = next((i for i, other in enumerate(pairs) if other is not None and other > place), len(pairs))
            members.insert(at, office.members[place])
            pairs.insert(at, place)
    return Merged(replace(office, **said, members=tuple(members)), tuple(pairs))


def _partly(office: MemberRecord, laid: MemberRecord, takes: Callable[[str, str], bool]) -> MemberRecord:
    said = {
        name: getattr(laid, name)
        for name, label in MEMBER_LABELS.items()
        if getattr(laid, name) != getattr(office, name) and takes(f"member.{name}", f"{office.name} {label}")
    }
    return replace(office, **said) if said else office
