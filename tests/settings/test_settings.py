"""The office's own facts: what differs is written, and only that is noted."""

from dibao_desktop.audit import queries as audit
from dibao_desktop.session import Session
from dibao_desktop.settings import commands, queries
from dibao_desktop.settings.rules import Key


def test_a_change_is_kept_and_noted_with_before_and_after(session: Session) -> None:
    commands.change_settings(session, {Key.PHONE: "0871-0000000"})
    commands.change_settings(session, {Key.PHONE: "0871-1111111"})
    assert queries.value(Key.PHONE) == "0871-1111111"
    last = audit.latest(1)[0]
    assert (last.before, last.after) == ({"举报电话": "0871-0000000"}, {"举报电话": "0871-1111111"})


def test_saying_the_same_again_notes_nothing(session: Session) -> None:
    commands.change_settings(session, {Key.UNIT: "青石乡人民政府"})
    noted = len(audit.latest())
    commands.change_settings(session, {Key.UNIT: "青石乡人民政府"})
    assert len(audit.latest()) == noted


def test_what_was_never_set_reads_as_the_answer_given(session: Session) -> None:
    assert queries.value(Key.DIVISION_CODE, "未填") == "未填"
    assert Key.DIVISION_CODE not in queries.values()


def test_every_setting_has_a_label() -> None:
    assert len({key.label for key in Key}) == len(Key)
