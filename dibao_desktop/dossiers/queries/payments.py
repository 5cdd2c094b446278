"""What is to be paid in a month: the amount that holds in it, and 分类施保 beside it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from peewee import fn

from dibao_desktop.dossiers.queries.supplements import granted_in, granted_supplements
from dibao_desktop.dossiers.records import BankAccount, BenefitEvent, Household, Village
from dibao_desktop.dossiers.rules.benefit import GRADUAL_END
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.storage.database import raw_tuples, tuples


@dataclass(frozen=True)
class PaymentRow:
    """One household in a month; the three amounts are kept apart."""

    number: str
    head_name: str
    head_id: str
    village: str
    covered: int
    monthly_fen: int
    household_fen: int
    person_fen: int
    bank: str
    account_no: str

    @property
    def total_fen(self) -> int:
        """What goes to the account."""
        return self.monthly_fen + self.household_fen + self.person_fen


@dataclass(frozen=True, slots=True)
class DueRow:
    """What one household is due in a month: the amount that holds in it, and 分类施保 beside it.

    Not `decided`: only a roster or an edited record tells of a later amount, so that it may have been paid before.
    """

    monthly_fen: int
    household_fen: int = 0
    person_fen: int = 0
    decided: bool = True

    @property
    def supplement_fen(self) -> int:
        """Both kinds of 分类施保."""
        return self.household_fen + self.person_fen

    @property
    def total_fen(self) -> int:
        """What should reach the account."""
        return self.monthly_fen + self.supplement_fen


def due_otherwise(month: str) -> dict[int, DueRow]:
    """The households that are due something else in a month (2017-07) than the amount on the dossier today: 分类施保 beside
    it, or a step in the benefit (a stop too) that only counts from a later month."""
    extra = granted_in(month)
    steps = BenefitEvent.select(BenefitEvent.household, BenefitEvent.decided).where(BenefitEvent.month > month)
    later = dict(raw_tuples(steps.order_by(BenefitEvent.decided.desc())))
    held = _held_of(later.keys(), month)
    found: dict[int, DueRow] = {}
    for id_, fen, standing, start in raw_tuples(
        Household.select(Household.id, Household.monthly_fen, Household.standing, Household.start_month)
    ):
        if id_ not in held and id_ not in extra:
            continue
        today = fen if standing == Standing.RECEIVING else 0
        base = 0 if start[:7] > month else held.get(id_, today)
        beside = extra.get(id_, (0, 0)) if base else (0, 0)
        if base != today or any(beside):
            found[id_] = DueRow(base, *beside, bool(later.get(id_, True)))
    return found


def _held_of(households: Collection[int], month: str) -> dict[int, int]:
    """The amount by the last step that holds in the month; of a household whose steps all begin later (taken in from a
    roster since) by the earliest: what it says was paid before."""
    held: dict[int, int] = {}
    first: dict[int, str] = {}
    steps = BenefitEvent.select(BenefitEvent.household, BenefitEvent.month, BenefitEvent.monthly_fen)
    for id_, since, fen in raw_tuples(steps.order_by(BenefitEvent.month, BenefitEvent.id)) if households else ():
        if id_ in households and (since <= month or first.get(id_, since) == since):
            held[id_] = fen
        first.setdefault(id_, since)
    return held


def leaving_gradually() -> dict[int, str]:
    """The households in a 渐退期, each with the first month that is not paid any more: paid on by decision although their
    income is above the standard (57号 art.33). A grant after it ends it."""
    later = BenefitEvent.alias()
    since = later.select(later.id).where(
        later.household == BenefitEvent.household, later.month >= BenefitEvent.month, later.id > BenefitEvent.id
    )
    rows = BenefitEvent.select(BenefitEvent.household, BenefitEvent.month).join(Household)
    return dict(
        tuples(
            rows.where(
                BenefitEvent.decision == GRADUAL_END,
                Household.standing == Standing.RECEIVING.value,
                ~fn.EXISTS(since),
            )
        )
    )


def payments_in(month: str) -> list[PaymentRow]:
    """Every household that is paid in a month (2017-07), by village and number. A step decided for a later month does not
    count yet; one that is stopped from a later month is still paid."""
    held, known = _held(month)
    accounts = {
        household: (bank, account)
        for household, bank, account in tuples(
            BankAccount.select(BankAccount.household, BankAccount.bank, BankAccount.account_no).order_by(BankAccount.id)
        )
    }
    households = list(
        tuples(
            Household.select(
                Household.id,
                Household.number,
                Household.head_name,
                Household.head_id,
                Village.name,
                Household.covered,
                Household.monthly_fen,
                Household.standing,
            )
            .join(Village)
            .order_by(Village.position, Village.id, Household.number)
        )
    )
    granted = granted_supplements([row[0] for row in households], month)
    rows = []
    for id_, number, head, head_id, village, covered, fen, standing in households:
        if id_ in known:
            fen, covered = held.get(id_, (0, 0))
        elif standing != Standing.RECEIVING:
            fen = 0
        if fen > 0:
            extra = granted.get(id_)
            beside = (extra.household_fen, extra.person_fen) if extra else (0, 0)
            rows.append(PaymentRow(number, head, head_id, village, covered, fen, *beside, *accounts.get(id_, ("", ""))))
    return rows


def _held(month: str) -> tuple[dict[int, tuple[int, int]], set[int]]:
    """The last step of each household that holds in the month, and who has any step at all."""
    held: dict[int, tuple[int, int]] = {}
    known: set[int] = set()
    steps = BenefitEvent.select(
        BenefitEvent.household, BenefitEvent.month, BenefitEvent.monthly_fen, BenefitEvent.covered
    ).order_by(BenefitEvent.month, BenefitEvent.id)
    for household, since, fen, covered in tuples(steps):
        known.add(household)
        if since <= month:
            held[household] = (fen, covered)
    return held, known
