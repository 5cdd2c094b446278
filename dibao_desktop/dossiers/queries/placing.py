"""Which household of the office a statement is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from dibao_desktop.dossiers.queries.household import Kept, kept
from dibao_desktop.dossiers.records import Household
from dibao_desktop.dossiers.rules.members import head_id, pair_members, plainly_same, same_family
from dibao_desktop.dossiers.rules.problems import contradictions
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.dossiers.rules.statement import tidied
from dibao_desktop.storage.database import Prepared, tuples

_CHUNK = 500


@dataclass(frozen=True)
class Placement:
    """For each statement the household it is about (None: a new one), or a sentence saying why it cannot be told."""

    households: tuple[Kept | None, ...]
    misplaced: dict[int, str] = field(default_factory=dict)


def place(statements: Sequence[HouseholdRecord]) -> Placement:
    """By dossier number where the source gives one; else by certificate, by register number and head's ID, by head's ID.

    Where these find nothing: a household of the same head, village and people which the office numbered without knowing
    the source's number, or whose head's number was written otherwise (DOMAIN §15.1, files without a dossier number).

    A number that the office knows of other people is refused: their dossier would be overwritten. So is a household that
    is stated twice, that contradicts itself, or whose head is the head of two dossiers.
    """
    finder = _Finder(statements)
    ids = [finder.find(statement) for statement in statements]
    ids = _looked_up(statements, ids)
    households = kept(sorted({found for found in ids if isinstance(found, int)}))
    placed: list[Kept | None] = []
    misplaced: dict[int, str] = {}
    seen: dict[object, int] = {}
    for position, (statement, found) in enumerate(zip(statements, ids, strict=True)):
        household = households.get(found) if isinstance(found, int) else None
        placed.append(household)
        key = household.id if household else _key(statement)
        if isinstance(found, str):
            misplaced[position] = found
        elif seen.setdefault(key, position) != position:
            misplaced[position] = f"{_named(statement)}在文件中出现两次，请只保留一处后重新导入。"
        elif household is None and not statement.village:
            misplaced[position] = f"{_named(statement)}没有写明所在的村（社区），请补填后重新导入。"
        elif wrong := contradictions(tidied(statement)):
            misplaced[position] = f"{_named(statement)}：{next(iter(wrong.values()))}"
        elif household and not _same_people(household.record, statement):
            misplaced[position] = (
                f"档案号 {statement.number} 在本办公室是{household.record.village}{household.record.head_name}家，"
                f"文件中却是{statement.village}{statement.head_name}家，请核对档案号后重新导入。"
            )
    return Placement(tuple(placed), misplaced)


def _looked_up(statements: Sequence[HouseholdRecord], ids: list[int | str | None]) -> list[int | str | None]:
    """The ids with those of households that are plainly the same although no number says it."""
    lost = [place for place, found in enumerate(ids) if found is None]
    taken = {found for found in ids if isinstance(found, int)} | {
        id_ for _, id_ in _rows(_NUMBERED, (statement.number for statement in statements))
    }
    names: dict[str, list[int]] = {}
    wanted = {statements[place].head_name for place in lost}
    heads = Household.select(Household.id, Household.head_name)
    # The column has no index: few names are asked for, many are picked out of one reading.
    for id_, name in tuples(heads.where(Household.head_name.in_(wanted)) if len(wanted) <= _CHUNK else heads):
        if id_ not in taken and name in wanted:
            names.setdefault(name, []).append(id_)
    households = kept(sorted({id_ for found in names.values() for id_ in found}))
    for place in lost:
        statement = statements[place]
        same = [id_ for id_ in names.get(statement.head_name, ()) if _plainly(households[id_].record, statement)]
        ids[place] = same[0] if len(same) == 1 else None
    return ids


def _plainly(office: HouseholdRecord, stated: HouseholdRecord) -> bool:
    """A source's own number makes another dossier, unless it names the very same people."""
    return plainly_same(office, stated) and (not stated.number or same_family(office, stated))


def _key(statement: HouseholdRecord) -> object:
    """What two statements on the same new household share."""
    return statement.number or head_id(statement) or (statement.village, statement.group, statement.head_name)


def _named(statement: HouseholdRecord) -> str:
    return f"档案号 {statement.number}" if statement.number else f"{statement.village}{statement.head_name}家"


def _same_people(office: HouseholdRecord, stated: HouseholdRecord) -> bool:
    """Whether anybody is in both: the head by name, or a member by ID number or by name and relation."""
    if office.head_name == stated.head_name or not stated.head_name:
        return True
    return any(place is not None for place in pair_members(office.members, stated.members))


class _Finder:
    """Looks up the ids that the statements may mean, a few hundred at a time."""

    def __init__(self, statements: Sequence[HouseholdRecord]) -> None:
        unnumbered = [statement for statement in statements if not statement.number]
        heads = [head_id(statement) for statement in unnumbered]
        self._by_number: dict[str, int] = dict(_rows(_NUMBERED, (s.number for s in statements)))
        self._by_certificate: dict[str, int] = dict(_rows(_CERTIFIED, (s.certificate_no for s in unnumbered)))
        self._by_head: dict[str, list[tuple[int, str]]] = {}
        for id_, head, register_no in _rows(_HEADED, heads):
            self._by_head.setdefault(head, []).append((id_, register_no))

    def find(self, statement: HouseholdRecord) -> int | str | None:
        """An id, None for a new household, or the sentence why it cannot be told."""
        if statement.number:
            return self._by_number.get(statement.number)
        if statement.certificate_no in self._by_certificate:
            return self._by_certificate[statement.certificate_no]
        candidates = self._by_head.get(head_id(statement), [])
        same_register = [
            id_ for id_, register in candidates if statement.register_no and register == statement.register_no
        ]
        if len(same_register) == 1:
            return same_register[0]
        if len(candidates) > 1:
            return f"{_named(statement)}的户主在本办公室有 {len(candidates)} 份档案，请在文件中写明档案号后重新导入。"
        return candidates[0][0] if candidates else None


def _prepared(asked: Any, *columns: Any) -> Prepared:
    return Prepared(lambda *values: Household.select(*columns).where(asked.in_(values)))


_NUMBERED = _prepared(Household.number, Household.number, Household.id)
_CERTIFIED = _prepared(Household.certificate_no, Household.certificate_no, Household.id)
_HEADED = _prepared(Household.head_id, Household.id, Household.head_id, Household.register_no)


def _rows(query: Prepared, values: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """The households that have one of these values, a few hundred at a time."""
    wanted = sorted({value for value in values if value})
    for start in range(0, len(wanted), _CHUNK):
        yield from query.rows(*wanted[start : start + _CHUNK])
