"""The provincial system's answer to an upload: the lines that were sent, with what became of each beside them."""

from __future__ import annotations

from dibao_desktop.exchange.sheets.describe import COMMON, ID_HEADS, Field, Shape, SheetKind

_RESULT = r"(?:导入|处理|上传|校验|入库|核验|接收|上报)(?:结果|状态|情况|标志)|(?:是否)?(?:导入|上传|入库)成功"
_REASON = (
    r"(?:(?:导入|处理|上传|校验|入库)?(?:失败|错误|退回|驳回|拒绝|不通过|未通过)(?:的)?(?:原因|信息|说明|描述|提示|内容|详情))"
    r"|错误提示|校验信息|(?:导入|校验|处理)(?:结果)?(?:说明|提示|反馈)"
)
_HEAD = r"(?:户主|申请人|主申请人)(?:的)?"
_MEMBER = r"(?:家庭)?成员(?:的)?"

RECEIPTS = SheetKind(
    "receipts",
    "省平台回执",
    (
        Field("name", "姓名", rf"(?:{_MEMBER})?(?:姓名|名字)|人员姓名|MEM_NAME", shape=Shape.NAME),
        Field("name", "户主姓名", rf"{_HEAD}姓名", shape=Shape.NAME),
        Field("id_number", "身份证号", rf"(?:{_MEMBER})?(?:{ID_HEADS})", shape=Shape.ID),
        Field("id_number", "户主身份证号", rf"{_HEAD}(?:{ID_HEADS})", shape=Shape.ID),
        Field("label", "处理结果", _RESULT, tells=6),
        Field("detail", "退回原因", _REASON, tells=6),
        Field("on_date", "处理时间", r"(?:导入|处理|上传|校验|入库)(?:日期|时间)", shape=Shape.DATE),
        *(field for field in COMMON if field.name not in ("name", "id_number")),
    ),
    (frozenset({"label", "detail"}), frozenset({"id_number"})),
    r"回执|导入结果|处理结果|校验结果|失败(?:数据|记录|明细)",
    strong=rf"{_RESULT}|{_REASON}",
)
