"""The papers of a case."""

from __future__ import annotations

import pytest

from dibao_desktop.clearance import commands, queries
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.domain.document import Document, Paragraph, Signatures, Table
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.settings import commands as settings
from dibao_desktop.settings.rules import Key
from makers import make_household
from situations import a_visit, bring_to, start


def words(document: Document) -> str:
    return "\n".join(
        "|".join(cell for row in block.rows for cell in row)
        if isinstance(block, Table)
        else str(getattr(block, "text", ""))
        for block in document.blocks
    )


@pytest.fixture
def case_id(session) -> int:
    household = make_household(session)
    row = queries.case_of(start(session), household)
    assert row is not None
    return row.id


def test_the_visit_form_is_taken_along_empty_and_printed_filled(session, case_id):
    empty = queries.visit_form(case_id)
    signatures = next(block for block in empty.blocks if isinstance(block, Signatures))
    assert signatures.captions.count("调查人员：") == 3
    policy = queries.policy_of(queries.case_row(case_id).campaign_id)
    draft = a_visit(policy, session.today(), summary="情况属实")
    commands.record_visit(session, case_id, draft)
    filled = words(queries.visit_form(case_id))
    assert "2017 年 6 月 1 日" in filled
    assert "情况属实" in filled
    assert all(section.title in filled for section in policy.visit.sections)


def test_neighbours_stand_on_the_form_where_the_pack_asks_for_them(session):
    household = make_household(session)
    row = queries.case_of(start(session, "s3"), household)
    assert row is not None
    tables = [block for block in queries.visit_form(row.id).blocks if isinstance(block, Table)]
    assert len(tables[-1].rows) == 3


def test_hearing_record_and_written_notice(session, case_id):
    settings.change_settings(session, {Key.PHONE: "0000-1234567"})
    bring_to(session, case_id, DoneWhen.ASSESSMENT_CURRENT)
    commands.propose(session, case_id, Outcome.REDUCE, 224_00, "一人外出务工，不再保障")
    bring_to(session, case_id, DoneWhen.HEARD)
    assert "336.00 元变为 224.00 元" in words(queries.hearing_record(case_id))
    commands.hear(session, case_id, "周敏", unreachable="三次上门无人")
    assert "三次上门无人" in words(queries.hearing_record(case_id))
    with pytest.raises(KnownError):
        queries.written_notice(case_id)
    bring_to(session, case_id, DoneWhen.NOTIFIED)
    first = commands.write_notice(session, case_id)
    assert commands.write_notice(session, case_id, "理由有补充") == first
    paper = queries.written_notice(case_id)
    said = words(paper)
    for part in ("减发", "理由有补充", "自 2017 年 7 月起", "六十日", "六个月", "0000-1234567", first):
        assert part in said
    assert "默认" not in said
    assert isinstance(paper.blocks[1], Paragraph)


def test_a_gradual_exit_says_until_when(session, case_id):
    bring_to(session, case_id, DoneWhen.ASSESSMENT_CURRENT)
    commands.propose(session, case_id, Outcome.GRADUAL, 336_00, "就业后收入超过标准")
    bring_to(session, case_id, DoneWhen.NOTIFIED)
    commands.write_notice(session, case_id)
    assert "6 个月，发放至 2017-12 止" in words(queries.written_notice(case_id))
