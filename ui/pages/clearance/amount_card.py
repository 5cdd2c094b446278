"""金额怎么来的: the kept arithmetic line by line with its clauses, and the door to another proposal."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from dibao_desktop.clearance.queries import CaseDetail
from dibao_desktop.clearance.queries.unmoved import unmoved_by_leads
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card, clear
from ui.widgets.text import Caption, Label, Soft


class AmountCard(Card):
    """Filled by `show_case`; `other` asks for the form of another proposal."""

    def __init__(self) -> None:
        super().__init__("金额怎么来的")
        self.other = LinkButton("改为其他处理意见…", small=True)
        self.add_to_head(self.other)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        self._confirmed = Label(wrap=True, tone=Tone.AMBER)
        self.add(self._confirmed)
        self.add(self._grid)

    def show_case(self, detail: CaseDetail, may_propose: bool) -> None:
        """Show the lines; the door to another proposal only while one can be put."""
        clear(self._grid)
        self.other.setVisible(may_propose)
        overlooked = unmoved_by_leads(detail.row.campaign_id, [detail.row.id]) if may_propose else []
        self._confirmed.setText("有疑点核实属实，处理意见仍是“继续享受”，请看是否要改。")
        self._confirmed.setVisible(bool(overlooked))
        assessment = detail.assessment
        place = 0
        for line in assessment.lines if assessment else ():
            self._grid.addWidget(Soft(line.label), place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Label(line.value, wrap=True), place, 1)
            if line.source:
                self._grid.addWidget(Caption(line.source, wrap=True), place + 1, 1)
            self._grid.setRowMinimumHeight(place + 2, 6)
            place += 3
        # While 核算 is due its form says what is lacking.
        lacking = assessment.missing if assessment and detail.facts.assessed else ()
        for sentence in lacking:
            self._grid.addWidget(Label(sentence, wrap=True, tone=Tone.AMBER), place, 0, 1, 2)
            place += 1
        if assessment:
            made = assessment.made_at.replace("T", " ")[:16]
            self._grid.addWidget(Caption(f"{assessment.made_by} {made} 核算"), place, 0, 1, 2)
        self.setVisible(assessment is not None)
