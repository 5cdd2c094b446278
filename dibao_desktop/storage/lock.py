"""The exclusive lock on an office folder: a second start learns who has it open."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO

from dibao_desktop.domain.errors import KnownError

if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: IO[str]) -> None:
        # Windows locks a byte range; far past the text, so that the holder's note stays readable.
        handle.seek(1 << 20)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(handle: IO[str]) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class OfficeLock:
    """Held from open to close; the operating system frees it when the program dies."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "office.lock"
        self._handle: IO[str] | None = None

    def acquire(self) -> None:
        """Take the lock. Raises KnownError naming user, computer and time when another program holds it."""
        try:
            handle = self._path.open("a+", encoding="utf-8")
        except OSError as error:
            raise KnownError(
                "cannot_write", f"{self._path.parent} 不能写入（{error.strerror}），请检查文件夹权限和磁盘空间。"
            ) from error
        try:
            _try_lock(handle)
        except OSError as error:
            handle.close()
            raise KnownError("office_in_use", f"{self._holder()}，请先在那边关闭，再重新打开。") from error
        self._handle = handle
        try:
            self._write_note(handle)
        except OSError as error:
            self.release()
            raise KnownError(
                "disk_full", f"{self._path.parent} 写不进去（{error.strerror}），请清出磁盘空间后再打开。"
            ) from error

    def _write_note(self, handle: IO[str]) -> None:
        note = {"user": getpass.getuser(), "host": socket.gethostname(), "pid": os.getpid()}
        handle.seek(0)
        handle.truncate()
        json.dump(note | {"since": dt.datetime.now().isoformat(timespec="minutes")}, handle)
        handle.flush()

    def _holder(self) -> str:
        try:
            note = json.loads(self._path.read_text(encoding="utf-8"))
            return f"办公数据正被 {note['user']}（{note['host']}）自 {note['since'].replace('T', ' ')} 起打开着"
        except (OSError, ValueError, KeyError):
            return "办公数据正被另一个程序打开着"

    def release(self) -> None:
        """Give the lock back; safe to call twice."""
        handle, self._handle = self._handle, None
        if handle is not None:
            # What could not be written before cannot be written now either.
            with suppress(OSError):
                handle.close()
