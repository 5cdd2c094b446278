"""The words that dossiers are kept in, and how the words of other people's files are read as them.

Sources: DOMAIN §16 (code tables of GB/T 2261, 3304, 4761, 26341 and of the provincial system) and §16.9 (synonyms
met in files). The value of each enum member is the Chinese text that is stored, shown and exported. A text that
is not understood is kept as it is written, with `known` False, so that nobody's entry is dropped.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from dibao_desktop.domain import text
from dibao_desktop.policy.rules.aid import AidType

# What people write where there is nothing to write.
BLANK = frozenset({"", "/", "-", "--", "—", "\\", "无", "空"})


class Reading(NamedTuple):
    """The text to store, and whether it is one of the known ones (an empty text is)."""

    text: str
    known: bool


Reader = Callable[[object], Reading]


class Relation(StrEnum):
    """To the head of the household: GB/T 4761-2008 as far as rosters use it, and the provincial group words."""

    HEAD = "户主"
    SPOUSE = "配偶"
    SON = "子"
    DAUGHTER = "女"
    SON_IN_LAW = "女婿"
    DAUGHTER_IN_LAW = "儿媳"
    STEPSON = "养子或继子"
    STEPDAUGHTER = "养女或继女"
    GRANDSON = "孙子"
    GRANDDAUGHTER = "孙女"
    DAUGHTERS_SON = "外孙子"
    DAUGHTERS_DAUGHTER = "外孙女"
    GRANDSONS_WIFE = "孙媳妇"
    GRANDDAUGHTERS_HUSBAND = "孙女婿"
    GREAT_GRANDSON = "曾孙子"
    GREAT_GRANDDAUGHTER = "曾孙女"
    FATHER = "父亲"
    MOTHER = "母亲"
    HUSBANDS_FATHER = "公公"
    HUSBANDS_MOTHER = "婆婆"
    WIFES_FATHER = "岳父"
    WIFES_MOTHER = "岳母"
    STEPFATHER = "继父或养父"
    STEPMOTHER = "继母或养母"
    GRANDFATHER = "祖父"
    GRANDMOTHER = "祖母"
    MOTHERS_FATHER = "外祖父"
    MOTHERS_MOTHER = "外祖母"
    SIBLING = "兄弟姐妹"
    ELDER_BROTHER = "兄"
    YOUNGER_BROTHER = "弟"
    ELDER_SISTER = "姐"
    YOUNGER_SISTER = "妹"
    ELDER_BROTHERS_WIFE = "嫂"
    YOUNGER_BROTHERS_WIFE = "弟媳"
    NEPHEW = "侄子"
    NIECE = "侄女"
    SISTERS_SON = "外甥"
    SISTERS_DAUGHTER = "外甥女"
    # One word for several relations, as the provincial system prints them.
    SON_OR_SON_IN_LAW = "子/婿"
    DAUGHTER_OR_DAUGHTER_IN_LAW = "女/媳"
    GRANDCHILD = "(外)孙子女"
    PARENT = "父母/岳父母/公婆"
    GRANDPARENT = "(外)祖父母"
    OTHER = "其他"


# What each word for several relations stands for (the value set of the provincial exports, DOMAIN §16.3).
_GROUPED = {
    Relation.SON_OR_SON_IN_LAW: (Relation.SON, Relation.STEPSON, Relation.SON_IN_LAW),
    Relation.DAUGHTER_OR_DAUGHTER_IN_LAW: (Relation.DAUGHTER, Relation.STEPDAUGHTER, Relation.DAUGHTER_IN_LAW),
    Relation.GRANDCHILD: (
        *(Relation.GRANDSON, Relation.GRANDDAUGHTER, Relation.DAUGHTERS_SON, Relation.DAUGHTERS_DAUGHTER),
        *(Relation.GRANDSONS_WIFE, Relation.GRANDDAUGHTERS_HUSBAND),
    ),
    Relation.PARENT: (
        *(Relation.FATHER, Relation.MOTHER, Relation.HUSBANDS_FATHER, Relation.HUSBANDS_MOTHER),
        *(Relation.WIFES_FATHER, Relation.WIFES_MOTHER, Relation.STEPFATHER, Relation.STEPMOTHER),
    ),
    Relation.GRANDPARENT: (
        *(Relation.GRANDFATHER, Relation.GRANDMOTHER, Relation.MOTHERS_FATHER, Relation.MOTHERS_MOTHER),
    ),
    Relation.SIBLING: (
        *(Relation.ELDER_BROTHER, Relation.YOUNGER_BROTHER, Relation.ELDER_SISTER, Relation.YOUNGER_SISTER),
        *(Relation.ELDER_BROTHERS_WIFE, Relation.YOUNGER_BROTHERS_WIFE),
    ),
}


def says_less(stated: str, known: str) -> bool:
    """Whether a relation only names the group that the known one belongs to: 子/婿 says nothing new of a 子."""
    return any(stated == group and known in members for group, members in _GROUPED.items())


class Sex(StrEnum):
    """GB/T 2261.1."""

    MALE = "男"
    FEMALE = "女"


class Health(StrEnum):
    """The five of the upload dictionary."""

    HEALTHY = "健康"
    FRAIL = "体弱"
    CHRONIC = "慢性病"
    SERIOUS = "重病"
    DISABLED = "残疾"


class DisabilityKind(StrEnum):
    """GB/T 26341, in the order of its codes 1 to 7."""

    SIGHT = "视力"
    HEARING = "听力"
    SPEECH = "言语"
    LIMB = "肢体"
    INTELLECT = "智力"
    MIND = "精神"
    MULTIPLE = "多重"


class DisabilityGrade(StrEnum):
    """GB/T 26341: one is the gravest."""

    ONE = "一级"
    TWO = "二级"
    THREE = "三级"
    FOUR = "四级"


class Labour(StrEnum):
    """Labour ability, codes 01 to 04 of the provincial system."""

    ABLE = "有劳动能力"
    PARTLY_LOST = "部分丧失"
    LOST = "完全丧失"
    NONE = "无劳动能力"


class Marriage(StrEnum):
    """GB/T 2261.2, its four main values."""

    SINGLE = "未婚"
    MARRIED = "已婚"
    WIDOWED = "丧偶"
    DIVORCED = "离婚"


class Cause(StrEnum):
    """Why a household is poor (致贫原因)."""

    ILLNESS = "因病"
    DISABILITY = "因残"
    DISASTER = "因灾"
    SCHOOL = "因学"
    ACCIDENT = "因意外事故"
    FEW_HANDS = "缺劳动力"
    OLD_AGE = "年老体弱"
    SINGLE_PARENT = "单亲"
    NO_WORK = "失业"
    NO_LAND = "失地"
    OTHER = "其他"


class IdType(StrEnum):
    """The document that a number belongs to."""

    ID_CARD = "居民身份证"
    HOUSEHOLD_BOOK = "户口簿"
    BIRTH_CERTIFICATE = "出生医学证明"
    OTHER = "其他证件"


def table(words: type[StrEnum], synonyms: dict[StrEnum, str]) -> dict[str, str]:
    """Every way to write a word of a code table, each with the word it means."""
    table = {_key(word.value): word.value for word in words}
    for word, others in synonyms.items():
        table |= {_key(other): word.value for other in others.split()}
    return table


def _key(raw: object) -> str:
    return text.compact(raw).upper().replace("、", "/").replace("或", "/")


_RELATIONS = table(
    Relation,
    {
        Relation.HEAD: "本人 户主/本人 本人/户主 户主本人 申请人 主申请人 户 户主(本人) 本人(户主)",
        Relation.SPOUSE: "妻 妻子 夫 丈夫 爱人 老婆 老公 夫妻 之妻 之夫 妻/夫 夫/妻 媳妇(妻)",
        Relation.SON: "儿子 儿 之子 长子 次子 三子 四子 五子 六子 独生子 大儿子 二儿子 小儿子 长男 次男 三男 其他儿子",
        Relation.DAUGHTER: "女儿 之女 长女 次女 三女 四女 五女 六女 独生女 大女儿 二女儿 小女儿 其他女儿",
        Relation.SON_IN_LAW: "婿 之婿 上门女婿",
        Relation.DAUGHTER_IN_LAW: "媳 媳妇 儿媳妇 长媳 次媳",
        Relation.STEPSON: "养子 继子",
        Relation.STEPDAUGHTER: "养女 继女",
        Relation.GRANDSON: "孙 孙儿 长孙 次孙 之孙",
        Relation.DAUGHTERS_SON: "外孙 外孙儿",
        Relation.GRANDSONS_WIFE: "孙媳 外孙媳妇 孙媳妇/外孙媳妇",
        Relation.GRANDDAUGHTERS_HUSBAND: "外孙女婿 孙女婿/外孙女婿",
        Relation.GREAT_GRANDSON: "曾孙 重孙 重孙子",
        Relation.GREAT_GRANDDAUGHTER: "重孙女",
        Relation.FATHER: "父 之父 爸爸",
        Relation.MOTHER: "母 之母 妈妈",
        Relation.HUSBANDS_FATHER: "公爹 家公",
        Relation.HUSBANDS_MOTHER: "婆母 家婆",
        Relation.WIFES_FATHER: "丈人",
        Relation.WIFES_MOTHER: "丈母娘",
        Relation.STEPFATHER: "继父 养父",
        Relation.STEPMOTHER: "继母 养母",
        Relation.GRANDFATHER: "爷爷",
        Relation.GRANDMOTHER: "奶奶",
        Relation.MOTHERS_FATHER: "外公 姥爷",
        Relation.MOTHERS_MOTHER: "外婆 姥姥",
        Relation.SIBLING: "兄弟 姐妹 姊妹 兄妹 姐弟 兄弟姊妹 兄/弟 姐/妹 兄弟/姐妹 其他兄弟姐妹",
        Relation.ELDER_BROTHER: "哥 哥哥 兄长 之兄 大哥",
        Relation.YOUNGER_BROTHER: "弟弟 之弟",
        Relation.ELDER_SISTER: "姐姐 之姐 姊",
        Relation.YOUNGER_SISTER: "妹妹 之妹",
        Relation.ELDER_BROTHERS_WIFE: "嫂子",
        Relation.YOUNGER_BROTHERS_WIFE: "弟媳妇 弟妹",
        Relation.NEPHEW: "侄 侄儿",
        Relation.SISTERS_SON: "外甥子 甥",
        Relation.SON_OR_SON_IN_LAW: "子/女婿 儿子/女婿",
        Relation.DAUGHTER_OR_DAUGHTER_IN_LAW: "女/儿媳 女儿/儿媳 女/媳妇",
        Relation.GRANDCHILD: "孙子女 外孙子女 孙子女/外孙子女 孙子/孙女/外孙子/外孙女 孙子孙女/外孙子外孙女 孙辈",
        Relation.PARENT: "父母 岳父母 公婆 父母/岳父母 父母/公婆/岳父母 父/母 其他父母",
        Relation.GRANDPARENT: "祖父母 外祖父母 祖父母/外祖父母 其他祖父母",
        Relation.OTHER: "其它 其他亲属 其它亲属 其他关系 非亲属 亲属",
    },
)
_SEXES = table(Sex, {Sex.MALE: "男性 1 M 男孩", Sex.FEMALE: "女性 2 F 女孩"})
_HEALTH = table(
    Health,
    {
        Health.HEALTHY: "健康/良好 良好 好 正常 健康良好 身体健康 健 无病 健康或良好",
        Health.FRAIL: "一般/较弱 一般 较弱 较差 差 年老体弱 体弱多病 多病 身体一般 弱",
        Health.CHRONIC: "长期慢性病 有慢性病 患慢性病 患有慢性病 慢病 一般慢性病 患病 长病 慢性疾病 患有长期慢性病",
        Health.SERIOUS: "患有大病 大病 重大疾病 患重病 患有重病 重症 患大病 重疾 重特大疾病 严重疾病 患有重大疾病",
        Health.DISABLED: "残 残疾人 重残 重度残疾 一般残疾 身体残疾 有残疾 轻度残疾",
    },
)
_KINDS = table(
    DisabilityKind,
    {
        DisabilityKind.SIGHT: "视力残疾 视残 盲 盲人 1",
        DisabilityKind.HEARING: "听力残疾 听残 聋 耳聋 2",
        DisabilityKind.SPEECH: "言语残疾 语言 语言残疾 言残 哑 3",
        DisabilityKind.LIMB: "肢体残疾 肢残 4",
        DisabilityKind.INTELLECT: "智力残疾 智残 5",
        DisabilityKind.MIND: "精神残疾 精神病 精残 6",
        DisabilityKind.MULTIPLE: "多重残疾 多残 听力言语 听力/言语 聋哑 7",
    },
)
_LABOUR = table(
    Labour,
    {
        Labour.ABLE: "有 普通劳动力 普通劳动能力 技能劳动力 正常 健全 有劳力 劳动力 全劳动力 有劳动力 强 整劳力",
        Labour.PARTLY_LOST: "弱劳动能力 弱劳动力 部分丧失劳动能力 部分 半劳动力 半劳力 弱劳力 部分劳动能力 弱 部分丧失劳动力",
        Labour.LOST: "丧失劳动能力 完全丧失劳动能力 丧失 丧失劳动力 完全丧失劳动力 全部丧失劳动能力",
        Labour.NONE: "无 无劳动力 无劳力 没有劳动能力 无劳",
    },
)
_MARRIAGES = table(
    Marriage,
    {
        Marriage.SINGLE: "单身 10 未",
        Marriage.MARRIED: "有配偶 初婚 再婚 复婚 结婚 20 已",
        Marriage.WIDOWED: "丧 丧夫 丧妻 30",
        Marriage.DIVORCED: "离异 离 40",
    },
)
_CAUSES = table(
    Cause,
    {
        Cause.ILLNESS: "疾病 患病 生病 病 大病 重病 因病致贫 家庭成员患病 长期患病",
        Cause.DISABILITY: "残疾 残 因残致贫 重残",
        Cause.DISASTER: "灾害 自然灾害 灾 因灾致贫",
        Cause.SCHOOL: "上学 子女上学 学 因学致贫 供学",
        Cause.ACCIDENT: "意外 意外事故 因意外 突发事故",
        Cause.FEW_HANDS: "缺乏劳动力 缺少劳动力 缺劳力 缺劳 因缺劳动力 无劳动力 劳动力不足 缺乏劳动能力",
        Cause.OLD_AGE: "年老 年迈 因老 年老多病 老弱 年迈体弱",
        Cause.SINGLE_PARENT: "单亲家庭",
        Cause.NO_WORK: "下岗 无业 下岗失业 务工就业不稳 因失业",
        Cause.NO_LAND: "失去土地 因失地 缺土地",
        Cause.OTHER: "其它 其他原因 其它原因",
    },
)
_ID_TYPES = table(
    IdType,
    {
        IdType.ID_CARD: "身份证 二代身份证 公民身份证 中华人民共和国居民身份证",
        IdType.HOUSEHOLD_BOOK: "户口本 户口薄",
        IdType.BIRTH_CERTIFICATE: "出生证 出生证明",
        IdType.OTHER: "其他 其它 护照 军官证 港澳居民来往内地通行证 台湾居民来往大陆通行证 外国人永久居留证 港澳台居民居住证",
    },
)
_ETHNIC_NAMES = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 "
    "土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 "
    "赫哲 门巴 珞巴 基诺"
)
_ETHNIC = {name: f"{name}族" for name in _ETHNIC_NAMES.split()} | {"毛难": "毛南族", "撤拉": "撒拉族", "崩龙": "德昂族"}
_YES_WORDS = "是 有 1 Y YES TRUE √ ✓ ✔ ☑ 对 已 享受 保障 已享受 已保障 在保 纳入 已纳入 已领 已领取 已支取 支取 领取 已取 已备案 备案"
_YES = frozenset(_YES_WORDS.split())
_NO_WORDS = "否 无 没有 0 N NO FALSE × X ✗ ✘ ╳ 不 未 不享受 未享受 不保障 未保障 未纳入 不纳入 未领 未领取 未支取 未取 未备案 没备案 非"
_NO = frozenset(_NO_WORDS.split())
_DIGITS = str.maketrans("壹贰叁肆ⅠⅡⅢⅣ1234甲乙丙丁", "一二三四一二三四一二三四一二三四")
_ROMAN = {"I": "一级", "II": "二级", "III": "三级", "IV": "四级"}
_GRADE = re.compile(r"([一二三四])级?")
_KIND_AND_GRADE = re.compile(r"(.*?)(?:残疾)?[:/,、|+\-]?([一二三四]级?|I{1,3}|IV)[残级]?")
_KIND_AND_GRADE_CODES = re.compile(r"([1-7])[:/,、|+\-]([1-4])级?")
_CATEGORY = re.compile(r"([A-E])[类级档等]?")
_ROMAN_CATEGORY = re.compile(r"(I{1,3}|IV)(类|档|等)")
_TIER = re.compile(r"(?:第)?([一二三四五1-5])(档|类|等)次?")
_CATEGORY_WORDS = {"甲": "A", "乙": "B", "丙": "C", "丁": "D", "重点保障": "A", "特困保障": "B", "贫困保障": "C"}
_SCHEMES = (
    "农村居民最低生活保障",
    "城市居民最低生活保障",
    "农村低保",
    "城市低保",
    "城镇低保",
    "城乡低保",
    "农村",
    "城市",
    "城镇",
)


_CODE = re.compile(r"^\d{1,3}[-_.、:]?(?=[\u4e00-\u9fff])")


def without_code(written: str) -> str:
    """`01 本人`, `1-男` and `30慢性病` of an upload template's drop-downs without the code before the word."""
    return _CODE.sub("", written)


def reader(table: dict[str, str]) -> Reader:
    """How a cell is read by such a table."""

    @functools.lru_cache(maxsize=4096)
    def read_text(written: str) -> Reading:
        if written in BLANK and _key(written) not in table:
            return Reading("", True)
        found = table.get(_key(written)) or table.get(_key(without_code(written)))
        return Reading(found, True) if found else Reading(text.clean(written), False)

    def read(raw: object) -> Reading:
        return read_text(_written(raw))

    return read


def _written(raw: object) -> str:
    """The text of a cell; a whole number has no decimals."""
    if isinstance(raw, str):
        return _compact(raw)
    if raw is None:
        return ""
    return str(int(raw)) if isinstance(raw, float) and raw.is_integer() else text.compact(raw)


@functools.lru_cache(maxsize=8192)
def _compact(raw: str) -> str:
    return text.compact(raw)


sex = reader(_SEXES)
health = reader(_HEALTH)
disability_kind = reader(_KINDS)
labour = reader(_LABOUR)
marriage = reader(_MARRIAGES)
cause = reader(_CAUSES)
id_type = reader(_ID_TYPES)
# `本人/户主` is 户主, `长子` is 子, `妻` is 配偶; what only tells a group of relations stays a group.
relation = reader(_RELATIONS)


@functools.lru_cache(maxsize=1024)
def _ethnic(written: str) -> Reading:
    if written in BLANK:
        return Reading("", True)
    name = re.sub(r"^\d{1,2}", "", written)
    found = (
        _ETHNIC.get(name) or _ETHNIC.get(name.removesuffix("族")) or (name if name in ("其他", "未识别民族") else "")
    )
    return Reading(found, True) if found else Reading(written, False)


def ethnic(raw: object) -> Reading:
    """GB/T 3304 with 族, two misprints of real files included (DOMAIN §16.2)."""
    return _ethnic(_written(raw))


@functools.lru_cache(maxsize=1024)
def _disability_grade(written: str) -> Reading:
    if written in BLANK:
        return Reading("", True)
    for each in (written, without_code(written)):
        folded = each.upper().translate(_DIGITS).removesuffix("残")
        if found := _GRADE.fullmatch(folded):
            return Reading(f"{found[1]}级", True)
    roman = _ROMAN.get(folded.removesuffix("级"))
    return Reading(roman, True) if roman else Reading(written, False)


def disability_grade(raw: object) -> Reading:
    """`贰级`, `2级`, `Ⅱ` and `二` are all 二级 (DOMAIN §17 E18)."""
    return _disability_grade(_written(raw))


def disability(raw: object) -> tuple[Reading, Reading]:
    """Kind and grade from one text such as `精神三级` or `肢体残疾2级`; either may be missing from it."""
    written = _written(raw)
    if written in BLANK or written in ("否", "健康"):
        return Reading("", True), Reading("", True)
    grade = disability_grade(written)
    if grade.known:
        return Reading("", True), grade
    kind = disability_kind(written)
    if kind.known:
        return kind, Reading("", True)
    coded = _KIND_AND_GRADE_CODES.fullmatch(written)
    if coded:
        return disability_kind(coded[1]), disability_grade(coded[2])
    found = _KIND_AND_GRADE.fullmatch(written.upper().translate(_DIGITS))
    if found:
        return disability_kind(found[1]), disability_grade(found[2])
    return kind, Reading("", True)


def is_disability_number(written: str) -> bool:
    """Whether a text is a disability certificate number: the person's own number with kind and grade behind it."""
    return bool(re.fullmatch(r"\d{17}[\dX][1-7][1-4].{0,4}", written))


def disability_from_number(number: str) -> tuple[str, str]:
    """Kind and grade in a 20-character disability certificate number: its 19th and 20th digit (GB/T 26341)."""
    if not is_disability_number(number):
        return "", ""
    return list(DisabilityKind)[int(number[18]) - 1].value, list(DisabilityGrade)[int(number[19]) - 1].value


@functools.lru_cache(maxsize=1024)
def _category(written: str) -> Reading:
    bare = written.upper()
    for scheme in _SCHEMES:
        bare = bare.removeprefix(scheme)
    bare = bare.removeprefix("(").removesuffix(")").removesuffix("对象")
    if written in BLANK or not bare:
        return Reading("", True)
    roman = _ROMAN_CATEGORY.fullmatch(bare)
    bare = f"{_ROMAN[roman[1]][0]}{roman[2]}" if roman else bare
    word = _CATEGORY_WORDS.get(bare.removesuffix("类"), bare)
    found = _CATEGORY.fullmatch(word)
    if found:
        return Reading(f"{found[1]}类", True)
    tier = _TIER.fullmatch(bare)
    if tier:
        return Reading(f"{tier[1].translate(str.maketrans('12345', '一二三四五'))}{tier[2]}", True)
    return Reading(written, False)


def category(raw: object) -> Reading:
    """`农村B类`, `B`, `b类` and `乙类` are B类; `1档` is 一档."""
    return _category(_written(raw))


@functools.lru_cache(maxsize=1024)
def _aid_type(written: str) -> Reading:
    if written in BLANK:
        return Reading("", True)
    if any(word in written for word in ("特困", "五保", "集中供养", "分散供养")):
        kind = AidType.INSTITUTION if "集中" in written else AidType.AT_HOME
        return Reading(kind.value, True)
    rural = any(word in written for word in ("农村", "农低保", "农保"))
    urban = any(word in written for word in ("城市", "城镇", "城保", "城低保"))
    if rural == urban:
        return Reading(written, False)
    return Reading(AidType.RURAL.value if rural else AidType.URBAN.value, True)


def aid_type(raw: object) -> Reading:
    """The scheme that a text names: a cell (`农村低保`), a category (`农村C类`) or a sheet's title."""
    return _aid_type(_written(raw))


def yes_no(raw: object) -> bool | None:
    """`是`, `√`, `已领取`: True; `否`, `×`, `未领取`: False; None when it is neither or nothing is written."""
    if isinstance(raw, bool):
        return raw
    written = without_code(_written(raw)).upper()
    return True if written in _YES else False if written in _NO else None
