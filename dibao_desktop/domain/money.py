"""Money is an integer number of fen, everywhere; this module reads it from text and writes it."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from dibao_desktop.domain import text

NOTHING_WRITTEN = frozenset({"", "/", "-", "—", "--", "无", "空", "\\"})
# A hundred milliard 元: more is a slip of the pen, and no table could keep it.
_MOST_FEN = 10**13
_GROUPED = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d{1,4}(,\d{4})+)(\.\d*)?")
_UNITS = (("万元", 10_000), ("万", 10_000), ("元", 1), ("圆", 1))


def parse_yuan(raw: object, *, unit: int = 1) -> int | None:
    """Fen from an amount in 元 as people type it (`1,234元`, `¥336.00`, `0.5万元`, 336.0).

    `unit` is how many 元 the column's unit stands for (10,000 for 万元). None when nothing is written.
    Raises ValueError when the text is not an amount: a comma stands between groups of three (or, the Chinese way, four)
    digits only, for 336,50 is 336.50 to whoever typed it and never 33,650. Less than a fen is rounded half up.
    """
    return None if raw is None else _parsed(str(raw), unit)


@lru_cache(maxsize=8_192)
def _parsed(raw: str, unit: int) -> int | None:
    written = text.compact(raw).replace("¥", "").replace("¥", "")
    if written in NOTHING_WRITTEN:
        return None
    for suffix, factor in _UNITS:
        if written.endswith(suffix):
            written, unit = written[: -len(suffix)], factor
            break
    if "," in written and not _GROUPED.fullmatch(written):
        raise ValueError(written)
    try:
        fen = Decimal(written.replace(",", "")) * unit * 100
        if not fen.is_finite() or abs(fen) > _MOST_FEN:
            raise ValueError(written)
        # A binary float such as 1542.67 prints exactly; a longer tail is a computed figure: round half up.
        return int(fen.quantize(Decimal(1), rounding="ROUND_HALF_UP"))
    except InvalidOperation as error:
        raise ValueError(written) from error


def yuan(fen: int) -> str:
    """`123,440.00` for 12,344,000 fen."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def short_yuan(fen: int) -> str:
    """`336` when there are no fen to show, else `336.50`."""
    return yuan(fen).removesuffix(".00")


_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def capital_yuan(fen: int) -> str:
    """`叁佰叁拾陆元伍角整`: the amount in capitals, as vouchers want it (中国人民银行《支付结算办法》附一: 元 or 角 at the
    end is followed by 整, a zero between figures is read once)."""
    if fen < 0:
        return "负" + capital_yuan(-fen)
    whole, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    words = f"{_whole(whole)}元" if whole or not fen else ""
    if not jiao and not rest:
        return f"{words}整"
    if jiao:
        words += f"{_DIGITS[jiao]}角"
    elif whole:
        words += "零"
    return f"{words}{_DIGITS[rest]}分" if rest else f"{words}整"


def _whole(figure: int) -> str:
    """A whole number in capitals, in groups of four figures."""
    if figure == 0:
        return "零"
    words = ""
    for place in range(len(_GROUPS) - 1, -1, -1):
        group = figure // 10_000**place % 10_000
        if not group:
            continue
        if words and (group < 1_000 or figure // 10_000 ** (place + 1) % 10_000 == 0):
            words += "零"
        words += _four(group) + _GROUPS[place]
    return words


def _four(group: int) -> str:
    words, gap = "", False
    for place in range(3, -1, -1):
        digit = group // 10**place % 10
        if not digit:
            gap = bool(words)
            continue
        words += ("零" if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = False
    return words
