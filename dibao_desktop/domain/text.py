"""The one place where text from forms and workbooks is made comparable."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Excel and the provincial exporters leave these in text cells: zero-width characters, the byte-order
# mark and the apostrophe that forces text.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_CONTROL = re.compile(r"[\u0000-\u001f\u007f]+")
_SPACES = re.compile(r"\s+")
_REMEMBERED = 32_768
_BRACKETS = re.compile(r"[((].*?[))]")
_DOTS = str.maketrans({"•": "·", ".": "·", "・": "·", "‧": "·", "∙": "·"})


def clean(raw: object) -> str:
    """Readable text: full-width folded (NFKC), control and invisible characters gone, single spaces."""
    return "" if raw is None else _cleaned(str(raw))


def compact(raw: object) -> str:
    """`clean` without any white space, for codes, numbers and drop-down values."""
    return "" if raw is None else _compacted(str(raw))


def person_name(raw: object) -> str:
    """A person's name: no inner spaces (`罗 建` is `罗建`), one kind of middle dot."""
    return _named(str(raw or ""))


# The same few words fill most cells of a roster, and each is looked at several times.
@lru_cache(maxsize=_REMEMBERED)
def _cleaned(raw: str) -> str:
    # Most cells are plain words or figures: nothing in them could change.
    if raw.isalnum() and unicodedata.is_normalized("NFKC", raw):
        return raw
    text = unicodedata.normalize("NFKC", raw).translate(_INVISIBLE)
    return _SPACES.sub(" ", _CONTROL.sub(" ", text)).strip().lstrip("'").strip()


@lru_cache(maxsize=_REMEMBERED)
def _compacted(raw: str) -> str:
    return _cleaned(raw).replace(" ", "")


@lru_cache(maxsize=_REMEMBERED)
def _named(raw: str) -> str:
    return _compacted(raw.translate(_DOTS)).translate(_DOTS)


def header(raw: object) -> str:
    """A column head made comparable: no spaces, stars, colons or brackets with units; 帐 is 账."""
    text = compact(raw).replace("帐", "账").strip("*:#")
    return _BRACKETS.sub("", text).strip("*:#").upper()
