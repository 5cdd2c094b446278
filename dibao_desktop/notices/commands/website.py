"""Handing postings out for a website."""

from __future__ import annotations

from collections.abc import Sequence

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.document import Document
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.notices import queries
from dibao_desktop.notices.commands.lookup import posting
from dibao_desktop.notices.rules.states import BatchState
from dibao_desktop.session import Permission, Session, command


@command(Permission.NOTICES, Changes.NOTHING)
def put_online(session: Session, batch_ids: Sequence[int]) -> Document:
    """What of these postings goes onto a website; who took it out is noted.

    Raises KnownError unless all of them hang: before, it would be too early, and after its days it has to be taken down.
    """
    found = [posting(batch_id) for batch_id in batch_ids]
    if not found:
        raise KnownError("not_posted", "现在没有正在公示的公示榜，请先登记张贴再导出网站公示。")
    for each in found:
        if each.batch.state != BatchState.POSTED.value:
            raise KnownError("not_posted", f"{each.words}{each.batch.state}，只有公示期内的才能放到网站上。")
    document = queries.website(batch_ids)
    session.note(f"导出网站公示：{'、'.join(each.words for each in found)}")
    return document
