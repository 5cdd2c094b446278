"""The citizen ID number (GB 11643-1999) and what can be read from it.

The address part is never checked against today's list of regions: numbers keep the code of the place
where they were issued, and such codes get abolished.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from operator import mul

from dibao_desktop.domain import text
from dibao_desktop.domain.dates import parse_date

_EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]")
# GB 11643-1999: a digit's weight is 2 to the power of its place from the right, modulo 11.
_WEIGHTS = tuple(2**place % 11 for place in range(17, 0, -1))
_WEIGHT = sum(_WEIGHTS)
_FIFTEEN = re.compile(r"\d{15}")
_FLOATED = re.compile(r"\d(\.\d+)?E\+?\d+", re.IGNORECASE)


class IdFault(StrEnum):
    """What is wrong with an ID number; the value is the sentence a clerk reads."""

    MISSING = "身份证号未填写"
    NUMERIC = "身份证号以数字保存，后3位已丢失，请改为文本后重新填写"
    FORM = "身份证号应为18位（或旧的15位），请核对"
    BIRTH = "身份证号中的出生日期不存在，请核对"
    CHECK_DIGIT = "身份证号校验码不符，请核对原件"
    OLD = "15位旧身份证号，已按规则换算为18位"


@dataclass(frozen=True)
class IdNumber:
    """An ID number as kept: 18 characters where that was possible, and the fault found on reading it."""

    value: str
    fault: IdFault | None = None

    @property
    def unusable(self) -> bool:
        """Whether the number identifies nobody (nothing written, digits lost, wrong length)."""
        return self.fault in (IdFault.MISSING, IdFault.NUMERIC, IdFault.FORM)


def read_id(raw: object) -> IdNumber:
    """The ID number in a cell or field. Never raises; look at `fault`.

    A number cell is refused (Excel keeps 15 digits and zeroes the rest) unless it holds an old 15-digit
    number, which fits without loss.
    """
    if isinstance(raw, str) and is_sound(raw):
        return IdNumber(raw)
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        raw = int(raw)
    if isinstance(raw, (int, float)) and not (isinstance(raw, int) and len(str(raw)) == 15):
        return IdNumber(f"{raw:.10G}" if isinstance(raw, float) else str(raw), IdFault.NUMERIC)
    written = text.compact(raw).upper()
    if not written:
        return IdNumber("", IdFault.MISSING)
    if _FLOATED.fullmatch(written):
        return IdNumber(written, IdFault.NUMERIC)
    if _FIFTEEN.fullmatch(written):
        full = written[:6] + "19" + written[6:]
        full += _check_digit(full)
        return IdNumber(full, IdFault.OLD if birth_date(full) else IdFault.BIRTH)
    if not _EIGHTEEN.fullmatch(written):
        return IdNumber(written, IdFault.FORM)
    if birth_date(written) is None:
        return IdNumber(written, IdFault.BIRTH)
    if _check_digit(written) != written[17]:
        # Fifteen kept digits and three zeroes are what a number cell leaves when it is turned into text.
        lost = written.endswith("000")
        return IdNumber(written, IdFault.NUMERIC if lost else IdFault.CHECK_DIGIT)
    return IdNumber(written)


def names_somebody(id_number: str) -> bool:
    """Whether a number as kept has all its digits: what a number cell left of one (`5.3E+17`) is the same for many."""
    return bool(id_number) and not _FLOATED.fullmatch(id_number)


def is_sound(written: str) -> bool:
    """Whether a text is a clean 18-character number with a real birth date and the right check digit.

    The short way for the hundreds of thousands of numbers that have nothing wrong with them; `read_id` says what is
    wrong with the others.
    """
    if not _EIGHTEEN.fullmatch(written) or not _is_day(written[6:14]):
        return False
    return _check_digit(written) == written[17]


def _check_digit(written: str) -> str:
    """The eighteenth character that belongs to the first seventeen (GB 11643: ISO 7064, MOD 11-2)."""
    # The digits as bytes, 48 too high each: several times faster than seventeen calls of int.
    total = sum(map(mul, _WEIGHTS, written.encode())) - 48 * _WEIGHT
    return "10X98765432"[total % 11]


@cache
def _is_day(digits: str) -> bool:
    try:
        dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def birth_date(id_number: str) -> dt.date | None:
    """The date of birth in an 18-character number; None when there is no such day."""
    if not _EIGHTEEN.fullmatch(id_number):
        return None
    try:
        return dt.date(int(id_number[6:10]), int(id_number[10:12]), int(id_number[12:14]))
    except ValueError:
        return None


def sex(id_number: str) -> str:
    """男 or 女 by the 17th digit (odd is male); empty when the number has not the right form."""
    if not _EIGHTEEN.fullmatch(id_number):
        return ""
    return "男" if int(id_number[16]) % 2 else "女"


def age_on(id_number: str, day: dt.date) -> int | None:
    """Full years of age on a day; None when the number gives no date of birth."""
    born = birth_date(id_number)
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def youngest_age(id_number: str, birth: str, day: dt.date) -> int | None:
    """The age by the ID number, else the youngest that the birth date allows as far as it is known: a minor is never
    taken for an adult. None when neither tells."""
    by_number = age_on(id_number, day)
    if by_number is not None:
        return by_number
    try:
        born = parse_date(birth)
    except ValueError:
        return None
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month or 12, born.day or 31))


def masked(id_number: str) -> str:
    """`530***********5206`: what a list may show to people who do not need the number."""
    return (
        id_number[:3] + "*" * max(0, len(id_number) - 7) + id_number[-4:]
        if len(id_number) > 7
        else "*" * len(id_number)
    )


def masked_account(account: str) -> str:
    """The last four digits of a bank account."""
    return "*" * max(0, len(account) - 4) + account[-4:]
