"""质询与答复: what is asked about a case, and the answer."""

from __future__ import annotations

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.review.commands.lookup import item_row, unfinished_meeting
from dibao_desktop.review.queries.sheet import household_at
from dibao_desktop.review.records import Question
from dibao_desktop.review.rules.states import Topic
from dibao_desktop.session import Permission, Session, command


@command(Permission.REVIEW, Changes.REVIEW)
def ask_question(session: Session, item_id: int, asker: str, topic: Topic, text: str) -> int:
    """Write down a question on a case; it must be answered before the meeting ends (S3 质询)."""
    item = item_row(item_id)
    unfinished_meeting(item.meeting_id)
    if not asker.strip() or not text.strip():
        raise KnownError("question_incomplete", "请填写提问人和问题内容。")
    made = Question.create(item=item_id, asker=asker.strip(), topic=topic, text=text.strip(), asked_at=_now(session))
    session.note(f"{asker.strip()}就评议{topic}提问：{text.strip()}", household=household_at(item))
    return int(made.id)


@command(Permission.REVIEW, Changes.REVIEW)
def answer_question(session: Session, question_id: int, answerer: str, answer: str) -> None:
    """Write down the answer, and who gave it."""
    found = Question.get_or_none(Question.id == question_id)
    if found is None:
        raise KnownError("no_question", "没有这条质询，请刷新后再答复。")
    unfinished_meeting(found.item.meeting_id)
    if not answerer.strip() or not answer.strip():
        raise KnownError("answer_incomplete", "请填写答复人和答复内容。")
    session.note(
        f"{answerer.strip()}答复：{answer.strip()}",
        household=household_at(found.item),
        before={"答复": found.answer} if found.answer else None,
    )
    Question.update(answer=answer.strip(), answerer=answerer.strip(), answered_at=_now(session)).where(
        Question.id == question_id
    ).execute()


def _now(session: Session) -> str:
    return session.clock().isoformat(timespec="seconds")
