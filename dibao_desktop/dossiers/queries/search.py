"""The search box of the window: the few households and people a typed text most likely means.

Names, pinyin, numbers and places of the whole office are kept in memory (`_Index`), since a word may stand anywhere in
them: at 100,000 households a scan of the tables takes half a second. The index is read once; after that only the
households of which something was noted since are read again.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from peewee import Database

from dibao_desktop.audit import queries as audit
from dibao_desktop.domain import text as texts
from dibao_desktop.domain.identity import masked, masked_account
from dibao_desktop.dossiers.queries.household import Kept, kept
from dibao_desktop.dossiers.records import BankAccount, Household, Member, OfficialRelative, Village
from dibao_desktop.dossiers.rules.finding import Lines, swapped
from dibao_desktop.dossiers.rules.initials import initials, spelled
from dibao_desktop.storage.database import database, raw_tuples

# So many of what is found are put in order before the first few are shown; so many are looked through for several words.
_LOOKED_AT = 200
_MOST = 20_000
# With more changed households than these the whole index is read again.
_MOST_CHANGED = 2_000
_LEAST_DIGITS = 4
_CHUNK = 10_000


@dataclass(frozen=True)
class SearchHit:
    """One household; `matched` says by what it was found, private numbers masked. `person` is the member found, empty when
    it is the head or the household itself; `guessed`: only with two characters of the name swapped."""

    household_id: int
    number: str
    head_name: str
    village: str
    matched: str
    person: str = ""
    guessed: bool = False


@dataclass(frozen=True)
class OfficialHit:
    """One official of the near relatives' list, with how many relatives stand there."""

    name: str
    post: str
    relatives: int


def search(text: str, limit: int = 20) -> list[SearchHit]:
    """Households found by name, pinyin (initials or in full), ID number, dossier number, phone or address."""
    terms = texts.clean(text).split()
    if not terms:
        return []
    index = _index()
    found, guessed = index.households(terms), False
    if not found and len(terms) == 1:
        found, terms = index.meant(terms[0])
        guessed = True
    ranked = _ranked(found[:_LOOKED_AT], terms[0])[:limit]
    households = kept(ranked)
    return [_hit(households[id_], terms[-1], guessed) for id_ in ranked if id_ in households]


def officials(text: str, limit: int = 5) -> list[OfficialHit]:
    """Officials of the near relatives' list by name or pinyin."""
    word = texts.clean(text).casefold()
    if not word:
        return []
    counts: dict[tuple[str, str], int] = {}
    lines = OfficialRelative.select(OfficialRelative.official_name, OfficialRelative.village, OfficialRelative.post)
    for name, village, post in raw_tuples(lines):
        key = (name, f"{village} {post}".strip())
        counts[key] = counts.get(key, 0) + 1
    return [OfficialHit(name, post, count) for (name, post), count in counts.items() if _is_named(name, word)][:limit]


def warm_search() -> None:
    """Read the index, so that the first key a clerk types is answered at once."""
    _index()


class _Index:
    """The words of every household in memory."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._noted = -1
        self._whole = _Words([])
        self._changed = _Words([])
        self._again: set[int] = set()

    def refresh(self) -> None:
        """Read what was changed since the last time."""
        with self._lock:
            last = audit.last_note()
            if last == self._noted and self._noted >= 0:
                return
            since = audit.households_noted_since(self._noted, _MOST_CHANGED + 1) if self._noted >= 0 else set()
            again = self._again | since
            if self._noted < 0 or len(again) > _MOST_CHANGED:
                self._whole, self._changed, self._again = _Words(None), _Words([]), set()
            elif since:
                self._again, self._changed = again, _Words(sorted(again))
            self._noted = last

    def households(self, terms: Sequence[str]) -> list[int]:
        """The households in which every word stands, in the order of the dossiers."""
        if len(terms) == 1:
            return self._found(terms[0], _LOOKED_AT)
        sets = [set(self._found(term, _MOST)) for term in terms]
        return sorted(set.intersection(*sets))

    def meant(self, term: str) -> tuple[list[int], list[str]]:
        """What is found when two characters of a name are put the other way round, and the name that was meant."""
        for word in swapped(term):
            if found := self._found(word, _LOOKED_AT):
                return found, [word]
        return [], [term]

    def _found(self, term: str, most: int) -> list[int]:
        found: dict[int, None] = {}
        for owner in self._changed.find(term):
            found[owner] = None
        for owner in self._whole.find(term):
            if owner not in self._again:
                found[owner] = None
                if len(found) >= most:
                    break
        return list(found)


class _Words:
    """The words of some households (None: of all), by kind."""

    def __init__(self, ids: list[int] | None) -> None:
        villages = {} if ids == [] else dict(raw_tuples(Village.select(Village.id, Village.name)))
        self._names, self._spelled, self._ids, self._numbers = Lines(), Lines(), Lines(), Lines()
        self._dossiers, self._places, self._accounts = Lines(), Lines(), Lines()
        for owner, head, number, phone, register, certificate, address, group, village in _read(
            _households(), Household.id, ids
        ):
            self._add_name(owner, head, " ".join(initials(head)))
            self._dossiers.add(owner, f" {number} {number.lstrip('0')}")
            self._numbers.add(owner, f"{phone} {register} {certificate}")
            self._places.add(owner, f"{villages.get(village, '')}{group} {address}")
        for owner, name, words, number, written, head in _read(_members(), Member.household, ids):
            if name != head:
                self._add_name(owner, name, words)
            if number or written:
                self._ids.add(owner, number if number == written or not written else f"{number} {written}")
        for owner, account in _read(_accounts(), BankAccount.household, ids):
            self._accounts.add(owner, account)
        for lines in (
            self._names, self._spelled, self._ids, self._numbers, self._dossiers, self._places, self._accounts,
        ):  # fmt: skip
            lines.close()

    def _add_name(self, owner: int, name: str, words: str) -> None:
        self._names.add(owner, name)
        self._spelled.add(owner, f" {words}{_sounds(name)}" if words else _sounds(name))

    def find(self, term: str) -> Iterator[int]:
        """The households in which a word stands, the likeliest kind first; one may come several times."""
        if term.isascii() and any(character.isdigit() for character in term):
            kinds = [(self._dossiers, f" {term}")]
            if len(term) >= _LEAST_DIGITS:
                kinds += [(lines, term.upper()) for lines in (self._ids, self._numbers, self._accounts)]
            else:
                kinds.append((self._places, term))
        elif term.isascii():
            kinds = [(self._spelled, f" {term.lower()}"), (self._dossiers, f" {term}")]
        else:
            kinds = [(self._names, term), (self._places, term)]
        for lines, words in kinds:
            for owner, _ in lines.find(words):
                yield owner


def _households() -> Any:
    h = Household
    return h.select(
        h.id, h.head_name, h.number, h.phone, h.register_no, h.certificate_no, h.address, h.group, h.village
    )


def _members() -> Any:
    columns = (Member.household, Member.name, Member.initials, Member.id_number, Member.id_written, Household.head_name)
    return Member.select(*columns).join(Household)


def _accounts() -> Any:
    return BankAccount.select(BankAccount.household, BankAccount.account_no)


def _read(query: Any, column: Any, ids: list[int] | None) -> Iterator[tuple[Any, ...]]:
    if ids is None:
        yield from raw_tuples(query.order_by(column))
        return
    for start in range(0, len(ids), _CHUNK):
        yield from raw_tuples(query.where(column.in_(ids[start : start + _CHUNK])).order_by(column))


_indexes: WeakKeyDictionary[Database, _Index] = WeakKeyDictionary()


def _index() -> _Index:
    """The index of the office that is open, up to date."""
    found = _indexes.setdefault(database.obj, _Index())
    found.refresh()
    return found


def _ranked(ids: Sequence[int], term: str) -> list[int]:
    """The dossier of just this number first, then heads of that name, heads whose name begins so, then whoever else."""
    rows = Household.select(Household.id, Household.head_name, Household.number).where(Household.id.in_(list(ids)))

    def rank(row: tuple[Any, ...]) -> tuple[int, int]:
        id_, head, number = row
        if term in (number, number.lstrip("0")):
            return 0, id_
        if head == term:
            return 1, id_
        if any(word.startswith(term.casefold()) for word in (head, *initials(head), *spelled(head)[:1])):
            return 2, id_
        return (3 if _is_named(head, term.casefold()) else 4), id_

    return [id_ for id_, _head, _number in sorted(raw_tuples(rows), key=rank)]


def _sounds(name: str) -> str:
    return "".join(f" {word}" for word in spelled(name))


def _is_named(name: str, word: str) -> bool:
    return word in name or f" {word}" in _said(name)


@lru_cache(maxsize=8_192)
def _said(name: str) -> str:
    """All ways to spell a name; kept, since the same few officials are asked for with every key."""
    return "".join(f" {word}" for word in (*initials(name), *spelled(name)))


def _hit(household: Kept, term: str, guessed: bool) -> SearchHit:
    record = household.record
    person, matched = _matched(household, term)
    where = record.village + record.group
    return SearchHit(household.id, record.number, record.head_name, where, matched, person, guessed)


def _matched(household: Kept, term: str) -> tuple[str, str]:
    """The member (empty for the head) and the words by which the last typed word found this household."""
    record, upper, lower = household.record, term.upper(), term.lower()
    has_digits = any(character.isdigit() for character in term)
    for member in record.members:
        own = "" if member.name == record.head_name else member.name
        if has_digits and len(upper) >= _LEAST_DIGITS and upper in f"{member.id_number} {member.id_written}":
            return own, f"{member.name} 身份证号 {masked(member.id_number)}"
        if not has_digits and _is_named(member.name, lower):
            return own, f"{member.relation or '成员'} {member.name}" if own else f"户主 {member.name}"
    for label, value in (
        ("档案号", record.number),
        ("联系电话", record.phone),
        ("户口簿号", record.register_no),
        ("低保证号", record.certificate_no),
    ):
        if upper.isascii() and upper in value:
            return "", f"{label} {value}"
    if has_digits and upper in record.account_no:
        return "", f"银行账号 {masked_account(record.account_no)}"
    return "", f"住址 {record.address}" if term in record.address else f"{record.village}{record.group}"
