"""What of a household may stand on a board (DOMAIN §14.2; 57号 art.24, 社会救助法 art.11).

ID and account numbers, phones and health never reach a board, whatever somebody typed into a name or a group: places
and names are taken only as far as they look like one, and anything else is left out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection

from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.domain import text
from dibao_desktop.domain.dates import parse_date
from dibao_desktop.domain.identity import age_on
from dibao_desktop.policy.rules.aid import AidType
from dibao_desktop.policy.rules.pack import category_code

ADULT = 18
NAME_UNCLEAR = "（姓名待核）"

_HAN = r"\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_HEALTH = re.compile(
    "艾滋|HIV|AIDS|病|残|癌|瘤|瘫|痪|聋|哑|盲|痴|智障|智力|精神|透析|尿毒|结核|肝炎|传染|诊断|肢体|听力|视力|言语|吸毒|戒毒|服刑",
    re.IGNORECASE,
)
_MANY_NUMERALS = re.compile("[〇零一二三四五六七八九十两幺壹贰叁肆伍陆柒捌玖]{5,}")
_GROUP = re.compile(rf"(?:第)?[{_HAN}]{{0,8}}?\d{{0,3}}(?:村民小组|居民小组|小组|组|社|队|屯|片|栋)")
_HAMLET = re.compile(rf"[{_HAN}]{{1,8}}|\d{{1,3}}")
_VILLAGE = re.compile(rf"[{_HAN}]{{1,12}}")
_WORD = re.compile(rf"[{_HAN}A-Z]{{1,6}}")
_CATEGORY = re.compile(r"[A-Z]|[一二三四五六七八九十甲乙丙丁]{1,2}")


def public_name(name: str, age: int | None) -> str:
    """The head's name; a minor's is never published, only the surname (DOMAIN §14.2). An unknown age is not a minor's."""
    written = text.person_name(name)
    letters = written[: next((i for i, sign in enumerate(written) if not _of_a_name(sign)), len(written))][:50]
    sick = _HEALTH.search(letters)
    shown = letters[: sick.start()] if sick else letters
    if not shown or _MANY_NUMERALS.search(shown):
        return NAME_UNCLEAR
    return f"{shown[:1]}某" if age is not None and age < ADULT else shown


def age_of_head(id_number: str, birth: str, day: dt.date) -> int | None:
    """The head's age, by the ID number, else by the birth date as far as it is known (the youngest it allows)."""
    by_number = age_on(id_number, day)
    if by_number is not None:
        return by_number
    try:
        born = parse_date(birth)
    except ValueError:
        return None
    if born is None:
        return None
    known = (born.month or 12, born.day or 31)
    return day.year - born.year - ((day.month, day.day) < known)


def public_group(written: str, people: Collection[str] = ()) -> str:
    """`2组`, `大石板社` or the name of a hamlet; empty for anything else, and where one of the household's people is named."""
    place = _place(written, _GROUP) or _place(written, _HAMLET, whole=True)
    return "" if any(name and name in place for name in people) else place


def public_village(name: str) -> str:
    """The name of a village or community as far as it is one."""
    return _place(name, _VILLAGE) or "本村（社区）"


def public_category(written: str, known: Collection[str]) -> str:
    """`C类`; a category the pack does not know only when it is a bare letter or numeral."""
    code = category_code(written)
    if code in known or _CATEGORY.fullmatch(code):
        return f"{code}类" if not _HEALTH.search(code) else ""
    return ""


def public_aid_type(written: str) -> str:
    """A kind of aid by its name; any other text only when it is one plain word."""
    word = text.compact(written)
    if word in set(AidType):
        return word
    return word if _WORD.fullmatch(word) and not _hides(word) else ""


def public_outcome(outcome: Outcome | None) -> str:
    """The result by its neutral name (DOMAIN §14.2). 单人保 is for the severely disabled or ill: its name would tell that."""
    if outcome is None:
        return ""
    return "变更保障方式" if outcome is Outcome.TO_SINGLE else outcome.label


def _of_a_name(sign: str) -> bool:
    return sign == "·" or sign.isalpha()


def _place(written: str, form: re.Pattern[str], *, whole: bool = False) -> str:
    first = re.split(r"[^\w]", text.clean(written), maxsplit=1)[0]
    found = form.fullmatch(first) if whole else form.match(first)
    if found is None or _hides(found.group()):
        return ""
    return found.group()


def _hides(written: str) -> bool:
    return bool(_HEALTH.search(written) or _MANY_NUMERALS.search(written))
