"""The files that belong to the dossiers: each sealed, kept once under a name that its content gives.

The name is a keyed hash of the content, so that the same scan is kept once and a stolen folder does not even tell
whether a known file is in it. Both keys are derived from the office key. A file is written beside, flushed to the disk,
moved into place and read back before anybody is told that it is there.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.storage.database import database, key_of

FOLDER = "attachments"
_MARK = b"DBF1"
_NONCE = 12
_CLOCKS_DIFFER = 60.0
_NAME = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Attachments:
    """The attachments of one office."""

    folder: Path
    sealing: bytes
    naming: bytes

    @classmethod
    def under(cls, folder: Path, office_key: bytes) -> Attachments:
        """Those in `folder`, with keys of their own derived from the office key."""
        return cls(folder, _derived(office_key, b"attachments: seal"), _derived(office_key, b"attachments: name"))

    def digest(self, content: bytes) -> str:
        """The name that a content is kept under."""
        return hmac.new(self.naming, content, hashlib.sha256).hexdigest()

    def put(self, content: bytes) -> str:
        """Keep a content and return its name. Raises KnownError when the disk refuses it or gives back something else."""
        name = self.digest(content)
        place = self._place(name)
        if self._sound(name):
            return name
        nonce = os.urandom(_NONCE)
        sealed = _MARK + nonce + AESGCM(self.sealing).encrypt(nonce, content, name.encode())
        beside = self._beside
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("wb") as handle:
                handle.write(sealed)
                handle.flush()
                os.fsync(handle.fileno())
            beside.replace(place)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise KnownError(
                "cannot_write", "材料写不进办公数据文件夹，没有保存，请检查磁盘空间和文件夹的权限后再试。"
            ) from error
        if not self._sound(name):
            place.unlink(missing_ok=True)
            raise KnownError("bad_copy", "材料写入后读回不一致，没有保存，磁盘可能有坏道，请换一个磁盘后再试。")
        return name

    def get(self, name: str) -> bytes:
        """The content kept under a name. Raises KnownError when it is missing or damaged."""
        try:
            sealed = self._place(name).read_bytes()
        except OSError as error:
            raise KnownError("no_attachment", "材料文件不见了，请用备份恢复，或删除这份材料后重新加入。") from error
        try:
            if not sealed.startswith(_MARK):
                raise InvalidTag
            nonce, body = sealed[len(_MARK) : len(_MARK) + _NONCE], sealed[len(_MARK) + _NONCE :]
            return AESGCM(self.sealing).decrypt(nonce, body, name.encode())
        except (InvalidTag, ValueError) as error:
            raise KnownError("bad_attachment", "材料文件已损坏，请用备份恢复，或删除这份材料后重新加入。") from error

    def faults(self, wanted: Iterable[str]) -> list[str]:
        """What is missing, damaged or belongs to nothing, against the names that the dossiers hold."""
        names = set(wanted)
        found = [sentence for name in sorted(names) if (sentence := self._fault(name))]
        return found + [f"{FOLDER} 中的 {path.name[:12]} 不属于任何档案。" for path in self._strangers(names)]

    def drop_unsaved(self, wanted: Iterable[str], last_saved: float) -> None:
        """After a sudden end: remove what was laid down for a save that never came about.

        Only what is younger than the last save (a minute is left for clocks that differ); an older stranger is a riddle
        for `faults` to tell, not for us to throw away.
        """
        self._beside.unlink(missing_ok=True)
        for path in self._strangers(set(wanted)):
            if path.stat().st_mtime > last_saved - _CLOCKS_DIFFER:
                path.unlink()

    def _strangers(self, names: set[str]) -> list[Path]:
        return [path for path in sorted(self.folder.rglob("*")) if path.is_file() and path.name not in names]

    @property
    def _beside(self) -> Path:
        """Beside the folder, not in it: what a power cut leaves half written must not be taken for a part of the office."""
        return self.folder.with_name(f"{self.folder.name}.part")

    def _fault(self, name: str) -> str:
        if not self._place(name).is_file():
            return f"材料文件 {name[:12]} 缺失。"
        return "" if self._sound(name) else f"材料文件 {name[:12]} 已损坏。"

    def _sound(self, name: str) -> bool:
        if not self._place(name).is_file():
            return False
        try:
            return self.digest(self.get(name)) == name
        except KnownError:
            return False

    def _place(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError(name)
        return self.folder / name[:2] / name


def attachments() -> Attachments:
    """Those of the office that is open."""
    opened = database.obj
    return Attachments.under(Path(str(opened.database)).parent / FOLDER, key_of(opened))


def _derived(office_key: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=purpose).derive(office_key)
