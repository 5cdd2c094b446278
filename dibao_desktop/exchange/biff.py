"""What calamine does not tell of an .xls: hidden rows and formula errors.

An .xls is a stream of records inside an OLE compound file; only the few records needed are looked at. A file whose
container is not understood simply gives no hints: its cells were read already.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from dibao_desktop.exchange.package import Hints

_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
_FORMULA, _EOF, _BOUNDSHEET, _BOOLERR, _ROW = 0x0006, 0x000A, 0x0085, 0x0205, 0x0208
_LAST_SECTOR = 0xFFFFFFFA


def hints(data: bytes) -> list[Hints]:
    """The facts of every sheet of an .xls, in the order of its tabs; empty when they cannot be told."""
    try:
        stream = _workbook_stream(data)
        return [_sheet_hints(stream, start) for start in _sheet_starts(stream)]
    except (struct.error, IndexError):
        return []


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        if kind == _EOF:
            return
        at += 4 + size


def _sheet_starts(stream: bytes) -> list[int]:
    return [struct.unpack_from("<I", body)[0] for kind, body in _records(stream, 0) if kind == _BOUNDSHEET]


def _sheet_hints(stream: bytes, start: int) -> Hints:
    hidden: set[int] = set()
    errors: dict[tuple[int, int], str] = {}
    for kind, body in _records(stream, start):
        if kind == _ROW and len(body) >= 16:
            if struct.unpack_from("<H", body, 12)[0] & 0x20:
                hidden.add(struct.unpack_from("<H", body)[0])
        elif kind == _BOOLERR and len(body) >= 8 and body[7]:
            errors[struct.unpack_from("<HH", body)] = _ERRORS.get(body[6], "#N/A")
        elif kind == _FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
            errors[struct.unpack_from("<HH", body)] = _ERRORS.get(body[8], "#N/A")
    return Hints(frozenset(hidden), errors)


def _workbook_stream(data: bytes) -> bytes:
    """The stream called Workbook (or Book, in the oldest files) of a compound file."""
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    mini_size = 1 << struct.unpack_from("<H", data, 32)[0]
    directory_start, cutoff, mini_start = (struct.unpack_from("<I", data, at)[0] for at in (48, 56, 60))
    table = _allocation(data, size)
    directory = _chain(data, table, directory_start, size, size)
    root_start = struct.unpack_from("<I", directory, 116)[0]
    for at in range(0, len(directory), 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(0, length - 2)].decode("utf-16-le", "replace")
        if name not in ("Workbook", "Book"):
            continue
        start, count = struct.unpack_from("<II", directory, at + 116)
        if count >= cutoff:
            return _chain(data, table, start, size, size)[:count]
        mini = _chain(data, table, root_start, size, size)
        packed = _chain(data, table, mini_start, size, size)
        mini_table = struct.unpack(f"<{len(packed) // 4}I", packed)
        return _chain(mini, mini_table, start, mini_size, 0)[:count]
    return b""


def _allocation(data: bytes, size: int) -> tuple[int, ...]:
    sectors = list(struct.unpack_from("<109I", data, 76))
    following, count = struct.unpack_from("<II", data, 68)
    for _ in range(count):
        entries = struct.unpack_from(f"<{size // 4}I", data, (following + 1) * size)
        sectors.extend(entries[:-1])
        following = entries[-1]
    table: list[int] = []
    for sector in sectors:
        if sector < _LAST_SECTOR:
            table.extend(struct.unpack_from(f"<{size // 4}I", data, (sector + 1) * size))
    return tuple(table)


def _chain(data: bytes, table: tuple[int, ...], sector: int, size: int, offset: int) -> bytes:
    parts: list[bytes] = []
    while sector < _LAST_SECTOR and len(parts) <= len(table):
        parts.append(data[offset + sector * size : offset + (sector + 1) * size])
        sector = table[sector]
    return b"".join(parts)
