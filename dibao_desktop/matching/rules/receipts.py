"""What the provincial system answers to an upload, line by line: taken or refused, with its reason."""

from __future__ import annotations

import re

_REFUSED = re.compile(
    "失败|不通过|未通过|不成功|未成功|退回|驳回|拒绝|错误|有误|异常|不存在|重复|不能|不一致|未导入|无效"
)
_TAKEN = re.compile("成功|通过|接收|已导入|已入库|正常|完成|无误|^是$|^OK$|^1$", re.IGNORECASE)


def was_not_taken(result: str, reason: str) -> bool:
    """Whether a line was refused: by its result; where that is no word we know, by there being a reason."""
    if _REFUSED.search(result):
        return True
    if _TAKEN.search(result):
        return False
    return bool(reason and not _TAKEN.search(reason)) or bool(_REFUSED.search(reason))


def is_result(cell: str) -> bool:
    """Whether a cell reads like such a result."""
    return bool(_REFUSED.search(cell) or _TAKEN.search(cell))
