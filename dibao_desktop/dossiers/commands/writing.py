"""Putting records into the tables, many at a time; used by the commands, inside their transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from dibao_desktop.audit import queries as audit
from dibao_desktop.dossiers.commands.villages import new_village
from dibao_desktop.dossiers.queries.household import YEARLY_INCOME, Kept
from dibao_desktop.dossiers.queries.many_versions import circumstances_of, latest_versions
from dibao_desktop.dossiers.records import (
    BankAccount,
    BenefitEvent,
    Household,
    IncomeFigure,
    Member,
    RecordVersion,
    Village,
)
from dibao_desktop.dossiers.rules.benefit import BenefitKind, kind_of_change
from dibao_desktop.dossiers.rules.circumstances import CircumstancesRecord
from dibao_desktop.dossiers.rules.initials import search_words
from dibao_desktop.dossiers.rules.keeping import WholeRecord, as_text
from dibao_desktop.dossiers.rules.members import head_id
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.storage.database import delete_rows, insert_rows, next_id, tuples, update_rows

_PLAIN = ("number", "group", "head_name", "register_no", "aid_type", "category", "family_size", "start_month", "cause")
_MORE = ("phone", "address", "certificate_no", "note")
_HOUSEHOLD = (*_PLAIN, *_MORE, "village", "covered", "monthly_fen", "head_id", "initials", "version")
_MEMBER_FIELDS = tuple(field.name for field in fields(MemberRecord))
_plain_values, _said_of_member = attrgetter(*_PLAIN, *_MORE), attrgetter(*_MEMBER_FIELDS)
_MEMBER = (*_MEMBER_FIELDS, "initials", "household", "position")
_INCOME = ("household", "period", "kind", "amount_fen", "source")
_NOTHING = CircumstancesRecord()
_EVENT = ("household", "kind", "month", "monthly_fen", "covered", "category", "decision", "decided")


@dataclass(frozen=True)
class Origin:
    """Where what is written comes from: `source` stands beside income figures, `decision` beside changes of benefit;
    `month` is when a change of benefit counts from. With `at` (ISO time) every record that is changed is kept first, as the
    version it was, so that it can be compared."""

    source: str
    decision: str
    month: str
    at: str = ""


class Writing:
    """Collects rows and writes them in one go with `flush`; ids of new households are known at once."""

    def __init__(self, origin: Origin) -> None:
        self._origin = origin
        # Never the id of a dossier that an undone import made: the chain still tells of that one.
        self._next_household = max(next_id(Household), audit.last_household() + 1)
        self._villages: dict[str, int] = dict(tuples(Village.select(Village.name, Village.id)))
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._gone: list[int] = []
        self._replaced: list[Kept] = []

    def add(self, record: HouseholdRecord, standing: Standing) -> int:
        """A new household; it is granted what the record says unless it only applies."""
        id_ = self._next_household
        self._next_household += 1
        self._put("household", (*self._household_values(record, 1), standing.value, id_))
        for position, member in enumerate(record.members):
            self._put("member", (*_member_values(member), id_, position))
        if record.bank or record.account_no:
            self._put("account", (id_, record.bank, record.account_no, record.account_name))
        if record.annual_income_fen is not None:
            self._put("income", (id_, "", YEARLY_INCOME, record.annual_income_fen, self._origin.source))
        if standing is Standing.RECEIVING:
            self._event(id_, BenefitKind.GRANT, record, record.start_month[:7] or self._origin.month)
        return id_

    def change(
        self, household: Kept, record: HouseholdRecord, member_ids: Sequence[int | None], *, decided: bool = True
    ) -> None:
        """Make the household what the record says; `member_ids` names the person each member of the record is. Without
        `decided` a change of the covered people is no step in what the household gets."""
        old, id_ = household.record, household.id
        if self._origin.at:
            self._replaced.append(household)
        self._put("changed_household", (*self._household_values(record, household.version + 1), id_))
        places = {member_id: place for place, member_id in enumerate(household.member_ids)}
        for position, (member, member_id) in enumerate(zip(record.members, member_ids, strict=True)):
            if member_id is None:
                self._put("member", (*_member_values(member), id_, position))
            elif member != old.members[places[member_id]] or position != places[member_id]:
                self._put("changed_member", (*_member_values(member), id_, position, member_id))
        self._gone += [member_id for member_id in household.member_ids if member_id not in set(member_ids)]
        if (record.bank, record.account_no, record.account_name) != (old.bank, old.account_no, old.account_name):
            self._put("changed_account", (id_,))
            self._put("account", (id_, record.bank, record.account_no, record.account_name))
        if record.annual_income_fen is not None and record.annual_income_fen != old.annual_income_fen:
            self._put("income", (id_, "", YEARLY_INCOME, record.annual_income_fen, self._origin.source))
        if decided and household.standing == Standing.RECEIVING and _benefit(record) != _benefit(old):
            kind = kind_of_change(old.monthly_fen or 0, record.monthly_fen or 0)
            self._event(id_, kind, record, self._origin.month)

    def flush(self) -> None:
        """Write all that was collected."""
        rows, self._rows = self._rows, {}
        self._keep_replaced()
        insert_rows(Household, (*_HOUSEHOLD, "standing", "id"), rows.get("household", ()))
        update_rows(Household, _HOUSEHOLD, rows.get("changed_household", ()))
        # Those who come before those who go: an id is never given to another person in the same breath.
        insert_rows(Member, _MEMBER, rows.get("member", ()))
        delete_rows(Member, self._gone)
        self._gone = []
        update_rows(Member, _MEMBER, rows.get("changed_member", ()))
        delete_rows(BankAccount, (id_ for (id_,) in rows.get("changed_account", ())), "household")
        insert_rows(BankAccount, ("household", "bank", "account_no", "account_name"), rows.get("account", ()))
        insert_rows(IncomeFigure, _INCOME, rows.get("income", ()))
        insert_rows(BenefitEvent, _EVENT, rows.get("event", ()))

    def _keep_replaced(self) -> None:
        """Keep what is about to be changed, where it is not kept yet."""
        replaced, self._replaced = self._replaced, []
        ids = [household.id for household in replaced]
        latest, known = latest_versions(ids), circumstances_of({each.id: each.member_ids for each in replaced})
        by = f"{self._origin.source}导入前"
        rows = [
            (each.id, each.version, self._origin.at, by, as_text(whole))
            for each in replaced
            if latest.get(each.id, 0) < each.version
            for whole in [WholeRecord(each.record, known.get(each.id, _NOTHING), each.member_ids, each.version)]
        ]
        insert_rows(RecordVersion, ("household", "version", "at", "actor", "body"), rows)

    def _put(self, table: str, row: tuple[Any, ...]) -> None:
        self._rows.setdefault(table, []).append(row)

    def _event(self, id_: int, kind: BenefitKind, record: HouseholdRecord, month: str) -> None:
        row = (id_, kind.value, month, *_benefit(record), self._origin.decision, False)
        self._put("event", row)

    def _household_values(self, record: HouseholdRecord, version: int) -> tuple[Any, ...]:
        names = [record.head_name, *(member.name for member in record.members)]
        village = self._village(record.village)
        covered, monthly = record.covered_size, record.monthly_fen or 0
        return (*_plain_values(record), village, covered, monthly, head_id(record), search_words(names), version)

    def _village(self, name: str) -> int:
        if name not in self._villages:
            self._villages[name] = new_village(name)
        return self._villages[name]


def _benefit(record: HouseholdRecord) -> tuple[int, int, str]:
    return (record.monthly_fen or 0, record.covered_size, record.category)


def _member_values(member: MemberRecord) -> tuple[Any, ...]:
    return (*_said_of_member(member), search_words((member.name,)).strip())
