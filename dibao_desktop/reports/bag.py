"""一户一袋: a whole dossier as one PDF in binding order, with a cover, an index and page numbers that run through.

What is drawn is drawn by the printer that is handed in; here the pages are only put in order, brought to A4 and numbered.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.domain.document import Block, Document, Heading, Paragraph, Table
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.printing import Printer
from dibao_desktop.domain.secrecy import discreet, discreet_document
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.queries import HouseholdDetail, PaperRow
from dibao_desktop.dossiers.rules.checklist import LINES, POSTED
from dibao_desktop.dossiers.rules.paper_files import PaperKind
from dibao_desktop.notices import queries as notices
from dibao_desktop.reports.case_papers import case_papers
from dibao_desktop.reports.papers import Checklist, checklist
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key
from dibao_desktop.storage.whole_file import write_whole

_A4 = (595.276, 841.89)
_ROOM_FOR_MARK = 26
_NEARLY = 4


@dataclass(frozen=True)
class _Part:
    """One paper of the bag; `line` is 0 for what stands before the checklist."""

    line: int
    title: str
    pages: tuple[PageObject, ...]
    remark: str


def write_bag(household_id: int, campaign_id: int | None, printer: Printer, today: str, out: Path) -> int:
    """Write the bag of one household and return its number of pages.

    Raises KnownError when a paper cannot be read, or the file not be written.
    """
    found = dossiers.household(household_id)
    if found is None:
        raise KnownError("no_household", "这份档案已不存在，请刷新列表后再试。")
    papers = checklist(household_id, campaign_id)
    parts = list(_parts(found, campaign_id, papers, printer))
    front = _front(found, papers, parts, printer, today)
    writer = _bound([*front, *parts], printer)
    writer.add_metadata({"/Title": f"一户一袋 {found.record.number} {discreet(found.record.head_name)}"})
    content = io.BytesIO()
    writer.write(content)
    write_whole(out, content.getvalue())
    return len(writer.pages)


# What goes in


def _parts(found: HouseholdDetail, campaign_id: int | None, papers: Checklist, printer: Printer) -> Iterator[_Part]:
    yield _drawn(0, dossiers.dossier_sheet(found.id), printer, "低保家庭档案登记表")
    case = clearance.case_of(campaign_id, found.id) if campaign_id is not None else None
    made = case_papers(case.id) if case else []
    made += [(20, dossiers.filing_form(filing.id)) for filing in dossiers.filings(found.id) if not filing.ended_on]
    for line in papers.lines:
        for number, document in made:
            if number == line.number:
                title = next(block.text for block in document.blocks if isinstance(block, Heading))
                yield _drawn(number, document, printer, title)
        if case and line.number == POSTED:
            yield from _board_photos(case.id, printer)
        for paper in line.papers:
            yield _filed(paper, printer)


def _board_photos(case_id: int, printer: Printer) -> Iterator[_Part]:
    """The photos that prove the postings (DOMAIN §13.8): kept once with the board, bound into the bag of each household on it."""
    for photo in notices.photos_of_case(case_id):
        picture = _pages(printer.picture(notices.photo_content(photo.id), 0))
        yield _Part(POSTED, photo.title, picture, f"{photo.taken_on} 摄")


def _drawn(line: int, document: Document, printer: Printer, title: str) -> _Part:
    return _Part(line, title, _printed(document, printer), "")


def _filed(paper: PaperRow, printer: Printer) -> _Part:
    remark = "原件已验" if paper.original_seen else ""
    title = discreet(paper.title)
    if paper.kind is PaperKind.DOCX:
        about = f"本件为 Word 文件“{title}”，{paper.taken_on} 加入，电子件存于本系统，纸质件另附。"
        sheet = Document(title, (Heading(title, 0), Paragraph(about)))
        return _Part(paper.line, title, _printed(sheet, printer), "另附")
    content = dossiers.paper_content(paper.id)
    if paper.kind.is_picture:
        return _Part(paper.line, title, _pages(printer.picture(content, paper.rotation)), remark)
    return _Part(paper.line, title, _of_pdf(paper, content), remark)


def _printed(document: Document, printer: Printer) -> tuple[PageObject, ...]:
    """A document drawn for the bag: the pages are counted through the whole, not in each document."""
    return _pages(printer.document(replace(discreet_document(document), numbered=False)))


def _pages(drawn: bytes) -> tuple[PageObject, ...]:
    return tuple(PdfReader(io.BytesIO(drawn)).pages)


def _of_pdf(paper: PaperRow, content: bytes) -> tuple[PageObject, ...]:
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            reader.decrypt("")
        return tuple(_as_a4(page.rotate(paper.rotation)) for page in reader.pages)
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise KnownError(
            "broken_file", f"材料“{paper.title}”的 PDF 有读不出的页，请重新扫描后替换，再打印一户一袋。"
        ) from error


def _as_a4(page: PageObject) -> PageObject:
    """The page on A4, upright or across as it is; one that is A4 already stays as it is, stamps and notes included."""
    if page.rotation:
        page.transfer_rotation_to_content()
    box = page.cropbox
    wide, high = float(box.width), float(box.height)
    sheet = _A4 if wide <= high else (_A4[1], _A4[0])
    if abs(wide - sheet[0]) < _NEARLY and abs(high - sheet[1]) < _NEARLY:
        return page
    room = sheet[1] - _ROOM_FOR_MARK
    scale = min(sheet[0] / wide, room / high)
    left, foot = (sheet[0] - wide * scale) / 2, (room - high * scale) / 2
    moved = Transformation().translate(-float(box.left), -float(box.bottom)).scale(scale).translate(left, foot)
    blank = PageObject.create_blank_page(width=sheet[0], height=sheet[1])
    blank.merge_transformed_page(page, moved)
    return blank


# Cover and index


def _front(
    found: HouseholdDetail, papers: Checklist, parts: Sequence[_Part], printer: Printer, today: str
) -> list[_Part]:
    """Cover and index. The index names pages that come after itself, so it is drawn until its own length agrees."""
    length = 0
    while len(index := _printed(_index(papers, parts, 2 + length), printer)) != length:
        length = len(index)
    total = 1 + length + sum(len(part.pages) for part in parts)
    cover = _printed(_cover(found, papers, total, today), printer)
    return [_Part(0, "封面", cover, ""), _Part(0, "卷内目录", index, "")]


def _cover(found: HouseholdDetail, papers: Checklist, total: int, today: str) -> Document:
    record = found.record
    state = papers.completeness
    rows = (
        ("档案号", record.number),
        ("户主", record.head_name),
        ("住址", f"{record.village}{record.group}"),
        ("救助类型", f"{record.aid_type} {record.category}".strip()),
        ("家庭人口 / 保障人口", f"{record.family_size} 人 / {record.covered_size} 人"),
        ("起保年月", record.start_month),
        ("低保证号", record.certificate_no),
        ("状态", found.standing),
        ("材料", f"应有 {state.needed} 项，已有 {state.there} 项（{papers.type.label}）"),
        ("页数", f"共 {total} 页"),
        ("整理日期", today),
    )
    unit = settings.value(Key.UNIT) or settings.value(Key.TOWN)
    blocks: tuple[Block, ...] = (
        *(Paragraph("") for _ in range(5)),
        Heading("最低生活保障家庭档案", 0),
        Paragraph("（一户一袋）", align="center"),
        *(Paragraph("") for _ in range(3)),
        Table(("项目", "内容"), rows, (2, 5)),
        *(Paragraph("") for _ in range(3)),
        Paragraph(unit, align="center", bold=True),
    )
    return Document("封面", blocks)


def _index(papers: Checklist, parts: Sequence[_Part], first: int) -> Document:
    rows, at = [], first
    for place, part in enumerate(parts, start=1):
        line = f"{part.line} {LINES[part.line - 1].title}" if part.line else ""
        last = at + len(part.pages) - 1
        where = str(at) if last == at else f"{at}—{last}"
        rows.append((str(place), line, part.title, where, part.remark))
        at = last + 1
    missing = [f"{number} {LINES[number - 1].title}" for number in papers.completeness.missing]
    note = f"应有未有：{'；'.join(missing)}。" if missing else "应有材料齐全。"
    table = Table(
        ("序号", "材料清单", "材料名称", "页码", "备注"),
        tuple(rows),
        (2, 8, 9, 3, 3),
        ("center", "left", "left", "center", "center"),
    )
    return Document("目录", (Heading("卷内目录", 0), table, Paragraph(note)))


# Binding


def _bound(parts: Sequence[_Part], printer: Printer) -> PdfWriter:
    """All pages in order, each with its number at the top right, and a bookmark to each part."""
    writer = PdfWriter()
    total = sum(len(part.pages) for part in parts)
    # The cover carries no number, but it counts: the number on a page is also the one that a reader of the file shows.
    marks = _pages(printer.marks([f"卷内第 {number} 页　共 {total} 页" for number in range(2, total + 1)]))
    number = 0
    for part in parts:
        for page in part.pages:
            added = writer.add_page(page)
            if number:
                _mark(added, marks[number - 1])
            number += 1
        writer.add_outline_item(part.title, number - len(part.pages))
    return writer


def _mark(page: PageObject, mark: PageObject) -> None:
    """Lay the mark over the page so that it stands in the top right corner of a page of any shape."""
    box = page.mediabox
    right, top = float(box.right) - float(mark.mediabox.right), float(box.top) - float(mark.mediabox.top)
    page.merge_transformed_page(mark, Transformation().translate(right, top))
