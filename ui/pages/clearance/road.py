"""One case as a vertical road: what is done with its signature, what is due now with its form, what comes later."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dibao_desktop.clearance.queries import CaseDetail
from dibao_desktop.clearance.rules.road import ReviewDecision, StepState
from dibao_desktop.domain.money import yuan
from dibao_desktop.matching.queries import leads_of
from dibao_desktop.matching.rules.leads import Verdict
from dibao_desktop.policy.rules.steps import DoneWhen, Step
from ui.pages.clearance.decision_forms import short_day
from ui.theme import tokens
from ui.theme.icons import Icon, icon
from ui.widgets.card import clear, row
from ui.widgets.text import ElidedLabel, Soft, Strong

_SIZE = 18
_TOP = 5


class Marker(QWidget):
    """A round sign on the road's line: a tick, a full point, or an empty ring."""

    def __init__(self, state: StepState, first: bool, last: bool) -> None:
        super().__init__()
        self._state, self._first, self._last = state, first, last
        self.setFixedWidth(_SIZE + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.width() / 2
        painter.setPen(QPen(QColor(tokens.BORDER), 2))
        if not self._first:
            painter.drawLine(int(middle), 0, int(middle), _TOP)
        if not self._last:
            painter.drawLine(int(middle), _TOP + _SIZE, int(middle), self.height())
        circle = QRectF(middle - _SIZE / 2, _TOP, _SIZE, _SIZE)
        if self._state is StepState.DONE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.GREEN))
            painter.drawEllipse(circle)
            icon(Icon.CHECK, tokens.ON_PRIMARY).paint(painter, circle.adjusted(3, 3, -3, -3).toRect())
        elif self._state is StepState.NOW:
            painter.setPen(QPen(QColor(tokens.PRIMARY), 2))
            painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.PRIMARY))
            painter.drawEllipse(circle.adjusted(5, 5, -5, -5))
        else:
            painter.setPen(QPen(QColor(tokens.BORDER_STRONG), 1.5))
            painter.drawEllipse(circle.adjusted(2, 2, -2, -2))
        painter.end()


class RoadView(QWidget):
    """Shows the steps of a case; the form of the present step is put in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def show_case(self, detail: CaseDetail, form: QWidget | None) -> None:
        """Show the road of a case; steps that are not for it are left out."""
        clear(self._layout)
        steps = [each for each in detail.road if each.state is not StepState.SKIPPED]
        for place, each in enumerate(steps):
            now = each.state is StepState.NOW
            line = QWidget()
            layout = QHBoxLayout(line)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(10)
            layout.addWidget(Marker(each.state, place == 0, place == len(steps) - 1))
            content = QVBoxLayout()
            content.setContentsMargins(0, 3, 0, 9 if now else 3)
            content.setSpacing(2)
            words = each.step.label
            name = Strong(words) if now else Soft(words)
            name.setToolTip(f"依据：{each.step.source}")
            said = summary(detail, each.step) if each.state is StepState.DONE or now else ""
            title = row(name, spacing=12)
            title.addWidget(ElidedLabel(said, role="caption"), 1)
            content.addLayout(title)
            if now and form is not None:
                content.addWidget(form)
            layout.addLayout(content, 1)
            self._layout.addWidget(line)


def summary(detail: CaseDetail, step: Step) -> str:
    """What is kept of a step, in one short line; empty while there is nothing."""
    kind = step.done_when
    if kind is DoneWhen.NOTICE_ENDED:
        return _notice(detail, step)
    makers = {
        DoneWhen.VISIT_SIGNED: _visit,
        DoneWhen.LEADS_JUDGED: _leads,
        DoneWhen.ASSESSMENT_CURRENT: _assessment,
        DoneWhen.REVIEW_CONCLUDED: _review,
        DoneWhen.TOWNSHIP_CHECKED: _township,
        DoneWhen.CONFIRMED: _confirmation,
        DoneWhen.HEARD: _hearing,
        DoneWhen.DECIDED: _decision,
        DoneWhen.NOTIFIED: _written,
        DoneWhen.PUBLISHED: lambda found: short_day(found.row.published_on) if found.row.published_on else "",
    }
    return makers[kind](detail)


def _visit(detail: CaseDetail) -> str:
    visit = next((each for each in detail.visits if each.signed_at and not each.void), None)
    if visit is None:
        returned = any(each.void for each in detail.visits)
        return "已退回，请重新入户" if returned else ""
    return f"{short_day(visit.draft.visited_on.isoformat())}　{'、'.join(visit.draft.investigators)}"


def _leads(detail: CaseDetail) -> str:
    if detail.facts.open_leads:
        return f"待核实 {detail.facts.open_leads} 条"
    verdicts = Counter(lead.verdict for lead in leads_of(detail.row.household_id))
    return "，".join(f"{verdicts[each.value]} 条{each.label}" for each in Verdict if verdicts[each.value]) or "没有疑点"


def _assessment(detail: CaseDetail) -> str:
    shown = detail.row
    if shown.proposal is None or detail.assessment is None:
        return ""
    amount = f"　{yuan(shown.proposed_fen)} 元" if shown.proposed_fen is not None else ""
    return f"{shown.proposal.label}{amount}"


def _review(detail: CaseDetail) -> str:
    if not detail.row.review_decision:
        return ""
    return f"{short_day(detail.row.reviewed_on)}　{ReviewDecision(detail.row.review_decision).label}"


def _notice(detail: CaseDetail, step: Step) -> str:
    shown = detail.row
    objections = f"　{shown.open_objections} 条异议待处理" if shown.open_objections else ""
    if shown.ended_round >= step.round:
        return f"已期满{objections}"
    if shown.posted_round >= step.round:
        return f"{short_day(shown.posted_on)}张贴{objections}"
    return objections.strip()


def _township(detail: CaseDetail) -> str:
    check = detail.check
    if check is None:
        return ""
    return f"{short_day(check.on)}　{'同意' if check.agreed else '不同意'}　{check.signer}"


def _confirmation(detail: CaseDetail) -> str:
    found = detail.confirmation
    if found is None:
        return ""
    return f"{short_day(found.on)}　{'同意' if found.agreed else '不同意'}　{found.signer}"


def _hearing(detail: CaseDetail) -> str:
    found = detail.hearing
    if found is None:
        return ""
    return f"{short_day(found.on)}　" + (
        "未能联系上，已记录经过" if found.unreachable else f"{found.way}　{found.heard_by}"
    )


def _decision(detail: CaseDetail) -> str:
    shown = detail.row
    if shown.outcome is None:
        return ""
    return f"{short_day(shown.decided_on)}　{shown.outcome.label}，自 {shown.effective_month} 起"


def _written(detail: CaseDetail) -> str:
    found = detail.notice
    if found is None or not found.delivered_on:
        return found.number if found else ""
    return f"{found.number}　{short_day(found.delivered_on)}{found.way}"
