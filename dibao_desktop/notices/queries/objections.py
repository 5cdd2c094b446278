"""Objections counted for the tables."""

from __future__ import annotations

import datetime as dt
from typing import Any

from peewee import Case as When
from peewee import fn

from dibao_desktop.notices.records import Case, NoticeEntry, Objection, Village
from dibao_desktop.storage.database import raw_tuples


def objection_counts(campaign_id: int, until: dt.date) -> list[tuple[str, int, int]]:
    """Of each village of a campaign: how many objections were raised until a day, and how many of them were settled by it."""
    day = until.isoformat()
    settled: Any = When(None, [((Objection.resolved_on != "") & (Objection.resolved_on <= day), 1)], 0)
    query = (
        Objection.select(Village.name, fn.count(Objection.id), fn.sum(settled))
        .join(NoticeEntry)
        .join(Case)
        .join(Village)
        .where(Case.campaign == campaign_id, Objection.raised_on <= day)
        .group_by(Village.id)
    )
    return list(raw_tuples(query))
