"""Key slots: the office's random key, wrapped once for each account and once for the recovery code.

Each slot derives a wrapping key with Argon2id from the password and seals the office key with AES-GCM, so
a password can change without touching the database, and a stolen folder tells nothing.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from dibao_desktop.domain.errors import KnownError

RECOVERY = "*recovery*"


@dataclass(frozen=True)
class Cost:
    """How dear one guess is: passes, KiB of memory, lanes."""

    passes: int = 3
    memory_kib: int = 65_536
    lanes: int = 2


@dataclass(frozen=True)
class _Sealed:
    """One slot as it is kept; the key inside is only as good as the password outside."""

    salt: bytes
    nonce: bytes
    key: bytes
    cost: Cost

    @classmethod
    def of(cls, slot: dict[str, str | int]) -> _Sealed:
        """Raises KeyError, TypeError or ValueError when it is none."""
        salt, nonce, key = (bytes.fromhex(str(slot[name])) for name in ("salt", "nonce", "sealed"))
        if min(len(salt), len(nonce), len(key)) < 8:
            raise ValueError("a slot has salt, nonce and key")
        return cls(salt, nonce, key, Cost(int(slot["passes"]), int(slot["memory_kib"]), int(slot["lanes"])))


class KeyFile:
    """`keys.json` of an office."""

    def __init__(self, path: Path, slots: dict[str, dict[str, str | int]]) -> None:
        self._path = path
        self._slots = slots

    @classmethod
    def read(cls, path: Path) -> KeyFile:
        """Raises KnownError when the file is missing or not ours."""
        try:
            slots = dict(json.loads(path.read_text(encoding="utf-8"))["slots"])
            for slot in slots.values():
                _Sealed.of(slot)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise KnownError(
                "no_office", f"{path.parent} 不是本程序的办公数据文件夹（缺少可用的 keys.json），请检查路径。"
            ) from error
        return cls(path, slots)

    @classmethod
    def create(cls, path: Path) -> KeyFile:
        """An empty key file; nothing is written before the first slot."""
        return cls(path, {})

    def accounts(self) -> list[str]:
        """The names that have a slot."""
        return [name for name in self._slots if name != RECOVERY]

    def put(self, account: str, password: str, key: bytes, cost: Cost) -> None:
        """Seal the key for an account (or the recovery code) and write the file."""
        salt, nonce = os.urandom(16), os.urandom(12)
        sealed = AESGCM(_derive(password, salt, cost)).encrypt(nonce, key, account.encode())
        self._slots[account] = {
            "salt": salt.hex(),
            "nonce": nonce.hex(),
            "sealed": sealed.hex(),
            "passes": cost.passes,
            "memory_kib": cost.memory_kib,
            "lanes": cost.lanes,
        }
        self._write()

    def remove(self, account: str) -> None:
        """Take an account's slot away."""
        self._slots.pop(account, None)
        self._write()

    def open(self, password: str, account: str | None = None) -> tuple[str, bytes]:
        """The account the password belongs to, and the office key.

        Without a name every slot is tried, the recovery slot with a code typed in any case and spacing.
        Raises KnownError when none opens.
        """
        # Nearly always it is a password: the recovery slot, which costs as much to try, comes last.
        for name in [account] if account else sorted(self._slots, key=lambda name: name == RECOVERY):
            slot = self._slots.get(name)
            if slot is None:
                continue
            secret = normal_code(password) if name == RECOVERY else password
            sealed = _Sealed.of(slot)
            wrapping = _derive(secret, sealed.salt, sealed.cost)
            try:
                key = AESGCM(wrapping).decrypt(sealed.nonce, sealed.key, name.encode())
            except InvalidTag:
                continue
            return name, key
        raise KnownError("wrong_password", "密码不正确，请重新输入；忘记密码时可用打印保存的恢复码打开。")

    def _write(self) -> None:
        # Written beside and moved into place: a power cut must not leave an office without keys.
        beside = self._path.with_suffix(".new")
        try:
            with beside.open("w", encoding="utf-8") as handle:
                json.dump({"version": 1, "slots": self._slots}, handle, ensure_ascii=False, indent=1)
                handle.flush()
                os.fsync(handle.fileno())
            beside.replace(self._path)
        except OSError as error:
            raise KnownError(
                "cannot_write", f"密码没有保存：{self._path} 写不进去（{error.strerror}），请检查磁盘空间和权限后再试。"
            ) from error


def new_key() -> bytes:
    """A random 256-bit office key."""
    return secrets.token_bytes(32)


def new_recovery_code() -> str:
    """160 random bits in eight groups of four letters and digits, for printing."""
    code = base64.b32encode(secrets.token_bytes(20)).decode()
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def normal_code(written: str) -> str:
    """A recovery code as typed, without its dashes, spaces and case."""
    return "".join(written.upper().replace("-", "").split())


def _derive(password: str, salt: bytes, cost: Cost) -> bytes:
    return hash_secret_raw(password.encode(), salt, cost.passes, cost.memory_kib, cost.lanes, hash_len=32, type=Type.ID)
