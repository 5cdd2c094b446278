"""Dossier numbers that the office gives out itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

_COUNTER = re.compile(r"^(.*?)(\d{1,15})$")


def running_numbers(listed: Sequence[str], digits: int = 4) -> dict[str, str]:
    """Dossier numbers that follow a source's running numbers (`0007` for 7), so that paper and program agree; none where
    they do not count every household once."""
    if not listed or len(set(listed)) < len(listed) or not all(each.isdigit() for each in listed):
        return {}
    return {each: each.zfill(digits) for each in listed}


def following(number: str) -> str:
    """The next dossier number in the office's own style: `0348` after `0347`, `石塔-10` after `石塔-9`."""
    found = _COUNTER.match(number)
    if found is None:
        return f"{number}-0001"
    counter = str(int(found[2]) + 1).zfill(len(found[2]))
    return found[1] + counter
