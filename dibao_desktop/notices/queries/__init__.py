"""Reading notices; every answer is a frozen value."""

from dibao_desktop.notices.queries.batches import BatchDetail, BatchRow, EntryRow, ObjectionRow, batch, batches
from dibao_desktop.notices.queries.boards import board, doubts, period, website
from dibao_desktop.notices.queries.photos import (
    BoardPhoto,
    PhotoRow,
    photo_content,
    photo_digests,
    photos,
    photos_of_case,
)
from dibao_desktop.notices.queries.publication import publication
from dibao_desktop.notices.queries.ready import Due, Ready, due, ready, urgent, waiting_cases
from dibao_desktop.notices.queries.sent_back import waits_for

__all__ = [
    "BatchDetail",
    "BatchRow",
    "BoardPhoto",
    "Due",
    "EntryRow",
    "ObjectionRow",
    "PhotoRow",
    "Ready",
    "batch",
    "batches",
    "board",
    "doubts",
    "due",
    "period",
    "photo_content",
    "photo_digests",
    "photos",
    "photos_of_case",
    "publication",
    "ready",
    "urgent",
    "waiting_cases",
    "waits_for",
    "website",
]
