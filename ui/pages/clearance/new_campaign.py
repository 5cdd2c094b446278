"""The dialog that starts a campaign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from dibao_desktop.clearance import commands, queries
from dibao_desktop.clearance.rules.road import CLOSED
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers.queries import totals
from dibao_desktop.policy.queries import office_packs
from dibao_desktop.session import Session
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key
from ui.forms.fields import ChoiceField, DateField, TextField, Unreadable
from ui.pages.clearance.step_form import side_by_side
from ui.widgets.dialogs import Dialog
from ui.widgets.page import Page
from ui.widgets.text import Caption


class NewCampaignDialog(Dialog):
    """Asks for the pack, a title and the days; `on_made(campaign_id)` is called once it is made."""

    def __init__(self, parent: Page, session: Session, on_made: Callable[[int], object]) -> None:
        super().__init__(parent, "新建清查行动", yes="开始", width=520, accept_if=self._make)
        self._session, self._on_made = session, on_made
        self._packs = office_packs()
        policies = list(self._packs.policies.values())
        self.pack = ChoiceField("pack", "政策方案", [(each.id, f"{each.title}（{each.year}）") for each in policies])
        self.pack.write(settings.value(Key.POLICY) or policies[0].id)
        self.title = TextField("title", "行动名称")
        self.start = DateField("start", "开始日期", whole=True)
        self.end = DateField("end", "结束日期（可不填）", whole=True)
        self.note = Caption("", wrap=True)
        for piece in (self.pack, self.note, self.title):
            self.body.addWidget(piece)
        self.body.addLayout(side_by_side(self.start, self.end))
        found = totals()
        self.body.addWidget(Caption(f"在保 {found.households} 户、保障 {found.covered} 人将列入清查。"))
        self.body.addWidget(Caption(self._under_way(), wrap=True))
        self.pack.edited.connect(self._suggest)
        self._suggest()

    def _suggest(self) -> None:
        """Offer what the pack says; the clerk may write something else."""
        policy = self._packs.policies[str(self.pack.read())]
        today = self._session.today()
        self.title.write(f"{today.year}年低保清查")
        self.start.write(today.isoformat())
        own = policy.campaign.end if policy.campaign.end and policy.campaign.end >= today else None
        self.end.write(own.isoformat() if own else (today + dt.timedelta(days=60)).isoformat())
        self.note.setText("步骤：" + " → ".join(step.label for step in policy.steps))

    def _under_way(self) -> str:
        """A second campaign beside one that runs is seldom meant."""
        now = queries.current_campaign()
        if now is None:
            return ""
        found = queries.progress(now.id)
        left = found.households + found.applicants - found.at_step(CLOSED)
        return f"“{now.title}”还有 {left} 户没有办结。再开始一个行动，这些户会在两个行动里各办一遍。" if left else ""

    def _make(self) -> str:
        if any(each.title == self.title.read() for each in queries.campaigns()):
            return f"已经有一个行动叫“{self.title.read()}”，请换一个名称。"
        try:
            start, end = self.start.read(), self.end.read()
        except Unreadable as problem:
            return str(problem)
        if not isinstance(start, dt.date):
            return "请填写开始日期。"
        last = end if isinstance(end, dt.date) else None
        pack = self._packs.texts[str(self.pack.read())]
        try:
            made = commands.start_campaign(self._session, str(self.title.read()), pack, start, last)
        except KnownError as refused:
            return refused.message
        self._on_made(made)
        return ""
