"""Outside lists, relatives' registers and panels: the samples, and the same under other heads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dibao_desktop.dossiers.rules.record import RelativeEntry
from dibao_desktop.exchange.importing import examine
from dibao_desktop.matching.rules.lists import ListEntry
from dibao_desktop.review.rules.panel import KinEntry, PanelEntry
from exchange.variants import SAMPLES, write_csv, write_ods, write_xls, write_xlsx

ONE, TWO, THREE = "530000196106175206", "530000195903059158", "530000198502263039"
CARD = "6223706499806908398"


def values(path: Path, kind: str) -> list[Any]:
    file = examine([path]).files[0]
    assert file.kind.word == kind
    assert [problem for problem in file.problems if problem.is_error] == []
    return [unit.value for unit in file.units]


@pytest.mark.parametrize(
    ("start", "kind", "count"),
    [
        ("03", "deaths", 65),
        ("04", "vehicles", 85),
        ("05", "payroll", 124),
        ("06", "real_estate", 53),
        ("07", "businesses", 43),
        ("08", "pensions", 74),
        ("09", "relatives", 5),
        ("10", "payments", 345),
        ("11", "withdrawals", 347),
        ("12", "panel", 84),
    ],
)
def test_sample_lists(tmp_path: Path, start: str, kind: str, count: int) -> None:
    source = next(path for path in SAMPLES.iterdir() if path.name.startswith(start))
    renamed = tmp_path / "a.dat"
    renamed.write_bytes(source.read_bytes())
    entries = values(renamed, kind)
    assert len(entries) == count
    assert entries == values(source, kind)
    assert all(getattr(entry, "name", "x") for entry in entries)


def test_what_a_sample_line_says() -> None:
    def first(start: str) -> Any:
        path = next(path for path in SAMPLES.iterdir() if path.name.startswith(start))
        return examine([path]).files[0].units[0].value

    assert first("03").on_date == "2016-09-11"
    assert (first("04").label, first("04").detail, first("04").on_date) == ("小型轿车", "云N·48444", "2014-03-09")
    assert (first("05").label, first("05").detail, first("05").amount_fen) == ("县直单位", "在职", 410_000)
    assert (first("06").label, first("06").detail) == ("商品住宅", "县城 96㎡")
    assert (first("07").label, first("07").detail) == ("注销", "百货店")
    assert (first("08").label, first("08").amount_fen) == ("企业职工基本养老保险", 190_000)
    assert first("10") == ListEntry(
        kind=first("10").kind,
        name="周红巧",
        id_number=ONE,
        account_no=CARD,
        amount_fen=33_600,
        on_date="2017-05",
        label="成功",
        place="2017年5月农村低保金代发明细!B3",
    )
    assert first("11").months == (("2017-03", True), ("2017-04", True), ("2017-05", False))


# Kind, heads, one line of cells, and what must be read from it.
OTHERWISE: list[tuple[str, list[Any], list[Any], dict[str, Any]]] = [
    ("deaths", ["序号", "所属行政区划", "死者姓名", "身份证件号码", "性别", "去世日期", "殡仪馆"],
     [1, "某镇", "周红巧", ONE, "女", "2016.9.11", "县殡仪馆"], {"name": "周红巧", "id_number": ONE, "on_date": "2016-09-11"}),
    ("deaths", ["户籍地", "公民身份证号码", "姓名", "注销时间", "注销原因"],
     ["石塔村", ONE, "周红巧", 42624, "死亡"], {"on_date": "2016-09-11", "label": "死亡"}),
    ("vehicles", ["车主", "车牌号", "品牌型号", "车型", "身份证号码", "登记时间"],
     ["周红巧", "云N12345", "长安", "小型面包车", ONE, "20140309"], {"label": "小型面包车", "detail": "云N12345", "on_date": "2014-03-09"}),
    ("payroll", ["单位名称", "职工姓名", "公民身份号码", "职务", "实发工资"],
     ["县中学", "周红巧", ONE, "教师", "4,100.50元"], {"label": "县中学", "amount_fen": 410_050}),
    ("real_estate", ["不动产权证号", "权利人姓名", "权利人证件号码", "不动产坐落", "房屋用途", "建筑面积（平方米）", "登簿时间"],
     ["云2014第1号", "周红巧", ONE, "县城花园3幢", "住宅", 108.6, "2014-05-20"], {"detail": "县城花园3幢 108.6㎡", "label": "住宅"}),
    ("businesses", ["统一社会信用代码", "企业名称", "法定代表人", "法定代表人身份证号", "经营状态", "注册日期"],
     ["92530000MA00000000", "百货店", "周红巧", ONE, "存续", "2009/2/2"], {"name": "周红巧", "detail": "百货店", "label": "存续", "on_date": "2009-02-02"}),
    ("pensions", ["参保人姓名", "社会保障号", "养老保险类型", "月养老金"],
     ["周红巧", ONE, "机关事业单位养老保险", 1900], {"label": "机关事业单位养老保险", "amount_fen": 190_000}),
    ("payments", ["户主姓名", "身份证号码", "低保证号", "保障人数", "银行卡号", "实发金额", "发放年月", "发放状态"],
     ["周红巧", ONE, "DB0001", 3, CARD, "336", "201705", "成功"], {"amount_fen": 33_600, "on_date": "2017-05", "label": "成功", "account_no": CARD}),
    ("payments", ["银行账号", "开户名", "身份证号码", "保障人数", "实发低保金", "发放年月"],
     [CARD, "周红巧", ONE, 3, "336", "201705"], {"name": "周红巧", "amount_fen": 33_600}),
    ("businesses", ["注册号", "名称", "法定代表人身份证号码", "登记状态", "法人代表姓名"],
     ["5301", "百货店", ONE, "存续", "周红巧"], {"name": "周红巧", "detail": "百货店"}),
    ("payroll", ["编制性质", "银行账号", "单位名称", "姓名", "身份证号码", "实发合计"],
     ["在编", CARD, "县中学", "周红巧", ONE, 3600], {"label": "县中学", "amount_fen": 360_000}),
    ("withdrawals", ["户主", "身份证", "一折通账号", "2017年1月是否领取", "2017年2月是否领取"],
     ["周红巧", ONE, CARD, "已领取", "未领取"], {"months": (("2017-01", True), ("2017-02", False))}),
    ("withdrawals", ["姓名", "账号", "201612支取", "201701支取"],
     ["周红巧", CARD, 336, 0], {"months": (("2016-12", True), ("2017-01", False))}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "heads", "line", "expected"), OTHERWISE)
def test_other_heads(tmp_path: Path, kind: str, heads: list[Any], line: list[Any], expected: dict[str, Any]) -> None:
    rows = [heads, line, [], ["合计", *[""] * (len(heads) - 1)], ["经办人：　　审核人：　　日期："]]
    for path in (
        write_xlsx(tmp_path / "a", {"Sheet1": rows}),
        write_ods(tmp_path / "b", {"Sheet1": rows}),
        write_csv(tmp_path / "c", [[str(cell) for cell in row] for row in rows], "utf-8-sig"),
        write_xls(tmp_path / "d", {"Sheet1": [["某县查询结果"], *rows]}),
    ):
        entries = values(path, kind)
        assert len(entries) == 1
        assert {name: getattr(entries[0], name) for name in expected} == expected


def test_what_is_no_more_says_so(tmp_path: Path) -> None:
    rows = [
        ["所有人", "证件号码", "号牌号码", "车辆类型", "使用性质", "机动车状态"],
        ["周红巧", ONE, "云N·1", "小型轿车", "非营运", "注销"],
        ["朱川林", TWO, "云N·2", "小型轿车", "非营运", "正常"],
    ]
    entries = values(write_csv(tmp_path / "a.csv", rows), "vehicles")
    assert [entry.label for entry in entries] == ["小型轿车（注销）", "小型轿车"]


def test_withdrawals_with_a_line_for_each_month(tmp_path: Path) -> None:
    rows = [
        ["户名", "账号", "支取月份", "是否支取"],
        ["周红巧", CARD, "2017-04", "否"],
        ["周红巧", CARD, "2017-03", "是"],
    ]
    entries = values(write_csv(tmp_path / "a.csv", rows), "withdrawals")
    assert [entry.months for entry in entries] == [(("2017-03", True), ("2017-04", False))]


def test_line_without_number_stays_and_a_bad_line_goes_alone(tmp_path: Path) -> None:
    rows = [
        ["姓名", "身份证号", "死亡日期"],
        ["周红巧", "", "2016-09-11"],
        ["朱川林", 530000195903059158.0, "2016-09-11"],
        ["周福", THREE, "去年"],
        ["周福", THREE, "2016-09-11"],
        ["彭德川", "530000541231235", "2016-09-11"],
    ]
    file = examine([write_xlsx(tmp_path / "a.xlsx", {"Sheet1": rows})]).files[0]
    assert [unit.value.name for unit in file.good] == ["周红巧", "周福", "彭德川"]
    found = [(problem.cell, problem.code, problem.severity.value) for problem in file.problems]
    assert found == [
        ("B2", "E5", "warning"),
        ("B3", "E1", "error"),
        ("C4", "E16", "error"),
        ("B6", "E4", "warning"),
    ]


def test_relatives_with_merged_official_and_filing_date(tmp_path: Path) -> None:
    rows = [
        ["工作人员近亲属享受低保备案表"],
        [
            "所在村",
            "工作人员姓名",
            "工作人员身份证号",
            "现任职务",
            "低保对象姓名",
            "低保对象身份证号码",
            "亲属关系",
            "备案时间",
        ],
        ["石塔村委会", "谭顺辉", ONE, "主任", "高桂红", TWO, "兄弟", "2016-05-01"],
        ["", "", "", "", "易秀芳", THREE, "母亲", "未备案"],
    ]
    merged = ["A1:H1", "A3:A4", "B3:B4", "C3:C4", "D3:D4"]
    entries = values(write_xlsx(tmp_path / "a.xlsx", {"Sheet1": rows}, merged), "relatives")
    assert [(e.village, e.official_name, e.official_id, e.post, e.relative_name, e.filed) for e in entries] == [
        ("石塔村", "谭顺辉", ONE, "主任", "高桂红", True),
        ("石塔村", "谭顺辉", ONE, "主任", "易秀芳", False),
    ]
    assert all(isinstance(entry, RelativeEntry) for entry in entries)
    assert values(write_ods(tmp_path / "b.ods", {"Sheet1": rows}), "relatives")[1].official_id == ONE


def test_panel_member_with_two_relatives(tmp_path: Path) -> None:
    rows = [
        ["石塔村民主评议小组名册"],
        [
            "序号",
            "姓名",
            "性别",
            "身份证号码",
            "小组职务",
            "联系电话",
            "应回避户主姓名",
            "回避户主身份证号",
            "与其关系",
        ],
        [1, "胡生财", "男", ONE, "组长", 19370000000, "戴雪仙", TWO, "兄弟"],
        ["", "", "", "", "", "", "吴杰发", THREE, "岳父"],
        [2, "陆贵", "男", "", "成员", "", "无", "", ""],
    ]
    entries = values(write_xlsx(tmp_path / "a.xlsx", {"Sheet1": rows}), "panel")
    assert entries[0] == PanelEntry(
        village="石塔村",
        name="胡生财",
        sex="男",
        id_number=ONE,
        role="组长",
        phone="19370000000",
        kin=(KinEntry("戴雪仙", TWO, "兄弟"), KinEntry("吴杰发", THREE, "岳父")),
        place="Sheet1!B3",
    )
    assert (entries[1].name, entries[1].kin) == ("陆贵", ())


def test_as_kind_settles_a_list_that_does_not_tell(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["姓名", "身份证号"], ["周红巧", ONE]])
    file = examine([path], as_kind="deaths").files[0]
    assert file.kind.word == "deaths"
    assert [unit.value.id_number for unit in file.units] == [ONE]
