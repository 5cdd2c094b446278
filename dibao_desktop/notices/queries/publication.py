"""Who is paid, as it hangs in the village all the time."""

from __future__ import annotations

import datetime as dt

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.domain.document import Document, Paper
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.notices.queries.lines import lines_of_households
from dibao_desktop.notices.rules.board import board_order
from dibao_desktop.notices.rules.publication import Published, publication_document
from dibao_desktop.notices.rules.publishing import public_village
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key


def publication(campaign_id: int, village_id: int | None, day: dt.date, paper: Paper = Paper.A4) -> Document:
    """All that are paid, of one village or of each. Raises KnownError when nobody is."""
    policy = clearance.policy_of(campaign_id)
    paid = [row for row in dossiers.money_facts() if village_id in (None, row.village_id)]
    kept = dossiers.kept([row.household_id for row in paid])
    lines = lines_of_households(policy, kept, day)
    found = []
    for village in dossiers.villages():
        mine = [each for each in kept.values() if each.village_id == village.id]
        mine.sort(key=lambda each: board_order(each.record.group, each.record.number))
        if mine:
            found.append(Published(public_village(village.name), tuple(lines[each.id] for each in mine)))
    if not found:
        raise KnownError("nobody_paid", "没有在保的户可以公布，请先导入名册或核对在保状态。")
    unit = settings.value(Key.UNIT, settings.value(Key.TOWN))
    return publication_document(policy.notice, unit, settings.value(Key.PHONE), day, found, paper)
