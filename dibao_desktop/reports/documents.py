"""A document as a Word file; on A3 everything is larger by as much as the page."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from dibao_desktop.domain.document import Block, Document, Heading, PageBreak, Paragraph, Signatures, Table
from dibao_desktop.domain.secrecy import discreet_document
from dibao_desktop.storage.whole_file import write_whole

_BODY, _HEAD = "宋体", "黑体"
_SIZES = {0: 20, 1: 14, 2: 12}
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_SIDE_CM, _TOP_CM = 2.2, 2.0
_A4_CM = (21.0, 29.7)


def write_docx(document: Document, out: Path) -> None:
    """Write the document for Word and WPS; A4, table heads repeated on each page, page numbers at the foot.

    Raises KnownError when the file is open elsewhere or the place cannot be written.
    """
    document = discreet_document(document)
    file = docx.Document()
    _page(file, document)
    for block in document.blocks:
        _add(file, block, document)
    content = io.BytesIO()
    file.save(content)
    write_whole(out, content.getvalue())


def _page(file: Any, document: Document) -> None:
    section = file.sections[0]
    larger = document.paper.enlarged
    width, height = (side * larger for side in (reversed(_A4_CM) if document.landscape else _A4_CM))
    section.orientation = WD_ORIENT.LANDSCAPE if document.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Cm(width), Cm(height)
    section.left_margin = section.right_margin = Cm(_SIDE_CM * larger)
    section.top_margin = section.bottom_margin = Cm(_TOP_CM * larger)
    style = file.styles["Normal"]
    style.font.size = Pt(11 * larger)
    _font(style, _BODY)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if document.footer:
        foot.add_run(document.footer + "    ").font.size = Pt(9 * larger)
    for words, field in (("第 ", "PAGE"), (" 页 共 ", "NUMPAGES"), (" 页", "")):
        foot.add_run(words).font.size = Pt(9 * larger)
        if field:
            _field(foot, field, 9 * larger)


def _add(file: Any, block: Block, document: Document) -> None:
    larger = document.paper.enlarged
    if isinstance(block, Heading):
        line = file.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER if block.level == 0 else WD_ALIGN_PARAGRAPH.LEFT
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(8)
        line.paragraph_format.keep_with_next = True
        run = line.add_run(block.text)
        run.bold, run.font.size = True, Pt(_SIZES.get(block.level, 11) * larger)
        _font(run, _HEAD)
    elif isinstance(block, Paragraph):
        line = file.add_paragraph()
        line.alignment = _ALIGN[block.align]
        line.paragraph_format.line_spacing = 1.5
        if _ends_with_a_table(file, -3):
            line.paragraph_format.space_before = Pt(8)
        line.add_run(block.text).bold = block.bold
    elif isinstance(block, Table):
        _table(file, block, document)
    elif isinstance(block, Signatures):
        line = file.add_paragraph()
        line.paragraph_format.space_before, line.paragraph_format.line_spacing = Pt(14), 2.0
        line.add_run("      ".join(f"{caption}：＿＿＿＿＿＿＿＿" for caption in block.captions))
    elif isinstance(block, PageBreak):
        file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _ends_with_a_table(file: Any, place: int) -> bool:
    """Whether a table stands at a place counted from the end of the body; the last is always the page's own settings."""
    body = file.element.body
    return len(body) >= -place and body[place].tag == qn("w:tbl")


def _table(file: Any, block: Table, document: Document) -> None:
    larger = document.paper.enlarged
    columns = len(block.head) or len(block.rows[0])
    if _ends_with_a_table(file, -2):
        # Two tables with nothing between them are one table to Word.
        file.add_paragraph().paragraph_format.space_after = Pt(0)
    table = file.add_table(rows=0, cols=columns, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    room = ((max(_A4_CM) if document.landscape else min(_A4_CM)) - 2 * _SIDE_CM) * larger
    shares = block.widths or (1,) * columns
    widths = [Cm(room * share / sum(shares)) for share in shares]
    # LibreOffice and WPS go by the grid, Word by the cells.
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    if block.groups:
        _captions(table.add_row(), block, widths, 10 * larger)
    if block.head:
        cells = table.add_row()
        _repeat(cells)
        _fill(cells, block.head, widths, ("center",) * columns, 10 * larger, bold=True)
    place = 0
    for caption, span in block.groups:
        if not caption:
            for column in range(place, place + span):
                title = table.cell(0, column).merge(table.cell(1, column))
                # Joined they hold two paragraphs, the upper one empty.
                title._tc.remove(title.paragraphs[0]._p)
                title.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        place += span
    for row in block.rows:
        _fill(table.add_row(), row, widths, block.align or ("left",) * columns, 10 * larger)


def _captions(row: Any, block: Table, widths: list[Any], points: float) -> None:
    """The row of captions over the head, which comes again on each page with it."""
    _repeat(row)
    texts = [caption if not nth else "" for caption, span in block.groups for nth in range(span)]
    _fill(row, tuple(texts), widths, ("center",) * len(texts), points, bold=True)
    place = 0
    for caption, span in block.groups:
        if caption and span > 1:
            joined = row.cells[place].merge(row.cells[place + span - 1])
            for empty in joined.paragraphs[1:]:
                joined._tc.remove(empty._p)
        place += span


def _fill(
    row: Any, texts: tuple[str, ...], widths: list[Any], align: tuple[str, ...], points: float, *, bold: bool = False
) -> None:
    for cell, words, width, side in zip(row.cells, texts, widths, align, strict=True):
        cell.width = width
        line = cell.paragraphs[0]
        line.alignment = _ALIGN[side]
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(2)
        run = line.add_run(words)
        run.bold, run.font.size = bold, Pt(points)


def _font(styled: Any, name: str) -> None:
    """Set the face for Chinese too; python-docx by itself sets it for Latin letters only."""
    styled.font.name = name
    styled.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _field(line: Any, code: str, points: float) -> None:
    # Each part in a run of its own: otherwise Word and LibreOffice drop the size of the result.
    for kind in ("begin", "", "end"):
        run = line.add_run()
        run.font.size = Pt(points)
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.set(qn("xml:space"), "preserve")
            part.text = code
        run._r.append(part)


def _repeat(row: Any) -> None:
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
