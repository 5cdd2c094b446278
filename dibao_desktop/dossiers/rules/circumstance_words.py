"""The words of a family's circumstances: code tables of DOMAIN §16.6 to §16.8 and of 57号 art. 8, 13 and 14.

As in `codes`, the value is the Chinese text that is stored and shown; a form offers these and keeps any other.
"""

from __future__ import annotations

from enum import StrEnum


class Residence(StrEnum):
    """The kind of household registration (户籍 1, 2, 3 of the provincial system)."""

    RURAL = "农业"
    URBAN = "非农业"
    OTHER = "其他"


class CoveredReason(StrEnum):
    """Why the household is covered as it is: as a whole, or one person alone (单人保, 57号 art.8)."""

    WHOLE = "整户保障"
    GRAVE_DISABILITY = "单人保：一、二级重度残疾"
    MIND = "单人保：三级智力、精神残疾"
    ILLNESS = "单人保：重特大疾病"
    RELIGIOUS = "单人保：脱离家庭的宗教教职人员"
    COUNTY = "单人保：县级规定的其他人员"


class Education(StrEnum):
    """GB/T 4658, by text (two data sets number it differently)."""

    POSTGRADUATE = "研究生"
    UNIVERSITY = "大学本科"
    COLLEGE = "大专"
    VOCATIONAL = "中专"
    HIGH_SCHOOL = "高中"
    MIDDLE_SCHOOL = "初中"
    PRIMARY = "小学"
    NONE = "文盲或半文盲"
    OTHER = "其他"


class Employment(StrEnum):
    """The provincial texts."""

    EMPLOYED = "在职"
    FLEXIBLE = "灵活就业"
    FARMING = "务农"
    REGISTERED = "登记失业"
    UNREGISTERED = "未登记失业"
    RETIRED_CADRE = "离休"
    RETIRED = "退休"
    BUSINESS = "经商"
    PUPIL = "在校学生"
    NONE = "无工作"
    OTHER = "其他"


class Politics(StrEnum):
    """政治面貌."""

    PARTY = "中共党员"
    PROBATION = "预备党员"
    LEAGUE = "共青团员"
    DEMOCRATIC = "民主党派"
    NO_PARTY = "无党派"
    MASSES = "群众"


class PersonStatus(StrEnum):
    """人员状态: codes 01 to 06 and 99; only who is 正常 lives in the household."""

    NORMAL = "正常"
    MISSING = "失踪"
    DEAD = "死亡"
    MARRIED_OUT = "嫁娶"
    IN_PRISON = "服刑"
    MOVED_OUT = "分户迁出"
    OTHER = "其他"


class IncomeKind(StrEnum):
    """57号 art.13."""

    WAGES = "工资性收入"
    BUSINESS = "经营净收入"
    PROPERTY = "财产净收入"
    TRANSFER = "转移净收入"
    OTHER = "其他收入"


class NotCounted(StrEnum):
    """Why an income is not counted; each is of 57号 art.13."""

    VETERANS = "优待抚恤金"
    FAMILY_PLANNING = "计划生育奖励与扶助金"
    AWARDS = "奖学金、见义勇为等奖励性补助"
    RELIEF = "政府发放的社会救助款物"
    BASIC_PENSION = "城乡居民养老保险基础养老金"
    LOCAL = "设区的市级以上规定不计入的收入"


NOT_COUNTED_CLAUSE = "57号第十三条"


class ExpenseKind(StrEnum):
    """Rigid spending (刚性支出)."""

    MEDICAL = "医疗"
    SCHOOLING = "教育"
    DISABILITY = "残疾康复"
    EMPLOYMENT = "必要就业成本"
    DISASTER = "意外灾害"
    OTHER = "其他"


class PropertyKind(StrEnum):
    """财产类型 101 to 400 of the provincial system, with the houses of 57号 art.14."""

    DEPOSIT = "储蓄存款"
    BONDS = "国债"
    SHARES = "股票"
    SECURITIES = "其他有价证券"
    INSURANCE = "储蓄性保险"
    FINANCIAL = "其他金融资产"
    LAND = "耕地"
    ORCHARD = "经济林木"
    PONDS = "鱼塘"
    LIVESTOCK = "家畜家禽"
    WORKING = "其他经营性财产"
    ANTIQUES = "古玩字画"
    APPLIANCES = "空调冰箱"
    LUXURIES = "其他高档消费品"
    VEHICLE = "车辆"
    HOUSE = "房屋"
    OTHER = "其他"


class Support(StrEnum):
    """What an obligor owes, by law, to the one who is supported."""

    PARENTS = "赡养"
    CHILDREN = "抚养"
    SPOUSES = "扶养"


class Tag(StrEnum):
    """Marks of a household that an office looks for."""

    NOBODY = "三无"
    UNSTEADY = "收入不固定"
    ABLE = "有劳动能力"
    FILED = "单独登记备案"
    TAPERING = "渐退期"
    KEY = "重点核查"
