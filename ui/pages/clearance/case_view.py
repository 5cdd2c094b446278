"""The right side of the page: one case, its road with the present form, and where its amount comes from."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from dibao_desktop.clearance import queries
from dibao_desktop.clearance.queries import CaseDetail
from dibao_desktop.clearance.rules.road import place_of
from dibao_desktop.domain.money import yuan
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.session import Session
from ui.pages.clearance.amount_card import AmountCard
from ui.pages.clearance.assess_form import ProposeForm
from ui.pages.clearance.columns import outcome_tone, step_pill
from ui.pages.clearance.forms import form_for
from ui.pages.clearance.road import RoadView
from ui.pages.clearance.step_form import Desk, StepForm
from ui.theme import tokens
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import Card, row
from ui.widgets.empty import EmptyState
from ui.widgets.key_values import KeyValueStrip
from ui.widgets.pill import Pill
from ui.widgets.text import ElidedLabel, PageTitle


class CaseView(QWidget):
    """`show_case` builds it; forms speak through its signals."""

    acted = Signal(object, str)
    go = Signal(str, object)
    print_asked = Signal(object)
    send_back_asked = Signal()
    next_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._memory: dict[str, str] = {}
        self.detail: CaseDetail | None = None
        self.form: StepForm | None = None
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFrameShape(QFrame.Shape.NoFrame)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # It takes what height there is; asking for more would have the whole page scroll under a banner.
        self.scroller.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._body = QWidget()
        layout = QVBoxLayout(self._body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens.GAP)
        self.empty = EmptyState("在左边选一户，这里显示它办到哪一步。")
        self.head, self.road_card, self.amount = self._head_card(), Card("办理进程"), AmountCard()
        self.road = RoadView()
        self.road_card.add(self.road)
        self.back = LinkButton("退回重新调查…", self.send_back_asked.emit, small=True)
        self.road_card.add_to_head(self.back)
        self.proposal_card = Card()
        self.amount.other.clicked.connect(self._open_proposal)
        for card in (self.road_card, self.proposal_card, self.amount):
            layout.addWidget(card)
        layout.addStretch(1)
        self.scroller.setWidget(self._body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(tokens.GAP)
        outer.addWidget(self.empty, 1)
        outer.addWidget(self.head)
        outer.addWidget(self.scroller, 1)
        self.show_nothing()

    def _head_card(self) -> Card:
        card = Card()
        self._name, self._place, self._step = PageTitle(), ElidedLabel(role="soft"), Pill("")
        dossier = SecondaryButton("档案", self._open_dossier)
        self.next = SecondaryButton("", self.next_asked.emit, tip="左边名单里的下一户（Ctrl+↓）")
        line = row(self._name, spacing=10)
        line.addWidget(self._place, 1)
        for widget in (self._step, dossier, self.next):
            line.addWidget(widget)
        card.add(line)
        self._strip = KeyValueStrip()
        card.add(self._strip)
        return card

    def show_next(self, waiting: int) -> None:
        """The way on to the next household, with how many wait in the list."""
        self.next.setText(f"下一户（{waiting}）")
        self.next.setVisible(waiting > 0)

    def show_nothing(self) -> None:
        """No case is chosen."""
        self.detail, self.form = None, None
        self.empty.show()
        for card in (self.head, self.scroller):
            card.hide()

    def show_case(self, case_id: int) -> None:
        """Show a case as it stands; a form that is being filled in for the same step stays as it is."""
        detail = queries.case(case_id)
        keeps = (
            self.form is not None
            and self.form.dirty
            and self.detail is not None
            and (self.detail.row.id, self.detail.row.step) == (detail.row.id, detail.row.step)
        )
        if keeps:
            return
        self.detail = detail
        policy = queries.policy_of(detail.row.campaign_id)
        desk = Desk(self._session, policy, detail, self._memory)
        self.form = form_for(desk)
        if self.form is not None:
            self.form.close_to_others()
            self._listen(self.form)
        self.road.show_case(detail, self.form)
        self._show_head(detail)
        place = place_of(policy.steps, DoneWhen.ASSESSMENT_CURRENT)
        settled = bool(detail.row.decided_on) or place is None
        may_propose = not settled and place is not None and detail.row.step_position >= place
        self.amount.show_case(detail, may_propose and not isinstance(self.form, ProposeForm))
        self.proposal_card.hide()
        self.back.setVisible(not detail.row.decided_on and bool(detail.row.visited_on))
        self.empty.hide()
        self.head.show()
        self.scroller.show()
        # The new widgets have their places only once the layout has run.
        QTimer.singleShot(0, self, self._come_into_view)

    def _come_into_view(self) -> None:
        """Scroll to what is being filled in."""
        self._body.adjustSize()
        self.scroller.verticalScrollBar().setValue(0)
        shown = self.proposal_card if self.proposal_card.isVisible() else self.form
        if shown is not None:
            self.scroller.ensureWidgetVisible(shown, 0, 24)

    def _show_head(self, detail: CaseDetail) -> None:
        shown = detail.row
        self._name.setText(shown.head_name)
        kind = " ".join(part for part in (shown.aid_type, shown.category) if part)
        place = f"档案号 {shown.number} · {shown.village}{shown.group}"
        self._place.setText(f"{place} · {kind}" if kind else place)
        pill = step_pill(shown)
        self._step.show_state(pill.words, pill.tone)
        outcome, fen = shown.outcome or shown.proposal, shown.new_fen if shown.outcome else shown.proposed_fen
        tone = outcome_tone(outcome, shown.before_fen, fen)
        self._strip.show_pairs(
            [
                ("家庭 / 保障", f"{shown.family_size} / {shown.covered} 人"),
                ("原月保障金", f"{yuan(shown.before_fen)} 元"),
                ("处理结果" if shown.outcome else "处理意见", Pill(outcome.label, tone) if outcome else "–"),
                ("新月保障金", f"{yuan(fen)} 元" if fen is not None else "–"),
                ("期限", shown.due_on or "–"),
            ]
        )

    def _open_proposal(self) -> None:
        if self.detail is None:
            return
        desk = Desk(self._session, queries.policy_of(self.detail.row.campaign_id), self.detail)
        form = ProposeForm(desk)
        self._listen(form)
        while self.proposal_card.body.count():
            item = self.proposal_card.body.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.deleteLater()
        self.proposal_card.add(form)
        self.proposal_card.show()
        form.fields["outcome"].editor.setFocus()
        QTimer.singleShot(0, self, self._come_into_view)

    def _listen(self, form: StepForm) -> None:
        form.acted.connect(self.acted)
        form.go.connect(self.go)
        form.print_asked.connect(self.print_asked)

    def _open_dossier(self) -> None:
        if self.detail is not None:
            self.go.emit("dossiers", self.detail.row.household_id)

    def press_primary(self) -> None:
        """What Ctrl+Enter does: the one button of the present step."""
        if self.form is not None and self.form.primary is not None:
            self.form.primary.click()
