"""Reading village and group out of what a file writes: a cell, a sheet's name, a title, an address."""

from __future__ import annotations

import functools
import re

from dibao_desktop.domain import text

_NUMERALS = "一二三四五六七八九十"
_OFFICE = re.compile(r"(?:村民|居民)?(?:委员会|委会)$")
_TOWN = re.compile(r"^.{2,}?(?:乡|镇|街道办事处|街道|办事处)(?!(?:社区|村委会|居委会|村|居)$)(?=.{2,})")
_COUNTY = re.compile(r"^.{2,}?(?:县|区(?=.*[乡镇街]))")
_VILLAGE = re.compile(r"(.{1,12}?(?:村委会|居委会|村民委员会|居民委员会|社区|行政村|村(?!民)|嘎查|居))(.*)")
_GROUP = re.compile(r"(?:第)?([\d一二三四五六七八九十]{1,3})(?:村民小组|居民小组|小组|组|社|队)?(?:\d+号.*)?")
_YEAR = re.compile(r"^\d{4}年(?:度|\d{1,2}月份?)?")
_IN_TITLE = re.compile(r"([\u4e00-\u9fff]{1,12}?(?:社区|行政村|居委会|村委会|嘎查|村))")


@functools.lru_cache(maxsize=4096)
def village(raw: str) -> str:
    """`青石乡石塔村村民委员会` is 石塔村, `望场社区居委会` is 望场社区."""
    written = text.compact(raw)
    bare = _OFFICE.sub("", _TOWN.sub("", written, count=1))
    if bare.endswith("居") and len(bare) > 1 and written != bare:
        bare = bare.removesuffix("居")
    if bare.endswith("村村"):
        bare = bare.removesuffix("村")
    found = _VILLAGE.fullmatch(bare)
    if found and found[2]:
        return village(found[1])
    return bare.replace("行政村", "村") or written


@functools.lru_cache(maxsize=4096)
def group(raw: object) -> str:
    """`6`, `6.0`, `第六村民小组` and `6组` are 6组; a name stays a name."""
    written = str(int(raw)) if isinstance(raw, float) and raw.is_integer() else text.compact(raw)
    found = _GROUP.fullmatch(written)
    return f"{_number(found[1])}组" if found else written


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _NUMERALS.find(written[-1]) + 1
    return (_NUMERALS.find(tens) + 1 if tens else 1) * 10 + (_NUMERALS.find(ones) + 1 if ones else 0)


def split_address(raw: str) -> tuple[str, str]:
    """Village and group in an address such as `青石乡石塔村6组12号`; empty where it does not tell."""
    written = text.compact(raw)
    found = _VILLAGE.match(_TOWN.sub("", _COUNTY.sub("", written), count=1))
    if not found:
        return "", ""
    rest = _GROUP.match(found[2])
    return village(found[1]), f"{_number(rest[1])}组" if rest else ""


def village_in(title: str) -> str:
    """The village that a sheet's name or title line names; empty when it names none."""
    written = text.compact(title)
    bare = _TOWN.sub("", _YEAR.sub("", written), count=1)
    found = _IN_TITLE.match(bare)
    if not found or any(word in found[1] for word in ("农村", "各村", "全村", "行政村名", "名册", "登记")):
        return ""
    return village(found[1])
