"""Applicants of a file become applications; whoever is helped already or is dead holds the household back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.exchange.importing import FileOutcome, Refused, apply, examine
from dibao_desktop.session import Session
from exchange.variants import write_csv, write_xlsx
from makers import a_member, a_name, make_household, make_id

HEADS = [
    "申请唯一号",
    "受理编号",
    "主申请人姓名",
    "主申请人证件类型",
    "主申请人证件号码",
    "姓名",
    "性别",
    "出生日期",
    "证件类型",
    "证件号码",
]
HEADS += ["与主申请人关系", "曾用名", "行政区划"]
FIRST, WIFE, SECOND = make_id("19700101", 1), make_id("19710101", 2), make_id("19800101", 3)


def line(case: str, head: str, head_id: str, name: str, number: str, relation: str) -> list[Any]:
    return [case, f"S{case}", head, "居民身份证", head_id, name, "", "", "居民身份证", number, relation, "", "石塔村"]


ROWS = [
    line("1", "唐有财", FIRST, "唐有财", FIRST, "本人"),
    line("1", "唐有财", FIRST, "罗秀", WIFE, "配偶"),
    line("2", "马国", SECOND, "马国", SECOND, "本人"),
]


def taken(session: Session, path: Path, partial: bool = False) -> FileOutcome:
    return apply(session, examine([write_xlsx(path, {"导出": [HEADS, *ROWS]})]), partial)[0]


def test_applicants_get_nothing_yet_and_come_in_once(session: Session, tmp_path: Path) -> None:
    outcome = taken(session, tmp_path / "a.xlsx")
    assert (outcome.kind, outcome.rows, outcome.new, outcome.problems) == ("roster", 2, 2, ())
    ids = [id_ for number in ("0001", "0002") if (id_ := dossiers.household_id(number))]
    found = [detail for id_ in ids if (detail := dossiers.household(id_))]
    assert {each.standing for each in found} == {Standing.APPLYING.value}
    assert sorted(len(each.record.members) for each in found) == [1, 2]
    again = taken(session, tmp_path / "b.xlsx")
    assert (again.new, again.same) == (0, 2)


def test_somebody_helped_elsewhere_holds_the_household_back(session: Session, tmp_path: Path) -> None:
    other = make_household(
        session, persons=1, village="木瓜村", head_name=a_name(3), members=(member(WIFE, a_name(3)),)
    )
    with pytest.raises(Refused, match="罗秀已在木瓜村"):
        taken(session, tmp_path / "a.xlsx")
    outcome = taken(session, tmp_path / "b.xlsx", partial=True)
    assert (outcome.new, outcome.rejected) == (1, 1)
    said = next(problem.message for problem in outcome.problems if problem.is_error)
    detail = dossiers.household(other)
    assert detail is not None
    assert said == (
        f"罗秀已在木瓜村{a_name(3)}（户主）家享受农村低保C类，档案号 {detail.record.number}，这一户没有导入，请核实。"
    )


def test_somebody_registered_dead_holds_the_household_back(session: Session, tmp_path: Path) -> None:
    deaths = write_csv(tmp_path / "死亡.csv", [["姓名", "身份证号", "死亡日期"], ["马国", SECOND, "2017-03-02"]])
    apply(session, examine([deaths]))
    outcome = taken(session, tmp_path / "a.xlsx", partial=True)
    assert (outcome.new, outcome.rejected) == (1, 1)
    assert [problem.message for problem in outcome.problems if problem.is_error] == [
        "马国在死亡名单中（2017-03-02），这一户没有导入，请核实。"
    ]


def member(number: str, name: str) -> Any:
    return a_member(id_number=number, name=name, birth="1971-01-01", sex="女")
