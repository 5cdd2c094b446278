"""Where a household stands with the office."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """The value is the Chinese name, as the table keeps it."""

    APPLYING = "申请"
    RECEIVING = "在保"
    STOPPED = "停保"
    CLOSED = "已注销"

    @property
    def label(self) -> str:
        return self.value


# Whose data are compared with outside lists and whose cases go on: applicants are checked like recipients
# (社会救助法 art.43: 申请 and 在保 alike are verified).
LIVE = (Standing.RECEIVING, Standing.APPLYING)
