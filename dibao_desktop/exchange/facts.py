"""Reading what rosters say beyond the roster itself: schooling, work, income by kind, spending, property (DOMAIN §15.1, §16.7)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dibao_desktop.domain import identity, text
from dibao_desktop.domain.money import NOTHING_WRITTEN
from dibao_desktop.dossiers.rules import circumstance_codes as codes
from dibao_desktop.dossiers.rules.circumstance_words import ExpenseKind, IncomeKind, PropertyKind
from dibao_desktop.dossiers.rules.circumstances import ExpenseItem, IncomeItem, PersonFacts, PropertyItem
from dibao_desktop.dossiers.rules.codes import BLANK, Reader
from dibao_desktop.dossiers.rules.stated_facts import StatedFacts, StatedPerson
from dibao_desktop.exchange.blocks import Block
from dibao_desktop.exchange.cells import Findings, is_blank, words
from dibao_desktop.exchange.recognise import Layout
from dibao_desktop.exchange.workbook import Cell

_CODED: dict[str, tuple[str, Reader]] = {
    "education": ("文化程度", codes.education),
    "employment": ("就业状况", codes.employment),
    "politics": ("政治面貌", codes.politics),
}
_INCOMES = {
    "income_wages": IncomeKind.WAGES,
    "income_business": IncomeKind.BUSINESS,
    "income_property": IncomeKind.PROPERTY,
    "income_transfer": IncomeKind.TRANSFER,
    "income_other": IncomeKind.OTHER,
}
_EXPENSES = {
    "expense_medical": ExpenseKind.MEDICAL,
    "expense_school": ExpenseKind.SCHOOLING,
    "expense_disability": ExpenseKind.DISABILITY,
}
_PLAIN = ("school", "workplace", "absence")
_HOUSEHOLD = ("residence", "contact", "houses", "house_area", "financial_fen", "other_property")
_FIELDS = frozenset({*_CODED, *_PLAIN, *_INCOMES, *_EXPENSES, *_HOUSEHOLD})
_YEAR = re.compile(r"20\d\d")


class FactsReader:
    """Reads the facts of the households of one sheet."""

    def __init__(self, layout: Layout, blocks: list[Block], findings: Findings) -> None:
        self.layout = layout
        self.findings = findings
        self._rows = layout.sheet.rows
        self._columns = {name: column for name, column in layout.columns.items() if name in _FIELDS}
        self._personal = {name for name in _INCOMES if self._is_personal(name, blocks)}
        self._common = [name for name in _INCOMES if name not in self._personal]

    def _is_personal(self, name: str, blocks: list[Block]) -> bool:
        """Whether the members have incomes of their own in a column: it is filled below the first rows, otherwise than on them."""
        column = self._columns.get(name)
        if column is None:
            return False
        return any(
            not is_blank(self._rows[row][column]) and self._rows[row][column] != self._rows[block.rows[0]][column]
            for block in blocks
            for row in block.rows[1:]
        )

    def facts(self, block: Block) -> StatedFacts:
        """All that the rows of a household say."""
        if not self._columns:
            return StatedFacts()
        return StatedFacts(
            residence=self._residence(block),
            contact=self._first_said(block, "contact"),
            people=tuple(person for row in block.rows if (person := self._person(row)) is not None),
            incomes=tuple(self._income(block.rows[0], name) for name in self._filled(block, self._common)),
            expenses=tuple(self._expense(block, name) for name in self._filled(block, _EXPENSES)),
            properties=tuple(self._properties(block)),
        )

    def _filled(self, block: Block, names: Iterable[str]) -> list[str]:
        return [name for name in names if self._amount(block.rows[0], name)]

    def _at(self, row: int, name: str) -> tuple[Cell, int, int]:
        column = self._columns.get(name)
        return ("", row, 0) if column is None else (self._rows[row][column], row, column)

    def _text(self, row: int, name: str) -> str:
        value, _, column = self._at(row, name)
        said = self.findings.text(value, row, column)
        return "" if said in BLANK or said in NOTHING_WRITTEN else said

    def _first_said(self, block: Block, name: str) -> str:
        return next((said for row in block.rows if (said := self._text(row, name))), "")

    def _residence(self, block: Block) -> str:
        filled = [row for row in block.rows if not is_blank(self._at(row, "residence")[0])]
        if not filled:
            return ""
        value, row, column = self._at(filled[0], "residence")
        return self.findings.code(codes.residence, "户口性质", value, row, column)

    def _person(self, row: int) -> StatedPerson | None:
        coded = {name: self.findings.code(read, label, *self._at(row, name)) for name, (label, read) in _CODED.items()}
        facts = PersonFacts(
            education=coded["education"],
            employment=coded["employment"],
            politics=coded["politics"],
            school=self._text(row, "school"),
            workplace=self._text(row, "workplace"),
            absence=self._text(row, "absence"),
        )
        incomes = tuple(self._income(row, name) for name in sorted(self._personal) if self._amount(row, name))
        id_number, name = self._who(row)
        if (facts == PersonFacts() and not incomes) or not (id_number or name):
            return None
        return StatedPerson(id_number, name, facts, incomes)

    def _who(self, row: int) -> tuple[str, str]:
        found = []
        for names in (("id_number", "head_id"), ("name", "head_name")):
            column = next((self.layout.columns[name] for name in names if name in self.layout.columns), None)
            found.append("" if column is None else words(self._rows[row][column]))
        return identity.read_id(found[0]).value, text.person_name(found[1])

    # Amounts

    def _amount(self, row: int, name: str) -> int:
        value, _, column = self._at(row, name)
        head = self.layout.head(name)
        unit = 10_000 if "万" in head else 1
        fen = self.findings.amount(value, row, column, head.split("·")[-1] or name, unit) or 0
        return fen * (12 if "月" in head and "年" not in head else 1)

    def _period(self, name: str) -> str:
        found = _YEAR.search(self.layout.head(name))
        return found[0] if found else ""

    def _income(self, row: int, name: str) -> IncomeItem:
        return IncomeItem(None, _INCOMES[name].value, self._period(name), self._amount(row, name))

    def _expense(self, block: Block, name: str) -> ExpenseItem:
        return ExpenseItem(None, _EXPENSES[name].value, self._period(name), self._amount(block.rows[0], name))

    def _properties(self, block: Block) -> list[PropertyItem]:
        row = block.rows[0]
        items = []
        houses, area = self._text(row, "houses"), self._text(row, "house_area")
        told = [
            f"{houses.removesuffix('套')}套" if houses else "",
            f"{area.rstrip('㎡m2平方米')}平方米" if area else "",
        ]
        if detail := "，".join(filter(None, told)):
            items.append(PropertyItem(None, PropertyKind.HOUSE.value, detail))
        if fen := self._amount(row, "financial_fen"):
            items.append(PropertyItem(None, PropertyKind.FINANCIAL.value, "", fen))
        if other := self._text(row, "other_property"):
            items.append(PropertyItem(None, PropertyKind.OTHER.value, other))
        return items
