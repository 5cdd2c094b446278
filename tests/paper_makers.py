"""Files as they come from scanners and office programs, made on the spot."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import docx
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject


def a_png(width: int = 40, height: int = 60, colour: tuple[int, int, int] = (120, 160, 90)) -> bytes:
    """A picture of one colour, marked at the top so that it shows which way up it is."""
    rows = b"".join(b"\0" + bytes(colour if y > height // 4 else (20, 20, 20)) * width for y in range(height))
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    chunks = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def a_pdf(
    pages: int = 2, *, width: float = 595, height: float = 842, password: str = "", script: bool = False
) -> bytes:
    """A PDF of empty pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width, height)
    if script:
        action = DictionaryObject(
            {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
        )
        writer.root_object[NameObject("/OpenAction")] = action
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def a_docx(text: str = "收入证明", *, macro: bool = False) -> bytes:
    """A Word file; with `macro` it carries a part such as Word keeps macros in."""
    out = io.BytesIO()
    file = docx.Document()
    file.add_paragraph(text)
    file.save(out)
    if macro:
        with zipfile.ZipFile(out, "a") as package:
            package.writestr("word/vbaProject.bin", b"macro")
    return out.getvalue()
