"""办理变动: what happened in the family, entered once; what follows is shown before it is saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from dibao_desktop.clearance import commands, queries
from dibao_desktop.clearance.commands import Taken
from dibao_desktop.domain import identity
from dibao_desktop.domain.document import Document
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.money import yuan
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.codes import DisabilityGrade, DisabilityKind, Relation
from dibao_desktop.dossiers.rules.life_events import (
    EventDraft,
    LifeEvent,
    after_event,
    asks_for_head,
    choices,
    counts_from,
    event_problem,
    newcomer_of,
)
from dibao_desktop.session import Session
from ui.forms.fields import ChoiceField, DateField, EnumField, FenField, Field, IdField, TextField, Unreadable
from ui.pages.dossiers.reading import Dossier
from ui.widgets.card import clear, row
from ui.widgets.dialogs import Dialog
from ui.widgets.text import Caption, Label, Line, Soft

_RELATIONS = [(each.value, each.value) for each in Relation if each is not Relation.HEAD]
_BY_KIND = {
    LifeEvent.JOB: ("income",),
    LifeEvent.DISABILITY: ("disability_kind", "disability_grade"),
}
_NEWCOMER = ("name", "relation", "id_number")
OnTaken = Callable[[Taken, tuple[Document, ...]], object]


class EventDialog(Dialog):
    """Asks only for what the kind of event needs; `on_taken` is called with what became of it and what is to be printed."""

    def __init__(self, parent: QWidget, session: Session, dossier: Dossier, on_taken: OnTaken) -> None:
        record = dossier.household.record
        super().__init__(parent, f"办理变动：{record.head_name}", yes="登记变动", width=600, accept_if=self._refusal)
        self._session, self._household = session, dossier.household
        self._known = dossiers.circumstances(self._household.id, self._household.member_ids)
        self._pay_start = dossier.policy.decision.pay_start if dossier.policy else "next_month"
        self.fields: dict[str, Field] = {
            "kind": EnumField("kind", "发生了什么", LifeEvent),
            "on": DateField("on", "哪一天", whole=True),
            "member": ChoiceField("member", "哪一位", []),
            "new_head": ChoiceField("new_head", "新的户主", []),
            "name": TextField("name", "姓名"),
            "relation": ChoiceField("relation", "与户主关系", _RELATIONS),
            "id_number": IdField("id_number", "身份证号"),
            "income": FenField("income", "之后的家庭年收入（元）"),
            "disability_kind": EnumField("disability_kind", "残疾类别", DisabilityKind),
            "disability_grade": EnumField("disability_grade", "残疾等级", DisabilityGrade),
            "note": TextField("note", "情况和信息来源", hint="例如 村委会上报、公安比对"),
        }
        self._papers = QGridLayout()
        self._boxes: list[QCheckBox] = []
        self._follows, self._paper_caption = Label(wrap=True), Soft("要收集和打印的材料")
        self._build()
        self.taken: Taken | None = None
        self._on_taken = on_taken
        self.accepted.connect(self._tell)
        self.fields["kind"].write(LifeEvent.DEATH)
        self.fields["on"].write(session.today().isoformat())
        self._turn()
        self.fields["kind"].editor.setFocus()

    def _build(self) -> None:
        one = self.fields
        self.body.addLayout(row(one["kind"], one["on"], one["member"], spacing=12))
        for names in (("new_head",), _NEWCOMER, ("income",), ("disability_kind", "disability_grade"), ("note",)):
            self.body.addLayout(row(*(one[name] for name in names), spacing=12))
        self.body.addWidget(Line(faint=True))
        self.body.addWidget(self._follows)
        self.body.addWidget(self._paper_caption)
        self._papers.setHorizontalSpacing(24)
        self._papers.setVerticalSpacing(4)
        self.body.addLayout(self._papers)
        self.body.addWidget(Caption("勾选“变动登记表”“档案登记表”的，登记后一并生成 PDF 供打印。", wrap=True))
        one["kind"].edited.connect(self._turn)
        for name, field in one.items():
            if name != "kind":
                field.edited.connect(self._show_follows)

    # What is asked

    @property
    def kind(self) -> LifeEvent:
        """What has happened."""
        return LifeEvent(str(self.fields["kind"].read()))

    def _turn(self) -> None:
        """Another kind: ask for what it needs, tick its papers."""
        kind, record = self.kind, self._household.record
        who = [(place, record.members[place].name) for place in choices(record, self._known, kind)]
        member = self.fields["member"]
        assert isinstance(member, ChoiceField)
        member.set_choices(who)
        if member.read() is None and who:
            member.write(who[0][0])
        self._set_papers(kind.papers)
        self._show_follows()

    def _set_papers(self, papers: tuple[str, ...]) -> None:
        clear(self._papers)
        self._boxes = [QCheckBox(paper) for paper in papers]
        for place, box in enumerate(self._boxes):
            box.setChecked(True)
            self._papers.addWidget(box, place // 2, place % 2)

    def _show_follows(self) -> None:
        """Show the fields that count now, and in one sentence what will follow."""
        kind, record = self.kind, self._household.record
        draft = self._draft()
        heads = draft is not None and asks_for_head(record, self._known, draft)
        shown = {"kind", "on", "note", *(_NEWCOMER if kind.adds else ("member",)), *_BY_KIND.get(kind, ())}
        if heads:
            shown.add("new_head")
            self._offer_heads(draft.member if draft else None)
            draft = self._draft()
        for name, field in self.fields.items():
            field.setVisible(name in shown)
        problem = event_problem(record, self._known, draft, self._session.today()) if draft else "请填写日期。"
        self._follows.setText(problem or self._sentence(draft))
        self._follows.setProperty("tone", "")
        self.adjustSize()

    def _offer_heads(self, leaving: int | None) -> None:
        head = self.fields["new_head"]
        assert isinstance(head, ChoiceField)
        members = self._household.record.members
        here = [place for place in choices(self._household.record, self._known, LifeEvent.HEAD) if place != leaving]
        head.set_choices([(None, "请选择"), *((place, members[place].name) for place in here)])

    def _sentence(self, draft: EventDraft | None) -> str:
        if draft is None:
            return ""
        record = self._household.record
        outcome = after_event(record, self._known, draft)
        month = counts_from(draft, self._pay_start, self._session.today())
        paid = f"现发 {yuan(record.monthly_fen or 0)} 元不变"
        if outcome.ended:
            return f"本户已无其他成员：档案保留，自 {month} 起应停发；{paid}，待办理停发后才改。"
        counts = f"保障人口 {outcome.covered_before} → {outcome.covered_after} 人，"
        if outcome.covered_before == outcome.covered_after:
            counts = "保障人口不变，"
        if draft.kind is LifeEvent.HEAD:
            return f"户主改为{outcome.person.name}；{paid}。"
        return f"{counts}自 {month} 起重新核算；{paid}，核算并决定后才改。"

    # What it says

    def _draft(self) -> EventDraft | None:
        said: dict[str, object] = {}
        for name, field in self.fields.items():
            try:
                said[name] = field.read()
            except Unreadable:
                said[name] = None
        on, kind = said["on"], self.kind
        if not isinstance(on, dt.date):
            return None
        member, head, income = said["member"], said["new_head"], said["income"]
        draft = EventDraft(kind, on, note=str(said["note"] or ""))
        if kind.adds:
            number = str(said["id_number"] or "")
            born = identity.birth_date(number)
            birth = born.isoformat() if born else on.isoformat() if kind is LifeEvent.BIRTH else ""
            person = newcomer_of(
                str(said["name"] or ""), str(said["relation"] or ""), number, birth, identity.sex(number)
            )
            return replace(draft, newcomer=person)
        return replace(
            draft,
            member=member if isinstance(member, int) else None,
            new_head=head if isinstance(head, int) and kind.takes_away else None,
            annual_income_fen=income if isinstance(income, int) and kind is LifeEvent.JOB else None,
            disability_kind=str(said["disability_kind"] or ""),
            disability_grade=str(said["disability_grade"] or ""),
        )

    def papers(self) -> tuple[str, ...]:
        """The papers that are ticked."""
        return tuple(box.text() for box in self._boxes if box.isChecked())

    def _refusal(self) -> str:
        draft = self._draft()
        if draft is None:
            return "请填写发生的日期，例如 2017-06-18。"
        try:
            self.taken = commands.record_event(
                self._session, self._household.id, draft, self._household.version, self.papers()
            )
        except KnownError as refused:
            return refused.message
        return ""

    def _tell(self) -> None:
        if self.taken is None:
            return
        makers = {
            "变动登记表": lambda: queries.event_sheet(self.taken.event_id) if self.taken else None,
            "档案登记表": lambda: dossiers.dossier_sheet(self._household.id),
        }
        made = [makers[paper]() for paper in self.papers() if paper in makers]
        self._on_taken(self.taken, tuple(each for each in made if each is not None))
