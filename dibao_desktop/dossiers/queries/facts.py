"""What other capabilities ask of all dossiers at once: people, money, relatives, totals."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from peewee import JOIN, fn

from dibao_desktop.dossiers.queries.household import YEARLY_INCOME
from dibao_desktop.dossiers.records import BankAccount, Household, IncomeFigure, Member, OfficialRelative, Village
from dibao_desktop.dossiers.rules.standing import LIVE, Standing
from dibao_desktop.policy.rules.supplements import Person
from dibao_desktop.storage.database import raw_tuples, tuples


@dataclass(frozen=True)
class VillageRow:
    """A village with how many households it has on the books (`在保` and `申请`)."""

    id: int
    name: str
    code: str
    households: int


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One member of a household on the books, for matching."""

    household_id: int
    number: str
    village_id: int
    head_name: str
    member_id: int
    name: str
    id_number: str
    id_written: str
    sex: str
    birth: str
    relation: str
    covered: bool


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """What one household in `在保` gets, and where it is paid to."""

    household_id: int
    number: str
    village_id: int
    head_name: str
    head_id: str
    register_no: str
    aid_type: str
    category: str
    family_size: int
    covered: int
    monthly_fen: int
    account_no: str
    start_month: str = ""
    annual_income_fen: int | None = None


@dataclass(frozen=True, slots=True)
class RelativeRow:
    """One line of 近亲属登记."""

    id: int
    village: str
    official_name: str
    official_id: str
    post: str
    relative_name: str
    relative_id: str
    relation: str
    filed: bool
    place: str


@dataclass(frozen=True)
class VillageTotals:
    """What one village has in `在保`; `members` are the people registered, paid for or not."""

    households: int = 0
    members: int = 0
    covered: int = 0
    monthly_fen: int = 0


@dataclass(frozen=True)
class Totals:
    """What the office has in `在保`; `villages` by name, in the office's order."""

    households: int = 0
    members: int = 0
    covered: int = 0
    monthly_fen: int = 0
    villages: dict[str, VillageTotals] = field(default_factory=dict)


def villages() -> list[VillageRow]:
    """All villages in the office's order."""
    rows = (
        Village.select(Village.id, Village.name, Village.code, fn.count(Household.id))
        .join(Household, JOIN.LEFT_OUTER, on=(Household.village == Village.id) & Household.standing.in_(LIVE))
        .group_by(Village.id)
        .order_by(Village.position, Village.id)
    )
    return [VillageRow(*row) for row in tuples(rows)]


def village_names() -> dict[int, str]:
    """The name of each village by its id, in the office's order."""
    return dict(tuples(Village.select(Village.id, Village.name).order_by(Village.position, Village.id)))


def categories() -> list[str]:
    """The categories that dossiers are in, in their own order."""
    query = Household.select(Household.category).where(Household.category != "").distinct()
    return [row[0] for row in tuples(query.order_by(Household.category))]


def people() -> list[PersonRow]:
    """Every member of every household that is in `在保` or `申请`."""
    rows = (
        Member.select(
            Household.id,
            Household.number,
            Household.village,
            Household.head_name,
            Member.id,
            Member.name,
            Member.id_number,
            Member.id_written,
            Member.sex,
            Member.birth,
            Member.relation,
            Member.covered,
        )
        .join(Household)
        .where(Household.standing.in_(LIVE))
        .order_by(Household.id, Member.position)
    )
    return [PersonRow(*(*row, bool(covered))) for *row, covered in raw_tuples(rows)]


def aided_people() -> dict[int, tuple[Person, ...]]:
    """What 分类施保 depends on in each member of every household in `在保`, in the order of the record."""
    columns = (Member.household, Member.name, Member.id_number, Member.id_written, Member.health)
    more = (Member.disability_kind, Member.disability_grade, Member.covered)
    rows = Member.select(*columns, *more).join(Household).where(Household.standing == Standing.RECEIVING)
    found: dict[int, list[Person]] = {}
    for household_id, *values, covered in raw_tuples(rows.order_by(Household.id, Member.position)):
        found.setdefault(household_id, []).append(Person(*(*values, bool(covered))))
    return {household_id: tuple(people) for household_id, people in found.items()}


def money_facts(of: Collection[int] | None = None) -> list[MoneyRow]:
    """What every household in `在保` gets; or what these do, whatever they are."""
    receiving = Household.standing == Standing.RECEIVING
    rows = (
        Household.select(
            Household.id,
            Household.number,
            Household.village,
            Household.head_name,
            Household.head_id,
            Household.register_no,
            Household.aid_type,
            Household.category,
            Household.family_size,
            Household.covered,
            Household.monthly_fen,
            fn.coalesce(fn.max(BankAccount.account_no), ""),
            Household.start_month,
        )
        .join(BankAccount, JOIN.LEFT_OUTER)
        .where(receiving if of is None else Household.id.in_(list(of)))
        .group_by(Household.id)
        .order_by(Household.id)
    )
    # Oldest first, so that the latest stated income of a household is what the dictionary keeps.
    stated = (
        IncomeFigure.select(IncomeFigure.household, IncomeFigure.amount_fen)
        .where(IncomeFigure.kind == YEARLY_INCOME)
        .order_by(IncomeFigure.id)
    )
    incomes = dict(raw_tuples(stated))
    return [MoneyRow(*(*row, incomes.get(row[0]))) for row in raw_tuples(rows)]


def relatives() -> list[RelativeRow]:
    """All of 近亲属登记."""
    columns = [getattr(OfficialRelative, name) for name in RelativeRow.__dataclass_fields__]
    return [RelativeRow(*row) for row in tuples(OfficialRelative.select(*columns).order_by(OfficialRelative.id))]


def totals() -> Totals:
    """Households, people and money in `在保`, with each village's share."""
    receiving = Household.standing == Standing.RECEIVING
    rows = (
        Village.select(
            Village.id, Village.name, fn.count(Household.id), _sum(Household.covered), _sum(Household.monthly_fen)
        )
        .join(Household, JOIN.LEFT_OUTER, on=(Household.village == Village.id) & receiving)
        .group_by(Village.id)
        .order_by(Village.position, Village.id)
    )
    people_of = (
        Member.select(Household.village, fn.count(Member.id))
        .join(Household)
        .where(receiving)
        .group_by(Household.village)
    )
    members = dict(tuples(people_of))
    by_village = {
        name: VillageTotals(households, members.get(id_, 0), covered, monthly_fen)
        for id_, name, households, covered, monthly_fen in tuples(rows)
    }
    each = by_village.values()
    return Totals(
        sum(v.households for v in each),
        sum(v.members for v in each),
        sum(v.covered for v in each),
        sum(v.monthly_fen for v in each),
        by_village,
    )


def _sum(column: object) -> object:
    return fn.coalesce(fn.sum(column), 0)
