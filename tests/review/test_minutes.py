"""The record of a meeting: who came when, a paragraph a case, signatures; and the code that vouches for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QLineEdit

from dibao_desktop.audit import queries as audit
from dibao_desktop.domain.document import Table
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.reports.documents import write_docx
from dibao_desktop.review import commands, queries
from dibao_desktop.review.records import Ballot
from dibao_desktop.review.rules.seal import printed_code, seal_code, typed_code
from dibao_desktop.review.rules.states import Choice
from meetings import Room, a_meeting_ready_to_vote, a_village_ready, vote
from ui.pages.review.page import ReviewPage
from ui.printing import print_pdf
from ui.widgets.dialogs import AskDialog
from ui.widgets.page import PageContext, Scope


def an_evening(session, clock) -> Room:
    """One case voted on; the last member comes late, the first leaves early."""
    room = a_meeting_ready_to_vote(a_village_ready(session, 2), present=6)
    clock.now += dt.timedelta(minutes=20)
    commands.check_in(session, room.meeting_id, room.members[6])
    commands.open_case(session, room.items[0])
    commands.open_vote(session, room.items[0])
    vote(room, 0, "aaaaaan")
    commands.close_vote(session, room.items[0])
    clock.now += dt.timedelta(minutes=20)
    commands.check_out(session, room.meeting_id, room.members[0])
    return room


def closed(session, clock) -> Room:
    room = an_evening(session, clock)
    commands.close_meeting(session, room.meeting_id)
    return room


def words_of(room: Room) -> str:
    return "\n".join(getattr(block, "text", "") for block in queries.minutes(room.meeting_id).blocks)


def test_who_came_late_and_who_left_early_stand_with_the_hour(session, clock) -> None:
    room = an_evening(session, clock)
    roll = room.detail().roll
    said = words_of(room)
    assert f"{roll[6].name}（09:20 到）" in said
    assert f"{roll[0].name}（09:40 离席）" in said
    assert f"{roll[1].name}、" in said


def test_each_case_has_one_paragraph_from_the_record(session, clock) -> None:
    said = next(line for line in words_of(closed(session, clock)).splitlines() if line.startswith("情况介绍"))
    for words in ("户主", "现享受农村低保", "每月", "入户 6月1日", "核算：", "拟继续享受"):
        assert words in said


def test_everybody_has_a_place_to_sign_in_a_table(session, clock, qapp, tmp_path: Path) -> None:
    room = closed(session, clock)
    document = queries.minutes(room.meeting_id)
    table = [block for block in document.blocks if isinstance(block, Table)][-1]
    names = {row[0] for row in table.rows} | {row[3] for row in table.rows}
    assert {"尹家旺", "周敏", "赵志明", "县民政局 王平", *(row.name for row in room.detail().roll)} <= names
    write_docx(document, tmp_path / "记录.docx")
    code = queries.code_of(room.meeting_id)
    assert code in docx.Document(str(tmp_path / "记录.docx")).sections[0].footer.paragraphs[0].text
    assert print_pdf(document, tmp_path / "记录.pdf") >= 1


def test_a_draft_has_no_code_and_a_closed_record_always_the_same(session, clock) -> None:
    room = an_evening(session, clock)
    assert "草稿" in queries.minutes(room.meeting_id).footer and "校验码" not in queries.minutes(room.meeting_id).footer
    commands.close_meeting(session, room.meeting_id)
    code = queries.code_of(room.meeting_id)
    assert queries.minutes(room.meeting_id).footer.endswith(code)
    assert any(code in entry.text for entry in audit.latest(3))
    clock.pass_days(3)
    assert queries.code_of(room.meeting_id) == code


def test_a_code_tells_its_meeting_however_it_is_typed(session, clock) -> None:
    room = closed(session, clock)
    code = queries.code_of(room.meeting_id)
    for typed in (code, code.replace("-", ""), code.lower(), f" {code.replace('-', ' ')} "):
        found = queries.check_code(typed)
        assert (found.meeting_id, found.number, found.unchanged, found.why) == (room.meeting_id, 1, True, "")


def test_a_correction_gives_a_new_code_and_the_old_one_says_so(session, clock) -> None:
    room = closed(session, clock)
    old = queries.code_of(room.meeting_id)
    commands.correct_vote(session, room.items[0], "唱票时录错一票", {room.members[6]: Choice.AGREE})
    new = queries.code_of(room.meeting_id)
    assert new != old
    before, after = queries.check_code(old), queries.check_code(new)
    assert (before.unchanged, before.current) == (False, new)
    assert "唱票时录错一票" in before.why
    assert after.unchanged


def test_a_record_changed_past_the_program_is_found_out(session, clock) -> None:
    room = closed(session, clock)
    code = queries.code_of(room.meeting_id)
    Ballot.update(choice=Choice.AGAINST).where(Ballot.panel_member == room.members[1]).execute()
    found = queries.check_code(code)
    assert not found.unchanged and "备份" in found.why


@pytest.mark.parametrize(
    ("typed", "why"), [("", "12 位"), ("3F2A", "12 位"), ("0000-0000-0000", "没有校验码 0000-0000-0000")]
)
def test_what_is_no_code_of_the_office_is_refused(session, typed: str, why: str) -> None:
    with pytest.raises(KnownError, match=why):
        queries.check_code(typed)


@given(st.text(), st.text())
def test_every_code_reads_back_as_it_was_printed(head: str, digest: str) -> None:
    code = seal_code(head, digest)
    assert typed_code(printed_code(code)) == code == typed_code(code.lower())


@pytest.fixture
def page(office, runner, qtbot) -> Iterator[ReviewPage]:
    made = ReviewPage(PageContext(office.session, office, runner))
    made.resize(1198, 684)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_a_clerk_types_the_code_and_is_told(page: ReviewPage, session, clock) -> None:
    room = closed(session, clock)
    page.scope_changed(Scope(room.detail().campaign_id))
    page.list.check_link.click()
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, AskDialog)
    asked.findChild(QLineEdit).setText(queries.code_of(room.meeting_id))
    asked.accept()
    assert "石塔村第 1 次评议会" in page.banner.sentence() and "没有改动过" in page.banner.sentence()
    assert page.stages.currentWidget() is page.minutes
    page.check_code("错的")
    assert "12 位" in page.banner.sentence()
