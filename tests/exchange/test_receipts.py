"""The provincial system's answers come back: known by what stands in them, refused lines become leads until a later answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from conftest import SAMPLES
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.exchange import importing
from dibao_desktop.exchange.template import fill, read_template
from dibao_desktop.matching import commands as matching
from dibao_desktop.matching.queries import current_leads
from dibao_desktop.matching.rules.leads import LeadKind
from dibao_desktop.matching.rules.receipts import was_not_taken
from dibao_desktop.session import Session
from makers import make_household

TEMPLATE = next(SAMPLES.glob("13_*.xlsx"))


def answer(path: Path, heads: list[str], rows: list[list[str]]) -> Path:
    book = Workbook()
    for row in (heads, *rows):
        book.active.append(row)
    book.save(path)
    return path


def take(session: Session, path: Path) -> importing.FileOutcome:
    (outcome,) = importing.apply(session, importing.examine([path]))
    return outcome


def refused(session: Session) -> list[tuple[str, str]]:
    matching.match(session)
    return [(lead.person_name, lead.reason) for lead in current_leads() if lead.kind is LeadKind.UPLOAD_REFUSED]


@pytest.mark.parametrize(
    "heads",
    [
        ["户编号", "成员姓名", "证件号码", "与户主关系", "性别", "月保障金额", "导入结果", "失败原因"],
        ["行号", "姓名", "身份证号码", "家庭关系", "民族", "金额", "处理状态", "错误信息"],
        ["序号", "家庭成员姓名", "公民身份号码", "关系", "性别", "备注", "校验结果", "校验信息"],
    ],
)
def test_refused_lines_become_leads_and_a_later_answer_settles_them(
    session: Session, tmp_path: Path, heads: list[str]
) -> None:
    id_ = make_household(session)
    head, other = dossiers.kept([id_])[id_].record.members[:2]
    lines = [
        ["1", head.name, head.id_number, "户主", "男", "336", "成功", ""],
        ["2", other.name, other.id_number, "配偶", "女", "336", "失败", "与公安信息不一致"],
    ]
    outcome = take(session, answer(tmp_path / "返回结果.xlsx", heads, lines))
    assert (outcome.kind, outcome.rows, outcome.new) == ("receipts", 2, 2)
    assert dossiers.totals().households == 1, "it is no roster"
    assert refused(session) == [(other.name, f"省平台退回了{other.name}的上传信息：与公安信息不一致")]
    assert take(session, tmp_path / "返回结果.xlsx").same == 2
    lines[1][6:] = ["成功", ""]
    take(session, answer(tmp_path / "再次返回.xlsx", heads, lines))
    assert refused(session) == []


def test_the_filled_template_with_results_beside_it_is_an_answer(session: Session, tmp_path: Path) -> None:
    id_ = make_household(session)
    record = dossiers.kept([id_])[id_].record
    rows = [{"number": record.number, "name": each.name, "id_number": each.id_number} for each in record.members]
    fill(read_template(TEMPLATE), rows, tmp_path / "上传.xlsx")
    book = load_workbook(tmp_path / "上传.xlsx")
    sheet = book.worksheets[0]
    sheet["Z2"] = "失败原因"
    sheet["Z5"] = "证件号码重复"
    book.save(tmp_path / "失败数据.xlsx")
    assert take(session, tmp_path / "失败数据.xlsx").kind == "receipts"
    assert [name for name, _ in refused(session)] == [record.members[1].name]


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("[012]*")), ids=lambda path: path.name[:2])
def test_no_roster_and_no_list_is_taken_for_an_answer(sample: Path) -> None:
    if sample != TEMPLATE:
        (file,) = importing.examine([sample]).files if not sample.name.startswith("2") else (None,)
        assert file is None or file.kind.word != "receipts"


@pytest.mark.parametrize(
    ("result", "reason", "not_taken"),
    [
        ("成功", "", False),
        ("导入成功", "无", False),
        ("未通过", "", True),
        ("不成功", "", True),
        ("退回", "缺材料", True),
        ("", "身份证号不存在", True),
        ("", "", False),
        ("2", "", False),
        ("处理中", "账号有误", True),
    ],
)
def test_what_an_answer_says(result: str, reason: str, not_taken: bool) -> None:
    assert was_not_taken(result, reason) is not_taken
