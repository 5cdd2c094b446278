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
    if raw is None:
        return ""
    written = raw if type(raw) is str else str(raw)
    return written if _is_plain(written) else _cleaned(written)


def compact(raw: object) -> str:
    """`clean` without any white space, for codes, numbers and drop-down values."""
    if raw is None:
        return ""
    written = raw if type(raw) is str else str(raw)
    return written if _is_plain(written) else _cleaned(written).replace(" ", "")


def person_name(raw: object) -> str:
    """A person's name: no inner spaces (`罗 建` is `罗建`), one kind of middle dot."""
    written = str(raw or "")
    return written if _is_plain(written) else _named(written)


def _is_plain(written: str) -> bool:
    """Whether a text is of letters, characters and figures only, in their usual form, as most cells are: then there is
    nothing to change in it. This is as fast as remembering what it becomes."""
    return written.isalnum() and unicodedata.is_normalized("NFKC", written)


@lru_cache(maxsize=_REMEMBERED)
def _cleaned(raw: str) -> str:
    text = unicodedata.normalize("NFKC", raw).translate(_INVISIBLE)
    return _SPACES.sub(" ", _CONTROL.sub(" ", text)).strip().lstrip("'").strip()


@lru_cache(maxsize=_REMEMBERED)
def _named(raw: str) -> str:
    return compact(raw.translate(_DOTS)).translate(_DOTS)


def header(raw: object) -> str:
    """A column head made comparable: no spaces, stars, colons or brackets with units; 帐 is 账."""
    text = compact(raw).replace("帐", "账").strip("*:#")
    return _BRACKETS.sub("", text).strip("*:#").upper()
