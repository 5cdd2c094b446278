"""The short code under the minutes: what it is made of, and how a clerk may write it."""

from __future__ import annotations

import hashlib
import re

from dibao_desktop.domain import text

_LENGTH = 12
_CODE = re.compile(r"[0-9A-F]{12}")


def seal_code(head: str, digest: str) -> str:
    """The code of a record: of its own content and of everything that was done in the office before it."""
    return hashlib.sha256(f"{head}{digest}".encode()).hexdigest()[:_LENGTH].upper()


def printed_code(code: str) -> str:
    """`3F2A-91C0-77DE`, as it is easy to read and type."""
    return "-".join(code[place : place + 4] for place in range(0, _LENGTH, 4))


def typed_code(written: str) -> str:
    """The code that was meant: any dashes, spaces, small or wide letters; empty when it cannot be one."""
    plain = re.sub(r"[-－—–\s]", "", text.clean(written)).upper().replace("O", "0")
    return plain if _CODE.fullmatch(plain) else ""
