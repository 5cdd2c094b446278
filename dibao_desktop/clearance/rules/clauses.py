"""A source as an official paper cites it: the clause alone, without the notes that a pack keeps beside it."""

from __future__ import annotations

import re

# A pack marks a figure that its plan does not give; 二（一） are parts of the clause, longer brackets are notes.
_ASSUMED = "方案未规定，默认："
_NOTE = re.compile(r"（(?![一二三四五六七八九十\d]+）)[^（）]*）")


def clause_only(source: str) -> str:
    """`民发〔2021〕57号第十三条` of `方案未规定，默认：民发〔2021〕57号第十三条（方案引用当地收入核算办法）`."""
    return _NOTE.sub("", source.removeprefix(_ASSUMED)).split("：", 1)[0].strip()
