"""After the meeting: the minutes to read through, print and save."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTextBrowser, QVBoxLayout, QWidget

from dibao_desktop.domain.document import Block, Document, Heading, Paragraph, Signatures, Table
from ui.theme.icons import Icon
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.page import PageHead


class MinutesView(QWidget):
    """Shows a document as it will be printed, nearly; the paper itself is made by the printing."""

    list_wanted = Signal()
    pdf_wanted = Signal()
    word_wanted = Signal()
    wall_wanted = Signal()
    correction_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.correct_button = SecondaryButton("更正表决", self.correction_wanted.emit)
        self.head = PageHead(
            "",
            "",
            LinkButton("全部会议", self.list_wanted.emit),
            self.correct_button,
            SecondaryButton("投影结果", self.wall_wanted.emit, picture=Icon.PROJECTOR),
            SecondaryButton("存为 Word", self.word_wanted.emit, picture=Icon.FILE),
            PrimaryButton("存为 PDF", self.pdf_wanted.emit, picture=Icon.PRINT),
        )
        self.text = QTextBrowser()
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.document().setDocumentMargin(28)
        # A ruled table of full width is a hair wider than the page; the bar would only be in the way.
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        card = Card(padded=False)
        card.add(self.text, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.head)
        layout.addWidget(card, 1)

    def show_document(self, title: str, note: str, document: Document) -> None:
        """Show a document under a title."""
        self.head.set_title(title)
        self.head.set_note(note)
        self.text.setHtml("".join(_html(block) for block in document.blocks) + f"<p>{escape(document.footer)}</p>")


def _html(block: Block) -> str:
    match block:
        case Heading():
            tag = {0: "h2", 1: "h3"}.get(block.level, "h4")
            align = " align='center'" if block.level == 0 else ""
            return f"<{tag}{align}>{escape(block.text)}</{tag}>"
        case Paragraph():
            words = escape(block.text)
            return f"<p>{f'<b>{words}</b>' if block.bold else words}</p>"
        case Table():
            head = "".join(f"<th align='left'>{escape(cell)}</th>" for cell in block.head)
            rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in block.rows)
            return f"<table border='1' cellspacing='0' cellpadding='6' width='100%'><tr>{head}</tr>{rows}</table>"
        case Signatures():
            return "<p>" + "　　".join(f"{escape(caption)}：＿＿＿＿＿＿" for caption in block.captions) + "</p>"
    return ""
