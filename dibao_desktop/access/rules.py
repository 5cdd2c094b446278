"""Roles and what each may do."""

from __future__ import annotations

from enum import StrEnum

from dibao_desktop.domain.permissions import Permission


class Role(StrEnum):
    """The value is the Chinese name."""

    MANAGER = "负责人"
    CLERK = "经办人"
    RECORDER = "评议记录员"
    READER = "只读"


MAY: dict[Role, frozenset[Permission]] = {
    Role.MANAGER: frozenset(Permission),
    Role.CLERK: frozenset(Permission) - {Permission.CONFIRM, Permission.ADMINISTER},
    Role.RECORDER: frozenset({Permission.REVIEW}),
    Role.READER: frozenset(),
}
