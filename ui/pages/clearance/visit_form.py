"""The form of a home visit (入户调查表)."""

from __future__ import annotations

import re

from dibao_desktop.clearance import commands, queries
from dibao_desktop.clearance.rules.visit import Neighbour, VisitDraft, visit_problems
from dibao_desktop.domain.document import Document
from ui.forms.fields import DateField, LongTextField, TextField
from ui.pages.clearance.step_form import Act, Desk, StepForm, side_by_side
from ui.theme.icons import Icon
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import row
from ui.widgets.text import Caption

_SEPARATOR = re.compile(r"[、,，;；\s]+")


class VisitForm(StepForm):
    """Investigators, the pack's sections, neighbours, signatures. Kept unsigned while it is incomplete."""

    REMEMBERS = ("investigators",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        rule = desk.policy.visit
        kept = next((each.draft for each in desk.detail.visits if not each.signed_at), None)
        most = f"—{rule.max_investigators}" if rule.max_investigators else " 人以上"
        asked = f"{rule.min_investigators}{most}{' 人' if rule.max_investigators else ''}"
        self.body.addLayout(
            side_by_side(
                self.add_field(
                    DateField("visited_on", "入户日期", whole=True), kept.visited_on if kept else desk.today
                ),
                self.add_field(
                    TextField("investigators", f"调查人员（{asked}，用顿号分开）"),
                    "、".join(kept.investigators) if kept else "",
                ),
            )
        )
        sections = [
            self.add_field(
                LongTextField(section.id, section.title, hint=section.prompt, lines=2),
                kept.answers.get(section.id, "") if kept else "",
            )
            for section in rule.sections
        ]
        self.body.addLayout(
            row(Caption("没有情况的写“无”"), None, LinkButton("其余填“无”", self.fill_none, small=True))
        )
        self.body.addLayout(side_by_side(*sections))
        self._add_neighbours(kept)
        self.body.addLayout(
            side_by_side(
                self.add_field(TextField("family_signer", "在场签字的家庭成员"), kept.family_signer if kept else ""),
                self.add_field(TextField("summary", "调查小结（可不填）"), kept.summary if kept else ""),
            )
        )
        self.primary = PrimaryButton("签字完成", self.sign, tip="Ctrl+Enter")
        self.body.addLayout(
            row(
                self.primary,
                SecondaryButton("暂存", self.save),
                None,
                SecondaryButton("打印", lambda: self.print_later(self._document), picture=Icon.PRINT),
            )
        )

    def _add_neighbours(self, kept: VisitDraft | None) -> None:
        known = kept.neighbours if kept else ()
        self._neighbours = max(self.desk.policy.visit.neighbours_min, len(known))
        for place in range(self._neighbours):
            one = known[place] if place < len(known) else Neighbour("", "")
            grid = side_by_side(
                self.add_field(TextField(f"neighbour{place}", f"邻居 {place + 1} 姓名"), one.name),
                self.add_field(TextField(f"statement{place}", "说法"), one.statement),
            )
            grid.setColumnStretch(1, 3)
            self.body.addLayout(grid)

    def draft(self) -> VisitDraft:
        """What the form says."""
        names = tuple(name for name in _SEPARATOR.split(self.text("investigators")) if name)
        return VisitDraft(
            visited_on=self.day("visited_on"),
            investigators=names,
            answers={section.id: self.text(section.id) for section in self.desk.policy.visit.sections},
            neighbours=tuple(
                Neighbour(self.text(f"neighbour{place}"), self.text(f"statement{place}"))
                for place in range(self._neighbours)
            ),
            family_signer=self.text("family_signer"),
            summary=self.text("summary"),
        )

    def fill_none(self) -> None:
        """Write 无 where nothing is written."""
        for section in self.desk.policy.visit.sections:
            if not self.text(section.id):
                self.fields[section.id].write("无")
        self.dirty = True

    def sign(self) -> None:
        """Check everything beside its field, then sign."""
        if not self.readable():
            return
        draft = self.draft()
        problems = visit_problems(self.desk.policy.visit, draft, self.desk.today)
        if "neighbours" in problems and self._neighbours:
            problems["neighbour0"] = problems.pop("neighbours")
        for name, field in self.fields.items():
            field.show_problem(problems.get(name, ""))
        if problems:
            self.fields[next(name for name in self.fields if name in problems)].editor.setFocus()
            return
        self.do(self._act(draft, True), "入户调查已签字")

    def save(self) -> None:
        """Keep what is written without signing."""
        self.do(lambda: self._act(self.draft(), False)(), "已暂存")

    def keep(self) -> Act | None:
        return self._act(self.draft(), False) if self.dirty and self.readable() else None

    def _act(self, draft: VisitDraft, sign: bool) -> Act:
        return lambda: commands.record_visit(self.desk.session, self.desk.case_id, draft, sign=sign)

    def _document(self) -> Document:
        return queries.visit_form(self.desk.case_id)
