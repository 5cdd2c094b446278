"""The section 家庭状况: what is known of the family beyond its roster, each list in lines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from dibao_desktop.dossiers.rules.circumstance_changes import LABELS, LIST_LABELS, PERSON_LABELS, lines_of
from dibao_desktop.dossiers.rules.circumstance_words import NOT_COUNTED_CLAUSE
from dibao_desktop.dossiers.rules.keeping import WholeRecord
from ui.widgets.card import Card, clear
from ui.widgets.text import Label, Soft

_FIRST = ("residence", "covered_reason", "contact")


class CircumstancesCard(Card):
    """Shown only where anything is known."""

    def __init__(self) -> None:
        super().__init__("家庭状况")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, 72)
        self._grid.setColumnStretch(1, 1)
        self.add(self._grid)

    def show_circumstances(self, whole: WholeRecord) -> None:
        """Show one household's circumstances."""
        clear(self._grid)
        lines = told(whole)
        self.setVisible(bool(lines))
        top = Qt.AlignmentFlag.AlignTop
        for place, (caption, words) in enumerate(lines):
            self._grid.addWidget(Soft(caption), place, 0, top)
            shown = Label(words, wrap=True)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if caption == LIST_LABELS["incomes"]:
                shown.setToolTip(f"不计入的依据：{NOT_COUNTED_CLAUSE}")
            self._grid.addWidget(shown, place, 1, top)


def told(whole: WholeRecord) -> list[tuple[str, str]]:
    """Captions with what is known, the lines of a list one below the other."""
    record, known = whole.record, whole.circumstances
    first = [f"{LABELS[name]}：{value}" for name in _FIRST if (value := getattr(known, name))]
    if known.applicant is not None and known.applicant < len(record.members):
        first.insert(0, f"申请人：{record.members[known.applicant].name}")
    lines = [("家庭", "　".join(first))]
    where = "".join(
        f"{value} {unit} " for value, unit in ((known.cabinet, "柜"), (known.box, "盒"), (known.bag, "袋")) if value
    )
    lines += [("档案位置", where.strip()), ("标签", "、".join(known.tags))]
    people = []
    for place, member in enumerate(record.members):
        facts = known.person(place)
        said = [
            f"{label} {value}"
            for name, label in PERSON_LABELS.items()
            if name != "duplicate" and (value := getattr(facts, name))
        ]
        said += ["另一份档案中也有此人（已标重复）"] if facts.duplicate else []
        if said:
            people.append(f"{member.name}：{'，'.join(said)}")
    lines.append(("成员", "\n".join(people)))
    lines += [(label, "\n".join(lines_of(record, getattr(known, name)))) for name, label in LIST_LABELS.items()]
    return [(caption, words) for caption, words in lines if words]
