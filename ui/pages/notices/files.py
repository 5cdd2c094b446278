"""The files that a posting is written to: for the printer, for the wall, for a website."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dibao_desktop.domain.document import Document, Paper
from dibao_desktop.reports.documents import write_docx
from dibao_desktop.reports.web import write_csv, write_html
from dibao_desktop.reports.workbooks import write_xlsx
from ui.printing import print_pdf

_PDF, _WORD = "PDF 文件 (*.pdf)", "Word 文档 (*.docx)"


@dataclass(frozen=True)
class BoardFile:
    """One kind of file. `online`: without full names, and only while the board hangs."""

    words: str
    kinds: str
    ending: str
    write: Callable[[Document, Path], object]
    paper: Paper = Paper.A4
    online: bool = False


A4_PDF = BoardFile("PDF（A4）", _PDF, ".pdf", print_pdf)
FILES = (
    A4_PDF,
    BoardFile("PDF（A3，字放大，张贴用）", _PDF, ".pdf", print_pdf, Paper.A3),
    BoardFile("Word（A4）", _WORD, ".docx", write_docx),
    BoardFile("Word（A3，字放大）", _WORD, ".docx", write_docx, Paper.A3),
    BoardFile("网站公示：网页（姓名隐去）", "网页 (*.html)", ".html", write_html, online=True),
    BoardFile("网站公示：Excel（姓名隐去）", "Excel 工作簿 (*.xlsx)", ".xlsx", write_xlsx, online=True),
    BoardFile("网站公示：CSV（姓名隐去）", "CSV 文件 (*.csv)", ".csv", write_csv, online=True),
)
