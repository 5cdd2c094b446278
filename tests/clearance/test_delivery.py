"""The written notice reaches the household: who brought it, who signed or would not, and the household's history tells it."""

from __future__ import annotations

import pytest

from dibao_desktop.audit.queries import history
from dibao_desktop.clearance import commands, queries
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.domain.document import Document, Table
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.reports.case_papers import case_papers
from makers import make_household
from situations import bring_to, start


@pytest.fixture
def case_id(session) -> int:
    make_household(session)
    (row,) = queries.cases(start(session))
    bring_to(session, row.id, DoneWhen.ASSESSMENT_CURRENT)
    commands.propose(session, row.id, Outcome.REDUCE, 112_00, "一名成员已就业")
    bring_to(session, row.id, DoneWhen.NOTIFIED)
    return row.id


def told(session, case_id: int) -> str:
    return history(queries.case_row(case_id).household_id)[0].text


def answers(document: Document) -> dict[str, str]:
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    return dict(table.rows)


def test_who_brought_it_and_who_signed_is_kept_and_told(session, case_id):
    number = commands.write_notice(session, case_id)
    blank = answers(queries.delivery_receipt(case_id))
    assert (number in blank["送达文书"], blank["送达人"], blank["签收人"]) == (True, "", "")
    commands.deliver_notice(session, case_id, session.today(), "直接送达", "董云秀", delivered_by="杨秀芳")
    assert told(session, case_id) == f"告知书 {number} 于 2017-06-01 直接送达，送达人杨秀芳，董云秀签收"
    filled = answers(queries.delivery_receipt(case_id))
    assert (filled["送达人"], filled["签收人"], filled["拒绝签收"]) == ("杨秀芳", "董云秀", "")
    assert [paper.name.split("_")[0] for line, paper in case_papers(case_id) if line == 16] == ["告知书", "送达回证"]


def test_without_a_name_it_was_brought_by_who_is_signed_in(session, case_id):
    commands.deliver_notice(session, case_id, session.today(), "邮寄送达", "董云秀")
    notice = queries.case(case_id).notice
    assert notice is not None
    assert (notice.delivered_by, notice.refused) == (session.actor.name, False)


def test_who_will_not_sign_has_it_left_behind_before_a_witness(session, case_id):
    with pytest.raises(KnownError, match="见证人"):
        commands.deliver_notice(session, case_id, session.today(), "直接送达", "董云秀", refused=True)
    assert queries.case(case_id).notice is None, "nothing is half written"
    commands.deliver_notice(
        session, case_id, session.today(), "直接送达", "董云秀", delivered_by="杨秀芳", refused=True, witness="段文华"
    )
    assert "留置送达，送达人杨秀芳，董云秀拒绝签收，见证人段文华" in told(session, case_id)
    receipt = answers(queries.delivery_receipt(case_id))
    assert (receipt["送达方式"], receipt["签收人"], receipt["见证人"]) == ("留置送达", "", "段文华")
    assert receipt["拒绝签收"] == "董云秀拒绝签收，已留置送达"


def test_what_a_delivery_lacks_is_said(session, case_id):
    with pytest.raises(KnownError, match="签收人"):
        commands.deliver_notice(session, case_id, session.today(), "直接送达", " ")
    with pytest.raises(KnownError, match="送达方式"):
        commands.deliver_notice(session, case_id, session.today(), "", "董云秀")
    with pytest.raises(KnownError, match="告知书"):
        queries.delivery_receipt(case_id)
