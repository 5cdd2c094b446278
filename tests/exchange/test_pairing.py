"""Households in one file and their persons in another are brought together by what stands in them (DOMAIN §15.1)."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.exchange.importing import FileOutcome, apply, examine
from dibao_desktop.exchange.workbook import read_book
from dibao_desktop.session import Session
from exchange.variants import SAMPLES, Rows, households, write_csv, write_xlsx

ROSTER = SAMPLES / "01_在保对象名册_省系统导出.xls"
FAMILIES = SAMPLES / "20_农村低保家庭查询.xlsx"
PERSONS = SAMPLES / "21_农村低保人员查询.xlsx"
WHOLE = (347, 865, 848, 12_344_000)


def taken(session: Session, *paths: Path, partial: bool = False) -> dict[str, FileOutcome]:
    return {Path(each.file).name: each for each in apply(session, examine(paths), partial)}


def figures() -> tuple[int, int, int, int]:
    totals = dossiers.totals()
    return totals.households, totals.members, totals.covered, totals.monthly_fen


def villages() -> dict[str, tuple[int, int, int]]:
    found = dossiers.totals().villages
    return {name: (each.households, each.covered, each.monthly_fen) for name, each in found.items()}


def expected_villages() -> dict[str, tuple[int, int, int]]:
    answers = json.loads((SAMPLES / "answer_key.json").read_text("utf-8"))["by_village"]
    return {name: (each["households"], each["covered"], each["amount"] * 100) for name, each in answers.items()}


def differing(outcome: FileOutcome) -> Counter[str]:
    return Counter(each.field.split(" ")[-1] for each in outcome.differences)


@pytest.mark.parametrize("order", [(FAMILIES, PERSONS), (PERSONS, FAMILIES)])
def test_the_pair_makes_the_same_office_as_the_roster(session: Session, order: tuple[Path, Path]) -> None:
    outcomes = taken(session, *order)
    assert figures() == WHOLE and villages() == expected_villages()
    families, persons = outcomes[FAMILIES.name], outcomes[PERSONS.name]
    assert (families.new, families.rejected, persons.rows, persons.same, persons.rejected) == (347, 0, 348, 347, 1)
    strays = [problem for problem in persons.problems if "董辉伟" in problem.message]
    assert [(problem.cell, problem.is_error) for problem in strays] == [("C867", False)]
    again = taken(session, *order)
    assert all((each.new, each.changed) == (0, 0) for each in again.values())


def test_the_pair_on_top_of_the_roster_changes_only_what_differs(session: Session) -> None:
    taken(session, ROSTER, partial=True)
    families = taken(session, FAMILIES, PERSONS)[FAMILIES.name]
    assert figures() == WHOLE and families.new == 2
    # Three numbers that the roster had wrong, two sexes; the rest was not known before.
    assert differing(families)["身份证号"] == 3 and differing(families)["性别"] == 2
    known = [each for each in families.differences if each.office_value and "身份证号" not in each.field]
    assert {each.field.split(" ")[-1] for each in known} == {"性别"}
    assert taken(session, ROSTER, partial=True)[ROSTER.name].changed == 0
    assert taken(session, PERSONS, FAMILIES)[FAMILIES.name].changed == 0


def test_the_roster_on_top_of_the_pair_changes_only_what_differs(session: Session) -> None:
    taken(session, FAMILIES, PERSONS)
    roster = taken(session, ROSTER, partial=True)[ROSTER.name]
    assert (roster.new, roster.rejected) == (0, 2)
    assert figures() == WHOLE and villages() == expected_villages()
    fields = differing(roster)
    assert not fields.keys() - {"档案号", "户口簿号", "与户主关系", "原填身份证号", "身份证号", "性别", "救助类型"}
    assert taken(session, PERSONS, FAMILIES)[FAMILIES.name].changed == 0
    assert dossiers.totals().households == 347


def test_the_pair_is_found_among_all_files_of_the_folder(session: Session) -> None:
    outcomes = taken(session, *sorted(SAMPLES.glob("*.[xc]*")), partial=True)
    assert figures() == WHOLE
    assert outcomes[PERSONS.name].same == 347
    template = outcomes["13_省平台上传模板_家庭成员信息.xlsx"]
    assert (template.kind, template.rows) == ("template", 0)
    assert [problem.message for problem in template.problems] == [
        "“13_省平台上传模板_家庭成员信息.xlsx”是省平台的上传模板，不是要导入的数据，已跳过，其余文件照常导入。"
    ]


def test_each_of_the_pair_alone_takes_what_it_can_and_says_what_it_lacks(session: Session) -> None:
    families = taken(session, FAMILIES)[FAMILIES.name]
    assert figures() == WHOLE
    assert families.problems[-1].message.endswith("人员名单和它一起选，可以一次补全。")
    persons = taken(session, PERSONS)[PERSONS.name]
    assert figures() == WHOLE and (persons.new, persons.changed, persons.rejected) == (0, 347, 1)
    assert "家庭名单和它一起选" in persons.problems[-1].message


def rows_of(path: Path) -> Rows:
    return [list(row) for row in read_book(path).sheets[0].rows]


def test_names_order_and_shuffled_rows_do_not_matter(session: Session, tmp_path: Path) -> None:
    rng = random.Random(5)
    shuffled = []
    for name, path in (("甲", FAMILIES), ("乙", PERSONS)):
        head, *rows = rows_of(path)
        order = list(range(len(head)))
        rng.shuffle(order)
        rng.shuffle(rows)
        shuffled.append(
            write_xlsx(tmp_path / f"{name}.xlsx", {"x": [[row[at] for at in order] for row in [head, *rows]]})
        )
    taken(session, *shuffled[::-1])
    assert figures() == WHOLE and villages() == expected_villages()


def test_two_sheets_of_one_workbook_are_a_pair(session: Session, tmp_path: Path) -> None:
    book = write_xlsx(tmp_path / "一本.xlsx", {"人员": rows_of(PERSONS), "家庭": rows_of(FAMILIES)})
    outcome = taken(session, book)[book.name]
    assert figures() == WHOLE
    assert (outcome.rows, outcome.new, outcome.same, outcome.rejected) == (695, 347, 347, 1)


def test_an_error_in_a_person_holds_back_the_household_in_both_files(tmp_path: Path) -> None:
    head, *rows = rows_of(PERSONS)
    rows[1][1] = 5.30000195903059e17
    persons = write_csv(tmp_path / "a.csv", [head, *rows])
    files = examine([write_xlsx(tmp_path / "b.xlsx", {"x": [head, *rows]}), FAMILIES]).files
    assert [[unit.value.head_name for unit in file.rejected] for file in files] == [["周红巧", ""], ["周红巧"]]  # type: ignore[union-attr]
    assert persons.exists()


# The older system's two files have no ID number of the head: village and name tell (DOMAIN §15.3).
OLD_FAMILY = [
    *("地区", "户主姓名", "身份证号", "低保证号", "主要致贫原因", "家庭人口数", "保障人口数", "保障金额（元）")
]
OLD_FAMILY += ["起始保障年月", "家庭住址"]
OLD_PERSON = ["地区", "姓名", "身份证号", "性别", "户主姓名", "是否保障对象", "与户主关系", "年收入（元）", "健康状况"]
OLD_PERSON += ["婚姻状况", "教育状况"]


def older_pair(folder: Path) -> tuple[Path, Path]:
    families: list[list[Any]] = [["某乡农村低保家庭查询"], OLD_FAMILY]
    persons: list[list[Any]] = [["某乡家庭成员信息"], OLD_PERSON]
    for record in households():
        head = record.members[0]
        yuan = (record.monthly_fen or 0) // 100
        families.append(
            [
                *(record.village, head.name, head.id_number, "", record.cause, record.family_size),
                *(record.covered_size, yuan, record.start_month, f"青石乡{record.village}{record.group}"),
            ]
        )
        for each in record.members:
            covered = "是" if each.covered else "否"
            persons.append([record.village, each.name, each.id_number, each.sex, head.name, covered, each.relation])
            persons[-1] += ["", each.health, "已婚", "小学"]
    families.append(["制表人：张三", "", "", "", "", "制表时间：2014-05-01"])
    return write_xlsx(folder / "1.xlsx", {"a": families}), write_xlsx(folder / "2.xlsx", {"a": persons})


def test_an_older_system_whose_files_name_the_head_by_name(tmp_path: Path) -> None:
    families, persons = examine(older_pair(tmp_path)).files
    assert not families.has_errors and not persons.has_errors
    assert len(persons.joined) == len(households())
    by_head = {record.members[0].id_number: record for record in households()}
    for unit in families.good:
        assert isinstance(unit.value, HouseholdRecord)
        known = by_head[unit.value.members[0].id_number]
        assert [m.id_number for m in unit.value.members] == [m.id_number for m in known.members]
        assert [m.covered for m in unit.value.members] == [m.covered for m in known.members]
        assert unit.value.covered_size == known.covered_size
