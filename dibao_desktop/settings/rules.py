"""What an office can set."""

from __future__ import annotations

from enum import StrEnum


class Key(StrEnum):
    """A setting's name in the table; `label` is what the form shows."""

    TOWN = "town"
    UNIT = "unit"
    PHONE = "phone"
    POLICY = "policy"
    DIVISION_CODE = "division_code"
    LAST_BACKUP = "last_backup"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Key.TOWN: "乡镇（街道）",
    Key.UNIT: "单位名称",
    Key.PHONE: "举报电话",
    Key.POLICY: "政策方案",
    Key.DIVISION_CODE: "行政区划代码（9位）",
    Key.LAST_BACKUP: "上次备份",
}
