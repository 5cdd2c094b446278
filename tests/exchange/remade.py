"""The samples made again in another office's habits: other heads, order, formats, head rows, titles, totals, columns.

One seed makes one file. Which habits there are is data below; what must not change is the people and their figures.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl.utils import get_column_letter

from dibao_desktop.exchange.recognise import recognise
from dibao_desktop.exchange.workbook import read_book
from exchange.variants import Rows, write_csv, write_html, write_ods, write_xls, write_xlsx

# Heads of the sample roster with what others call the same column (DOMAIN §15.1, §15.3, §15.6, §16.9).
ROSTER_HEADS = {
    "序号": "序号 序 户序号 NO. 户序",
    "档案号": "档案编号 低保档案号 户编号 家庭编号 建档编号 一户一档编号 档案号",
    "行政村(社区)": "村（社区） 所属村 村委会 村名 行政村 村(居) 所在村（社区） 所属社(区)",
    "村民小组": "组别 小组 村民组 所属小组 社 村小组 居民小组",
    "户主姓名": "户主 申请人 户主姓名 申请人姓名 主申请人姓名 户主名字",
    "户口簿号": "户口本编号 户口簿编号 户口本号 户籍号 户口簿号码",
    "家庭人口数": "家庭人口 家庭总人口 户籍人口 家庭成员数 家庭人口（人） 家庭人数",
    "保障人口数": "享受人数 保障人口 低保人数 保障人数 享受低保人口 保障人口(人)",
    "保障类别": "类别 低保类别 享受类别 救助档次 档次 分档类型",
    "月保障金(元)": "月保障金额 户月保障金额（元） 补助金额 月补助金额(元/月) 月救助金额 低保金 保障金（元） 月补差金额",
    "姓名": "成员姓名 家庭成员姓名 姓\u3000名 对象姓名 共同生活成员姓名 家庭成员 姓名",
    "与户主关系": "关系 与申请人关系 家庭关系 与户主的关系 称谓 与户主关系*",
    "性别": "性\u3000别 性别 *性别",
    "公民身份号码": "身份证号 身份证号码 证件号码 居民身份证号码 身份证 公民身份证号 身份证号(码)",
    "出生日期": "出生年月 出生年月日 出生时间 出生日期",
    "民族": "民族 族别 民\n族",
    "健康状况": "身体状况 健康情况 身体健康状况 健康状况",
    "残疾类别": "残疾类型 残疾种类 残疾类别",
    "残疾等级": "残疾级别 残疾程度 残疾等级",
    "劳动能力": "劳动力 有无劳动能力 劳动能力状况 劳动力状况 劳动能力",
    "是否保障对象": "是否享受 是否享受低保 是否保障 是否为低保对象 是否享受保障",
    "主要致困原因": "致贫原因 致困原因 困难原因 主要致贫原因 申请原因",
    "家庭年收入(元)": "年收入 家庭年总收入（元） 家庭收入 家庭年收入 年家庭总收入(元)",
    "开户银行": "开户行 银行名称 代发银行 开户银行名称",
    "账号": "银行账号 银行帐号 一卡通账号 卡号 银行卡号 帐号",
    "起保年月": "纳入时间 享受时间 最初享受月(份) 起始保障年月 批准时间 起保时间",
    "联系电话": "电话 手机号码 联系方式 家庭电话 联系电话（手机）",
    "备注": "备注 备\u3000注 说明 备考",
}
PERSON = "身份证号 身份证号码 公民身份号码 证件号码 居民身份证号 身份证件号码"
# The other samples: for each head what it may be called.
LIST_HEADS: dict[str, dict[str, str]] = {
    "03": {"姓名": "姓名 死者姓名 死亡人员姓名", "公民身份号码": PERSON, "死亡日期": "死亡日期 死亡时间 去世日期 死亡年月日"},
    "04": {
        "所有人": "所有人 机动车所有人 车主 车主姓名",
        "证件号码": PERSON,
        "号牌号码": "号牌号码 车牌号 车牌号码 车牌",
        "车辆类型": "车辆类型 车型 机动车类型",
        "初次登记日期": "初次登记日期 登记日期 注册日期 登记时间",
    },
    "05": {
        "姓名": "姓名 职工姓名 人员姓名",
        "身份证号码": PERSON,
        "工作单位": "工作单位 单位名称 所在单位 供养单位",
        "人员状态": "人员状态 人员类别 在职状态 人员性质",
        "月应发工资": "月应发工资 应发工资 月工资 应发合计(元)",
    },
    "06": {
        "权利人": "权利人 产权人 权利人姓名 权利人名称",
        "证件号": PERSON,
        "坐落": "坐落 房屋坐落 不动产坐落",
        "建筑面积(m2)": "建筑面积(㎡) 面积 建筑面积 房屋面积（平方米）",
        "用途": "用途 规划用途 房屋用途",
        "登记时间": "登记时间 登记日期",
    },
    "07": {
        "经营者": "经营者 经营者姓名 法定代表人",
        "身份证件号": PERSON,
        "名称": "名称 企业名称 字号名称 市场主体名称",
        "登记状态": "登记状态 状态 经营状态",
        "成立日期": "成立日期 注册日期 成立时间",
    },
    "08": {
        "姓名": "姓名 参保人姓名 领取人姓名",
        "社会保障号码": "社会保障号码 身份证号 社会保障号 公民身份号码",
        "险种": "险种 险种类型 险种名称",
        "月待遇(元)": "月待遇(元) 月养老金 月待遇金额（元） 待遇发放标准",
    },
    "09": {
        "村(社区)": "村(社区) 村（社区）名称 所在村",
        "干部姓名": "干部姓名 村干部姓名 工作人员姓名 经办人员姓名",
        "干部身份证号": "干部身份证号 村干部身份证号码 工作人员身份证号",
        "职务": "职务 现任职务 岗位",
        "近亲属姓名": "近亲属姓名 享受低保近亲属姓名 亲属姓名",
        "近亲属身份证号": "近亲属身份证号 享受低保近亲属身份证号码",
        "与干部关系": "与干部关系 关系 亲属关系",
        "备案情况": "备案情况 是否备案 是否已备案",
    },
    "10": {
        "序号": "序号 序",
        "户名": "户名 开户名 姓名 账户名称 收款人姓名",
        "身份证号": PERSON,
        "账号": "账号 银行账号 卡号 银行帐号 一卡通账号",
        "金额": "金额 代发金额 发放金额(元) 实发金额",
        "代发结果": "代发结果 发放结果 交易状态 发放状态",
    },
    "11": {
        "户名": "户名 姓名 账户名称 开户名",
        "身份证号": PERSON,
        "账号": "账号 银行账号 卡号 银行卡号",
        "3月支取": "3月支取 3月 2017年3月 2017-03 三月支取情况",
        "4月支取": "4月支取 4月 2017年4月 2017-04 四月支取情况",
        "5月支取": "5月支取 5月 2017年5月 2017-05 五月支取情况",
    },
    "12": {
        "村(社区)": "村(社区) 村（社区） 所属村",
        "姓名": "姓名 成员姓名 代表姓名",
        "性别": "性别 性\u3000别",
        "身份证号": PERSON,
        "身份": "身份 人员身份 代表类型 身份类别",
        "联系方式": "联系方式 联系电话 手机",
        "近亲属(低保家庭)姓名": "近亲属(低保家庭)姓名 近亲属姓名 享受低保近亲属姓名",
        "近亲属身份证号": "近亲属身份证号 近亲属身份证号码 享受低保近亲属身份证号",
        "与其关系": "与其关系 关系 亲属关系",
    },
}  # fmt: skip
GROUPS = ("基本情况", "家庭成员信息", "其他信息")
# Columns that nobody of us takes, with what stands in them.
INSERTED = (("天气", "晴"), ("网格员", "杨网格"), ("入户打卡", "√"), ("评级得分", 87))
TITLES = ("某某县二〇一七年度情况一览", "填报单位：某某乡民政办    时间：2017年6月", "单位：元、人")
FORMATS = (
    "xlsx",
    "xls",
    "ods",
    "html",
    "csv-gb18030-,",
    "csv-utf-8-;",
    "csv-utf-8-sig-,",
    "csv-utf-16-\t",
    "csv-gb18030-|",
)


@dataclass(frozen=True)
class Remade:
    """The file made, and the words that say how, for when it fails."""

    path: Path
    how: str


def remake(sample: Path, seed: int, folder: Path) -> Remade:
    """Write one sample again by the habits that a seed draws."""
    rng = random.Random(seed)
    sheet = read_book(sample).sheets[0]
    layout = recognise(sheet)
    assert layout is not None
    heads = [text.split("·")[-1] for text in layout.heads]
    groups = [text.split("·")[0] for text in layout.heads]
    rows = [list(row) for row in sheet.rows[layout.last_head + 1 :] if any(cell != "" for cell in row)]
    number = sample.name[:2]
    roster = number == "01"
    if roster:
        rows = rows[:-1]
    known = ROSTER_HEADS if roster else LIST_HEADS[number]
    how = [f"seed {seed}"]
    if roster and rng.random() < 0.35:
        rows = _repeated(rows, heads.index("姓名"))
        how.append("家庭各列逐行重复")
    order = _order(rng, heads, groups, roster)
    names = [rng.choice(known[head].split(" ")) for head in heads]
    table = [[_written(rng, heads[at], row[at]) for at in order] for row in rows]
    words = [names[at] for at in order]
    kinds = [groups[at] for at in order]
    if rng.random() < 0.5:
        place, (head, value) = rng.randrange(len(words) + 1), rng.choice(INSERTED)
        words.insert(place, head)
        kinds.insert(place, kinds[min(place, len(kinds) - 1)])
        for row in table:
            row.insert(place, value)
        how.append(f"插入“{head}”")
    depth = rng.choice((1, 1, 2, 3)) if roster else rng.choice((1, 1, 2))
    top, merged = _head_rows(words, kinds, depth)
    how.append(f"表头{depth}行")
    titles = [[title] for title in _titles(rng, number)]
    if roster and rng.random() < 0.4:
        total = _total(heads, rows, order, words, names)
        where = rng.choice(("top", "bottom"))
        table = [total, *table] if where == "top" else [*table, total]
        how.append(f"合计在{where}")
    if rng.random() < 0.3:
        table.insert(rng.randrange(len(table)), [""] * len(words))
    lines = [*titles, *top, *table]
    kind = rng.choice(FORMATS)
    how.append(kind)
    areas = [_shifted(area, len(titles)) for area in merged]
    folder.mkdir(exist_ok=True)
    return Remade(_write(folder / f"{number}表{seed}", kind, lines, areas), "，".join(how))


def _repeated(rows: Rows, first_member: int) -> Rows:
    """Household columns (those before the member's name) on every row, as systems export them."""
    filled: Rows = []
    last: list[Any] = []
    for row in rows:
        if row[first_member - 1] != "" or not last:
            last = row
        filled.append([*last[:first_member], *row[first_member:21], *last[21:]])
    return filled


def _order(rng: random.Random, heads: Sequence[str], groups: Sequence[str], roster: bool) -> list[int]:
    """As it is, shuffled, or the groups of columns in another order; who is the head stays to be seen either way."""
    order = list(range(len(heads)))
    way = rng.choice(("same", "shuffled", "groups"))
    if way == "shuffled":
        rng.shuffle(order)
    elif way == "groups" and roster:
        wanted = list(dict.fromkeys(groups))
        rng.shuffle(wanted)
        order.sort(key=lambda at: wanted.index(groups[at]))
    return order


def _written(rng: random.Random, head: str, value: Any) -> Any:
    if value == "":
        return ""
    if "身份" in head or "社会保障" in head:
        return rng.choice((value, value, f" {value}", f"{value}\t")) if isinstance(value, str) else value
    if head.startswith(("月保障金", "家庭年收入")) or head == "金额":
        return rng.choice((value, f"{float(value):.2f}", f"{float(value):,.0f}元")) if _is_number(value) else value
    if head in ("起保年月", "出生日期", "死亡日期") and isinstance(value, str):
        return rng.choice((value, value.replace("-", "."), value.replace("-", "/")))
    return value


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _head_rows(words: list[str], kinds: list[str], depth: int) -> tuple[Rows, list[tuple[int, int, int, int]]]:
    """One to three head rows with groups on top, and the merged areas of them."""
    if depth == 1:
        return [words], []
    bands: list[str] = []
    merged = []
    start = 0
    for at, kind in enumerate(kinds):
        if at and kind != kinds[at - 1]:
            start = at
        bands.append(GROUPS[abs(hash_of(kind)) % 3] if at == start else "")
        if at == len(kinds) - 1 or kinds[at + 1] != kind:
            merged.append((0, start, 0, at))
    if depth == 2:
        return [bands, words], [area for area in merged if area[1] != area[3]]
    # Three rows: the heads span the lower two, as printed forms have it.
    blank = [""] * len(words)
    merged += [(1, at, 2, at) for at in range(len(words))]
    return [bands, words, blank], [area for area in merged if area[1] != area[3] or area[0] != area[2]]


def hash_of(word: str) -> int:
    """The same number for the same word in every run."""
    return sum(map(ord, word))


def _shifted(area: tuple[int, int, int, int], by: int) -> tuple[int, int, int, int]:
    return area[0] + by, area[1], area[2] + by, area[3]


def _titles(rng: random.Random, number: str) -> list[str]:
    own = {"10": "2017年5月农村低保金代发明细", "11": "账户支取情况(2017年3-5月)", "12": "民主评议小组成员名单"}
    own |= {"01": "某某乡农村居民最低生活保障名册"}
    many = rng.randrange(4)
    titles = [own.get(number, "信息查询结果")] if many or number in ("10", "11") else []
    return titles + list(TITLES[1 : max(1, many)])


def _total(heads: Sequence[str], rows: Rows, order: list[int], words: list[str], names: list[str]) -> list[Any]:
    """A 合计 row whose sums are right; in front of it stands the word."""
    total: list[Any] = [""] * len(words)
    total[0] = "合计"
    firsts = _first_rows(heads, rows)
    for head in ("家庭人口数", "保障人口数", "月保障金(元)"):
        at = heads.index(head)
        place = words.index(names[at])
        if place:
            total[place] = sum(float(row[at]) for row in firsts)
    return total


def _first_rows(heads: Sequence[str], rows: Rows) -> Rows:
    seen: set[Any] = set()
    number = heads.index("档案号")
    return [row for row in rows if row[number] != "" and not (row[number] in seen or seen.add(row[number]))]


def _write(stem: Path, kind: str, lines: Rows, merged: Sequence[tuple[int, int, int, int]]) -> Path:
    width = max(map(len, lines))
    lines = [[*row, *[""] * (width - len(row))] for row in lines]
    if kind == "xlsx":
        return write_xlsx(stem.with_suffix(".xlsx"), {"Sheet1": lines}, [_area(area) for area in merged])
    if kind == "xls":
        return write_xls(stem.with_suffix(".xls"), {"Sheet1": lines})
    if kind == "ods":
        return write_ods(stem.with_suffix(".ods"), {"Sheet1": lines})
    if kind == "html":
        return write_html(stem.with_suffix(".xls"), lines)
    _, *encoding, delimiter = kind.split("-")
    return write_csv(stem.with_suffix(".csv"), lines, "-".join(encoding), delimiter)


def _area(area: tuple[int, int, int, int]) -> str:
    top, left, bottom, right = area
    return f"{get_column_letter(left + 1)}{top + 1}:{get_column_letter(right + 1)}{bottom + 1}"
