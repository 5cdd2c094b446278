"""The chain of who did what: each line sealed over the one before, so that any later change shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.audit import queries
from dibao_desktop.audit.records import AuditHead, AuditLine, AuditNote
from dibao_desktop.audit.rules import GENESIS, SealedNote, seal
from dibao_desktop.session import Session
from dibao_desktop.settings.commands import change_settings
from dibao_desktop.settings.rules import Key

TEXTS = st.text(max_size=8)


@pytest.fixture
def three_changes(session: Session) -> Session:
    for phone in ("一", "二", "三"):
        change_settings(session, {Key.PHONE: phone})
    return session


@given(TEXTS, TEXTS, TEXTS)
def test_the_seal_depends_on_every_word_and_where_it_stands(actor: str, text: str, before: str) -> None:
    def sealed(actor: str, text: str, before: str) -> str:
        return seal(GENESIS, "2017-06-01T09:00", actor, "act", [SealedNote(1, text, before, "")])

    digest = sealed(actor, text, before)
    assert digest == sealed(actor, text, before)
    assert digest not in {sealed(actor + "甲", text, before), sealed(actor, text + "甲", before)}
    if text != before:
        assert digest != sealed(actor, before, text)


def test_an_untouched_chain_is_whole(three_changes: Session) -> None:
    assert queries.broken_links() == []
    assert queries.head() == AuditLine.select().order_by(AuditLine.id.desc()).get().digest


def test_a_rewritten_note_is_found(three_changes: Session) -> None:
    note = AuditNote.select().order_by(AuditNote.id.desc()).get()
    AuditNote.update(after='{"举报电话": "改过"}').where(AuditNote.id == note.id).execute()
    assert any(f"第 {note.line_id} 条" in sentence for sentence in queries.broken_links())


def test_a_removed_line_is_found(three_changes: Session) -> None:
    removed = AuditLine.select().order_by(AuditLine.id.desc()).get().id - 1
    AuditNote.delete().where(AuditNote.line == removed).execute()
    AuditLine.delete().where(AuditLine.id == removed).execute()
    assert any(f"第 {removed} 条缺失" in sentence for sentence in queries.broken_links())


@pytest.mark.parametrize("count", [1, 2])
def test_lines_cut_off_the_end_are_missed_and_stay_missed_when_work_goes_on(three_changes: Session, count: int) -> None:
    last = queries.last_line()
    cut = AuditLine.id > last - count
    AuditNote.delete().where(AuditNote.line > last - count).execute()
    AuditLine.delete().where(cut).execute()
    assert queries.broken_links() == [f"操作留痕末尾缺 {count} 条：应到第 {last} 条，只到第 {last - count} 条。"]
    change_settings(three_changes, {Key.PHONE: "四"})
    assert any("缺失" in sentence for sentence in queries.broken_links())


def test_an_end_that_is_no_longer_marked_is_found(three_changes: Session) -> None:
    AuditHead.delete().execute()
    assert queries.broken_links() == ["操作留痕末尾的记号与最后一条不符。"]
