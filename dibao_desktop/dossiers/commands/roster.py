"""Taking in what a source says of many households (docs/decisions/0011)."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from dibao_desktop.domain.applied import Applied, Difference
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.progress import Progress, Silent
from dibao_desktop.dossiers.commands.differences import OpenRow, keep_open, without_pay
from dibao_desktop.dossiers.commands.writing import Origin, Writing
from dibao_desktop.dossiers.queries.differences import said_before, source_words
from dibao_desktop.dossiers.queries.household import Kept, next_number
from dibao_desktop.dossiers.queries.placing import place
from dibao_desktop.dossiers.records import Household, Statement
from dibao_desktop.dossiers.rules.fields import FieldChange, as_note, changes
from dibao_desktop.dossiers.rules.numbers import following, running_numbers
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.dossiers.rules.standing_word import group_of, partly, sorted_out
from dibao_desktop.dossiers.rules.statement import as_text, completed, digest, from_text, merged, tidied
from dibao_desktop.session import Permission, Session, command
from dibao_desktop.storage.database import insert_rows, tuples, update_rows

_REPORT_EVERY = 500
_CHUNK = 500


@command(Permission.IMPORT, Changes.DOSSIERS)
def apply_roster(
    session: Session,
    households: Sequence[HouseholdRecord],
    source: str,
    progress: Progress = Silent(),  # noqa: B008 (it has no state)
    judged: Collection[int] = frozenset(),
    others: Sequence[Mapping[str, str]] = (),
) -> Applied:
    """Take in what `source` (the kind of source, its layout's name) says of these households.

    New ones are enrolled as 在保. Of one that is there, a source which repeats its last statement changes nothing; of one
    that says something new the fields on which it does are written, unless for this source the office's word stands or
    somebody is to be asked, or the household is one of `judged` in this campaign: then they wait as open differences
    (docs/decisions/0011). `others` are, for each household, the columns of the source that no field of ours takes: they are
    kept with what it said. Every field on which file and office disagreed is in `differences`. Raises KnownError when a
    statement cannot be placed.
    """
    statements = [tidied(statement) for statement in households]
    placement = place(statements)
    if placement.misplaced:
        raise KnownError("misplaced", next(iter(placement.misplaced.values())))
    return _Taking(session, source, judged).take(statements, others, placement.households, progress)


class _Taking:
    """One run of a roster: what was said before, what is written, what is counted."""

    def __init__(self, session: Session, source: str, judged: Collection[int]) -> None:
        self._session = session
        self._source = source
        self._judged = judged
        self._words = source_words(source)
        now = session.clock().isoformat(timespec="minutes")
        self._writing = Writing(Origin(source, source, now[:7], now))
        said = Statement.select(Statement.household, Statement.id, Statement.digest).where(Statement.source == source)
        self._said: dict[int, tuple[int, str]] = {id_: (row, digest_) for id_, row, digest_ in tuples(said)}
        self._first_said: list[tuple[int, str, str, str]] = []
        self._said_anew: list[tuple[str, str, int]] = []
        self._differences: list[Difference] = []
        self._open: list[OpenRow] = []
        self._settled: list[tuple[int, str]] = []
        self._number = ""
        self._stated_numbers: set[str] = set()

    def take(
        self,
        statements: Sequence[HouseholdRecord],
        others: Sequence[Mapping[str, str]],
        households: Sequence[Kept | None],
        progress: Progress,
    ) -> Applied:
        new = changed = 0
        self._stated_numbers = {stated.number for stated in statements}
        numbers = self._numbers([s for s, found in zip(statements, households, strict=True) if found is None])
        all_others: Iterable[Mapping[str, str]] = others or itertools.repeat({}, len(statements))
        for done, (stated, more, household) in enumerate(zip(statements, all_others, households, strict=True)):
            if done % _REPORT_EVERY == 0:
                progress.report(done, len(statements), "写入档案")
            if household is None:
                self._add(stated, as_text(stated, more), numbers)
                new += 1
            else:
                changed += self._lay_over(household, stated, as_text(stated, more))
        self._writing.flush()
        self._keep_statements()
        progress.report(len(statements), len(statements), "写入档案")
        return Applied(new, changed, len(statements) - new - changed, tuple(self._differences))

    def _numbers(self, new: list[HouseholdRecord]) -> dict[str, str]:
        """Dossier numbers for the new households that come without one, by certificate or running number, where all of
        them are free and the office does not count its dossiers in a way of its own."""
        unnumbered = [stated for stated in new if not stated.number]
        certificates = [stated.certificate_no for stated in unnumbered]
        if unnumbered and all(certificates) and len(set(certificates)) == len(unnumbered):
            counted = Household.select(Household.id).where(Household.number != Household.certificate_no)
            numbers = {} if counted.exists() else {each: each for each in certificates}
        else:
            numbers = running_numbers([stated.listed_as for stated in unnumbered])
        wanted = list(numbers.values())
        taken = self._stated_numbers & set(wanted) or any(
            Household.select(Household.id).where(Household.number.in_(chunk)).exists()
            for chunk in (wanted[at : at + _CHUNK] for at in range(0, len(wanted), _CHUNK))
        )
        return {} if taken else numbers

    def _add(self, stated: HouseholdRecord, said: str, numbers: dict[str, str]) -> None:
        own = numbers.get(stated.certificate_no) or numbers.get(stated.listed_as)
        record = completed(stated if stated.number else replace(stated, number=own or self._free_number()))
        id_ = self._writing.add(record, Standing.RECEIVING)
        self._first_said.append((id_, self._source, digest(said), said))
        self._session.note(f"由{self._source}导入建档", household=id_)

    def _lay_over(self, household: Kept, stated: HouseholdRecord, said: str) -> bool:
        """Whether the statement changed the household."""
        row, told = self._said.get(household.id, (None, ""))
        repeats = told == digest(said)
        if not repeats:
            self._remember(household.id, row, said)
        laid = merged(household.record, stated)
        differing = changes(household.record, laid.record, laid.pairs)
        if repeats or not differing:
            self._differ(household, differing, {}, "kept")
            return False
        if row is not None:
            laid = merged(household.record, stated, from_text(said_before(row)))
        laid = replace(laid, record=without_pay(household, laid.record))
        anew = changes(household.record, laid.record, laid.pairs)
        taken, waiting = sorted_out(anew, self._words, household.id in self._judged)
        outcomes = {change.field: "open" for change, _ in waiting} | {change.field: "written" for change in taken}
        self._differ(household, differing, outcomes, "kept")
        self._settled += [(household.id, change.field) for change in anew]
        self._open += [
            (household.id, group_of(change.key), change.field, change.before, change.after, why.value)
            for change, why in waiting
        ]
        if not taken:
            return False
        if len(taken) < len(anew):
            fields = {change.field for change in taken}
            laid = partly(household.record, laid, lambda _key, label: label in fields)
        ids = [None if place is None else household.member_ids[place] for place in laid.pairs]
        self._writing.change(household, laid.record, ids)
        before, after = as_note(taken)
        self._session.note(f"由{self._source}更新", household=household.id, before=before, after=after)
        return True

    def _differ(self, household: Kept, found: list[FieldChange], outcomes: dict[str, str], otherwise: str) -> None:
        number = household.record.number
        self._differences += [
            Difference(number, each.field, each.before, each.after, outcomes.get(each.field, otherwise))
            for each in found
        ]

    def _remember(self, household_id: int, row: int | None, said: str) -> None:
        """Keep what the source says now."""
        if row is None:
            self._first_said.append((household_id, self._source, digest(said), said))
        else:
            self._said_anew.append((digest(said), said, row))

    def _free_number(self) -> str:
        """The next number that neither the office nor this file uses."""
        self._number = following(self._number) if self._number else next_number()
        while self._number in self._stated_numbers:
            self._number = following(self._number)
        return self._number

    def _keep_statements(self) -> None:
        insert_rows(Statement, ("household", "source", "digest", "said"), self._first_said)
        update_rows(Statement, ("digest", "said"), self._said_anew)
        keep_open(self._session, self._source, self._settled, self._open)
