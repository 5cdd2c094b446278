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
    SCAN_FOLDER = "scan_folder"
    CYCLE_DAY = "cycle_day"

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
    Key.SCAN_FOLDER: "扫描文件夹",
    Key.CYCLE_DAY: "月报结算日",
}


_LAST_DAY = 31


def problem(key: Key, value: str) -> str:
    """One sentence when a value cannot be; empty when it can."""
    if key in (Key.TOWN, Key.UNIT) and not value.strip():
        return f"请填写{key.label}。"
    if key is Key.DIVISION_CODE and value and not (value.isascii() and value.isdigit() and len(value) == 9):
        return "乡镇（街道）的行政区划代码应为 9 位数字，请核对。"
    if key is Key.CYCLE_DAY and value and not (value.isascii() and value.isdigit() and 1 <= int(value) <= _LAST_DAY):
        return "月报结算日应为 1 至 31，每月结到这一天；按自然月统计的留空。"
    return ""
