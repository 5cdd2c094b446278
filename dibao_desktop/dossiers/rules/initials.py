"""Pinyin initials of names, so that a clerk can type `zhq` for 周红巧."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product

from pypinyin import Style, pinyin

# A name of many characters with several readings each would make too many spellings; the first few are typed.
_MOST_SPELLINGS = 4


@cache
def _readings(character: str) -> tuple[str, ...]:
    """The possible first letters of a character, the usual one first (曾: c, z)."""
    found = pinyin(character, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
    letters = [reading[:1] for reading in found[0] if reading[:1].isascii()] if found else []
    return tuple(dict.fromkeys(letters))


@lru_cache(maxsize=65_536)
def initials(name: str) -> tuple[str, ...]:
    """The spellings of a name by first letters. Only the family name is read in more than one way: given
    names are read as they usually are, and letters stay themselves."""
    parts: list[tuple[str, ...]] = []
    for character in name:
        if character.isascii():
            parts += [(character.lower(),)] if character.isalnum() else []
        elif readings := _readings(character):
            parts.append(readings if not parts else readings[:1])
    spellings = ("".join(letters) for letters in product(*parts)) if parts else iter(())
    return tuple(spelling for spelling, _ in zip(spellings, range(_MOST_SPELLINGS), strict=False))


def search_words(names: Iterable[str]) -> str:
    """All spellings of all names, each after a space, so that ` zh` finds the start of any of them."""
    words = dict.fromkeys(spelling for name in names if name for spelling in initials(name))
    return "".join(f" {word}" for word in words)
