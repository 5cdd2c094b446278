"""Photos that prove where and how long a board hung."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers.rules.paper_files import MOST_BYTES, examine
from dibao_desktop.notices.commands.lookup import posting, refuse_future
from dibao_desktop.notices.queries.photos import photos
from dibao_desktop.notices.records import NoticePhoto
from dibao_desktop.notices.rules.states import BatchState, PhotoMoment
from dibao_desktop.session import Permission, Session, command
from dibao_desktop.storage.attachments import attachments


@command(Permission.NOTICES, Changes.NOTICES)
def add_photo(
    session: Session, batch_id: int, moment: PhotoMoment, content: bytes, title: str, taken_on: dt.date
) -> int:
    """Keep a photo of a board; that of its end shows it on its last day or later. Returns the photo's id."""
    found = posting(batch_id)
    if found.batch.state not in (BatchState.POSTED.value, BatchState.ENDED.value):
        raise KnownError("not_posted", f"{found.words}{found.batch.state}，张贴以后才能存入照片。")
    refuse_future(session, taken_on, "拍摄日期")
    first = found.batch.posted_on if moment is PhotoMoment.POSTED else found.batch.last_day
    if taken_on.isoformat() < first:
        raise KnownError(
            "too_early", f"{moment.value}照片的拍摄日期 {taken_on} 早于 {first}，请改正或改存为另一类照片。"
        )
    if not examine(content, title).kind.is_picture:
        raise KnownError("no_picture", f"{title} 不是照片，请选 JPG 或 PNG 图片。")
    kept = attachments()
    digest = kept.digest(content)
    if any(each.digest == digest for each in photos(batch_id)):
        raise KnownError("already_there", f"{title} 已在这张公示榜的照片中，没有重复存入。")
    made = NoticePhoto.create(
        batch=batch_id,
        moment=moment.value,
        title=title.strip(),
        taken_on=taken_on.isoformat(),
        digest=kept.put(content),
    )
    session.note(f"存入{found.words}{moment.value}照片“{title.strip()}”，拍于 {taken_on}")
    return int(made.id)


def add_photo_file(session: Session, batch_id: int, moment: PhotoMoment, path: Path, taken_on: dt.date) -> int:
    """The same with a file of the disk, called by its name without the ending."""
    try:
        with path.open("rb") as handle:
            content = handle.read(MOST_BYTES + 1)
    except OSError as error:
        raise KnownError("cannot_read", f"读不了 {path.name}，它可能已被移走或正被占用，请检查文件后再试。") from error
    return add_photo(session, batch_id, moment, content, path.stem, taken_on)


@command(Permission.NOTICES, Changes.NOTICES)
def remove_photo(session: Session, photo_id: int, reason: str) -> None:
    """Take a photo out; the file itself stays kept, for as long as the record of it does."""
    photo: Any = NoticePhoto.get_or_none(NoticePhoto.id == photo_id, NoticePhoto.removed_on == "")
    if photo is None:
        raise KnownError("no_photo", "这张照片已被删除，请刷新后再试。")
    if not reason.strip():
        raise KnownError("no_reason", "请写明为什么删除这张照片。")
    changed = {"removed_on": session.today().isoformat(), "removed_reason": reason.strip()}
    NoticePhoto.update(**changed).where(NoticePhoto.id == photo_id).execute()
    session.note(f"删除{posting(photo.batch_id).words}{photo.moment}照片“{photo.title}”：{reason.strip()}")
