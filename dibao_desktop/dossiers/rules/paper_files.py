"""What a file that is to join a dossier is, told by its bytes and never by its name; and why it cannot join."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dibao_desktop.domain.errors import KnownError

MOST_BYTES = 20 * 1024 * 1024
_MOST_UNPACKED = 200 * 1024 * 1024


class PaperKind(StrEnum):
    """The kinds of file a dossier takes; the value is the usual ending of the name."""

    PDF = "pdf"
    JPG = "jpg"
    PNG = "png"
    DOCX = "docx"

    @property
    def label(self) -> str:
        return "Word" if self is PaperKind.DOCX else self.value.upper()

    @property
    def is_picture(self) -> bool:
        return self in (PaperKind.JPG, PaperKind.PNG)


@dataclass(frozen=True)
class PaperFile:
    """A file that may join: its kind and its number of pages; a Word file tells no pages, so 0."""

    kind: PaperKind
    pages: int


_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
    b"L\0\0\0\x01\x14\x02\0",
)
_TO_CONVERT = ((b"BM", "BMP"), (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"), (b"GIF8", "GIF"))
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PNG = b"\x89PNG\r\n\x1a\n"


def examine(content: bytes, name: str) -> PaperFile:
    """What the file is. Raises KnownError with one sentence when it cannot join; `name` is only how it is called."""
    if not content:
        raise KnownError("empty_file", f"{name} 是空文件，请重新扫描或另选。")
    if len(content) > MOST_BYTES:
        raise KnownError("too_big", f"{name} 超过 20 MB，请用较低的分辨率（300 dpi 即可）重新扫描或分成几份。")
    if content.startswith(_PROGRAMS):
        raise KnownError("program", f"{name} 是程序或脚本，不能加入档案；如不是自己放的，请查杀病毒。")
    if content.startswith(_PNG):
        return _png(content, name)
    if content.startswith(b"\xff\xd8\xff"):
        return _jpg(content, name)
    if content.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        return _pdf(content, name)
    if content.startswith(b"PK"):
        return _package(content, name)
    raise _refusal(content, name)


def _refusal(content: bytes, name: str) -> KnownError:
    if content.startswith(_OLD_OFFICE):
        return KnownError("old_office", f"{name} 是旧版或加密的 Office 文件，请另存为 DOCX（去掉密码）或 PDF 再加入。")
    picture = next((kind for mark, kind in _TO_CONVERT if content.startswith(mark)), "")
    if content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"):
        picture = "HEIC"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        picture = "WebP"
    if picture:
        return KnownError("other_picture", f"{name} 是 {picture} 图片，请先转成 JPG 或 PNG 再加入。")
    return KnownError("wrong_type", f"{name} 不是 PDF、JPG、PNG 或 DOCX 文件，请转换后再加入。")


def _broken(name: str, kind: str) -> KnownError:
    return KnownError("broken_file", f"{name} 不完整或已损坏，不是可用的 {kind}，请重新扫描或重新取得。")


def _png(content: bytes, name: str) -> PaperFile:
    """Every chunk whole, from the head to the end mark."""
    at, kind = len(_PNG), b""
    while at + 12 <= len(content) and kind != b"IEND":
        size, kind = struct.unpack(">I4s", content[at : at + 8])
        stored = content[at + 8 + size : at + 12 + size]
        if len(stored) < 4 or zlib.crc32(content[at + 4 : at + 8 + size]) != struct.unpack(">I", stored)[0]:
            raise _broken(name, "PNG 图片")
        at += 12 + size
    if kind != b"IEND":
        raise _broken(name, "PNG 图片")
    return PaperFile(PaperKind.PNG, 1)


def _jpg(content: bytes, name: str) -> PaperFile:
    # Cameras and scanners may put something after the end mark, a copy cut short lacks it.
    if b"\xff\xd9" not in content[-65536:] or b"\xff\xda" not in content:
        raise _broken(name, "JPG 图片")
    return PaperFile(PaperKind.JPG, 1)


def _pdf(content: bytes, name: str) -> PaperFile:
    # Imported with the first PDF: the window stands sooner without it.
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise KnownError("password", f"{name} 设了打开密码，请去掉密码另存后再加入。")
        pages = len(reader.pages)
        if reader.pages[0].mediabox.width <= 0:
            raise _broken(name, "PDF")
        if _runs_something(reader.root_object):
            raise KnownError("script", f"{name} 带有会自动运行的脚本，不能加入档案，请打印成新的 PDF 再加入。")
    except KnownError:
        raise
    # pypdf meets broken files with errors of many kinds; none of them is ours.
    except (PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OSError) as error:
        raise _broken(name, "PDF") from error
    return PaperFile(PaperKind.PDF, pages)


def _runs_something(root: Mapping[str, Any]) -> bool:
    action = root.get("/OpenAction")
    action = action.get_object() if action is not None else None
    if isinstance(action, Mapping) and action.get("/S") in ("/JavaScript", "/Launch"):
        return True
    names = root.get("/Names")
    return names is not None and "/JavaScript" in names.get_object()


def _package(content: bytes, name: str) -> PaperFile:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {part.filename.lower() for part in package.infolist()}
            whole = sum(part.file_size for part in package.infolist())
            if "word/document.xml" not in parts:
                raise KnownError("wrong_type", f"{name} 不是 PDF、JPG、PNG 或 DOCX 文件，请转换后再加入。")
            if whole > _MOST_UNPACKED:
                raise KnownError("too_big", f"{name} 展开后过大，请另存为 PDF 再加入。")
            types = package.read("[Content_Types].xml")
            if package.testzip() is not None:
                raise _broken(name, "DOCX")
    except (zipfile.BadZipFile, KeyError, OSError, zlib.error, RuntimeError, NotImplementedError) as error:
        raise _broken(name, "DOCX") from error
    if any(part.endswith("vbaproject.bin") for part in parts) or b"macroEnabled" in types:
        raise KnownError("macro", f"{name} 带有宏，不能加入档案，请另存为不带宏的 DOCX 或 PDF 再加入。")
    return PaperFile(PaperKind.DOCX, 0)
