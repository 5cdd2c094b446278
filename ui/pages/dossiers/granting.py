"""登记分类施保: what was worked out beside the amount is entered as approved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from dibao_desktop.domain.dates import next_month
from dibao_desktop.domain.money import yuan
from dibao_desktop.dossiers import commands
from dibao_desktop.policy.rules.supplements import Supplements
from dibao_desktop.session import Session
from ui.forms.dialog import FormDialog, Values
from ui.forms.fields import TextField
from ui.pages.dossiers.reading import Dossier
from ui.widgets.text import Caption


def grant_dialog(parent: QWidget, session: Session, dossier: Dossier, on_done: Callable[[], object]) -> FormDialog:
    """Asks for the month and the decision; the amounts are those of the card."""
    due = dossier.whole.supplements if dossier.whole else Supplements()
    fields = [
        TextField("from_month", "自何月起", hint="例如 2017-07"),
        TextField("decision", "审批依据", hint="例如 县民政局 2017年6月20日审批"),
    ]

    def save(values: Values) -> None:
        commands.grant_supplements(
            session, dossier.household.id, due, str(values["from_month"]).strip(), str(values["decision"])
        )

    dialog = FormDialog(parent, "登记分类施保", fields, save)
    dialog.show_values({"from_month": next_month(session.today())})
    words = f"家庭分类施保 {yuan(due.household_fen)} 元，人员分类施保 {yuan(due.person_fen)} 元；保障金不变。"
    dialog.body.addWidget(Caption(words, wrap=True))
    dialog.accepted.connect(lambda: on_done())
    return dialog
