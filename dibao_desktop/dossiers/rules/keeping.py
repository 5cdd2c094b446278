"""A whole record as text and back, for drafts and for the versions of a record."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeVar

from dibao_desktop.dossiers.rules.circumstances import (
    CircumstancesRecord,
    Consent,
    ExpenseItem,
    IncomeItem,
    Obligor,
    PersonFacts,
    PropertyItem,
)
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord

_ITEMS: dict[str, type] = {
    "people": PersonFacts,
    "incomes": IncomeItem,
    "expenses": ExpenseItem,
    "properties": PropertyItem,
    "obligors": Obligor,
    "consents": Consent,
}

T = TypeVar("T")


@dataclass(frozen=True)
class WholeRecord:
    """A household's record with its circumstances; `member_ids` says who each member is (None: somebody new), `version`
    of which version of the household it is, or was made from."""

    record: HouseholdRecord
    circumstances: CircumstancesRecord
    member_ids: tuple[int | None, ...] = ()
    version: int = 0


@dataclass(frozen=True)
class WaitingFiles:
    """The papers that wait for a form to be saved: files by their paths, and how many pasted pictures, which nothing keeps."""

    paths: tuple[str, ...] = ()
    pasted: int = 0


def as_text(whole: WholeRecord) -> str:
    """As JSON; what has its default is left out, for an import keeps tens of thousands of records."""
    return _encode(
        {
            "record": _said(whole.record),
            "circumstances": _said(whole.circumstances),
            "member_ids": whole.member_ids,
            "version": whole.version,
        }
    )


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


_DEFAULTS: dict[type, tuple[tuple[str, Any], ...]] = {}
"""Name and default of each field of a class; asked of every member of every record."""


def _said(one: Any) -> dict[str, Any]:
    """The fields of a dataclass that are not at their default, those within the same way."""
    kind, found = type(one), {}
    if kind not in _DEFAULTS:
        _DEFAULTS[kind] = tuple((field.name, field.default) for field in fields(one))
    for name, default in _DEFAULTS[kind]:
        value = getattr(one, name)
        if value != default:
            inside = isinstance(value, tuple) and value and is_dataclass(value[0])
            found[name] = [_said(each) for each in value] if inside else value
    return found


def from_text(written: str) -> WholeRecord:
    """The record again; a field this program does not know is left out, one the text lacks has its default."""
    values = json.loads(written)
    record = dict(values["record"])
    record["members"] = tuple(_made(MemberRecord, each) for each in record.get("members", ()))
    circumstances = dict(values["circumstances"])
    circumstances["tags"] = tuple(circumstances.get("tags", ()))
    for name, kind in _ITEMS.items():
        circumstances[name] = tuple(_made(kind, each) for each in circumstances.get(name, ()))
    return WholeRecord(
        _made(HouseholdRecord, record),
        _made(CircumstancesRecord, circumstances),
        tuple(values["member_ids"]),
        int(values.get("version", 0)),
    )


def _made(kind: type[T], values: Mapping[str, Any]) -> T:
    if not is_dataclass(kind):
        raise TypeError(kind)
    known = {field.name for field in fields(kind)}
    return kind(**{name: value for name, value in values.items() if name in known})


def same_people(left: Sequence[int | None], right: Sequence[int | None]) -> list[int | None]:
    """For each of `right` the place of the same person in `left`."""
    places = {member: place for place, member in enumerate(left) if member is not None}
    return [None if member is None else places.get(member) for member in right]
