"""Turns a document into a PDF: A4 (or A3, everything larger), Chinese by name, table heads repeated, page numbers, lines to sign on.

The pages are laid out here, piece by piece, since Qt's text documents break table rows in the middle and leave
headings alone at the foot of a page. All lengths are dots of the PDF; `_pt` makes them from points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QImageReader,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QTextLayout,
    QTextOption,
    QTransform,
)

from dibao_desktop.domain.document import Block, Document, Heading, PageBreak, Paper, Paragraph, Signatures, Table
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.secrecy import discreet_document
from ui.theme import tokens
from ui.theme.fonts import FAMILIES

if TYPE_CHECKING:
    # Only the page that prints loads what speaks to printers.
    from PySide6.QtPrintSupport import QPrinter

DPI = 1200


def _pt(points: float) -> float:
    return points * DPI / 72


SIDE, TOP, BOTTOM, FOOT_AT = _pt(54), _pt(54), _pt(58), _pt(34)
TEXT_LINE, CELL_LINE = 1.6, 1.3
CELL_PAD = _pt(4)
_EDGE = _pt(24)
CENTER = Qt.AlignmentFlag.AlignHCenter
_ALIGN = {"left": Qt.AlignmentFlag.AlignLeft, "center": CENTER, "right": Qt.AlignmentFlag.AlignRight}

Draw = Callable[[QPainter, float], None]


@dataclass(frozen=True)
class _Piece:
    """What cannot be broken over two pages: a line, a row. `draw` gets the painter and where its top is."""

    height: float
    draw: Draw
    keep_with_next: bool = False
    space: bool = False
    again: tuple[_Piece, ...] = ()
    """What stands above it anew on each page it begins (the head of its table)."""


class _NewPage:
    """A break that the document asks for."""


@dataclass(frozen=True)
class Sheet:
    """One page laid out, `wide` by `high` dots: the same strokes go to the PDF and to a preview on screen."""

    wide: float
    high: float
    paint: Callable[[QPainter], None]


def lay_out(document: Document) -> list[Sheet]:
    """The pages of a document; at least one."""
    paper = QPageSize(QPageSize.PageSizeId.A4).sizePixels(DPI)
    wide, high = float(paper.width()), float(paper.height())
    if document.landscape:
        wide, high = high, wide
    pages = _paginate(_pieces(document.blocks, wide - 2 * SIDE), high - TOP - BOTTOM)
    larger = document.paper.enlarged

    def paint(page: Sequence[_Piece], count: str, painter: QPainter) -> None:
        painter.save()
        painter.scale(larger, larger)
        top = TOP
        for piece in page:
            piece.draw(painter, top)
            top += piece.height
        _draw_foot(painter, document.footer, count, wide, high)
        painter.restore()

    return [
        Sheet(
            wide * larger,
            high * larger,
            partial(paint, page, f"第 {number} 页 共 {len(pages)} 页" if document.numbered else ""),
        )
        for number, page in enumerate(pages, start=1)
    ]


def print_pdf(document: Document, path: Path) -> int:
    """Write a document as PDF and return its number of pages.

    Raises KnownError when the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("ab").close()
    except OSError as error:
        raise KnownError("not_writable", f"无法写入 {path.name}：请关闭已打开的同名文件，或换一个文件夹。") from error
    application = _application()
    pages = _write(QPdfWriter(str(path)), document)
    del application
    return pages


def _application() -> QCoreApplication:
    """The one that runs, or one without a window for the command line; whoever asks has to keep it in a name."""
    return QGuiApplication.instance() or QGuiApplication(["dibao", "-platform", "offscreen"])


def print_on(printer: QPrinter, document: Document) -> int:
    """Put a document on the paper of a printer that the clerk chose; returns the number of pages."""
    document = discreet_document(document)
    turned = QPageLayout.Orientation.Landscape if document.landscape else QPageLayout.Orientation.Portrait
    size = QPageSize(QPageSize.PageSizeId.A3 if document.paper is Paper.A3 else QPageSize.PageSizeId.A4)
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(size, turned, QMarginsF(0, 0, 0, 0)))
    sheets = lay_out(document)
    painter = QPainter(printer)
    scale = printer.resolution() / DPI
    for number, sheet in enumerate(sheets):
        if number:
            printer.newPage()
        painter.save()
        painter.scale(scale, scale)
        sheet.paint(painter)
        painter.restore()
    painter.end()
    return len(sheets)


class PdfPrinter:
    """The printer that the core is handed: pages as the bytes of a PDF (`domain.printing.Printer`)."""

    def __init__(self) -> None:
        self._application = _application()

    def document(self, document: Document) -> bytes:
        """A document with its own foot and page numbers."""
        return _bytes_of(lambda writer: _write(writer, document))

    def picture(self, content: bytes, rotation: int) -> bytes:
        """A picture as large as an A4 page takes it, across when it is wider than high. Raises KnownError when broken."""
        return _bytes_of(lambda writer: _write_picture(writer, picture_of(content, rotation)))

    def marks(self, words: Sequence[str]) -> bytes:
        """One empty page for each of the words, at its top right."""
        return _bytes_of(lambda writer: _write_marks(writer, words))


def picture_of(content: bytes, rotation: int) -> QImage:
    """A JPG or PNG as it should be seen: as the camera held it, then turned clockwise. Raises KnownError when broken."""
    held = QBuffer()
    held.setData(content)
    reader = QImageReader(held)
    reader.setAutoTransform(True)
    found = reader.read()
    if found.isNull():
        raise KnownError("broken_picture", "图片打不开，文件不完整或过大，请重新扫描后替换。")
    return found.transformed(QTransform().rotate(rotation)) if rotation else found


def first_page_of(content: bytes, rotation: int) -> QImage:
    """The first page of a PDF as a picture for the screen, turned clockwise. Raises KnownError when it cannot be drawn."""
    # Only looked at now and then: it is not worth a slower start.
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as document:
            drawn = document[0].render(scale=1.5, rotation=rotation, rev_byteorder=True)
            layout = QImage.Format.Format_RGBA8888 if drawn.n_channels == 4 else QImage.Format.Format_RGB888
            return QImage(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, layout).copy()
    except pypdfium2.PdfiumError as error:
        raise KnownError("broken_file", "这个 PDF 的第一页画不出来，可另存后用阅读软件打开。") from error


def _bytes_of(write: Callable[[QPdfWriter], object]) -> bytes:
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    write(QPdfWriter(held))
    held.close()
    return bytes(held.data().data())


def _open_pages(writer: QPdfWriter, *, landscape: bool = False, paper: Paper = Paper.A4) -> None:
    writer.setResolution(DPI)
    size = QPageSize(QPageSize.PageSizeId.A3 if paper is Paper.A3 else QPageSize.PageSizeId.A4)
    turned = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    writer.setPageLayout(QPageLayout(size, turned, QMarginsF(0, 0, 0, 0)))


def _write_picture(writer: QPdfWriter, picture: QImage) -> None:
    _open_pages(writer, landscape=picture.width() > picture.height())
    room = QRectF(writer.pageLayout().fullRectPixels(DPI)).adjusted(_EDGE, SIDE, -_EDGE, -_EDGE)
    shown = QRectF(QPointF(0, 0), QSizeF(picture.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio))
    shown.moveCenter(room.center())
    painter = QPainter(writer)
    painter.drawImage(shown, picture)
    painter.end()


def _write_marks(writer: QPdfWriter, words: Sequence[str]) -> None:
    _open_pages(writer)
    page = QRectF(writer.pageLayout().fullRectPixels(DPI))
    painter = QPainter(writer)
    for number, mark in enumerate(words):
        if number:
            writer.newPage()
        painter.setFont(_font(8.5))
        painter.setPen(QColor(tokens.INK_SOFT))
        corner = QRectF(page.left(), page.top() + _pt(12), page.width() - _pt(24), _pt(14))
        painter.drawText(corner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, mark)
    painter.end()


def _write(writer: QPdfWriter, document: Document) -> int:
    document = discreet_document(document)
    _open_pages(writer, landscape=document.landscape, paper=document.paper)
    writer.setTitle(document.name)
    sheets = lay_out(document)
    painter = QPainter(writer)
    for number, sheet in enumerate(sheets):
        if number:
            writer.newPage()
        sheet.paint(painter)
    painter.end()
    return len(sheets)


def _paginate(pieces: Iterator[_Piece | _NewPage], room: float) -> list[list[_Piece]]:
    """Pieces on pages: headings go with what follows, table heads come again, no page begins with space."""
    pages: list[list[_Piece]] = [[]]
    used = 0.0
    for piece in pieces:
        if isinstance(piece, _NewPage):
            if pages[-1]:
                pages.append([])
                used = 0.0
            continue
        if used + piece.height > room and pages[-1]:
            moved = _take_kept(pages[-1])
            fresh = [*moved, *(() if any(each in piece.again for each in moved) else piece.again)]
            pages.append(fresh)
            used = sum(each.height for each in fresh)
        if piece.space and not pages[-1]:
            continue
        pages[-1].append(piece)
        used += piece.height
    return pages


def _take_kept(page: list[_Piece]) -> list[_Piece]:
    """Take from a page's end what must go with the next piece; a page is never emptied by it."""
    kept: list[_Piece] = []
    while len(page) > 1 and page[-1].keep_with_next:
        kept.insert(0, page.pop())
    return kept


# Type


@cache
def _font(points: float, bold: bool = False) -> QFont:
    font = QFont(list(FAMILIES))
    font.setPixelSize(round(_pt(points)))
    font.setBold(bold)
    return font


def _wrap(text: str, font: QFont, width: float) -> list[str]:
    """The lines of a text in a width; at least one."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph, font)
        layout.setTextOption(option)
        layout.beginLayout()
        before = len(lines)
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1.0))
            # Qt counts UTF-16 units; a rare character of a name takes two of them.
            units = paragraph.encode("utf-16-le")[2 * line.textStart() : 2 * (line.textStart() + line.textLength())]
            lines.append(units.decode("utf-16-le"))
        layout.endLayout()
        if len(lines) == before:
            lines.append("")
    return lines


def _draw_line(text: str, font: QFont, box: QRectF, align: Qt.AlignmentFlag, painter: QPainter, top: float) -> None:
    painter.setFont(font)
    painter.setPen(QColor(Qt.GlobalColor.black))
    painter.drawText(box.translated(0, top), align | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)


def _draw_foot(painter: QPainter, note: str, count: str, wide: float, high: float) -> None:
    font = _font(8.5)
    box = QRectF(SIDE, high - FOOT_AT - _pt(6), wide - 2 * SIDE, _pt(14))
    painter.setFont(font)
    painter.setPen(QColor(tokens.INK_SOFT))
    middle = Qt.AlignmentFlag.AlignVCenter
    if note:
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | middle, note)
    painter.drawText(box, (Qt.AlignmentFlag.AlignRight if note else CENTER) | middle, count)


# Blocks


def _pieces(blocks: Sequence[Block], width: float) -> Iterator[_Piece | _NewPage]:
    for block in blocks:
        match block:
            case Heading():
                yield from _heading(block, width)
            case Paragraph():
                yield from _lines(
                    block.text,
                    _font(11, block.bold),
                    width,
                    _ALIGN.get(block.align, _ALIGN["left"]),
                    _pt(11) * TEXT_LINE,
                )
            case Table():
                yield from _table(block, width)
            case Signatures():
                yield from _signatures(block, width)
            case PageBreak():
                yield _NewPage()


def _space(points: float, *, keep: bool = False) -> _Piece:
    return _Piece(_pt(points), lambda painter, top: None, keep_with_next=keep, space=True)


def _lines(
    text: str, font: QFont, width: float, align: Qt.AlignmentFlag, height: float, *, keep: bool = False
) -> Iterator[_Piece]:
    for line in _wrap(text, font, width):
        yield _Piece(
            height, partial(_draw_line, line, font, QRectF(SIDE, 0, width, height), align), keep_with_next=keep
        )


def _heading(heading: Heading, width: float) -> Iterator[_Piece]:
    size = {0: 18, 1: 14}.get(heading.level, 12)
    align = CENTER if heading.level == 0 else _ALIGN["left"]
    yield _space(0 if heading.level == 0 else 8, keep=True)
    yield from _lines(heading.text, _font(size, True), width, align, _pt(size) * 1.5, keep=True)
    yield _space(10 if heading.level == 0 else 3, keep=True)


def _signatures(signatures: Signatures, width: float) -> Iterator[_Piece]:
    """Two captions a line, each with a rule to sign on."""
    yield _space(14)
    height, half = _pt(34), width / 2
    font = _font(11)

    def draw(captions: Sequence[str], painter: QPainter, top: float) -> None:
        for place, caption in enumerate(captions):
            left = SIDE + place * half
            words = caption if caption.endswith(("：", ":")) else f"{caption}："
            _draw_line(words, font, QRectF(left, 0, half, height), _ALIGN["left"], painter, top)
            start = left + QFontMetricsF(font).horizontalAdvance(words) + _pt(4)
            painter.setPen(QPen(QColor(Qt.GlobalColor.black), _pt(0.6)))
            foot = top + height / 2 + _pt(8)
            painter.drawLine(QPointF(start, foot), QPointF(left + half - _pt(18), foot))

    for first in range(0, len(signatures.captions), 2):
        yield _Piece(height, partial(draw, signatures.captions[first : first + 2]))


# Tables


def _table(table: Table, width: float) -> Iterator[_Piece]:
    size = 9.5
    widths = _widths(table, width, _font(size), _font(size, True))
    if table.groups:
        head = [_grouped_head(table, widths, _font(size, True))]
    else:
        head = _row(table.head, widths, _font(size, True), [CENTER] * len(widths), ground=True)
    head_again = tuple(head)
    yield _space(4, keep=True)
    yield from head
    align = [_ALIGN.get(each, _ALIGN["left"]) for each in table.align]
    align += [_ALIGN["left"]] * (len(widths) - len(align))
    for cells in table.rows:
        for piece in _row(cells, widths, _font(size), align):
            yield _Piece(piece.height, piece.draw, again=head_again)
    yield _space(8)


def _widths(table: Table, width: float, font: QFont, bold: QFont) -> list[float]:
    """As the document says, else by what the cells hold: short columns as they are, long ones share what is left."""
    if len(table.widths) == len(table.head):
        whole = sum(table.widths) or 1
        return [width * share / whole for share in table.widths]
    wanted = []
    measure, measure_head = QFontMetricsF(font), QFontMetricsF(bold)
    for place, title in enumerate(table.head):
        cells = [row[place] for row in table.rows if place < len(row)]
        widest = max((measure.horizontalAdvance(line) for cell in cells for line in cell.split("\n")), default=0.0)
        wanted.append(max(widest, measure_head.horizontalAdvance(title)) + 2 * CELL_PAD + _pt(2))
    return _share(wanted, width)


def _share(wanted: Sequence[float], width: float) -> list[float]:
    """Widths that fill `width`: what is wanted where it is below a fair share, the rest evenly."""
    given: dict[int, float] = {}
    for place in sorted(range(len(wanted)), key=lambda each: wanted[each]):
        fair = (width - sum(given.values())) / (len(wanted) - len(given))
        given[place] = min(wanted[place], fair)
    spare = (width - sum(given.values())) / max(len(wanted), 1)
    return [given[place] + spare for place in range(len(wanted))]


_MOST_LINES = 40
"""A row with more lines than this is cut into several, or it could be higher than a page."""


def _row(
    cells: Sequence[str],
    widths: Sequence[float],
    font: QFont,
    align: Sequence[Qt.AlignmentFlag],
    *,
    ground: bool = False,
) -> list[_Piece]:
    padded = [*cells, *[""] * (len(widths) - len(cells))]
    wrapped = [_wrap(cell, font, wide - 2 * CELL_PAD) for cell, wide in zip(padded, widths, strict=False)]
    most = max((len(lines) for lines in wrapped), default=1)
    line = font.pixelSize() * CELL_LINE
    made = []
    for first in range(0, most, _MOST_LINES):
        part = [lines[first : first + _MOST_LINES] for lines in wrapped]
        height = max(len(lines) for lines in part) * line + 2 * CELL_PAD
        made.append(
            _Piece(height, partial(_draw_row, part, widths, font, align, height, ground), keep_with_next=ground)
        )
    return made


def _draw_row(
    part: Sequence[Sequence[str]],
    widths: Sequence[float],
    font: QFont,
    align: Sequence[Qt.AlignmentFlag],
    height: float,
    ground: bool,
    painter: QPainter,
    top: float,
) -> None:
    left = SIDE
    for lines, wide, side in zip(part, widths, align, strict=False):
        _draw_cell(lines, QRectF(left, top, wide, height), font, side, ground, painter)
        left += wide


def _draw_cell(
    lines: Sequence[str], box: QRectF, font: QFont, align: Qt.AlignmentFlag, ground: bool, painter: QPainter
) -> None:
    if ground:
        painter.fillRect(box, QColor(tokens.SUNKEN))
    painter.setPen(QPen(QColor(Qt.GlobalColor.black), _pt(0.5)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    line = font.pixelSize() * CELL_LINE
    first = (box.height() - len(lines) * line) / 2
    for number, words in enumerate(lines):
        inner = QRectF(box.left() + CELL_PAD, first + number * line, box.width() - 2 * CELL_PAD, line)
        _draw_line(words, font, inner, align, painter, box.top())


def _grouped_head(table: Table, widths: Sequence[float], font: QFont) -> _Piece:
    """Captions over their columns; a column without a caption takes both rows."""
    line = font.pixelSize() * CELL_LINE
    captions: list[tuple[list[str], float, float]] = []
    titles: list[tuple[list[str], float, float, bool]] = []
    place, left = 0, SIDE
    for caption, span in table.groups:
        wide = sum(widths[place : place + span])
        if caption:
            captions.append((_wrap(caption, font, wide - 2 * CELL_PAD), left, wide))
        for column in range(place, place + span):
            words = _wrap(table.head[column], font, widths[column] - 2 * CELL_PAD)
            titles.append((words, left, widths[column], bool(caption)))
            left += widths[column]
        place += span
    upper = max((len(words) for words, _, _ in captions), default=1) * line + 2 * CELL_PAD
    most = [len(words) for words, _, _, below in titles if below]
    alone = max((len(words) for words, _, _, below in titles if not below), default=1) * line + 2 * CELL_PAD
    lower = max(max(most, default=1) * line + 2 * CELL_PAD, alone - upper)

    def draw(painter: QPainter, top: float) -> None:
        for words, at, wide in captions:
            _draw_cell(words, QRectF(at, top, wide, upper), font, CENTER, True, painter)
        for words, at, wide, below in titles:
            box = QRectF(at, top + upper, wide, lower) if below else QRectF(at, top, wide, upper + lower)
            _draw_cell(words, box, font, CENTER, True, painter)

    return _Piece(upper + lower, draw, keep_with_next=True)
