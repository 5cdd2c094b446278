"""Money is an integer number of fen, everywhere; this module reads it from text and writes it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import lru_cache

from dibao_desktop.domain import text

NOTHING_WRITTEN = frozenset({"", "/", "-", "—", "--", "无", "空", "\\"})
_UNITS = (("万元", 10_000), ("万", 10_000), ("元", 1), ("圆", 1))


def parse_yuan(raw: object, *, unit: int = 1) -> int | None:
    """Fen from an amount in 元 as people type it (`1,234元`, `¥336.00`, `0.5万元`, 336.0).

    `unit` is how many 元 the column's unit stands for (10,000 for 万元). None when nothing is written.
    Raises ValueError when the text is not an amount or has more than two decimals of a 元.
    """
    return None if raw is None or isinstance(raw, bool) else _parsed(str(raw), unit)


@lru_cache(maxsize=8_192)
def _parsed(raw: str, unit: int) -> int | None:
    written = text.compact(raw).replace(",", "").replace("¥", "").replace("¥", "")
    if written in NOTHING_WRITTEN:
        return None
    for suffix, factor in _UNITS:
        if written.endswith(suffix):
            written, unit = written[: -len(suffix)], factor
            break
    try:
        fen = Decimal(written) * unit * 100
        if not fen.is_finite():
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
