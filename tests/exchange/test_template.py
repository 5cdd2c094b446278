"""The province's upload template: read, filled, nothing else in it touched."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from conftest import SAMPLES
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.exchange.equivalents import entry_for
from dibao_desktop.exchange.template import choose, fill, read_template

TEMPLATE = next(SAMPLES.glob("13_*.xlsx"))


def columns():
    return {column.field: column for column in read_template(TEMPLATE).columns}


def test_the_template_says_what_it_wants():
    template = read_template(TEMPLATE)
    assert (template.sheet, template.first_row, template.limit) == ("家庭成员信息", 4, 5000)
    assert template.unknown_required == ()
    required = {column.field for column in template.columns if column.required}
    assert {"number", "division", "outcome", "labour"} <= required
    assert "bank" not in required
    assert columns()["sex"].choices == ("1 男", "2 女")


@pytest.mark.parametrize(
    ("field", "value", "entry"),
    [
        ("aid_type", "农村低保", "120 农村低保"),
        ("category", "B类", "B 类"),
        ("relation", "户主", "01 本人"),
        ("relation", "弟", "70 兄弟姐妹"),
        ("relation", "孙子", "99 其他"),
        ("health", "重病", "40 重病"),
        ("health", "残疾", "60 残疾"),
        ("disability_kind", "精神", "6 精神"),
        ("disability_grade", "三级", "3 三级"),
        ("labour", "部分丧失劳动能力", "2 部分丧失"),
        ("outcome", "继续享受", "1 继续保障"),
        ("outcome", "自然减员", "4 停止保障"),
        ("covered", "否", "0 否"),
    ],
)
def test_our_words_find_the_templates_own(field, value, entry):
    assert choose(columns()[field], value) == entry


def test_a_word_without_an_entry_is_said_and_not_guessed():
    assert choose(columns()["health"], "未知") is None
    assert entry_for("category", "D类", ("A 类", "B 类")) is None


def test_another_provinces_codes_are_read_by_their_texts():
    assert entry_for("health", "重病", ("1-健康或良好", "2-一般或较弱", "3-重病")) == "3-重病"
    assert entry_for("relation", "子", ("户主/本人", "配偶", "子/婿", "女/媳")) == "子/婿"


def test_only_data_cells_change(tmp_path: Path):
    template = read_template(TEMPLATE)
    out = tmp_path / "上传.xlsx"
    fill(template, [{"number": "0001", "id_number": "53000019610617520X", "monthly": 336.0, "note": "=1+1"}] * 3, out)
    blank, filled = load_workbook(TEMPLATE), load_workbook(out)
    assert filled.sheetnames == blank.sheetnames
    changed = {
        (row, column)
        for row in range(1, 30)
        for column in range(1, 26)
        if blank.worksheets[0].cell(row, column).value != filled.worksheets[0].cell(row, column).value
    }
    assert {row for row, _ in changed} == {4, 5, 6}
    sheet = filled.worksheets[0]
    assert sheet["I4"].data_type == "s" and sheet["I6"].number_format == "@"
    assert sheet["S4"].value == 336
    assert sheet["Y4"].data_type == "s"
    assert len(sheet.data_validations.dataValidation) == 11
    assert [c.value for c in filled["数据字典"][2]] == [c.value for c in blank["数据字典"][2]]
    assert zipfile.ZipFile(out).testzip() is None


def test_a_book_that_is_no_template_is_refused(tmp_path: Path):
    other = tmp_path / "别的.xlsx"
    book = Workbook()
    book.active.append(["商品", "价格"])
    book.save(other)
    with pytest.raises(KnownError) as refused:
        read_template(other)
    assert refused.value.code == "unknown_template"
    (tmp_path / "坏.xlsx").write_bytes(b"")
    with pytest.raises(KnownError):
        read_template(tmp_path / "坏.xlsx")
