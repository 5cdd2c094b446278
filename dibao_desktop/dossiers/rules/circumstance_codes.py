"""Reading the words of a family's circumstances as files write them (DOMAIN §16.7, §16.9). What is not known is kept as written."""

from __future__ import annotations

import re

from dibao_desktop.dossiers.rules.circumstance_words import Education, Employment, Politics, Residence
from dibao_desktop.dossiers.rules.codes import Reader, Reading, reader, table

# Always the text, never the number: two data sets number the same schools differently.
_LEADING_CODE = re.compile(r"^\d{1,2}[.\-、 ]?(?=\D)")

_education = reader(
    table(
        Education,
        {
            Education.POSTGRADUATE: "研究生教育 硕士 硕士研究生 博士 博士研究生",
            Education.UNIVERSITY: "大学本科教育 本科 大学 大学本科及以上 本科教育",
            Education.COLLEGE: "专科教育 专科 大学专科 大学专科教育 高职 高等职业教育 高职高专",
            Education.VOCATIONAL: "中等职业教育 中等专业学校 中职 职高 职业高中 技校 技工学校 中等专科",
            Education.HIGH_SCHOOL: "普通高级中学教育 高级中学 普通高中 高中教育 普通高中教育",
            Education.MIDDLE_SCHOOL: "初级中学教育 初级中学 初中教育 普通初中",
            Education.PRIMARY: "小学教育 小学毕业 小学肄业",
            Education.NONE: "文盲 半文盲 文盲/半文盲 不识字 未上学 未上过学",
            Education.OTHER: "其它 其他教育",
        },
    )
)
_employment = reader(
    table(
        Employment,
        {
            Employment.EMPLOYED: "在职职工 在岗 在职(机关事业) 在职(企业) 在职(困难企业) 在职人员",
            Employment.FLEXIBLE: "灵活就业人员 打零工 零工",
            Employment.FARMING: "务农人员 农民 在家务农 从事农业",
            Employment.REGISTERED: "登记失业人员 失业登记",
            Employment.UNREGISTERED: "未登记失业人员 失业",
            Employment.RETIRED_CADRE: "离休人员",
            Employment.RETIRED: "退休人员 离退休",
            Employment.BUSINESS: "个体经营 个体工商户",
            Employment.PUPIL: "学生 在校生 在读 在学",
            Employment.NONE: "无业 待业 未就业 无职业 没有工作 无固定工作",
            Employment.OTHER: "其它",
        },
    )
)
_politics = reader(
    table(
        Politics,
        {
            Politics.PARTY: "党员 中共正式党员 共产党员",
            Politics.PROBATION: "中共预备党员",
            Politics.LEAGUE: "团员 共青团",
            Politics.NO_PARTY: "无党派人士 无党派民主人士",
            Politics.MASSES: "普通群众 群众(含少先队员) 一般群众",
        },
    )
)
_residence = reader(
    table(
        Residence,
        {
            Residence.RURAL: "农业户口 农业家庭户口 农村 农村户口 农村居民 农户",
            Residence.URBAN: "非农 非农户口 非农业户口 城镇 城市 城镇户口 城市户口 城镇居民 居民户口",
            Residence.OTHER: "其它",
        },
    )
)


def _without_code(read: Reader) -> Reader:
    def text(raw: object) -> Reading:
        found = read(raw)
        return found if found.known else read(_LEADING_CODE.sub("", str(raw).strip()))

    return text


education = _without_code(_education)
employment = _without_code(_employment)
politics = _without_code(_politics)
residence = _without_code(_residence)
