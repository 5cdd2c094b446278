"""Reading the members of a household out of the rows of a roster."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dibao_desktop.domain import identity, text
from dibao_desktop.domain.identity import IdFault
from dibao_desktop.domain.problems import Severity
from dibao_desktop.dossiers.rules import codes
from dibao_desktop.dossiers.rules.codes import IdType, Relation
from dibao_desktop.dossiers.rules.record import MemberRecord
from dibao_desktop.exchange.blocks import Block
from dibao_desktop.exchange.cells import Findings, is_blank, words
from dibao_desktop.exchange.recognise import Layout, normal
from dibao_desktop.exchange.sheets import ROSTER
from dibao_desktop.exchange.workbook import Cell

_SEPARATORS = re.compile(r"[、,;/\s]+")
_WIDE = re.compile(ROSTER.field("wide").heads)


_CODED: dict[str, tuple[str, codes.Reader]] = {
    "sex": ("性别", codes.sex),
    "relation": ("与户主关系", codes.relation),
    "id_type": ("证件类型", codes.id_type),
    "ethnic": ("民族", codes.ethnic),
    "health": ("健康状况", codes.health),
    "labour": ("劳动能力", codes.labour),
    "marriage": ("婚姻状况", codes.marriage),
}
_DISABILITY = ("disability_no", "disability_kind", "disability_grade", "disability")


@dataclass
class _Coded:
    """A column of code words, with those that were met and understood: a few words fill a hundred thousand cells."""

    column: int
    label: str
    read: codes.Reader
    known: dict[str, str] = field(default_factory=lambda: {"": ""})


class MemberReader:
    """Reads the members of the households of one sheet: a row each, several in a cell, or in numbered columns."""

    def __init__(self, layout: Layout, blocks: list[Block], findings: Findings) -> None:
        self.layout = layout
        self.findings = findings
        self._rows = layout.sheet.rows
        self._columns = layout.columns
        self._coded = {
            name: _Coded(self._columns[name], label, read)
            for name, (label, read) in _CODED.items()
            if name in self._columns
        }
        self._disabled = [self._columns[name] for name in _DISABILITY if name in self._columns]
        self._ticked = self._only_ticks(blocks)
        self._wide = self._wide_columns()

    def _only_ticks(self, blocks: list[Block]) -> bool:
        """Whether the covered column only marks those who are: then a blank cell means no."""
        column = self._columns.get("covered")
        if column is None:
            return False
        answers = [codes.yes_no(self._rows[row][column]) for block in blocks for row in block.rows]
        return None in answers and True in answers and False not in answers

    def members(self, block: Block) -> list[MemberRecord]:
        """The members of a block, with their problems reported."""
        listed = self._listed_members(block) or self._wide_members(block)
        if listed:
            return listed
        members: list[MemberRecord] = []
        seen: dict[str, str] = {}
        for row in block.rows:
            member = self._member(row)
            if member is None:
                continue
            if identity.names_somebody(member.id_number) and member.id_number in seen:
                column = self._columns.get("id_number", self._columns.get("head_id", 0))
                self.findings.error(
                    row, column, "E22", f"{member.name}与本户的{seen[member.id_number]}身份证号相同，请核对或删去一行。",
                    self._rows[row][column],
                )  # fmt: skip
            seen.setdefault(member.id_number, member.name)
            members.append(member)
        return members

    def _at(self, row: int, name: str) -> tuple[Cell, int, int]:
        column = self._columns.get(name)
        return ("", row, 0) if column is None else (self._rows[row][column], row, column)

    def _word(self, row: int, name: str) -> str:
        """A word of a code table; empty where the roster has no such column."""
        coded = self._coded.get(name)
        if coded is None:
            return ""
        value = self._rows[row][coded.column]
        known = coded.known.get(value) if isinstance(value, str) else None
        if known is not None:
            return known
        word = self.findings.code(coded.read, coded.label, value, row, coded.column)
        if isinstance(value, str) and coded.read(value).known:
            coded.known[value] = word
        return word

    def _member(self, row: int) -> MemberRecord | None:
        findings = self.findings
        alone = "name" not in self._columns
        name = findings.name(*self._at(row, "head_name" if alone else "name"))
        relation = self._word(row, "relation")
        if alone and not relation:
            relation = Relation.HEAD.value
        id_cell = self._id_cell(row, alone or relation == Relation.HEAD)
        if not name and is_blank(id_cell[0]) and not relation:
            if self._holds_person(row):
                findings.error(row, self._columns.get("name", 0), "E9", "这一行没有姓名和身份证号，请补填或删去。")
            return None
        if not name:
            findings.error(row, self._columns.get("name", 0), "E9", "姓名未填写。")
        id_type = self._word(row, "id_type") or IdType.ID_CARD.value
        return self._person(row, name, relation, id_cell, id_type)

    def _id_cell(self, row: int, is_head: bool) -> tuple[Cell, int, int]:
        own = self._at(row, "id_number")
        if is_head and ("id_number" not in self._columns or is_blank(own[0])) and "head_id" in self._columns:
            return self._at(row, "head_id")
        return own

    def _holds_person(self, row: int) -> bool:
        return any(
            not is_blank(self._at(row, name)[0]) for name in ("sex", "birth", "ethnic", "health", "labour", "covered")
        )

    def _person(self, row: int, name: str, relation: str, id_cell: tuple[Cell, int, int], id_type: str) -> MemberRecord:
        findings = self.findings
        fault: IdFault | None = None
        written = ""
        if id_type in (IdType.ID_CARD, IdType.HOUSEHOLD_BOOK):
            number = findings.id_number(*id_cell, name)
            id_number, fault = number.value, number.fault
            if fault in (IdFault.OLD, IdFault.CHECK_DIGIT, IdFault.BIRTH):
                written = text.compact(words(id_cell[0])).upper()
        else:
            id_number = findings.digits(*id_cell, "证件号码")
        kind, grade, certificate = self._disability(row, id_number)
        return MemberRecord(
            name=name,
            relation=relation,
            sex=self._sex(row, name, id_number, fault),
            id_number=id_number,
            id_type=id_type,
            birth=self._birth(row, name, id_number),
            ethnic=self._word(row, "ethnic"),
            health=self._word(row, "health"),
            disability_kind=kind,
            disability_grade=grade,
            disability_no=certificate,
            labour=self._word(row, "labour"),
            marriage=self._word(row, "marriage"),
            covered=self._covered(row),
            id_written=written,
            note=findings.text(*self._at(row, "note")),
        )

    def _sex(self, row: int, name: str, id_number: str, fault: IdFault | None) -> str:
        said = self._word(row, "sex")
        by_id = identity.sex(id_number) if said else ""
        if by_id and said != by_id and fault in (None, IdFault.OLD):
            value, _, column = self._at(row, "sex")
            self.findings.warning(row, column, "E5", f"{name}的性别“{said}”与身份证号不符（号码为{by_id}）。", value)
        return said

    def _birth(self, row: int, name: str, id_number: str) -> str:
        by_id = identity.birth_date(id_number)
        value, _, column = self._at(row, "birth")
        if by_id is not None and value in ("", by_id, by_id.isoformat()):
            return by_id.isoformat()
        before = len(self.findings.problems)
        when = self.findings.date(value, row, column, "出生日期")
        if by_id is None:
            return str(when) if when else ""
        if len(self.findings.problems) > before:
            # The number tells the day of birth, so an unreadable cell need not hold the household back.
            self.findings.problems[before:] = [
                replace(problem, severity=Severity.WARNING) for problem in self.findings.problems[before:]
            ]
        elif when and not by_id.isoformat().startswith(str(when)):
            self.findings.warning(row, column, "E16", f"{name}的出生日期{when}与身份证号不符（号码为{by_id}）。", value)
        return by_id.isoformat()

    def _disability(self, row: int, id_number: str) -> tuple[str, str, str]:
        cells = self._rows[row]
        if all(cells[column] == "" for column in self._disabled):
            return "", "", ""
        certificate_cell = self._at(row, "disability_no")
        certificate = text.compact(self.findings.digits(*certificate_cell, "残疾证号")).upper()
        if certificate in codes.BLANK:
            certificate = ""
        kind, grade = "", ""
        for name, label in (
            ("disability_kind", "残疾类别"),
            ("disability_grade", "残疾等级"),
            ("disability", "残疾情况"),
        ):
            value, _, column = self._at(row, name)
            if value == "" or self.findings.broken(value, row, column):
                continue
            if codes.is_disability_number(number := text.compact(words(value)).upper()):
                certificate = certificate or number
                continue
            for reading in codes.disability(value):
                if not reading.known:
                    self.findings.note_unknown(label, reading.text, row, column)
            read_kind, read_grade = codes.disability(value)
            kind, grade = kind or read_kind.text, grade or read_grade.text
        by_number = codes.disability_from_number(certificate)
        if certificate and id_number and len(certificate) >= 20 and not certificate.startswith(id_number):
            self.findings.warning(
                row, certificate_cell[2], "E5", "残疾证号前18位与本人身份证号不一致，请核对。", certificate
            )
        return kind or by_number[0], grade or by_number[1], certificate

    def _covered(self, row: int) -> bool | None:
        """Whether a member is paid for; None where the roster has no such column."""
        value, _, column = self._at(row, "covered")
        if "covered" not in self._columns:
            return None
        answer = codes.yes_no(value)
        if answer is not None:
            return answer
        if is_blank(value):
            return not self._ticked
        if not self.findings.broken(value, row, column):
            self.findings.note_unknown("是否保障对象", words(value), row, column)
        return True

    def _listed_members(self, block: Block) -> list[MemberRecord]:
        """Members whose names and numbers stand in one cell each, separated by marks (DOMAIN §15.1)."""
        if len(block.rows) > 1 or not {"name", "id_number"} <= self._columns.keys():
            return []
        row = block.rows[0]
        id_value, _, id_column = self._at(row, "id_number")
        numbers = [part for part in _SEPARATORS.split(text.clean(words(id_value))) if part]
        names = [part for part in _SEPARATORS.split(text.clean(words(self._at(row, "name")[0]))) if part]
        if len(numbers) < 2 or not all(len(number) in (15, 18) for number in numbers):
            return []
        if len(names) != len(numbers):
            self.findings.error(
                row, id_column, "E24", f"家庭成员姓名有{len(names)}个而身份证号有{len(numbers)}个，请核对。", id_value
            )
        head_id = text.compact(words(self._at(row, "head_id")[0])).upper()
        head_name = text.person_name(words(self._at(row, "head_name")[0]))
        members = []
        for name, written in zip(names, numbers, strict=False):
            number = self.findings.id_number(written, row, id_column, name)
            is_head = number.value == head_id if head_id else text.person_name(name) == head_name
            members.append(
                MemberRecord(
                    name=text.person_name(name),
                    relation=Relation.HEAD.value if is_head else "",
                    id_number=number.value,
                    birth=str(identity.birth_date(number.value) or ""),
                    covered=None,
                    id_written=written if number.fault else "",
                )
            )
        return members

    def _wide_members(self, block: Block) -> list[MemberRecord]:
        """A ledger of one row a household with columns 成员一姓名, 成员一身份证号, 成员二姓名 … (E24)."""
        if not self._wide or len(block.rows) > 1:
            return []
        row = block.rows[0]
        head = self._member(row)
        members = [] if head is None else [replace(head, relation=head.relation or Relation.HEAD.value)]
        for columns in self._wide.values():
            cells = {what: (self._rows[row][column], row, column) for what, column in columns.items()}
            name = self.findings.name(*cells["name"]) if "name" in cells else ""
            if not name and ("id" not in cells or is_blank(cells["id"][0])):
                continue
            number = self.findings.id_number(*cells.get("id", ("", row, 0)), name)
            if head is not None and number.value == head.id_number:
                continue
            relation = (
                self.findings.code(codes.relation, "与户主关系", *cells["relation"]) if "relation" in cells else ""
            )
            members.append(
                MemberRecord(
                    name=name,
                    relation=relation,
                    id_number=number.value,
                    birth=str(identity.birth_date(number.value) or ""),
                    covered=None,
                    id_written=text.compact(words(cells["id"][0])).upper() if number.fault else "",
                )
            )
        return members

    def _wide_columns(self) -> dict[str, dict[str, int]]:
        """Of each numbered member the columns of name, ID number and relation."""
        found: dict[str, dict[str, int]] = {}
        for column in self.layout.many.get("wide", ()):
            match = _WIDE.fullmatch(normal(self.layout.heads[column].split("·")[-1]))
            if match is None:
                continue
            what = "name" if match["what"] == "姓名" else "relation" if "关系" in match["what"] else "id"
            if match["what"] != "性别":
                found.setdefault(match["place"], {})[what] = column
        return found
