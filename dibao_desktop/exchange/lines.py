"""Turning recognised outside lists, relatives' registers and panel lists into entries, one line a unit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from dibao_desktop.domain import dates, text
from dibao_desktop.domain.identity import IdFault
from dibao_desktop.dossiers.rules import codes, villages
from dibao_desktop.dossiers.rules.record import RelativeEntry
from dibao_desktop.exchange import totals, withdrawn
from dibao_desktop.exchange.cells import Findings, is_blank, words
from dibao_desktop.exchange.found import Found, Unit
from dibao_desktop.exchange.owners import split_people
from dibao_desktop.exchange.recognise import Layout, normal
from dibao_desktop.exchange.rows import Rows, fill_merged, sort_rows
from dibao_desktop.exchange.sheets import PANEL, RELATIVES
from dibao_desktop.exchange.sheets.lists import MONTH_HEAD
from dibao_desktop.exchange.workbook import Cell, cell_name
from dibao_desktop.matching.rules.lists import ListEntry, ListKind
from dibao_desktop.matching.rules.periods import payment_month
from dibao_desktop.review.rules.panel import KinEntry, PanelEntry

# Columns that one merged cell may spread over several lines.
_SPREAD = ("village", "official_name", "official_id", "post", "name", "id_number", "label", "role", "phone")
# What tells the day of an entry, the best first.
_DAYS = ("on_date", "cremated_on", "struck_off_on")
_MONTH_HEAD = re.compile(MONTH_HEAD)
_NUMERALS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_ENDED = re.compile(r"(?:已|强制|逾期|达到)?(?:注销|报废|灭失|停发|终止|失效|历史).{0,6}")
_CANNOT_COLLECT = frozenset({"0", "0.0", "0.00", "/", "-", "--", "—", "——"})
_NEVER = re.compile(r"(?:从未|未|没有?|无)(?:支取|领取|取款|记录|支取记录|取过)*|/|-+|—+")
_WHOLE = re.compile(r"\.0+$")
_SEAT_NUMBER = re.compile(r"[\d一二三四五六七八九十]+$")
_BATCH_MONTH = re.compile(r"(20\d{2})(0[1-9]|1[0-2])\d*")


def read_lines(layouts: list[Layout]) -> Found:
    """The lines of a file's sheets, all of one kind."""
    found = Found()
    for layout in layouts:
        rows = sort_rows(layout)
        found.skipped += rows.skipped
        fill_merged(layout, _SPREAD)
        reader = _SheetReader(layout, rows)
        units = reader.units(rows.data)
        found.units += units
        found.remarks += reader.findings.unknown_words() + totals.check(layout, rows.totals, units)
    return found


class _SheetReader:
    """Reads the lines of one sheet."""

    def __init__(self, layout: Layout, rows: Rows) -> None:
        self.layout = layout
        self._sections = rows
        self.findings = Findings(layout.sheet.name)
        self._rows = layout.sheet.rows
        self._columns = layout.columns
        head = layout.head("amount_fen")
        in_title = re.search(r"单位[::]?\s*万元", layout.title) and "元" not in head
        self._unit = 10_000 if "万元" in head or in_title else 1
        self._title_village = villages.village_in(layout.sheet.name) or next(
            (village for part in layout.title.split() if (village := villages.village_in(part))), ""
        )
        self._months = self._month_columns()
        self._blank_is_no = self._blanks_say_no()
        self._until = self._reached() if layout.kind.word == ListKind.WITHDRAWALS else ""

    def units(self, rows: list[int]) -> list[Unit]:
        """The entries of the data rows."""
        if self.layout.kind is PANEL:
            return self._panel(rows)
        if self.layout.kind is RELATIVES:
            return self._relatives(rows)
        if self.layout.kind.word == ListKind.WITHDRAWALS:
            units = [self._unit_of(row, self._withdrawal) for row in rows]
        elif self.layout.kind.word == ListKind.PAYMENTS:
            units = [self._unit_of(row, self._entry) for row in rows]
        else:
            units = [unit for row in rows for unit in self._owned(row)]
        return _joined_months(units) if "collected" in self._columns and not self._months else units

    def _unit_of(self, row: int, read: Callable[[int], ListEntry]) -> Unit:
        entry = read(row)
        return Unit(self.layout, (row,), entry, self.findings.taken())

    def _owned(self, row: int) -> list[Unit]:
        """An entry for each person whom a line names: several in one cell, or the co-owners in columns of their own."""
        people = [(cells, "name", "id_number") for cells in self._split(row, "name", "id_number")]
        people += [
            (cells, "co_name", "co_id")
            for cells in self._split(row, "co_name", "co_id")
            if not all(is_blank(cell) or text.compact(cell) in codes.BLANK for cell in cells)
        ]
        units = []
        if len(people) > 1:
            people = [each for each in people if not all(map(is_blank, each[0]))]
        for (name, number), name_field, id_field in people:
            entry = self._entry(row, self._read_person(row, name, number, name_field, id_field))
            units.append(Unit(self.layout, (row,), entry, self.findings.taken()))
        return units

    def _split(self, row: int, name_field: str, id_field: str) -> list[tuple[Cell, Cell]]:
        return split_people(self._at(row, name_field)[0], self._at(row, id_field)[0])

    def _at(self, row: int, name: str) -> tuple[Cell, int, int]:
        column = self._columns.get(name)
        return ("", row, 0) if column is None else (self._rows[row][column], row, column)

    def _text(self, row: int, name: str) -> str:
        return self.findings.text(*self._at(row, name))

    def _place(self, row: int) -> str:
        column = min(self._columns.values(), default=0)
        sheet = self.layout.sheet.name
        return f"{sheet}!{cell_name(row, column)}" if sheet else cell_name(row, column)

    def _person(self, row: int, name_field: str, id_field: str) -> tuple[str, str]:
        """Name and ID number; one of them is enough, a number with an error is not (DOMAIN §17 E1)."""
        return self._read_person(row, self._at(row, name_field)[0], self._at(row, id_field)[0], name_field, id_field)

    def _read_person(self, row: int, name_cell: Cell, id_cell: Cell, name_field: str, id_field: str) -> tuple[str, str]:
        name = self.findings.name(name_cell, row, self._columns.get(name_field, 0))
        if id_field not in self._columns:
            return name, ""
        number = self.findings.id_number(id_cell, row, self._columns[id_field], name, needed=not name)
        return name, "" if number.fault is IdFault.MISSING else number.value

    # Outside lists -------------------------------------------------------------------------------------------

    def _entry(self, row: int, person: tuple[str, str] | None = None) -> ListEntry:
        name, id_number = person or self._person(row, "name", "id_number")
        when = next(filter(None, map(partial(self._day, row), _DAYS)), None)
        return ListEntry(
            kind=ListKind(self.layout.kind.word),
            name=name,
            id_number=id_number,
            account_no=self.findings.account(*self._at(row, "account_no")),
            amount_fen=self._amount(row),
            on_date=str(when) if when else self._month_elsewhere(row),
            label=self._telling(row) + self._ended(row),
            detail=self._detail(row),
            place=self._place(row),
        )

    def _day(self, row: int, name: str) -> dates.PartialDate | None:
        return self.findings.date(*self._at(row, name), self._label(name))

    def _telling(self, row: int) -> str:
        """The kind's telling word; of a vehicle without a type its brand and model, or what licence it takes."""
        licence = self._text(row, "licence")
        return self._text(row, "label") or self._text(row, "brand") or (f"准驾{licence}" if licence else "")

    def _ended(self, row: int) -> str:
        """`（注销）` where the state says that the thing is no more: a scrapped vehicle, a right that was struck off, a
        pension that was stopped."""
        said = words(self._at(row, "state")[0])
        return f"（{said}）" if _ENDED.fullmatch(said) else ""

    def _label(self, name: str) -> str:
        head = self.layout.head(name)
        return head.split("·")[-1] or name

    def _amount(self, row: int) -> int | None:
        if "amount_fen" not in self._columns:
            return None
        head = self.layout.head("amount_fen")
        fen = self.findings.amount(*self._at(row, "amount_fen"), self._label("amount_fen"), self._unit)
        yearly = "年" in head and "月" not in head and self.layout.kind.word != ListKind.PAYMENTS
        return round(fen / 12) if fen is not None and yearly else fen

    def _detail(self, row: int) -> str:
        detail = self._text(row, "detail")
        area = self._text(row, "area")
        size = _WHOLE.sub("", area.rstrip("㎡m2平方米"))
        return f"{detail} {size}㎡".strip() if area else detail

    def _month_elsewhere(self, row: int) -> str:
        """The month a payment list is for, when only its title, the lines above its head or its batch number say so."""
        if self.layout.kind.word != ListKind.PAYMENTS:
            return ""
        batch = _BATCH_MONTH.fullmatch(self._text(row, "batch"))
        return payment_month("", self.layout.title, "") or (f"{batch[1]}-{batch[2]}" if batch else "")

    # Withdrawals ---------------------------------------------------------------------------------------------

    def _month_columns(self) -> list[tuple[str, int]]:
        """The month of each month column, oldest first; the year comes from the head or else from the title."""
        year_in_title = re.search(r"(\d{4})年?", self.layout.title)
        months = []
        for column in self.layout.many.get("months", ()):
            parts = self.layout.heads[column].split("·")
            found = _MONTH_HEAD.fullmatch(normal(parts[-1])) or _MONTH_HEAD.fullmatch("".join(map(normal, parts)))
            if found is None:
                found = next((each for part in parts if (each := _MONTH_HEAD.fullmatch(normal(part)))), None)
            if found is None:
                continue
            year = found["year"] or (year_in_title[1] if year_in_title else "")
            written = found["dated"] or found["month"]
            month = int(written) if written.isdigit() else _NUMERALS[written]
            months.append((f"{year}-{month:02d}" if year else f"{month:02d}", column))
        return sorted(months)

    def _withdrawal(self, row: int) -> ListEntry:
        name, id_number = self._person(row, "name", "id_number")
        pairs = [(month, self._collected(row, column)) for month, column in self._months]
        if "collected" in self._columns:
            value, _, column = self._at(row, "month")
            pairs.append(
                (self.findings.month(value, row, column, "月份"), self._collected(row, self._columns["collected"]))
            )
        answers = tuple((month, answer) for month, answer in pairs if answer is not None)
        return ListEntry(
            kind=ListKind.WITHDRAWALS,
            name=name,
            id_number=id_number,
            account_no=self.findings.account(*self._at(row, "account_no")),
            months=answers or self._idle(row),
            place=self._place(row),
        )

    def _blanks_say_no(self) -> bool:
        """Whether an empty cell of a month means that nothing was taken out: where the others hold amounts, or only ever
        say that it was."""
        cells = [self._rows[row][column] for row in self._sections.data for _, column in self._months]
        filled = [cell for cell in cells if not is_blank(cell)]
        answers = [codes.yes_no(cell) for cell in filled]
        amounts = sum(
            1 for cell in filled if text.compact(cell).replace(".", "").isdigit() and codes.yes_no(cell) is None
        )
        return bool(filled) and (amounts * 2 > len(filled) or (True in answers and False not in answers))

    def _reached(self) -> str:
        """The month up to which the list tells of withdrawals."""
        if "last_day" not in self._columns:
            return withdrawn.reached(self.layout.title, [])
        days = []
        for row in self._sections.data:
            try:
                days.append(dates.parse_date(self._at(row, "last_day")[0]))
            except ValueError:
                continue
        return withdrawn.reached(self.layout.title, [day for day in days if day])

    def _idle(self, row: int) -> withdrawn.Months:
        """Months told by the day of the last withdrawal or by the number of months without one."""
        value, _, column = self._at(row, "last_day")
        if "last_day" in self._columns and not is_blank(value):
            never = bool(_NEVER.fullmatch(text.compact(words(value))))
            last = None if never else self.findings.date(value, row, column, "最近支取日期")
            return withdrawn.since(last, self._until) if never or last else ()
        if codes.yes_no(self._at(row, "idle")[0]):
            return withdrawn.not_for(3, self._until)
        count = self.findings.number(*self._at(row, "idle_months"), "未支取月数", most=600, what="月数")
        return () if count is None else withdrawn.not_for(count, self._until)

    def _collected(self, row: int, column: int) -> bool | None:
        """Whether the money of a month was taken out: a yes, a tick, an amount or a date says so."""
        value = self._rows[row][column]
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return value > 0
        if isinstance(value, dt.date):
            return True
        written = text.compact(value)
        answer = codes.yes_no(value)
        if answer is not None:
            return answer
        if not written:
            return False if self._blank_is_no else None
        if written in _CANNOT_COLLECT:
            return False
        if re.search(r"\d", written) and not re.search(r"未|没|无", written):
            return True
        self.findings.note_unknown("支取情况", words(value), row, column)
        return None

    # Relatives and panels ------------------------------------------------------------------------------------

    def _relatives(self, rows: list[int]) -> list[Unit]:
        units = []
        village = official = official_id = post = ""
        for row in rows:
            village = self._village(row) or self._sections.section(row) or village or self._title_village
            if not is_blank(self._at(row, "official_name")[0]):
                official, official_id = self._person(row, "official_name", "official_id")
                post = self._text(row, "post")
            name, id_number = self._person(row, "relative_name", "relative_id")
            if not official:
                self.findings.error(row, self._columns["official_name"], "E9", "干部姓名未填写。")
            entry = RelativeEntry(
                village=village,
                official_name=official,
                official_id=official_id,
                post=post,
                relative_name=name,
                relative_id=id_number,
                relation=text.compact(self._text(row, "relation")),
                filed=self._filed(row),
                place=self._place(row),
            )
            units.append(Unit(self.layout, (row,), entry, self.findings.taken()))
        return units

    def _filed(self, row: int) -> bool:
        """Filed or not; a date counts as filed. A register that calls itself one of filings needs no column."""
        value, _, column = self._at(row, "filed")
        if "filed" not in self._columns:
            return "备案" in self.layout.title and "未备案" not in self.layout.title
        answer = codes.yes_no(value)
        if answer is not None or is_blank(value):
            return bool(answer)
        written = text.compact(words(value))
        if re.search(r"未|没|否", written):
            return False
        if not re.search(r"\d{4}|已|备案", written):
            self.findings.note_unknown("备案情况", written, row, column)
            return False
        return True

    def _village(self, row: int) -> str:
        written = self._text(row, "village")
        return villages.village(written) if written else ""

    def _panel(self, rows: list[int]) -> list[Unit]:
        units: list[Unit] = []
        village = ""
        for row in rows:
            village = self._village(row) or self._sections.section(row) or village or self._title_village
            seated = self._seated(row, village)
            if seated:
                units += seated
                continue
            kin = self._kin(row)
            last = units[-1] if units else None
            if last is not None and isinstance(last.value, PanelEntry) and self._same_member(row, last.value, village):
                last.value = replace(last.value, kin=last.value.kin + kin)
                last.rows = (*last.rows, row)
                last.problems += self.findings.taken()
                continue
            name, id_number = self._person(row, "name", "id_number")
            if not name:
                self.findings.error(row, self._columns.get("name", 0), "E9", "姓名未填写。")
            entry = PanelEntry(
                village=village,
                name=name,
                sex=self.findings.code(codes.sex, "性别", *self._at(row, "sex")),
                id_number=id_number,
                role=self._text(row, "role"),
                phone=self.findings.digits(*self._at(row, "phone"), "联系电话"),
                kin=kin,
                place=self._place(row),
            )
            units.append(Unit(self.layout, (row,), entry, self.findings.taken()))
        return units

    def _seated(self, row: int, village: str) -> list[Unit]:
        """The members of a village that one row names: under the names of their seats, or several in the cell of names."""
        said: list[tuple[str, int]] = []
        seats = self.layout.many.get("seats", ())
        if seats and not {"id_number", "role"} & self._columns.keys():
            columns = sorted({*seats, self._columns.get("name", seats[0])})
            said = [(self._seat(column), column) for column in columns]
        elif (
            "name" in self._columns
            and is_blank(self._at(row, "id_number")[0])
            and len(self._split(row, "name", "id_number")) > 1
        ):
            said = [(self._text(row, "role"), self._columns["name"])]
        units = []
        for role, column in said:
            for cell, _ in split_people(self._rows[row][column], ""):
                name = self.findings.name(cell, row, column)
                if name and name not in codes.BLANK:
                    entry = PanelEntry(village=village, name=name, role=role, place=self._place(row))
                    units.append(Unit(self.layout, (row,), entry, self.findings.taken()))
        return units

    def _seat(self, column: int) -> str:
        head = _SEAT_NUMBER.sub("", self.layout.heads[column].split("·")[-1]).removesuffix("姓名")
        return re.sub(r"^(?:民主)?评议小组(?=.)", "", head)

    def _same_member(self, row: int, last: PanelEntry, village: str) -> bool:
        """Whether a row only adds a relative to the member above it."""
        name = text.person_name(words(self._at(row, "name")[0]))
        written = text.compact(words(self._at(row, "id_number")[0])).upper()
        if not name and not written:
            return True
        return village == last.village and name == last.name and bool(written) and written == last.id_number

    def _kin(self, row: int) -> tuple[KinEntry, ...]:
        if is_blank(self._at(row, "kin_name")[0]) and is_blank(self._at(row, "kin_id")[0]):
            return ()
        name, id_number = self._person(row, "kin_name", "kin_id")
        if name in codes.BLANK and not id_number:
            return ()
        return (KinEntry(name, id_number, text.compact(self._text(row, "kin_relation"))),)


def _joined_months(units: list[Unit]) -> list[Unit]:
    """Lists with a line for each month: the lines of one person become one entry."""
    joined: dict[tuple[str, str, str], Unit] = {}
    for unit in units:
        entry = unit.value
        assert isinstance(entry, ListEntry)
        key = (entry.id_number, entry.account_no, entry.name)
        first = joined.get(key)
        if first is None or not isinstance(first.value, ListEntry):
            joined[key] = unit
            continue
        first.value = replace(first.value, months=tuple(sorted({*first.value.months, *entry.months})))
        first.rows += unit.rows
        first.problems += unit.problems
    return list(joined.values())
