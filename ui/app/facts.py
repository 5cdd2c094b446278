"""What the shell itself shows, asked from the capabilities: campaigns, villages, status, counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dibao_desktop.access import queries as access
from dibao_desktop.audit import queries as audit
from dibao_desktop.clearance import queries as clearance
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.matching import queries as matching
from dibao_desktop.notices import queries as notices
from dibao_desktop.office import Office
from dibao_desktop.reports.due import due_reports
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key
from ui.app.finding import find
from ui.widgets.page import Scope
from ui.widgets.search_popup import FoundGroup
from ui.widgets.status_line import Status


class OfficeFacts:
    """The `ShellFacts` of an open office."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def signed_in(self) -> tuple[str, str]:
        """Name and role, and the office's own name."""
        actor = self._office.session.actor
        role = next((row.role.value for row in access.accounts() if row.id == actor.account_id), "")
        return " · ".join(part for part in (actor.name, role) if part), settings.value(Key.UNIT, self._office.town)

    def campaigns(self) -> Sequence[tuple[int, str]]:
        """The newest first; a closed one says so."""
        return [(row.id, f"{row.title}（已结束）" if row.closed_on else row.title) for row in clearance.campaigns()]

    def whole(self) -> str:
        """What the scope chooser calls the whole office: `全乡`, `全镇`."""
        last = self._office.town[-1:]
        return f"全{last}" if last in ("乡", "镇", "县", "区", "市") else "全部"

    def villages(self) -> Sequence[str]:
        """Every village, in the office's order."""
        return [row.name for row in dossiers.villages()]

    def status(self, scope: Scope) -> Status:
        """When something was last saved and backed up, and how many cases have a limit that ends today or has ended."""
        today = self._office.session.today()
        last = audit.latest(1)
        backup = settings.value(Key.LAST_BACKUP)
        cases = clearance.due_count(scope.campaign_id, today.isoformat()) if scope.campaign_id is not None else 0
        checks = clearance.checks_due(today.isoformat())
        return Status(
            saved=f"已保存 {_when(last[0].at, today)}" if last else "",
            backup=f"备份 {_when(backup, today)}，已验证" if backup else "尚未备份",
            due=_due_words(cases, checks),
            door=("clearance", {"due": today.isoformat()} if cases else {"calendar": True}),
        )

    def find(self, text: str, scope: Scope) -> Sequence[FoundGroup]:
        """What the search box finds in all capabilities."""
        return find(text, scope.campaign_id)

    def badges(self, scope: Scope) -> dict[str, int]:
        """Counts for the rail: leads that wait for a verdict, boards to take down and objections to settle, reports due."""
        today, campaign_id = self._office.session.today(), scope.campaign_id
        village = next((row.id for row in dossiers.villages() if row.name == scope.village), None)
        urgent = notices.urgent(campaign_id, today) if campaign_id is not None else 0
        waiting = len(due_reports(today))
        return {"matching": matching.open_leads(village), "notices": urgent, "tables": waiting}


def _due_words(cases: int, checks: int) -> str:
    """Limits of cases and verifications of households, both due today or before."""
    if not cases and not checks:
        return ""
    share = f"（定期核查 {checks} 户）" if checks else ""
    return f"已到期限 {cases + checks} 户{share}"


def _when(stamp: str, today: dt.date) -> str:
    """`08:15` today, `6月1日 08:15` on another day of this year, else with the year."""
    at = dt.datetime.fromisoformat(stamp)
    if at.date() == today:
        return f"{at:%H:%M}"
    day = f"{at.month}月{at.day}日"
    return f"{day} {at:%H:%M}" if at.year == today.year else f"{at.year}年{day}"
