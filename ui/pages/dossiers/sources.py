"""What files said of a household beyond its record: what waits to be decided, and columns that no field takes."""

from __future__ import annotations

from PySide6.QtCore import Signal

from dibao_desktop.dossiers.queries.differences import open_differences, source_notes
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card
from ui.widgets.key_values import KeyValueRows
from ui.widgets.text import Caption


class SourcesCard(Card):
    """Hidden where files said nothing more. Emits `decide_asked` to have what waits decided."""

    decide_asked = Signal()

    def __init__(self) -> None:
        super().__init__("名册里的其他内容")
        self._decide = LinkButton("去决定…", self.decide_asked.emit, small=True)
        self.add_to_head(self._decide)
        self._pairs = KeyValueRows()
        self._source = Caption(wrap=True)
        self.add(self._pairs)
        self.add(self._source)

    def show_household(self, household_id: int) -> None:
        """Show those of one household."""
        waiting, notes = open_differences(household_id), source_notes(household_id)
        pairs = [
            (f"{each.field}（待定）", f"档案 {each.office_value or '空'}，文件 {each.file_value or '空'}")
            for each in waiting
        ]
        pairs += [(head, said) for _, head, said in notes]
        self.setVisible(bool(pairs))
        self._decide.setVisible(bool(waiting))
        self._pairs.show_pairs(pairs)
        sources = dict.fromkeys([each.source for each in waiting] + [source for source, _, _ in notes])
        self._source.setText(f"来源：{'、'.join(sources)}")
