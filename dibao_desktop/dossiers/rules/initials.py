"""Pinyin of names, so that a clerk can type `zhq` or `zhouhong` for 周红巧."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache, lru_cache

# A name of many characters with several readings each would make too many spellings; the first few are typed.
_MOST_SPELLINGS = 4


@cache
def _syllables(character: str) -> tuple[str, ...]:
    """The possible readings of a character without tones, the usual one first (曾: ceng, zeng)."""
    # Its dictionary takes a while to load, which the window must not wait for. The greater part of it, 50 MB, are phrases;
    # a name is none.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys(reading.replace("ü", "v") for reading in found[0])) if found else ()


@cache
def _letters(character: str) -> tuple[str, ...]:
    """The possible first letters of a character, the usual one first (曾: c, z); a letter or figure is itself."""
    if character.isascii():
        return (character.lower(),) if character.isalnum() else ()
    return tuple(dict.fromkeys(reading[:1] for reading in _syllables(character) if reading[:1].isascii()))


@lru_cache(maxsize=8_192)
def initials(name: str) -> tuple[str, ...]:
    """The spellings of a name by first letters. Only the family name is read in more than one way: given
    names are read as they usually are, and letters stay themselves."""
    parts = [letters for character in name if (letters := _letters(character))]
    if not parts:
        return ()
    given = "".join([letters[0] for letters in parts[1:]])
    return tuple([family + given for family in parts[0][:_MOST_SPELLINGS]])


def spelled(name: str) -> tuple[str, ...]:
    """A name in full pinyin, and its given name alone (`zhouhongqiao`, `hongqiao`); the family name in each of its ways."""
    parts = [_syllables(each) or ((each.lower(),) if each.isascii() and each.isalnum() else ()) for each in name]
    parts = [part for part in parts if part]
    if not parts:
        return ()
    given = "".join(part[0] for part in parts[1:])
    whole = [family + given for family in parts[0][:_MOST_SPELLINGS]]
    return tuple(dict.fromkeys([*whole, given] if given else whole))


def search_words(names: Iterable[str]) -> str:
    """All spellings of all names, each after a space, so that ` zh` finds the start of any of them."""
    words = dict.fromkeys([spelling for name in names for spelling in initials(name)])
    return " " + " ".join(words) if words else ""
