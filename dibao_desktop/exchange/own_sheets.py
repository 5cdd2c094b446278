"""The sheets that we lay out ourselves, as data: the blank ones an office fills in, and the roster we give out (DOMAIN §15.8).

Heads are the labels by which `sheets` describes the columns, so that what we write is read again without a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dibao_desktop.dossiers.rules import codes
from dibao_desktop.exchange.sheets import BY_WORD
from dibao_desktop.policy.rules.aid import AidType

_YES_NO = ("是", "否")
_ROSTER_AID = tuple(kind.value for kind in (AidType.RURAL, AidType.URBAN))


@dataclass(frozen=True)
class OwnColumn:
    """One column: the field of the sheet's kind that it is, what may stand in it (empty: anything), how it is to be
    filled in, and two cells to show it."""

    field: str
    examples: tuple[str, str] = ("", "")
    choices: tuple[str, ...] = ()
    required: bool = False
    hint: str = ""
    is_text: bool = False
    # Where the usual label would leave it open what is meant.
    head: str = ""


@dataclass(frozen=True)
class OwnSheet:
    """One sheet. `word` is its kind in `sheets`; `key` and `name` where one kind has several sheets. `goes_with` is the key
    of the sheet that is imported together with it."""

    word: str
    columns: tuple[OwnColumn, ...]
    hint: str = ""
    key: str = ""
    name: str = ""
    goes_with: str = ""

    @property
    def title(self) -> str:
        return self.name or BY_WORD[self.word].label

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads, all different; none carries a mark, so that a copied column is known everywhere."""
        return tuple(column.head or BY_WORD[self.word].field(column.field).label for column in self.columns)

    @property
    def examples(self) -> tuple[tuple[str, ...], ...]:
        """Two rows that could be imported as they stand (invented people)."""
        return tuple(tuple(column.examples[row] for column in self.columns) for row in range(2))


def _words(table: type[StrEnum]) -> tuple[str, ...]:
    return tuple(word.value for word in table)


_ID_HINT = "18位，单元格设为文本"
_DAY_HINT = "如 2017-06-01"
_HEAD_ID, _WIFE_ID = "53000019650312551X", "530000196807084526"
_HEAD, _WIFE = "岩温保", "玉香罕"
_NAME = OwnColumn("name", (_HEAD, _WIFE), required=True)
_ID = OwnColumn("id_number", (_HEAD_ID, _WIFE_ID), required=True, hint=_ID_HINT, is_text=True)


def _text(field: str, first: str = "", second: str = "", *, required: bool = False, hint: str = "") -> OwnColumn:
    return OwnColumn(field, (first, second), required=required, hint=hint, is_text=True)


def _figure(field: str, first: str = "", second: str = "", *, required: bool = False, hint: str = "") -> OwnColumn:
    return OwnColumn(field, (first, second), required=required, hint=hint)


def _chosen(
    field: str, choices: Sequence[str], first: str = "", second: str = "", *, required: bool = False
) -> OwnColumn:
    return OwnColumn(field, (first, second), tuple(choices), required)


ROSTER_SHEET = OwnSheet(
    "roster",
    (
        _text("number", "0001", "0001", hint="每户一个；同一户的每一行都写"),
        _text("village", "大寨村", "大寨村", required=True),
        _text("group", "一组", "一组"),
        _text("head_name", _HEAD, _HEAD, required=True),
        _text("register_no", "530000001", "530000001"),
        _chosen("aid_type", _ROSTER_AID, AidType.RURAL.value, AidType.RURAL.value),
        _figure("family_size", "2", "2", hint="人"),
        _figure("covered_size", "2", "2", hint="人"),
        _text("category", "B类", "B类", hint="A类、B类……或一档、二档……"),
        _figure("monthly_fen", "336", "336", hint="这一户每月的金额，元；同一户各行相同"),
        _text("name", _HEAD, _WIFE, required=True),
        _chosen("relation", _words(codes.Relation), "户主", "配偶", required=True),
        _chosen("sex", _words(codes.Sex), "男", "女"),
        _text("id_number", _HEAD_ID, _WIFE_ID, required=True, hint=_ID_HINT),
        _chosen("id_type", _words(codes.IdType), "居民身份证", "居民身份证"),
        _text("birth", "1965-03-12", "1968-07-08", hint=_DAY_HINT),
        _text("ethnic", "傣族", "傣族"),
        _chosen("health", _words(codes.Health), "慢性病", "健康"),
        _chosen("disability_kind", _words(codes.DisabilityKind)),
        _chosen("disability_grade", _words(codes.DisabilityGrade)),
        _text("disability_no"),
        _chosen("labour", _words(codes.Labour), "部分丧失", "有劳动能力"),
        _chosen("marriage", _words(codes.Marriage), "已婚", "已婚"),
        _chosen("covered", _YES_NO, "是", "是"),
        _chosen("cause", _words(codes.Cause), "因病", "因病"),
        OwnColumn("annual_income_fen", ("4200", "4200"), hint="全家一年的收入，元", head="家庭年收入"),
        _text("bank", "农村信用社", "农村信用社"),
        _text("account_no", "6228000100020003", "6228000100020003", hint="单元格设为文本"),
        _text("account_name", _HEAD, _HEAD),
        _text("certificate_no"),
        _text("start_month", "2015-07", "2015-07", hint="如 2015-07"),
        _text("phone", "13800000000", "13800000000"),
        _text("address", "大寨村一组", "大寨村一组"),
        _text("note"),
    ),
    "一人一行，同一户的行挨在一起。",
)

_LISTS = (
    OwnSheet("deaths", (_NAME, _ID, _text("on_date", "2017-03-02", "2016", required=True, hint="知道多少写多少"))),
    OwnSheet(
        "vehicles",
        (
            _NAME,
            _ID,
            _text("detail", "云X00001", "云X00002", required=True),
            _text("label", "小型轿车", "普通二轮摩托车", required=True),
            _text("brand", "某牌", "某牌"),
            _text("on_date", "2015-06-01", "2012-01-01", hint=_DAY_HINT),
            _text("state", "正常", "正常"),
        ),
    ),
    OwnSheet(
        "payroll",
        (
            _NAME,
            _ID,
            _text("label", "某乡中心校", "某乡卫生院", required=True),
            _text("detail", "在职", "在职"),
            _figure("amount_fen", "3200", "2800", hint="元"),
        ),
    ),
    OwnSheet(
        "real_estate",
        (
            _NAME,
            _ID,
            _text("detail", "县城某路1号", "县城某路2号", required=True),
            _figure("area", "90", "85.5", hint="平方米"),
            _text("label", "住宅", "商业", required=True),
            _text("on_date", "2016-05-04", "2014-01-01", hint=_DAY_HINT),
        ),
    ),
    OwnSheet(
        "businesses",
        (
            _NAME,
            _ID,
            _text("detail", "某某便利店", "某某农机修理部", required=True),
            _text("label", "存续", "注销", required=True),
            _text("on_date", "2016-05-04", "2014-01-01", hint=_DAY_HINT),
        ),
    ),
    OwnSheet(
        "pensions",
        (
            _NAME,
            _ID,
            _text("label", "城乡居民基本养老保险", "企业职工基本养老保险", required=True),
            _figure("amount_fen", "103", "1820", required=True, hint="每月，元"),
            _text("on_date", "2015-05-01", "2013-01-01", hint=_DAY_HINT),
        ),
    ),
    OwnSheet(
        "payments",
        (
            _NAME,
            _ID,
            _text("account_no", "6228000100020003", "6228000100020004", hint="单元格设为文本"),
            _figure("amount_fen", "336", "120", required=True, hint="元"),
            _text("label", "成功", "失败"),
            _text("on_date", "2017-05", "2017-05", required=True, hint="如 2017-05"),
        ),
    ),
    OwnSheet(
        "withdrawals",
        (
            _NAME,
            _ID,
            _text("account_no", "6228000100020003", "6228000100020004", hint="单元格设为文本"),
            _text("last_day", "2017-04-06", "2016-12-01", required=True, hint=_DAY_HINT),
        ),
    ),
    OwnSheet(
        "relatives",
        (
            _text("village", "大寨村", "大寨村", required=True),
            _text("official_name", "刀文明", "刀文明", required=True),
            _text("official_id", "530000197001016633", "530000197001016633", hint=_ID_HINT),
            _text("post", "村委会主任", "村委会主任"),
            _text("relative_name", _HEAD, _WIFE, required=True),
            _text("relative_id", _HEAD_ID, _WIFE_ID, required=True, hint=_ID_HINT),
            _text("relation", "表兄", "表嫂", required=True),
            _chosen("filed", _YES_NO, "是", "否", required=True),
        ),
    ),
    OwnSheet(
        "panel",
        (
            _text("village", "大寨村", "大寨村", required=True),
            _text("name", "刀文明", "岩光", required=True),
            _chosen("sex", _words(codes.Sex), "男", "男"),
            _text("id_number", "530000197001016633", "530000198002027718", hint=_ID_HINT),
            _text("role", "组长", "村民代表", required=True),
            _text("phone", "13800000001", "13800000002"),
            _text("kin_name", "", _HEAD, hint="他在本村领取低保的近亲属，没有不填"),
            _text("kin_id", "", _HEAD_ID, hint=_ID_HINT),
            _text("kin_relation", "", "兄弟"),
        ),
        "有几个近亲属就写几行。",
    ),
)


def _as(column: OwnColumn, head: str) -> OwnColumn:
    return replace(column, head=head)


_OF_ROSTER = {column.field: column for column in ROSTER_SHEET.columns}
_FAMILY_HEADS = {
    "head_name": "户主姓名",
    "head_id": "户主身份证号",
    "family_size": "家庭人口",
    "covered_size": "保障人口",
    "annual_income_fen": "家庭年总收入（元）",
    "monthly_fen": "户月保障金额（元）",
    "phone": "联系电话",
    "address": "家庭住址",
    "village": "所属社(区)",
    "certificate_no": "低保（特困）证号",
    "start_month": "最初享受月(份)",
    "cause": "申请原因",
    "category": "分档类型",
    "bank": "开户银行",
    "account_name": "银行账户名称",
    "account_no": "银行帐号",
}
_PERSON_HEADS = {
    "name": "姓名",
    "id_number": "身份证号",
    "head_id": "户主身份证号",
    "relation": "与户主关系",
    "sex": "性别",
    "birth": "出生日期",
    "ethnic": "民族",
    "marriage": "婚姻状况",
    "disability_no": "残疾证号",
    "disability_kind": "残疾类别",
    "disability_grade": "残疾等级",
    "labour": "劳动能力",
    "health": "健康状况",
    "aid_type": "救助类型",
    "note": "备注",
}
_WHOSE = _text("head_id", _HEAD_ID, _HEAD_ID, required=True, hint=f"两张表靠它配在一起，{_ID_HINT}")

# The pair of the provincial export (DOMAIN §15.1): a line a family in the one, a line a person in the other.
FAMILY_SHEET = OwnSheet(
    "roster",
    tuple(_as(_OF_ROSTER.get(field, _WHOSE), head) for field, head in _FAMILY_HEADS.items()),
    "一户一行。与“导入模板-人员”一起选、一起导入。",
    key="families",
    name="导入模板-家庭",
    goes_with="persons",
)
PERSON_SHEET = OwnSheet(
    "roster",
    tuple(_as(_OF_ROSTER.get(field, _WHOSE), head) for field, head in _PERSON_HEADS.items()),
    "一人一行，户主也要有一行。与“导入模板-家庭”一起选、一起导入。",
    key="persons",
    name="导入模板-人员",
    goes_with="families",
)

OWN_SHEETS = {sheet.key or sheet.word: sheet for sheet in (ROSTER_SHEET, FAMILY_SHEET, PERSON_SHEET, *_LISTS)}
