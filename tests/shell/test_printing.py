"""Documents as PDF: pages, repeated heads, nothing alone at the foot of a page."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF

from dibao_desktop.domain.document import Document, Heading, PageBreak, Paragraph, Signatures, Table
from dibao_desktop.domain.errors import KnownError
from ui import printing
from ui.printing import _font, _NewPage, _paginate, _Piece, _pieces, _share, _wrap, print_pdf

BOARD = Table(("序号", "户主", "结果"), tuple((str(n), "周红巧", "继续享受") for n in range(1, 101)), align=("center",))

ROOM = printing._pt(700)


def laid_out(*blocks, room=ROOM):
    return _paginate(_pieces(blocks, printing._pt(480)), room)


def test_a_document_becomes_a_pdf_with_its_pages(qapp, tmp_path):
    board = Document(
        "公示",
        (Heading("公示", 0), Paragraph("据实公示。"), BOARD, Signatures(("组长", "记录人", "监督人"))),
        footer="青石乡民政办",
    )
    assert print_pdf(board, tmp_path / "夹" / "公示.pdf") == 4
    assert (tmp_path / "夹" / "公示.pdf").read_bytes().startswith(b"%PDF")
    assert print_pdf(Document("空", (), landscape=True), tmp_path / "空.pdf") == 1


def test_a_file_that_cannot_be_written_is_a_sentence(qapp, tmp_path):
    (tmp_path / "公示.pdf").mkdir()
    with pytest.raises(KnownError, match="无法写入"):
        print_pdf(Document("公示", ()), tmp_path / "公示.pdf")


def test_the_head_of_a_table_stands_on_each_of_its_pages(qapp):
    pages = laid_out(BOARD)
    heads = [[piece for piece in page if piece.keep_with_next] for page in pages]
    assert len(pages) > 2
    assert all(len(head) == 1 for head in heads)
    assert heads[0][0] is heads[1][0]
    rows = [piece for page in pages for piece in page if piece.again]
    assert len(rows) == 100


def test_a_heading_goes_with_what_follows(qapp):
    line = Paragraph("一行")
    whole = laid_out(*[line] * 30)
    assert len(whole) == 1
    height = sum(piece.height for piece in whole[0])
    pages = laid_out(*[line] * 30, Heading("二、异议"), line, room=height + printing._pt(40))
    assert [len(page) for page in pages] == [30, 4]


@pytest.mark.parametrize("lines", range(32, 46))
def test_a_heading_over_a_table_goes_with_its_first_row(qapp, lines):
    for page in laid_out(*[Paragraph("据实记录。")] * lines, Heading("评议结果"), BOARD):
        assert not page[-1].keep_with_next


def test_a_break_begins_a_page_and_never_an_empty_one(qapp):
    assert [len(page) for page in laid_out(Paragraph("一"), PageBreak(), PageBreak(), Paragraph("二"))] == [1, 1]
    assert laid_out(PageBreak()) == [[]]


def test_what_is_higher_than_a_page_is_not_lost():
    tall = _Piece(100, lambda painter, top: None)
    assert [len(page) for page in _paginate(iter([tall, _NewPage(), tall]), 50)] == [1, 1]


def test_a_cell_with_many_lines_is_cut_into_rows(qapp):
    pages = laid_out(Table(("说明",), (("说明" * 3000,),)))
    assert len(pages) > 1


def test_lines_keep_every_sign_and_fit(qapp):
    font = _font(11)
    text = "户主欧阳𠮷福，身份证号530000195203114132，" * 5
    lines = _wrap(text, font, printing._pt(120))
    assert "".join(lines) == text
    assert all(QFontMetricsF(font).horizontalAdvance(line.rstrip()) <= printing._pt(121) for line in lines)
    assert _wrap("一\n\n二", font, 1e6) == ["一", "", "二"]


def test_short_columns_keep_their_width_and_the_whole_is_filled():
    assert _share([10, 500, 40], 100) == [10, 50, 40]
    assert sum(_share([10, 500, 400], 100)) == pytest.approx(100)
    assert _share([10, 20], 100) == [45, 55]
