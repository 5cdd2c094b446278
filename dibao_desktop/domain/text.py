"""The one place where text from forms and workbooks is made comparable."""

from __future__ import annotations

import re
import unicodedata

# Excel and the provincial exporters leave these in text cells: zero-width characters, the byte-order
# mark and the apostrophe that forces text.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
_CONTROL = re.compile(r"[\u0000-\u001f\u007f]+")
_SPACES = re.compile(r"\s+")
_BRACKETS = re.compile(r"[((].*?[))]")
_DOTS = str.maketrans({"•": "·", ".": "·", "・": "·", "‧": "·", "∙": "·"})


def clean(raw: object) -> str:
    """Readable text: full-width folded (NFKC), control and invisible characters gone, single spaces."""
    if raw is None:
        return ""
    # Most cells are plain words or figures: nothing in them could change.
    if isinstance(raw, str) and raw.isalnum() and unicodedata.is_normalized("NFKC", raw):
        return raw
    text = unicodedata.normalize("NFKC", str(raw)).translate(_INVISIBLE)
    return _SPACES.sub(" ", _CONTROL.sub(" ", text)).strip().lstrip("'").strip()


def compact(raw: object) -> str:
    """`clean` without any white space, for codes, numbers and drop-down values."""
    return clean(raw).replace(" ", "")


def person_name(raw: object) -> str:
    """A person's name: no inner spaces (`罗 建` is `罗建`), one kind of middle dot."""
    return compact(str(raw or "").translate(_DOTS)).translate(_DOTS)


def header(raw: object) -> str:
    """A column head made comparable: no spaces, stars, colons or brackets with units; 帐 is 账."""
    text = compact(raw).replace("帐", "账").strip("*:#")
    return _BRACKETS.sub("", text).strip("*:#").upper()
