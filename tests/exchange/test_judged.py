"""An import about a household that this campaign has judged: nothing of it changes until somebody says so."""

from __future__ import annotations

from pathlib import Path

from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as clearance_queries
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.queries.differences import open_differences
from dibao_desktop.exchange.importing import apply, examine
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.session import Session
from exchange.variants import write_xlsx
from makers import make_household
from situations import bring_to, start

HEADS = ["档案号", "村", "户主", "家庭人口", "保障人口", "月保障金", "姓名", "与户主关系", "身份证号", "联系电话"]


def test_roster_on_a_judged_household_waits(session: Session, tmp_path: Path) -> None:
    make_household(session, 1)
    case = clearance_queries.cases(start(session))[0]
    bring_to(session, case.id, DoneWhen.REVIEW_CONCLUDED)
    before = dossiers.household(1)
    clearance.conclude_review(session, case.id, "passed", session.today())
    assert before is not None
    head = before.record.members[0]
    said = [before.record.number, before.record.village, head.name, 1, 1, 250, head.name, "户主", head.id_number]
    more = [[*HEADS, "文化程度", "就业状况"], [*said, "19911110000", "小学", "务农"]]
    outcome = apply(session, examine([write_xlsx(tmp_path / "二.xlsx", {"名册": more})]))[0]
    assert (outcome.changed, outcome.same, outcome.open, outcome.as_json()["open"]) == (0, 1, 2, 2)
    assert dossiers.household(1) == before
    assert [(row.field, row.file_value) for row in open_differences(1)] == [
        ("月保障金", "250 元"),
        ("联系电话", "19911110000"),
    ]
    assert dossiers.circumstances(1, before.member_ids).people[0].education == ""
