"""The one list of check items (清查事项, DOMAIN §8). A pack switches them on or off and cites its own clause.

A hit is a reason to verify, never an exit by itself (DOMAIN, fact 2). An item that a pack does not name keeps the entry
below, whose source says which plan or rule it comes from, so every lead can cite a clause.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ItemSeverity(StrEnum):
    """How a hit is treated."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    COMPUTED = "computed"
    RECTIFICATION = "rectification"
    INCLUSION = "inclusion"

    @property
    def label(self) -> str:
        return _SEVERITY_LABELS[self]


_SEVERITY_LABELS = {
    ItemSeverity.HIGH: "重点核实",
    ItemSeverity.MEDIUM: "一般核实",
    ItemSeverity.LOW: "提示",
    ItemSeverity.COMPUTED: "核算得出",
    ItemSeverity.RECTIFICATION: "整改",
    ItemSeverity.INCLUSION: "漏保线索",
}


@dataclass(frozen=True)
class CheckItem:
    """One check item. `threshold` is inclusive: fen for 元, else a count of `unit` (月, 套, 岁); None without one."""

    code: str
    title: str
    severity: ItemSeverity
    enabled: bool
    source: str
    threshold: int | None = None
    unit: str = ""
    note: str = ""


_HIGH, _MEDIUM, _LOW = ItemSeverity.HIGH, ItemSeverity.MEDIUM, ItemSeverity.LOW
_COMPUTED, _MEND, _INCLUDE = ItemSeverity.COMPUTED, ItemSeverity.RECTIFICATION, ItemSeverity.INCLUSION

# Where an item comes from when the pack in use does not name it.
_HUNAN = "方案未列，参照《城乡低保清查整改实施方案》（湖南）"
_YUNNAN = "方案未列，参照《城乡低保对象精准识别专项行动方案》（云南）"
_KESHAN = "方案未列，参照克山政办发〔2022〕12号"
_CHONGQING = "方案未列，参照《城乡低保专项治理实施方案》（重庆）"
_57 = "方案未列，依据民发〔2021〕57号"
_2022 = "方案未列，依据民政部2022年社会救助兜底保障通知"

_ENTRIES: tuple[tuple[str, str, ItemSeverity, str], ...] = (
    ("CK01", "家庭成员死亡未申报", _HIGH, f"{_2022}一（三）"),
    ("CK02", "户口已外迁", _MEDIUM, f"{_YUNNAN}四（三）6"),
    ("CK03", "双重户口、重复享受", _HIGH, f"{_YUNNAN}四（三）9"),
    ("CK04", "拆户、拼户或变相分户", _MEDIUM, f"{_YUNNAN}四（二）"),
    ("CK05", "按人施保", _MEDIUM, f"{_2022}：不得仅将个别家庭成员纳入低保范围"),
    ("CK06", "轮流坐庄、平分低保资金", _HIGH, f"{_YUNNAN}四（二）"),
    ("CK07", "失联、住址不实或长期在外未告知", _MEDIUM, f"{_HUNAN}三（三）1（8）"),
    ("CK08", "连续不按时领取低保金", _LOW, f"{_HUNAN}三（三）1（8）"),
    ("CK10", "村干部、经办人员的近亲属享受低保", _HIGH, f"{_57}第十一条、第二十条"),
    ("CK11", "人情保、关系保、错保、骗保", _HIGH, f"{_KESHAN}二（二）七"),
    ("CK12", "成建制纳入、政策保、特殊保", _HIGH, f"{_57}第二十八条"),
    ("CK20", "人均收入超过保障标准", _COMPUTED, f"{_KESHAN}二（二）一"),
    ("CK21", "财政供养人员", _MEDIUM, f"{_YUNNAN}四（三）8"),
    ("CK22", "领取养老金、退休金", _MEDIUM, f"{_YUNNAN}四（三）10"),
    ("CK23", "有固定工作或在高收入行业就业", _MEDIUM, f"{_KESHAN}二（二）五"),
    ("CK24", "隐瞒赡养费或有能力不尽法定义务", _MEDIUM, f"{_HUNAN}三（三）1（7）"),
    ("CK25", "一人享受多人土地", _MEDIUM, f"{_KESHAN}二（二）三"),
    ("CK26", "收入计算不准、补差核定不准", _MEDIUM, f"{_KESHAN}二（二）八"),
    ("CK27", "隐瞒、虚报收入或财产", _HIGH, f"{_HUNAN}三（三）1（8）"),
    ("CK30", "拥有或长期使用车辆、工程机械、大中型农机", _MEDIUM, f"{_HUNAN}三（三）1（4）"),
    ("CK31", "多套住房或在城区购买商品房", _MEDIUM, f"{_HUNAN}三（三）1（5）"),
    ("CK32", "有商业门面、出租房或营业执照", _MEDIUM, f"{_YUNNAN}四（三）3"),
    ("CK33", "有价证券、分红保险或大额存款", _MEDIUM, f"{_YUNNAN}四（三）5"),
    ("CK34", "家庭财产超过规定", _COMPUTED, f"{_KESHAN}二（二）二"),
    ("CK40", "夫妻年轻健康不工作、常出入娱乐场所", _MEDIUM, f"{_HUNAN}三（三）1（6）"),
    ("CK41", "子女就读高收费学校或自费留学", _MEDIUM, f"{_HUNAN}三（三）1（9）"),
    ("CK42", "因吸毒、赌博致贫且尚未改正", _MEDIUM, f"{_YUNNAN}四（三）12"),
    ("CK50", "入户调查不全面", _MEND, f"{_HUNAN}三（三）2"),
    ("CK51", "民主评议走过场", _MEND, f"{_HUNAN}三（三）2"),
    ("CK52", "公示不到位或选择性公示", _MEND, f"{_HUNAN}三（三）2"),
    ("CK53", "审核审批不符合程序", _MEND, f"{_HUNAN}三（三）2"),
    ("CK54", "档案资料不齐全、信息不准确", _MEND, f"{_KESHAN}二（五）2 四核实"),
    ("CK55", "家庭变动未及时上报", _MEND, f"{_KESHAN}二（五）2 四核实"),
    ("CK56", "享受人口不准确", _MEND, f"{_KESHAN}二（五）2 四核实"),
    ("CK60", "群众反映强烈而未纳入低保", _INCLUDE, f"{_HUNAN}三（二）"),
    ("CK61", "脱贫不稳定、边缘易致贫或刚性支出较大未纳入", _INCLUDE, f"{_CHONGQING}三（一）"),
    ("CK62", "重残、重病人员单人保未落实", _INCLUDE, f"{_CHONGQING}三（二）"),
    ("CK63", "靠家庭供养的成年重度残疾人未纳入", _INCLUDE, f"{_YUNNAN}三（二）"),
    ("CK70", "卡折代管无台账、无协议或未备案", _MEND, f"{_57}第二十六条"),
    ("CK71", "死亡后仍在发放低保金", _HIGH, f"{_CHONGQING}三（三）"),
    ("CK72", "档案金额与发放单金额不一致", _MEND, f"{_KESHAN}二（五）4"),
    ("CK99", "其他不符合条件的情形", _MEDIUM, f"{_HUNAN}三（三）1（10）"),
)
# (threshold in its stored unit, unit as written in a pack); DOMAIN §10.1: all inclusive.
THRESHOLDS: dict[str, tuple[int, str]] = {
    "CK08": (3, "个月"),
    "CK31": (2, "套"),
    "CK33": (5_000_000, "元"),
    "CK40": (45, "岁"),
}


def _item(code: str, title: str, severity: ItemSeverity, source: str) -> CheckItem:
    threshold, unit = THRESHOLDS.get(code, (None, ""))
    return CheckItem(code, title, severity, True, source, threshold, unit)


CATALOGUE: dict[str, CheckItem] = {entry[0]: _item(*entry) for entry in _ENTRIES}
