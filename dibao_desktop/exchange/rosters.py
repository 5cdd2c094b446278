"""Turning recognised roster sheets into household records."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from dibao_desktop.domain import text
from dibao_desktop.domain.problems import Problem
from dibao_desktop.dossiers.rules import codes, villages
from dibao_desktop.dossiers.rules.codes import Relation
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord
from dibao_desktop.exchange import amounts, duplicates, totals
from dibao_desktop.exchange.blocks import Block, cut
from dibao_desktop.exchange.cells import Findings, is_blank, words
from dibao_desktop.exchange.facts import FactsReader
from dibao_desktop.exchange.found import Found, Unit
from dibao_desktop.exchange.members import MemberReader
from dibao_desktop.exchange.pairing import lists_persons
from dibao_desktop.exchange.recognise import Layout
from dibao_desktop.exchange.rows import Rows, fill_merged, sort_rows
from dibao_desktop.exchange.workbook import Cell

# Household columns that one merged cell may spread over many households.
_SPREAD = ("village", "region", "group", "number", "weak_number", "serial", "head_name", "head_id")
_PER_YEAR = re.compile(r"年")
_PER_MONTH = re.compile(r"月")
_PER_HEAD = re.compile(r"人均|均收入")


def read_rosters(layouts: list[Layout]) -> Found:
    """The households of a file's roster sheets."""
    found = Found()
    readers = []
    for layout in layouts:
        rows = sort_rows(layout)
        found.skipped += rows.skipped
        fill_merged(layout, _SPREAD)
        reader = _SheetReader(layout, cut(layout, rows.data), rows)
        readers.append((reader, rows.totals))
    numbered = _numbers_hold([block for reader, _ in readers for block in reader.blocks])
    for reader, total_rows in readers:
        units = [reader.household(block, numbered) for block in reader.blocks]
        found.units += units
        found.remarks += reader.findings.unknown_words()
        found.remarks += totals.check(reader.layout, total_rows, units)
    _same_scheme(found.units)
    duplicates.check_numbers(found.units)
    # Where one book tells of households and of persons in sheets of their own, everybody stands in both.
    for persons in (False, True):
        duplicates.check_persons([unit for unit in found.units if lists_persons(unit.layout) is persons])
    return found


def _numbers_hold(blocks: list[Block]) -> bool:
    """Whether the file's numbers identify dossiers, or only count the households of a sheet or village.

    A column that is called a dossier number is one, unless it starts again in another sheet. One that is merely
    called 编号 is not when it counts in plain figures without leading zeroes.
    """
    written = [block.number for block in blocks if block.number]
    if not written:
        return False
    by_sheet: dict[int, set[str]] = {}
    for block in blocks:
        by_sheet.setdefault(id(block.layout), set()).add(block.number)
    several = Counter(number for numbers in by_sheet.values() for number in numbers if number)
    if any(count > 1 for count in several.values()):
        return False
    if all("number" in block.layout.columns for block in blocks):
        return True
    plain = all(number.isdigit() and not number.startswith("0") for number in written)
    return max(Counter(written).values()) == 1 and not plain


class _SheetReader:
    """Reads the households of one sheet."""

    def __init__(self, layout: Layout, blocks: list[Block], rows: Rows) -> None:
        self.layout = layout
        self.blocks = blocks
        self._sections = rows
        self.findings = Findings(layout.sheet.name)
        self._members = MemberReader(layout, blocks, self.findings)
        self._facts = FactsReader(layout, blocks, self.findings)
        self._rows = layout.sheet.rows
        self._columns = layout.columns
        self._unit = {name: self._unit_of(name) for name in ("monthly_fen", "person_fen", "annual_income_fen")}
        self._per_person = amounts.per_person(layout, blocks, rows.totals)
        self._width = max((len(number) for number in self._text_numbers()), default=0)
        self._village = ""
        self._title_village = villages.village_in(layout.sheet.name) or _first_village(layout.title)
        scheme = codes.aid_type(layout.title)
        self._scheme = scheme.text if scheme.known else ""

    # What the whole sheet says -------------------------------------------------------------------------------

    def _unit_of(self, name: str) -> int:
        head = self.layout.head(name)
        if "元" in head or "万" in head:
            return 10_000 if "万" in head else 1
        return 10_000 if re.search(r"单位[::]?\s*万元", self.layout.title) else 1

    def _text_numbers(self) -> list[str]:
        """Dossier numbers kept as text with leading zeroes, if all have one length."""
        column = self._columns.get("number", self._columns.get("weak_number"))
        if column is None:
            return []
        cells = [self._rows[block.rows[0]][column] for block in self.blocks]
        texts = [text.compact(cell) for cell in cells if isinstance(cell, str) and text.compact(cell).isdigit()]
        same = len({len(each) for each in texts}) == 1 and any(each.startswith("0") for each in texts)
        return texts if same else []

    # One household -------------------------------------------------------------------------------------------

    def household(self, block: Block, numbered: bool) -> Unit:
        """The record of a block with all problems found in it."""
        members = self._members.members(block)
        village, group = self._place(block)
        head = next((member for member in members if member.relation == Relation.HEAD), None)
        head_name = self._named(block, "head_name") or (head.name if head else "")
        stray = self._stray(block, members, head_name)
        members = members if stray else self._with_head(block, members, head_name)
        category = self._category(block)
        covered_size = self._number_of(block, "covered_size", "保障人口数")
        family_size = self._number_of(block, "family_size", "家庭人口数")
        self._check_counts(block, members, family_size, covered_size)
        record = HouseholdRecord(
            number=self._dossier_number(block) if numbered else "",
            village=village,
            group=group,
            head_name=head_name,
            register_no=self._digits(block, "register_no", "户口簿号"),
            aid_type=self._aid_type(block),
            category=category,
            family_size=family_size or 0,
            covered_size=covered_size or 0,
            monthly_fen=self._monthly(block),
            start_month=self._start_month(block),
            cause=self._coded(block, "cause", codes.cause, "致困原因"),
            annual_income_fen=self._income(block, family_size or len(members)),
            phone=self._digits(block, "phone", "联系电话"),
            address=self._said(block, "address"),
            certificate_no=self._digits(block, "certificate_no", "低保证号"),
            bank=self._said(block, "bank"),
            account_no=self._account(block),
            account_name=self._named(block, "account_name"),
            note="" if len(block.rows) > 1 else self._said(block, "note"),
            members=tuple(members),
            listed_as="" if numbered else block.number or block.serial,
        )
        facts = self._facts.facts(block)
        return Unit(self.layout, tuple(block.rows), record, self.findings.taken(), self._per_person, stray, facts=facts)

    def _cell(self, block: Block, name: str) -> tuple[Cell, int, int]:
        """The first filled cell of a household column in a block: value, row, column."""
        column = self._columns.get(name)
        if column is None:
            return "", block.rows[0], 0
        rows = self._rows
        for row in block.rows:
            value = rows[row][column]
            if value != "" and not is_blank(value):
                return value, row, column
        return "", block.rows[0], column

    def _said(self, block: Block, name: str) -> str:
        value, row, column = self._cell(block, name)
        return self.findings.text(value, row, column)

    def _named(self, block: Block, name: str) -> str:
        value, row, column = self._cell(block, name)
        return self.findings.name(value, row, column)

    def _digits(self, block: Block, name: str, label: str) -> str:
        value, row, column = self._cell(block, name)
        return self.findings.digits(value, row, column, label)

    def _coded(self, block: Block, name: str, read: codes.Reader, label: str) -> str:
        value, row, column = self._cell(block, name)
        return self.findings.code(read, label, value, row, column)

    def _number_of(self, block: Block, name: str, label: str) -> int | None:
        value, row, column = self._cell(block, name)
        return self.findings.count(value, row, column, label)

    def _account(self, block: Block) -> str:
        value, row, column = self._cell(block, "account_no")
        return self.findings.account(value, row, column)

    def _start_month(self, block: Block) -> str:
        value, row, column = self._cell(block, "start_month")
        return self.findings.month(value, row, column, "起保年月")

    def _dossier_number(self, block: Block) -> str:
        if not block.number:
            return ""
        name = "number" if "number" in self._columns else "weak_number"
        value, row, column = self._cell(block, name)
        if isinstance(value, (int, float)) and self._width > len(block.number):
            self.findings.warning(row, column, "E6", f"档案号以数字保存，已补足前面的0为{self._width}位。", value)
            return block.number.zfill(self._width)
        return block.number

    def _place(self, block: Block) -> tuple[str, str]:
        """Village and group: from their columns, the region, a village's own row, sheet name or title, the address."""
        written = self._said(block, "village")
        region = villages.split_address(self._said(block, "region"))
        address = villages.split_address(self._said(block, "address"))
        own = villages.split_address(written)
        named = own[0] or ("" if written.isdigit() else villages.village(written))
        section = self._sections.section(block.rows[0])
        village = named or region[0] or section or self._title_village or address[0] or self._village
        # A village written once, for the households below it too.
        self._village = named or self._village
        group = villages.group(self.findings.text(*self._cell(block, "group")))
        return village, group or own[1] or region[1] or address[1]

    def _category(self, block: Block) -> str:
        """The category; where only a column of the scheme's name is there, it may hold the category."""
        value, row, column = self._cell(block, "category")
        if value == "":
            other, other_row, other_column = self._cell(block, "aid_type")
            if other != "" and codes.category(other).known:
                value, row, column = other, other_row, other_column
        return self.findings.code(codes.category, "保障类别", value, row, column)

    def _aid_type(self, block: Block) -> str:
        value, row, column = self._cell(block, "aid_type")
        category = codes.category(value)
        if value != "" and not (category.known and category.text):
            return self.findings.code(codes.aid_type, "救助类型", value, row, column)
        scheme = codes.aid_type(self._cell(block, "category")[0])
        return scheme.text if scheme.known and scheme.text else self._scheme

    def _monthly(self, block: Block) -> int | None:
        """The household's amount a month: one cell, or the sum of its members' parts; a year's amount by twelve."""
        head = self.layout.head("monthly_fen")
        parts = self._per_person
        name = "monthly_fen"
        if not is_blank(self._cell(block, "person_fen")[0]) and is_blank(self._cell(block, name)[0]):
            name, parts = "person_fen", True
        column = self._columns.get(name)
        if column is None:
            return None
        cells = [(self._rows[row][column], row) for row in block.rows if not is_blank(self._rows[row][column])]
        read = [
            self.findings.amount(value, row, column, "保障金", self._unit[name])
            for value, row in (cells if parts else cells[:1])
        ]
        known = [amount for amount in read if amount is not None]
        fen = sum(known) if known else None
        if not parts and len({amounts.read(value) for value, _ in cells}) > 1:
            self.findings.warning(
                cells[0][1], column, "E17", "这一户各行写的保障金不一样，按第一行计，请核对。", cells[0][0]
            )
        yearly = _PER_YEAR.search(head) and not _PER_MONTH.search(head)
        return round(fen / 12) if fen is not None and yearly else fen

    def _income(self, block: Block, persons: int) -> int | None:
        """A year's income of the household; the head says whether it is a month's, and whether per person."""
        head = self.layout.head("annual_income_fen")
        column = self._columns.get("annual_income_fen")
        if column is None:
            return None
        filled = [row for row in block.rows if not is_blank(self._rows[row][column])]
        # Where the head does not call it the household's and rows differ, each row is a member's own income.
        own = "家庭" not in head and len({amounts.read(self._rows[row][column]) for row in filled}) > 1
        read = [
            self.findings.amount(self._rows[row][column], row, column, "收入", self._unit["annual_income_fen"])
            for row in (filled if own else filled[:1])
        ]
        known = [amount for amount in read if amount is not None]
        if not known:
            return None
        income = sum(known) * (12 if _PER_MONTH.search(head) and not _PER_YEAR.search(head) else 1)
        return income * persons if _PER_HEAD.search(head) and not own else income

    # Checks within the household -----------------------------------------------------------------------------

    def _stray(self, block: Block, members: list[MemberRecord], head_name: str) -> Problem | None:
        """In a list of persons the rows whose head stands nowhere in it: another file may hold the household."""
        if not members or not lists_persons(self.layout):
            return None
        if any(member.relation == Relation.HEAD or member.name == head_name for member in members):
            return None
        name = "head_id" if "head_id" in self._columns else "head_name"
        value, row, column = self._cell(block, name)
        who = "、".join(member.name for member in members)
        said = f"{'身份证号' if name == 'head_id' else ''}{words(value)}" if words(value) else "没有写明"
        self.findings.warning(row, column, "E9", f"{who}的户主（{said}）找不到，没有导入，请核对后重新导入。", value)
        return self.findings.problems[-1]

    def _with_head(self, block: Block, members: list[MemberRecord], head_name: str) -> list[MemberRecord]:
        """Make sure that one member is the head: by relation, else by the head's name, else the first listed."""
        row = block.rows[0]
        column = self._columns.get("relation", self._columns.get("name", 0))
        if not members:
            self.findings.error(row, self._columns.get("name", 0), "E9", "这户没有家庭成员，请补填姓名和身份证号。")
            return members
        heads = [member for member in members if member.relation == Relation.HEAD]
        if heads:
            if len(heads) > 1:
                self.findings.error(row, column, "E9", f"这户有{len(heads)}个户主，请核对与户主关系。")
            if head_name and all(member.name != head_name for member in heads):
                value, at, head_column = self._cell(block, "head_name")
                self.findings.warning(
                    at, head_column, "E9", f"户主姓名“{head_name}”与成员中的户主{heads[0].name}不一致。", value
                )
            return members
        place = next((index for index, member in enumerate(members) if member.name == head_name), None)
        if place is None and head_name:
            self.findings.warning(row, column, "E9", f"户主{head_name}不在这户的成员中，请核对。")
            return members
        if place is None and "relation" in self._columns:
            self.findings.error(row, column, "E9", "这户没有户主，请在与户主关系列写明。")
            return members
        place = place or 0
        return [
            replace(member, relation=Relation.HEAD.value) if i == place else member for i, member in enumerate(members)
        ]

    def _check_counts(
        self, block: Block, members: list[MemberRecord], family_size: int | None, covered_size: int | None
    ) -> None:
        if len(members) <= 1 and all(len(each.rows) == 1 for each in self.blocks):
            return
        if family_size is not None and family_size != len(members):
            value, row, column = self._cell(block, "family_size")
            self.findings.warning(row, column, "E9", f"家庭人口数为{family_size}，名单中有{len(members)}人。", value)
        value, row, column = self._cell(block, "covered_size")
        if covered_size is None or covered_size == len(members):
            return
        if "covered" not in self._columns:
            if covered_size < len(members):
                self.findings.warning(
                    row,
                    column,
                    "E9",
                    f"名册没有写明哪{covered_size}人是保障对象，新建档案时按名单顺序认定，请核对。",
                    value,
                )
            return
        covered = sum(1 for member in members if member.covered)
        if covered_size != covered:
            message = f"保障人口数为{covered_size}，名单中标为保障的有{covered}人。"
            self.findings.warning(row, column, "E9", message, value)


def _first_village(title: str) -> str:
    return next((village for part in title.split() if (village := villages.village_in(part))), "")


def _same_scheme(units: list[Unit]) -> None:
    """Where a file names only one scheme anywhere, it holds for all its households."""
    records = [unit.value for unit in units if isinstance(unit.value, HouseholdRecord)]
    schemes = {record.aid_type for record in records} - {""}
    if len(schemes) == 1:
        scheme = schemes.pop()
        for unit in units:
            if isinstance(unit.value, HouseholdRecord) and not unit.value.aid_type:
                unit.value = replace(unit.value, aid_type=scheme)
