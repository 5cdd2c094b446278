"""Which entry of a template's own dictionary stands for one of our values.

Entries are printed as a code and a text (`120 农村低保`, `1-男`, `B 类`); codes differ between provinces, so only texts
are compared. Where a dictionary is coarser than we are, the wider word is taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from dibao_desktop.domain import text

_CODE = re.compile(r"^\d+[A-Z]?[\s\-_.、:]+(?=\S)")
_OTHER = ("其他", "其它")

# Our word first, then what other dictionaries call it, the narrower before the wider.
_WORDS: Mapping[str, Sequence[Sequence[str]]] = {
    "aid_type": (
        ("农村低保", "农村居民最低生活保障", "农村最低生活保障"),
        ("城市低保", "城市居民最低生活保障", "城市最低生活保障"),
        ("特困分散供养", "分散供养特困", "特困分散", "分散供养", "农村特困分散供养", "特困"),
        ("特困集中供养", "集中供养特困", "特困集中", "集中供养", "农村特困集中供养", "特困"),
    ),
    "id_type": (("居民身份证", "身份证", "二代身份证"),),
    "relation": (
        ("户主", "本人", "户主/本人", "本人/户主", "本人或户主"),
        ("配偶", "夫", "妻", "丈夫", "妻子"),
        ("子", "儿子", "独生子", "长子", "次子", "三子", "子/婿", "子女"),
        ("女", "女儿", "独生女", "长女", "次女", "三女", "女/媳", "子女"),
        ("女婿", "子/婿"),
        ("儿媳", "女/媳"),
        ("孙子", "(外)孙子女", "孙子女/外孙子女", "孙子女"),
        ("孙女", "(外)孙子女", "孙子女/外孙子女", "孙子女"),
        ("外孙子", "外孙", "(外)孙子女", "孙子女/外孙子女"),
        ("外孙女", "(外)孙子女", "孙子女/外孙子女"),
        ("父亲", "父母", "父母/岳父母/公婆"),
        ("母亲", "父母", "父母/岳父母/公婆"),
        ("岳父", "岳父母", "父母/岳父母/公婆"),
        ("岳母", "岳父母", "父母/岳父母/公婆"),
        ("公公", "公婆", "父母/岳父母/公婆"),
        ("婆婆", "公婆", "父母/岳父母/公婆"),
        ("祖父", "(外)祖父母", "祖父母"),
        ("祖母", "(外)祖父母", "祖父母"),
        ("外祖父", "(外)祖父母"),
        ("外祖母", "(外)祖父母"),
        ("兄", "兄弟", "兄弟姐妹"),
        ("弟", "兄弟", "兄弟姐妹"),
        ("姐姐", "姐", "兄弟姐妹"),
        ("妹妹", "妹", "兄弟姐妹"),
        ("兄弟姐妹",),
    ),
    "health": (
        ("健康", "健康或良好", "良好"),
        ("体弱", "一般或较弱", "一般", "较弱"),
        ("慢性病", "有慢性病", "长期慢性病", "一般或较弱"),
        ("重病", "患有大病", "大病", "重大疾病"),
        ("残疾", "重残"),
    ),
    "labour": (
        ("有劳动能力", "普通劳动力", "有"),
        ("部分丧失劳动能力", "部分丧失", "弱劳动能力", "部分"),
        ("完全丧失劳动能力", "完全丧失", "丧失劳动能力"),
        ("无劳动能力", "无"),
    ),
    "sex": (("男", "男性"), ("女", "女性")),
    "covered": (("是",), ("否",)),
    "disabled": (("是",), ("否",)),
    "marriage": (("未婚",), ("已婚", "有配偶", "初婚"), ("丧偶",), ("离婚", "离异")),
    "bank": (
        ("工行", "工商银行", "中国工商银行"),
        ("农行", "农业银行", "中国农业银行"),
        ("中行", "中国银行"),
        ("建行", "建设银行", "中国建设银行"),
        ("交行", "交通银行"),
        ("中信", "中信银行"),
        ("华夏", "华夏银行"),
        ("招行", "招商银行"),
        ("邮储", "邮储银行", "邮政储蓄", "邮政储蓄银行", "中国邮政储蓄银行"),
        ("农村信用社", "信用社", "农信社", "农村信用合作社", "农村商业银行", "农商行"),
    ),
    "outcome": (
        ("继续享受", "继续保障", "继续救助", "续保", "无变化"),
        ("增发", "提高标准", "提标", "调增"),
        ("减发", "降低标准", "降标", "调减"),
        ("停发", "停止保障", "停保", "清退", "取消"),
        ("自然减员", "停止保障", "停保"),
        ("新增纳入", "新增", "新增保障"),
        ("转单人保", "新增纳入", "新增"),
        ("转特困", "停止保障", "停保"),
        ("转低保边缘", "停止保障", "停保"),
        ("转刚性支出困难", "停止保障", "停保"),
        ("渐退", "继续保障", "继续享受"),
    ),
}


@lru_cache(maxsize=4096)
def entry_for(field: str, value: str, choices: tuple[str, ...]) -> str | None:
    """The dictionary's entry for `value`, or None when it has none and no 其他. The same few words fill most cells."""
    by_text = {_plain(choice): choice for choice in choices}
    for word in _alternatives(field, _plain(value)):
        if word in by_text:
            return by_text[word]
    if field == "relation":
        return next((by_text[word] for word in _OTHER if word in by_text), None)
    return None


def _alternatives(field: str, value: str) -> list[str]:
    words = [value]
    for group in _WORDS.get(field, ()):
        plain = [_plain(word) for word in group]
        # A value may be written in any of the group's words; the group's first words are the closest.
        if value == plain[0] or (value in plain and len(_groups_with(field, value)) == 1):
            words += plain
    return words


def _groups_with(field: str, value: str) -> list[Sequence[str]]:
    return [group for group in _WORDS.get(field, ()) if value in map(_plain, group)]


def _plain(written: str) -> str:
    """`120 农村低保`, `A 类` and `4-肢体` without code and spaces."""
    plain = text.compact(_CODE.sub("", text.clean(written)))
    return plain.removesuffix("残疾") or plain
