"""What a file is, by its bytes alone: the name and its ending say nothing (DOMAIN §17 E13)."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from enum import Enum, auto

from dibao_desktop.domain.errors import KnownError

_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_STRANGERS = (
    (b"%PDF", "PDF文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
    (b"{\\rtf", "文字文档"),
    (b"MZ", "程序文件"),
)
# All that a damaged zip archive, or one of a kind that nobody writes, may raise while it is read.
ZIP_FAULTS = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(KeyError, IndexError, OSError, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError),
)
SAVE_AS = "请用Excel或WPS打开后另存为.xlsx再导入"


class Format(Enum):
    """How a file has to be opened."""

    XLSX = auto()
    XLSB = auto()
    XLS = auto()
    ODS = auto()
    MARKUP = auto()
    TEXT = auto()


def sniff(data: bytes, name: str) -> Format:
    """The format of a file's bytes; raises KnownError, naming the file, for anything that is no table."""
    if not data.strip(b"\x00 \r\n\t"):
        raise KnownError("empty_file", f"“{name}”是空文件，里面没有数据，请重新拷贝或导出。")
    if data.startswith(_OLE):
        return _inside_ole(data, name)
    if data.startswith(b"PK"):
        return _inside_zip(data, name)
    for magic, what in _STRANGERS:
        if data.startswith(magic) and (len(magic) > 2 or b"\x00" in data[:400]):
            raise KnownError("not_a_workbook", f"“{name}”是{what}，不是表格，请导入Excel、WPS或CSV表格。")
    start = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if b"<table" in start or start.startswith((b"<html", b"<!doctype", b"<?xml", b"<meta")):
        return Format.MARKUP
    return Format.TEXT


def _inside_ole(data: bytes, name: str) -> Format:
    if _ENCRYPTED_PACKAGE in data:
        raise KnownError("encrypted_workbook", f"“{name}”设有打开密码，请在Excel或WPS中取消密码并保存后再导入。")
    if "WordDocument".encode("utf-16-le") in data:
        raise KnownError("not_a_workbook", f"“{name}”是Word文档，不是表格，请把其中的表格另存为Excel后再导入。")
    return Format.XLS


def _inside_zip(data: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = set(archive.namelist())
            manifest = archive.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in members else b""
    except ZIP_FAULTS as error:
        raise KnownError("damaged_workbook", f"“{name}”已损坏或没有拷贝完整，请重新拷贝或导出。") from error
    if b"encryption-data" in manifest:
        raise KnownError("encrypted_workbook", f"“{name}”设有打开密码，请取消密码并保存后再导入。")
    if "xl/workbook.xml" in members:
        return Format.XLSX
    if "xl/workbook.bin" in members:
        return Format.XLSB
    if "content.xml" in members and b"opendocument.spreadsheet" in manifest:
        return Format.ODS
    if any(member.startswith("word/") for member in members):
        raise KnownError("not_a_workbook", f"“{name}”是Word文档，不是表格，请把其中的表格另存为Excel后再导入。")
    raise KnownError("not_a_workbook", f"“{name}”不是表格，如果是压缩包请先解压，再导入里面的Excel表格。")


def decode(data: bytes, name: str) -> str:
    """The text of a CSV or HTML file: byte-order mark, else UTF-8, else GB18030 (E14)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\x00" in data[:200]:
        # Figures and marks have an empty half; on which side it is tells the order.
        little = data[1:400:2].count(0) >= data[:400:2].count(0)
        encodings = ["utf-16-le" if little else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        strange = sum(1 for char in text[:2000] if ord(char) < 32 and char not in "\r\n\t")
        if strange * 20 <= len(text[:2000]):
            return text
    raise KnownError("not_a_workbook", f"“{name}”不是表格，也不是能读懂的文字，{SAVE_AS}。")
