"""Reading single cells: every value comes back with the problems it raised, at its sheet and cell.

The codes are those of DOMAIN §17. An error holds the household or row back; a warning lets it in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from dibao_desktop.domain import dates, identity, money, text
from dibao_desktop.domain.identity import IdFault, IdNumber
from dibao_desktop.domain.problems import Problem, Severity
from dibao_desktop.dossiers.rules.codes import Reading
from dibao_desktop.exchange.package import NOT_CALCULATED
from dibao_desktop.exchange.workbook import FORMULA_ERRORS, Cell, cell_name

# Words by which people say that they do not know.
_UNKNOWN = frozenset({"不详", "未知", "不清楚", "不明", "待查", "待定", "?", "??"})
_COUNT = re.compile(r"(\d{1,4})(?:\.0+)?(?:[人口名]|个月?)?")
_NUMERALS = {numeral: number for number, numeral in enumerate("零一二三四五六七八九十")}
_ACCOUNT_NOISE = re.compile(r"[\s\-.—_/]")
_ID_CODES = {
    IdFault.NUMERIC: ("E1", Severity.ERROR),
    IdFault.MISSING: ("E5", Severity.ERROR),
    IdFault.FORM: ("E5", Severity.ERROR),
    IdFault.BIRTH: ("E5", Severity.WARNING),
    IdFault.CHECK_DIGIT: ("E5", Severity.WARNING),
    IdFault.OLD: ("E4", Severity.WARNING),
}
# The most people that one household is believed to have.
_MOST_PEOPLE = 50


def shown(value: Cell | None) -> str:
    """A value as the clerk sees it in the cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e11:
            return str(int(value))
        return f"{value:.14E}" if abs(value) >= 1e11 else f"{value:.10g}"
    if isinstance(value, int) and abs(value) >= 10**11:
        return f"{float(value):.14E}" if len(str(abs(value))) != 15 else str(value)
    if isinstance(value, dt.datetime) and not (value.hour or value.minute or value.second):
        return value.date().isoformat()
    return str(value)


def is_blank(value: Cell | None) -> bool:
    """Whether nothing is written in a cell."""
    return value is None or value == "" or (isinstance(value, str) and not value.isalnum() and not text.clean(value))


def words(value: Cell | None) -> str:
    """The text of a cell; whole numbers without decimals, dates as ISO text."""
    if isinstance(value, str):
        return text.clean(value)
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return shown(value)


@dataclass
class Findings:
    """The problems of one sheet while it is read, and the words in it that nobody knows."""

    sheet: str
    problems: list[Problem] = field(default_factory=list)
    unknown: dict[tuple[str, str], tuple[int, int, int]] = field(default_factory=dict)

    def error(self, row: int, column: int, code: str, message: str, value: Cell | None = "") -> None:
        self._add(Severity.ERROR, row, column, code, message, value)

    def warning(self, row: int, column: int, code: str, message: str, value: Cell | None = "") -> None:
        self._add(Severity.WARNING, row, column, code, message, value)

    def _add(self, severity: Severity, row: int, column: int, code: str, message: str, value: Cell | None) -> None:
        self.problems.append(Problem(code, message, severity, self.sheet, cell_name(row, column), shown(value)))

    def taken(self) -> list[Problem]:
        """The problems since the last call."""
        problems, self.problems = self.problems, []
        return problems

    def unknown_words(self) -> list[Problem]:
        """One warning for each unknown word, however often it stands in the sheet."""
        return [
            Problem(
                "E18",
                f"{label}“{word}”不在代码表中，已按原文保留（本表共{count}处），请核对。",
                Severity.WARNING,
                self.sheet,
                cell_name(row, column),
                word,
            )
            for (label, word), (row, column, count) in self.unknown.items()
        ]

    def broken(self, value: Cell | None, row: int, column: int) -> bool:
        """Report a cell whose formula gave an error or was never calculated (E19)."""
        if not isinstance(value, str) or not value.startswith("#"):
            return False
        if value == NOT_CALCULATED:
            self.error(row, column, "E19", "公式没有算出结果，请用Excel或WPS打开并保存后再导入。", "")
        elif value.strip().upper() in FORMULA_ERRORS:
            self.error(row, column, "E19", f"公式出错（{value}），请改为实际内容。", value)
        else:
            return False
        return True

    def text(self, value: Cell | None, row: int, column: int) -> str:
        """Plain text."""
        return "" if value == "" or self.broken(value, row, column) else words(value)

    def name(self, value: Cell | None, row: int, column: int) -> str:
        """A person's name."""
        return "" if value == "" or self.broken(value, row, column) else text.person_name(words(value))

    def code(self, read: Callable[[object], Reading], label: str, value: Cell | None, row: int, column: int) -> str:
        """A word of a code table; an unknown one is kept and counted."""
        if value == "":
            return ""
        reading = read(value)
        if reading.known:
            return reading.text
        if self.broken(value, row, column):
            return ""
        self.note_unknown(label, reading.text, row, column)
        return reading.text

    def note_unknown(self, label: str, word: str, row: int, column: int) -> None:
        first_row, first_column, count = self.unknown.get((label, word), (row, column, 0))
        self.unknown[(label, word)] = (first_row, first_column, count + 1)

    def amount(self, value: Cell | None, row: int, column: int, label: str, unit: int = 1) -> int | None:
        """Money in fen (E17)."""
        if value == "" or self.broken(value, row, column):
            return None
        try:
            fen = None if isinstance(value, (dt.date, dt.time)) else money.parse_yuan(value, unit=unit)
        except ValueError:
            fen = -1
        else:
            if fen is None and isinstance(value, (dt.date, dt.time)):
                fen = -1
        if fen is not None and fen < 0:
            self.error(row, column, "E17", f"{label}“{shown(value)}”不是金额，请填写数字，如336或336.50。", value)
            return None
        return fen

    def count(self, value: Cell | None, row: int, column: int, label: str) -> int | None:
        """A number of people: 3, `3人`, `三`."""
        return self.number(value, row, column, label, most=_MOST_PEOPLE, what="人数")

    def number(self, value: Cell | None, row: int, column: int, label: str, *, most: int, what: str) -> int | None:
        """A whole number no bigger than is believed; `what` it should be is said where it is not."""
        if value == "" or self.broken(value, row, column):
            return None
        written = text.compact(words(value))
        if written in money.NOTHING_WRITTEN:
            return None
        found = _COUNT.fullmatch(written)
        number = int(found[1]) if found else _NUMERALS.get(written.rstrip("人口个月"))
        if number is None or number > most:
            self.error(row, column, "E17", f"{label}“{shown(value)}”不是{what}，请填写整数。", value)
            return None
        return number

    def date(self, value: Cell | None, row: int, column: int, label: str) -> dates.PartialDate | None:
        """A date, as exact as it is written (E16)."""
        if value == "" or self.broken(value, row, column):
            return None
        if isinstance(value, str) and text.compact(value) in _UNKNOWN:
            return None
        try:
            return dates.parse_date(value)
        except ValueError:
            self.error(row, column, "E16", f"{label}“{shown(value)}”不是日期，请按2017-06-01的样式填写。", value)
            return None

    def month(self, value: Cell | None, row: int, column: int, label: str) -> str:
        """A month as `2011-12`; only the year when no more is written."""
        when = self.date(value, row, column, label)
        if when is None:
            return ""
        if not when.month:
            self.warning(row, column, "E16", f"{label}“{shown(value)}”只有年份，请补上月份。", value)
        return str(when)[:7]

    def digits(self, value: Cell | None, row: int, column: int, label: str, longest: int = 15) -> str:
        """A number that is really text: account, register number, dossier number (E6)."""
        if value == "" or self.broken(value, row, column):
            return ""
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            if abs(value) >= 10**longest:
                self.error(row, column, "E6", f"{label}以数字保存，后面的位数已丢失，请改为文本后重新填写。", value)
                return ""
            return words(value)
        return words(value)

    def account(self, value: Cell | None, row: int, column: int, label: str = "账号") -> str:
        """A bank account: digits only, no check digit (accounts of credit unions fail it)."""
        written = _ACCOUNT_NOISE.sub("", self.digits(value, row, column, label))
        if written in {"", "无"}:
            return ""
        if re.fullmatch(r"\d(?:\d*)?E\+?\d+", written, re.IGNORECASE):
            self.error(row, column, "E6", f"{label}以数字保存，后面的位数已丢失，请改为文本后重新填写。", value)
            return ""
        if not re.fullmatch(r"\d{10,25}", written):
            self.warning(row, column, "E6", f"{label}“{written}”不像银行账号，请核对。", value)
        return written

    def id_number(self, value: Cell | None, row: int, column: int, who: str, *, needed: bool = True) -> IdNumber:
        """A citizen ID number (E1, E4, E5). A missing one is an error only where it is `needed`."""
        if self.broken(value, row, column):
            return IdNumber("", IdFault.FORM)
        number = identity.read_id(value)
        if number.fault is None:
            return number
        code, severity = _ID_CODES[number.fault]
        if number.fault is IdFault.MISSING and not needed:
            severity = Severity.WARNING
        owner = f"{who}的" if who else ""
        self._add(severity, row, column, code, f"{owner}{number.fault.value}。", value)
        return number
