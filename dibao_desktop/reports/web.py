"""A document as a page for a website, and its tables as plain text with commas.

What is written comes from people's own texts, so nothing of it may be taken for a mark of the page or for a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from html import escape
from pathlib import Path

from dibao_desktop.domain.document import Block, Document, Heading, Paragraph, Table
from dibao_desktop.domain.secrecy import discreet_document
from dibao_desktop.storage.whole_file import write_whole

_STYLE = (
    "body{max-width:60em;margin:2em auto;padding:0 1em;font-family:'Microsoft YaHei','Noto Sans CJK SC',sans-serif;"
    "line-height:1.7}h1,h2{text-align:center}table{width:100%;border-collapse:collapse}"
    "th,td{border:1px solid #999;padding:.3em .5em;text-align:center}th{background:#f0f2f5}"
)
# What a spreadsheet takes for the beginning of a formula, full-width signs included.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write_html(document: Document, out: Path) -> None:
    """One page that needs nothing beside it and runs nothing; search machines are asked not to keep it."""
    shown = discreet_document(document)
    title = escape(shown.name)
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" '
        f'content="noindex,noarchive"><title>{title}</title><style>{_STYLE}</style>'
    )
    body = "\n".join(_html(block) for block in shown.blocks)
    write_whole(
        out, f'<!DOCTYPE html>\n<html lang="zh-CN"><head>{head}</head><body>\n{body}\n</body></html>\n'.encode()
    )


def write_csv(document: Document, out: Path) -> None:
    """Headings, paragraphs and tables line by line; begins with the mark by which Excel knows that it is UTF-8."""
    held = io.StringIO()
    writer = csv.writer(held)
    for cells in _lines(discreet_document(document)):
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells])
    write_whole(out, held.getvalue().encode("utf-8-sig"))


def _html(block: Block) -> str:
    if isinstance(block, Heading):
        level = block.level + 1
        return f"<h{level}>{escape(block.text)}</h{level}>"
    if isinstance(block, Paragraph):
        return f"<p>{escape(block.text)}</p>"
    if isinstance(block, Table):
        head = "".join(f"<th>{escape(cell)}</th>" for cell in block.titles)
        rows = "\n".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in block.rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>\n{rows}\n</tbody></table>"
    return ""


def _lines(document: Document) -> Iterator[tuple[str, ...]]:
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            yield (block.text,)
        elif isinstance(block, Table):
            yield block.titles
            yield from block.rows
