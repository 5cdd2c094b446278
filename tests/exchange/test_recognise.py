"""Heads that other systems print (DOMAIN §15), recognised with no title and no file name to help."""

from __future__ import annotations

from pathlib import Path

import pytest

from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.exchange.importing import examine
from dibao_desktop.exchange.recognise import recognise
from dibao_desktop.exchange.workbook import Sheet
from exchange.variants import households, write_xlsx

ID, OTHER, CARD = "530000196106175206", "530000195903059158", "6223706499806908398"

# Kind, heads, a line below them, and columns that must have found their field.
CASES = [
    ("roster", "地区 户主姓名 身份证号 低保证号 主要致贫原因 家庭人口数 保障人口数 保障金额（元） 起始保障年月 家庭住址",
     ["石塔村", "周红巧", ID, "D1", "因病", 3, 3, 336, "201112", "石塔村6组"], {"cause": 4, "monthly_fen": 7, "start_month": 8}),
    ("roster", "地区 姓名 身份证号 性别 户主姓名 是否保障对象 与户主关系 年收入（元） 健康状况 婚姻状况",
     ["石塔村", "周红巧", ID, "女", "周红巧", "是", "本人", 3000, "健康", "已婚"], {"name": 1, "head_name": 4, "covered": 5}),
    ("roster", "户编 户主 家庭成员 与户主的关系 性别 年龄 身份证号码 家庭人口 享受人口 月补助标准 享受类别 健康状况",
     [1, "周红巧", "周红巧", "户主", "女", 55, ID, 3, 3, 336, "B", "健康"], {"family_size": 7, "covered_size": 8, "monthly_fen": 9}),
    ("roster", "序号 乡镇 村（社区） 社 户主姓名 身份证号码 保障人口 月保障金额 低保类别 银行账号",
     [1, "青石乡", "石塔村", "6", "周红巧", ID, 3, 336, "B", CARD], {"village": 2, "group": 3, "category": 8}),
    ("payments", "属地 姓名 身份证号 保障人数 保障金（元） 分类施保金（元） 发放合计（元） 账户名称 开户银行 账号",
     ["石塔村", "周红巧", ID, 3, 300, 36, 336, "周红巧", "农信", CARD], {"amount_fen": 6, "account_no": 9}),
    ("payments", "序号 户主姓名 身份证号码 低保证号 人数 残疾人数 合计 家庭补差 重点救助60元 残疾人救助 领款人签字(章) 领款时间",
     [1, "周红巧", ID, "D1", 3, 1, 336, 300, 0, 36, "", ""], {"name": 1, "amount_fen": 6}),
    ("payments", "序号 账号 户名 金额 备注", [1, CARD, "周红巧", 336, ""], {"name": 2, "amount_fen": 3}),
    ("deaths", "所属行政区划 姓名 身份证件号码 性别 民族 去世日期 火化时间 殡仪馆",
     ["石塔村", "周红巧", ID, "女", "汉", "2016-09-11", "2016-09-12", "某馆"], {"on_date": 5, "label": 7}),
    ("real_estate", "房产证号 性质 类别 产权人 身份证号 用途 登记价值 登记时间 交易性质 坐落 面积",
     ["x1", "私", "住宅", "周红巧", ID, "住宅", 100, "2014-05-20", "买卖", "县城", "96"], {"label": 5, "detail": 9, "area": 10}),
    ("vehicles", "号牌种类 号牌号码 机动车所有人 身份证明号码 车辆品牌 车辆类型 初次登记日期 机动车状态",
     ["小型汽车", "云N1", "周红巧", ID, "长安", "小型轿车", "2014-05-20", "正常"], {"label": 5, "detail": 1}),
    ("vehicles", "车主 身份证号 车牌 类型 登记价值 登记时间 营运/非营运",
     ["周红巧", ID, "云N1", "小型轿车", 1000, "2014-05-20", "非营运"], {"label": 3}),
    ("businesses", "姓名 身份证号 企业名 注册资金 成立时间 状态", ["周红巧", ID, "百货店", 1000, "2014-05-20", "存续"], {"label": 5}),
    ("pensions", "姓名 身份证号码 险种类型 待遇发放标准 待遇享受开始年月 发放状态",
     ["周红巧", ID, "企业养老", 1900, "201705", "正常"], {"amount_fen": 3}),
    ("payroll", "姓名 身份证号码 参保单位 缴费基数 险种", ["周红巧", ID, "县中学", 4100, "企业职工基本养老保险"], {"label": 2}),
    ("payroll", "单位 姓名 身份证号 人员类别 岗位工资 应发合计 实发合计", ["县中学", "周红巧", ID, "在职", 2000, 4100, 3900], {"amount_fen": 5}),
    ("withdrawals", "户名 身份证号 账号 2017-03 2017-04 2017-05", ["周红巧", ID, CARD, "是", "否", "是"], {"account_no": 2}),
    ("relatives", "序号 村（社区） 经办人员姓名 身份证号码 职务 享受低保近亲属姓名 享受低保近亲属身份证号码 与经办人关系 是否已备案",
     [1, "石塔村", "谭顺辉", ID, "主任", "高桂红", OTHER, "兄弟", "是"], {"official_id": 3, "relative_id": 6}),
    ("relatives", "工作人员姓名 工作单位 职务 电话 享受低保人员姓名 身份证号 关系 是否备案",
     ["谭顺辉", "石塔村", "主任", "199", "高桂红", OTHER, "兄弟", "是"], {"relative_id": 5}),
    ("roster", "低保编号 所属村 户主 户主证件号码 成员姓名 成员证件号码 成员与户主关系 是否享受低保(1是0否) 家庭月保障金额 低保类型 户籍人口 享受人数",
     ["A1", "石塔村", "周红巧", ID, "周红巧", ID, "本人", "1", 336, "B类", 3, 3], {"head_id": 3, "id_number": 5, "relation": 6, "monthly_fen": 8}),
    ("roster", "户序 村居名称 享受对象姓名 公民身份证号 与户主关系 低保金额（元/月） 享受类别 开户行 帐号 批准时间",
     [1, "石塔村", "周红巧", ID, "户主", 336, "A", "农信", CARD, "2011-12"], {"name": 2, "category": 6, "account_no": 8}),
    ("pensions", "离退休人员姓名 公民身份号码 险种名称 月基本养老金", ["周红巧", ID, "企业职工", 1900], {"name": 0, "amount_fen": 3}),
    ("withdrawals", "姓名 身份证号码 银行卡号 三月 四月 五月", ["周红巧", ID, CARD, "已取", "已取", "未取"], {"name": 0}),
    ("relatives", "单位 备案人姓名 备案人身份证号码 职务 享受低保家庭户主姓名 户主身份证号码 与备案人关系 备案日期",
     ["石塔村", "谭顺辉", ID, "主任", "高桂红", OTHER, "兄弟", "2016"], {"official_id": 2, "relative_name": 4, "relative_id": 5}),
    ("panel", "社区(村) 成员姓名 公民身份号码 代表类型 手机 有无近亲属享受低保 近亲属户主 近亲属户主身份证号 亲属关系",
     ["石塔村", "胡生财", ID, "党员代表", "199", "有", "戴雪仙", OTHER, "兄弟"], {"kin_name": 6, "kin_id": 7}),
    ("panel", "序号 村（社区） 评议小组职务 姓名 身份证号 联系电话", [1, "石塔村", "组长", "胡生财", ID, "199"], {"role": 2}),
    ("panel", "村名 组别 姓名 性别 年龄 政治面貌 身份类别 身份证号 联系电话", ["石塔村", "6组", "胡生财", "男", 50, "党员", "代表", ID, "1"], {"role": 6}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "heads", "line", "columns"), CASES)
def test_heads(kind: str, heads: str, line: list[object], columns: dict[str, int]) -> None:
    layout = recognise(Sheet("Sheet1", [heads.split(), list(line), list(line)]))  # type: ignore[list-item]
    assert layout is not None and layout.kind.word == kind
    assert {name: layout.columns.get(name) for name in columns} == columns


def test_nothing_is_recognised_in_other_tables() -> None:
    assert recognise(Sheet("Sheet1", [["品名", "单价", "数量"], ["大米", 5.0, 3.0]])) is None
    assert recognise(Sheet("周红巧", [["姓名"], ["周红巧"]])) is None


def test_wide_ledger_becomes_persons(tmp_path: Path) -> None:
    heads = ["登记时间", "户主姓名", "身份证号码", "家庭住址", "享受保障人数", "户月保障金"]
    for place in "一二三":
        heads += [f"成员{place}姓名", f"成员{place}身份证号"]
    rows = [heads]
    for record in households()[:10]:
        head, *others = record.members
        row = ["", head.name, head.id_number, f"{record.village}{record.group}", record.covered_size, "336"]
        rows.append(row + [value for member in others[:3] for value in (member.name, member.id_number)])
    file = examine([write_xlsx(tmp_path / "a.xlsx", {"Sheet1": rows})]).files[0]
    records = [unit.value for unit in file.units if isinstance(unit.value, HouseholdRecord)]
    assert [[m.id_number for m in r.members] for r in records] == [
        [m.id_number for m in r.members[:4]] for r in households()[:10]
    ]
    assert [record.members[0].relation for record in records] == ["户主"] * 10
