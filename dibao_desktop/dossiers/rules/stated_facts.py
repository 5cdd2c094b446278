"""What a source says of a family beyond its roster fields: people's circumstances, income by kind, spending, property.

It fills what the office does not know. Where the office knows otherwise its word stands and the difference is told: a file
that is imported again must not undo what a clerk found out since.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from dibao_desktop.dossiers.rules.circumstances import ExpenseItem, IncomeItem, PersonFacts, PropertyItem

LISTS = ("incomes", "expenses", "properties")


@dataclass(frozen=True)
class StatedPerson:
    """One person by number and name, with what is said and the incomes that are the person's own."""

    id_number: str
    name: str
    facts: PersonFacts
    incomes: tuple[IncomeItem, ...] = ()


@dataclass(frozen=True)
class StatedFacts:
    """Of one household."""

    residence: str = ""
    contact: str = ""
    people: tuple[StatedPerson, ...] = ()
    incomes: tuple[IncomeItem, ...] = ()
    expenses: tuple[ExpenseItem, ...] = ()
    properties: tuple[PropertyItem, ...] = ()

    def __bool__(self) -> bool:
        return self != StatedFacts()


def joined(first: StatedFacts, second: StatedFacts) -> StatedFacts:
    """What two files say of one household, the first before the second."""
    return StatedFacts(
        first.residence or second.residence,
        first.contact or second.contact,
        first.people + second.people,
        first.incomes or second.incomes,
        first.expenses or second.expenses,
        first.properties or second.properties,
    )


def filled(known: PersonFacts, said: PersonFacts) -> tuple[PersonFacts, list[tuple[str, str, str]]]:
    """What is known of a person with its gaps filled, and the fields on which both differ: name, known, said."""
    news: dict[str, str] = {}
    differing = []
    for field in fields(PersonFacts):
        before, after = getattr(known, field.name), getattr(said, field.name)
        if not after or before == after:
            continue
        if before:
            differing.append((field.name, before, after))
        else:
            news[field.name] = after
    return (replace(known, **news) if news else known), differing  # type: ignore[arg-type]
