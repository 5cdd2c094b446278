"""What an act may need, said once for the gate that asks and for the roles that grant."""

from enum import StrEnum


class Permission(StrEnum):
    """What an act needs; the value is how a refusal names it."""

    DOSSIERS = "修改档案"
    IMPORT = "导入数据"
    CLEARANCE = "办理清查"
    REVIEW = "主持评议"
    NOTICES = "办理公示"
    CONFIRM = "审核确认"
    EXPORT = "导出完整数据"
    ADMINISTER = "管理账户与设置"
