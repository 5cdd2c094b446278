"""Taking in the holidays of a year: what is counted in working days falls due on other days."""

from __future__ import annotations

from dibao_desktop.clearance.records import Case
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.dates import HolidayTable
from dibao_desktop.session import Permission, Session, command
from dibao_desktop.settings import commands as settings
from dibao_desktop.storage.database import tuples


@command(Permission.ADMINISTER, Changes.SETTINGS | Changes.CLEARANCE | Changes.NOTICES | Changes.REVIEW)
def take_holidays(session: Session, year: int, table: HolidayTable) -> None:
    """Keep the office's holidays and make-up days of a year and work the days anew on which steps are due."""
    settings.keep_holidays(session, year, table)
    waiting = Case.select(Case.household).where(Case.due_on != "", Case.closed_on == "")
    session.touch(household for (household,) in tuples(waiting))
