"""The photos of postings."""

from __future__ import annotations

from dataclasses import dataclass

from dibao_desktop.clearance.queries import policy_of
from dibao_desktop.notices.records import NoticeBatch, NoticeEntry, NoticePhoto
from dibao_desktop.notices.rules.states import EntryState, PhotoMoment
from dibao_desktop.storage.attachments import attachments
from dibao_desktop.storage.database import tuples


@dataclass(frozen=True)
class PhotoRow:
    """One photo of a posting."""

    id: int
    batch_id: int
    moment: PhotoMoment
    title: str
    taken_on: str
    digest: str


def photos(batch_id: int) -> tuple[PhotoRow, ...]:
    """Those of a posting, of its hanging up first."""
    rows = tuples(
        NoticePhoto.select(
            NoticePhoto.id,
            NoticePhoto.batch,
            NoticePhoto.moment,
            NoticePhoto.title,
            NoticePhoto.taken_on,
            NoticePhoto.digest,
        )
        .where(NoticePhoto.batch == batch_id, NoticePhoto.removed_on == "")
        .order_by(NoticePhoto.moment != PhotoMoment.POSTED.value, NoticePhoto.taken_on, NoticePhoto.id)
    )
    return tuple(PhotoRow(id_, batch, PhotoMoment(moment), *rest) for id_, batch, moment, *rest in rows)


@dataclass(frozen=True)
class BoardPhoto:
    """A photo of a board that a household hung on; `title` names the posting and what the photo proves."""

    id: int
    title: str
    taken_on: str


def photos_of_case(case_id: int) -> tuple[BoardPhoto, ...]:
    """The photos of all boards that a case hung on, in the order of its rounds. A board is public, and so is its photo."""
    hung = NoticeEntry.state.not_in([EntryState.LISTED.value, EntryState.REMOVED.value])
    batches = (
        NoticeBatch.select(NoticeBatch.id, NoticeBatch.number, NoticeBatch.campaign, NoticeBatch.round)
        .join(NoticeEntry)
        .where(NoticeEntry.case == case_id, hung)
        .order_by(NoticeBatch.round, NoticeBatch.id)
        .distinct()
    )
    return tuple(
        BoardPhoto(
            photo.id,
            f"{policy_of(campaign).notice_round(round_).label}{photo.moment.value}照片（{number}）",
            photo.taken_on,
        )
        for batch, number, campaign, round_ in tuples(batches)
        for photo in photos(batch)
    )


def photo_content(photo_id: int) -> bytes:
    """The picture itself. Raises KnownError when the file is missing or damaged."""
    return attachments().get(str(NoticePhoto.select(NoticePhoto.digest).where(NoticePhoto.id == photo_id).scalar()))


def photo_digests() -> set[str]:
    """The names of all files behind the photos, those taken out as well."""
    return {digest for (digest,) in tuples(NoticePhoto.select(NoticePhoto.digest).distinct())}
