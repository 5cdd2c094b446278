"""The two lists of the villages' own people: officials with their relatives, and the review group."""

from __future__ import annotations

from dibao_desktop.exchange.sheets.describe import COMMON, ID_HEADS, Field, Shape, SheetKind

_VILLAGE = Field(
    "village",
    "村(社区)",
    r"(?:所在|所属|任职)?(?:行政)?(?:村|社区|村居|村名|村社区|村委会|居委会|单位|工作单位|所在单位|任职村|村或社区|村/社区|社)(?:名称|委会)?",
)
_SERIAL = Field("serial", "序号", r"序号?|NO\.?|编号", keep=False)
_WHOSE = r"(?:村)?(?:干部|工作人员|经办人员?|职工|备案人|村社区干部|低保经办人员|公职人员|申报人|村干部|工作人员或村干部|本人)"
_KIN = r"(?:低保|救助|享受低保|在保|享受)?(?:近亲属户主|近?亲属|对象|近亲属低保家庭|享受人员|低保户|户主|近亲属户主|亲属享受低保人员|享受低保人员|低保人员|享受人)"

RELATIVES = SheetKind(
    "relatives",
    "干部及经办人员近亲属登记表",
    (
        _VILLAGE,
        _SERIAL,
        Field("official_name", "干部姓名", rf"{_WHOSE}(?:姓名)?|姓名", shape=Shape.NAME),
        Field("official_id", "干部身份证号", rf"{_WHOSE}?(?:的)?(?:{ID_HEADS})", shape=Shape.ID),
        Field(
            "post",
            "职务",
            rf"(?:{_WHOSE})?(?:现任)?(?:职务|职位|岗位|身份|单位及职务|职务职级|单位职务|工作岗位)",
            tells=1,
        ),
        Field(
            "relative_name", "近亲属姓名", rf"(?:与?其)?{_KIN}(?:的)?姓名|近亲属|低保对象", tells=2, shape=Shape.NAME
        ),
        Field("relative_id", "近亲属身份证号", rf"(?:与?其)?{_KIN}(?:的)?(?:{ID_HEADS})", tells=2, shape=Shape.ID),
        Field(
            "relation",
            "与干部关系",
            rf"(?:与|和|同)?(?:{_WHOSE}|其|低保对象|低保户|本人|对象|享受人|近亲属|户主)?(?:的)?(?:亲属)?关系|称谓",
            tells=2,
        ),
        Field(
            "filed",
            "备案情况",
            r"(?:是否|有无)?(?:已)?(?:办理)?(?:近亲属)?备案(?:情况|与否|状态|日期|时间|登记)?",
            tells=5,
        ),
        *COMMON[1:-2],
    ),
    (frozenset({"official_name"}), frozenset({"relative_name", "relative_id"})),
    r"近亲属|备案|亲属登记",
    strong=r".*备案.*",
)

SEATS = (
    r"(?:民主)?(?:评议)?(?:小组)?(?:正|副)?(?:组长|副组长)(?:姓名)?|(?:民主)?(?:评议)?(?:小组)?(?:其他)?(?:成员|组员|委员|评议员)(?:姓名|名单)?(?:\d{1,2}|[一二三四五六七八九十])?"
    r"|(?:党员|村民|群众|居民|人大|政协|两委|村两委)?(?:代表|监督员)(?:\d{1,2}|[一二三四五六七八九十])?|记录员"
)
PANEL = SheetKind(
    "panel",
    "民主评议小组成员名单",
    (
        _VILLAGE,
        _SERIAL,
        Field(
            "name",
            "姓名",
            r"(?:成员|代表|评议员|评议成员|小组成员|评议小组成员|人员|评议代表)?(?:姓名|名字)|评议员|小组成员",
            shape=Shape.NAME,
        ),
        Field("sex", "性别", r"性别"),
        Field("id_number", "身份证号", rf"(?:成员|本人)?(?:{ID_HEADS})", shape=Shape.ID),
        Field(
            "role",
            "身份",
            r"身份|人员身份|身份类别|(?:评议)?(?:小组|组内|组)?(?:职务|职位|岗位)|代表类别|代表类型|成员类别|评议组?职务|人员类别|类别|成员身份|代表身份|组内职务",
            tells=3,
        ),
        Field("phone", "联系方式", r"(?:联系|手机)?(?:电话|手机|方式)(?:号码?)?|联系方式|手机号"),
        Field(
            "kin_name",
            "近亲属姓名",
            rf"(?:本村)?{_KIN}(?:的)?姓名|近亲属(?:户主)?|回避对象(?:姓名)?|应?回避(?:家庭|户主|户)(?:姓名)?",
            tells=2,
        ),
        Field(
            "kin_id",
            "近亲属身份证号",
            rf"(?:本村)?(?:{_KIN}|回避对象|回避户主)(?:的)?(?:{ID_HEADS})",
            tells=2,
            shape=Shape.ID,
        ),
        Field(
            "kin_relation",
            "与其关系",
            rf"(?:与|和|同)?(?:其|成员|{_KIN}|本人|低保家庭|回避对象)?(?:的)?(?:亲属)?关系",
            tells=1,
        ),
        # A village a row: who holds a seat stands under its name, one or several in a cell.
        Field("seats", "组长、成员……", SEATS, tells=3, shape=Shape.NAME),
        *[each for each in COMMON if each.name not in ("serial", "sex", "phone", "region")],
        Field(
            "other",
            "其他",
            r"组别|村?小组|(?:有无|是否有?)近亲属.*|村民小组|政治面貌|文化程度|学历|民族|任期|照片|签[字名]",
            keep=False,
        ),
    ),
    (frozenset({"name", "seats"}), frozenset({"role", "kin_name", "kin_id", "seats"})),
    r"评议",
    many=frozenset({"seats"}),
    strong=r".*评议.*|.*回避.*",
)
