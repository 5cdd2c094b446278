"""The month end: every table of a month and of the campaign, made and written as workbooks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from dibao_desktop.cli.bench.clockwork import seconds
from dibao_desktop.domain.document import Document
from dibao_desktop.reports.catalogue import REPORTS, Asked, month_documents
from dibao_desktop.reports.workbooks import write_xlsx


def figures(today: dt.date, folder: Path) -> dict[str, float]:
    """Seconds, of the office that is open."""
    made: dict[str, Document] = {}
    month = today.isoformat()[:7]

    def campaign_tables() -> None:
        made.update({each.name: each.make(Asked(month, today)) for each in REPORTS if each.of_book is None})

    def write() -> None:
        for name, document in made.items():
            write_xlsx(document, folder / f"{name}.xlsx")

    return {
        "month_tables": seconds(lambda: made.update(month_documents(month))),
        "campaign_tables_and_lists": seconds(campaign_tables),
        "all_written_as_workbooks": seconds(write),
    }
