"""Dossier numbers that the office gives out itself."""

from __future__ import annotations

import re

_COUNTER = re.compile(r"^(.*?)(\d{1,15})$")


def following(number: str) -> str:
    """The next dossier number in the office's own style: `0348` after `0347`, `石塔-10` after `石塔-9`."""
    found = _COUNTER.match(number)
    if found is None:
        return f"{number}-0001"
    counter = str(int(found[2]) + 1).zfill(len(found[2]))
    return found[1] + counter
