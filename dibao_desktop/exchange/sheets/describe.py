"""How a kind of sheet is described: its columns, the heads they go by, and what tells the kind from others."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto


class Shape(Enum):
    """What the cells below a head look like; used to tell columns of the same name apart."""

    ANY = auto()
    ID = auto()
    NAME = auto()
    DATE = auto()
    MONEY = auto()
    COUNT = auto()
    FLAG = auto()
    ACCOUNT = auto()


@dataclass(frozen=True)
class Field:
    """One column we understand.

    `heads` is a pattern that a normalised head must match in full. `tells` says how much the column speaks for its
    kind. A column whose `keep` is False is known but not taken: it never counts as unknown.
    """

    name: str
    label: str
    heads: str
    tells: int = 0
    shape: Shape = Shape.ANY
    keep: bool = True


@dataclass(frozen=True)
class SheetKind:
    """One kind of sheet. `needs`: of each group at least one column must be there. `titles` is a weak hint.

    Several fields of one name are several ways to head it, the best first. `strong` heads speak for the kind even
    where other kinds know more of the columns; so do `strong_titles`.
    """

    word: str
    label: str
    fields: tuple[Field, ...]
    needs: tuple[frozenset[str], ...]
    titles: str
    # Columns of which there may be many, such as one a month.
    many: frozenset[str] = field(default_factory=frozenset)
    strong: str = ""
    strong_titles: str = ""

    def field(self, name: str) -> Field:
        return next(each for each in self.fields if each.name == name)


ID_HEADS = (
    r"(?:居民|公民|本人|个人|二代|有效)?(?:身份证件?|身份证明|身份|证件|社会保障|社保)(?:证)?(?:号码?|编号)"
    r"|(?:居民)?身份证(?:件号码?)?|身份证件?号码?\d{0,2}位?|ID(?:CARD)?(?:NO|NUMBER)?|公民身份证?号码?"
)
NAME_HEADS = r"姓名|名字|人员姓名|对象姓名|当事人|NAME"

# Columns that most lists carry and none of ours takes.
COMMON = (
    Field("serial", "序号", r"序号?|NO\.?|编号|顺序号|行号", keep=False),
    Field("sex", "性别", r"性别", keep=False),
    Field("age", "年龄", r"(?:周岁)?年龄|周岁", keep=False),
    Field("ethnic", "民族", r"民族|族别", keep=False),
    Field("birth", "出生日期", r"出生(?:年月日?|日期|时间)|生日", keep=False),
    Field("id_type", "证件类型", r"证件(?:类型|种类|名称)|身份证件类型", keep=False),
    Field("phone", "联系电话", r"(?:联系|手机|家庭)?(?:电话|手机)(?:号码?)?|手机|联系方式", keep=False),
    Field("note", "备注", r"备注|说明|其他|备考", keep=False),
    Field(
        "home",
        "地址",
        r"(?:家庭|户籍|居住|户口|常住|现|联系)?(?:住址|地址|所在地|住所)|户籍地|常住地|身份证地址",
        keep=False,
    ),
    Field(
        "region",
        "所属区划",
        r"(?:所属|所在)?(?:行政)?(?:区划|地区|省|市|州|县|区县?|县区|乡镇?|镇|街道?|乡镇街道|村|社区?|村组|村居|村社区|行政村)"
        r"(?:名称|代码|编码)?|属地|所属行政区划|单位区划",
        keep=False,
    ),
    Field("origin", "数据来源", r"数据来源|来源|数据时间|比对时间|查询时间|批次", keep=False),
)
