"""What may not be told: HIV on no printed page (DOMAIN §4.2), and of a household nothing private in public (§14.2).

The board on the village wall and the projector in the room take a household's texts only through the `public_…`
functions here. Each takes a text only as far as it looks like what it should be, a name, a group, a kind of aid; ID and
account numbers, phones, illness and the names of children stay behind, whatever somebody typed into the field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from dibao_desktop.domain import text as texts
from dibao_desktop.domain.document import Block, Document, Heading, Paragraph, Table

ADULT = 18
NAME_UNCLEAR = "（姓名待核实）"

_SECRET = re.compile(
    r"(?:艾滋病?|爱滋病?|\bHIV\b|\bAIDS\b|HIV|AIDS)(?:病毒)?(?:感染者?|携带者?)?(?:及|和)?(?:病人|患者)?", re.IGNORECASE
)
_INSTEAD = "按规定保密"
# Phones have eleven digits, ID numbers and accounts more; sums and dates never so many in a row. Cards come in fours.
_NUMBER_OF_SOMEBODY = re.compile(r"(?:\d{4}[ \u3000-]){3,}\d+|\d{11,}[Xx]?|\d{6}[ -]?\d{8}[ -]?\d{3}[\dXxＸ]")
_NUMBER_INSTEAD = "＊＊＊"

_HAN = r"\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af"
# Words that are never part of a name, and signs that a short name may well have (霍去病).
_ILLNESS = (
    "艾滋|爱滋|HIV|AIDS|癌|瘤|瘫|痪|残疾|重残|残障|伤残|精神|智障|智力|弱智|疯|癫|痴呆|抑郁|透析|尿毒|肾衰|结核|肝炎|肝硬化|尘肺|白血病|糖尿病|"
    "心脏病|高血压|脑梗|哮喘|慢性病|大病|重病|疾病|聋哑|失明|手术|化疗|传染|诊断|肢体|听力|视力|言语|吸毒|戒毒|服刑"
)
_NEVER = re.compile(_ILLNESS, re.IGNORECASE)
_HEALTH = re.compile(f"{_ILLNESS}|病|残|疾|聋|哑|盲|痴|瘸", re.IGNORECASE)
_SHORT_NAME = 3
_LEADS_TO_ILLNESS = "患有得系是因"
_MANY_NUMERALS = re.compile("[〇零一二三四五六七八九十两幺壹贰叁肆伍陆柒捌玖]{5,}")
# Five digits and more, however they are set apart.
_LONG_NUMBER = re.compile(r"\d(?:[\s\-—–_.·*()]{0,2}[\dXx]){4,}")
_GROUP = re.compile(rf"(?:第)?[{_HAN}]{{0,8}}?\d{{0,3}}(?:村民小组|居民小组|小组|组|社(?!区)|队|屯|片|栋)")
# A hamlet is told from a person by how it ends.
_HAMLET = re.compile(
    rf"[{_HAN}]{{0,7}}[村庄寨坪湾弯塆沟坡屯营堡冲坝岭山河江湖海桥店塘坎岗冈洼沱溪岩井集镇街路巷弄里苑园场铺口头坳垭梁嘴咀台关板窝"
    r"峪峰谷川洞洲滩渡埠港垸圩埂堰渠泉庙寺祠殿阁楼房屋院宅门墙城楼区段边角沙石坑垄陇塬甸林畈田厂站园]|\d{1,3}"
)
_VILLAGE = re.compile(rf"[{_HAN}]{{1,12}}")
_CATEGORY = re.compile(r"[A-Z]|[一二三四五六七八九十甲乙丙丁]{1,2}")
_AID_WORDS = re.compile(
    "(?:城乡|城市|城镇|农村|居民|最低|生活|低保|保障|特困|五保|供养|分散|集中|社会|临时|专项|救助|低收入|边缘|易致贫|刚性|支出型?|困难|家庭|对象|人口|人员|户|、)+"
)


def discreet(text: str) -> str:
    """The text without any word of it."""
    return _SECRET.sub(_INSTEAD, text)


def discreet_document(document: Document) -> Document:
    """The document as it may be printed."""
    return _retold(document, discreet)


def document_for_the_room(document: Document) -> Document:
    """What is read out to the panel and signed by it: no ID, account or phone number that somebody typed into a text."""
    return _retold(document, without_numbers)


def without_numbers(text: str) -> str:
    """The text without any number that could be a person's, an account's or a phone's."""
    return _NUMBER_OF_SOMEBODY.sub(_NUMBER_INSTEAD, text)


def _retold(document: Document, told: Callable[[str], str]) -> Document:
    return replace(document, blocks=tuple(_block(block, told) for block in document.blocks))


def _block(block: Block, told: Callable[[str], str]) -> Block:
    if isinstance(block, Heading | Paragraph):
        return replace(block, text=told(block.text))
    if isinstance(block, Table):
        return replace(block, rows=tuple(tuple(told(cell) for cell in row) for row in block.rows))
    return block


def public_name(name: str, age: int | None) -> str:
    """A head's name; of a minor only the surname (DOMAIN §14.2). An unknown age is not a minor's."""
    written = texts.person_name(name)
    letters = written[: next((i for i, sign in enumerate(written) if not _of_a_name(sign)), len(written))][:50]
    sick = (_NEVER if len(letters) <= _SHORT_NAME else _HEALTH).search(letters)
    shown = letters[: sick.start()].rstrip(_LEADS_TO_ILLNESS) if sick else letters
    if not shown or _MANY_NUMERALS.search(shown):
        return NAME_UNCLEAR
    return f"{shown[:1]}某" if age is not None and age < ADULT else shown


def public_village(name: str) -> str:
    """The name of a village or community as far as it is one."""
    return _place(name, _VILLAGE) or "本村（社区）"


def public_group(written: str, people: Collection[str] = ()) -> str:
    """`2组`, `大石板社` or the name of a hamlet; empty for anything else, and where one of the household's people is named."""
    place = _place(written, _GROUP) or _place(written, _HAMLET, whole=True)
    return "" if any(name and texts.person_name(name) in place for name in people) else place


def public_aid_type(written: str) -> str:
    """A kind of aid, made of the words that such kinds are made of; empty for any other text."""
    word = texts.compact(written)
    return word if len(word) <= 16 and _AID_WORDS.fullmatch(word) else ""


def public_category(code: str, known: Collection[str]) -> str:
    """`C类` of a category's bare code; a code the pack does not know only when it is a letter or numeral."""
    if (code in known or _CATEGORY.fullmatch(code)) and not _tells(code):
        return f"{code}类"
    return ""


def public_words(written: str) -> str:
    """A few words that the office typed, such as where a meeting is held: long numbers go, words of illness take all along."""
    words = _LONG_NUMBER.sub("", texts.clean(written)).strip()
    return "" if _tells(words) else words


def _of_a_name(sign: str) -> bool:
    return sign == "·" or sign.isalpha()


def _place(written: str, form: re.Pattern[str], *, whole: bool = False) -> str:
    first = re.split(r"[^\w]", texts.clean(written), maxsplit=1)[0]
    found = form.fullmatch(first) if whole else form.match(first)
    return "" if found is None or _tells(found.group()) else found.group()


def _tells(written: str) -> bool:
    """Whether illness is named, or a number spelt out in characters."""
    return bool(_HEALTH.search(written) or _MANY_NUMERALS.search(written))
