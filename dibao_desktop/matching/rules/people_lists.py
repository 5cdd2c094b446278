"""The lists that tell something of a person: deaths, payroll, pensions, vehicles, businesses.

One lead for each thing told (a person's death, one vehicle, one shop), so that a clerk can judge each by itself and a
newer list that says the same makes no second lead. Of two lines about the same thing the later one counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dibao_desktop.domain.money import short_yuan
from dibao_desktop.matching.rules.facts import Line, Person, line_facts, person_facts
from dibao_desktop.matching.rules.identify import Match, PeopleIndex
from dibao_desktop.matching.rules.leads import Confidence, Facts, Finding, LeadKind
from dibao_desktop.matching.rules.lists import ListKind
from dibao_desktop.matching.rules.receipts import was_not_taken

_NO_LONGER_RUN = re.compile("注销|吊销|撤销|迁出|除名")
_COOPERATIVE = re.compile("合作社")
_SCRAPPED = re.compile("注销|报废|灭失")
# 残疾人功能性补偿代步机动车辆 is a necessity (民发〔2012〕220号 art.17); motorcycles stand in no plan's list.
_EXEMPT_VEHICLE = re.compile("摩托|残疾|代步|自行车|助力车|电动[两二三]轮")
_VEHICLE = re.compile(
    "(?<!三轮)汽车|轿车|客车|货车|客货|面包|越野|旅行|牵引|挂车|自卸|皮卡|商务|运动型|运输车|作业车|专用车|工程|机械|拖拉机|收割机|挖掘|装载"
    "|推土|压路|起重|吊车|搅拌|罐|叉车|平地机|插秧机|旋耕|SUV|MPV"
)
# Type codes of the vehicle register (GA 24.4) where a list gives nothing else: first letter, two digits.
_VEHICLE_CODE = re.compile(r"[A-Z]\d{2}")
_MOTORCYCLE_CODE = "M"
# The licence a vehicle takes (机动车驾驶证申领和使用规定 annex 1): A to C are cars and lorries, D to F motorcycles.
_CAR_LICENCE, _MOTORCYCLE_LICENCE = re.compile("准驾[ABC]"), re.compile("准驾[DEF]")
_LEFT_SERVICE = re.compile("离职|辞职|辞退|开除|死亡|去世")
_NOT_ON_STAFF = re.compile("公益|临时|临聘|村干部|聘用")
_PENSION_ENDED = re.compile("停发|终止|死亡")
# 城乡居民基本养老保险: its basic pension is not counted as income (57号 art.13), so it is no hit.
_RESIDENT_PENSION = re.compile("居民|居保|农保|农村社会养老")


@dataclass(frozen=True)
class _Told:
    """What one line says of somebody, in the rule's own words. `thing` tells two lines about one thing apart from two."""

    thing: str
    reason: str
    sure: bool
    says: Facts


def found_in_lists(index: PeopleIndex, lines: Mapping[ListKind, Sequence[Line]]) -> Iterator[Finding]:
    """The findings of all these lists."""
    for kind, (lead, tell) in _TELLERS.items():
        latest: dict[tuple[int, str], Finding | None] = {}
        for line in lines.get(kind, ()):
            for match in index.matches(line.entry.name, line.entry.id_number):
                thing, finding = _judge(lead, line, match, tell(line, match.person))
                latest[match.person.member_id, thing] = finding
        yield from (finding for finding in latest.values() if finding is not None)


def _judge(kind: LeadKind, line: Line, match: Match, told: _Told | str) -> tuple[str, Finding | None]:
    if isinstance(told, str):
        return told, None
    person = match.person
    sure = told.sure and match.confidence is Confidence.CERTAIN
    return told.thing, Finding(
        key="|".join((kind, str(person.household_id), person.id_number or person.name, told.thing)),
        kind=kind,
        household_id=person.household_id,
        member_id=person.member_id,
        person_id=person.id_number,
        person_name=person.name,
        confidence=Confidence.CERTAIN if sure else Confidence.DOUBTFUL,
        reason=told.reason + (f"（{match.remark}）" if match.remark else ""),
        source=line.where,
        dossier_says=person_facts(person),
        list_says=told.says,
    )


def _death(line: Line, person: Person) -> _Told:
    """CK01: 家庭成员死亡未申报; a change is to be made within three months (2022兜底通知 一(三))."""
    when = f"于 {line.entry.on_date} 死亡" if line.entry.on_date else "已死亡（名单未注明日期）"
    state = "仍在册并计入保障人口" if person.covered else "仍登记为家庭成员"
    return _Told("", f"{person.name}{when}，{state}", True, line_facts(line, "说明", "备注", date="死亡日期"))


def _vehicle(line: Line, person: Person) -> _Told | str:
    """CK30: vehicles, lorries, machinery, tractors; not motorcycles, not what is scrapped; unknown types are doubtful."""
    entry = line.entry
    kind, thing = entry.label.upper(), entry.detail or f"{entry.label} {entry.on_date}"
    code = _VEHICLE_CODE.match(kind)
    exempt = _EXEMPT_VEHICLE.search(kind) or _MOTORCYCLE_LICENCE.match(kind)
    if exempt or (code and kind.startswith(_MOTORCYCLE_CODE)):
        return thing
    if _SCRAPPED.search(f"{entry.label} {entry.detail}"):
        return thing
    known = bool(_VEHICLE.search(kind) or code or _CAR_LICENCE.match(kind))
    what = " ".join(part for part in (entry.label or "车辆（类型未注明）", entry.detail) if part)
    since = f"，{entry.on_date} 登记" if entry.on_date else ""
    remark = "" if known else "，车辆类型须核对是否属于清查范围"
    says = line_facts(line, "车辆类型", "号牌号码", date="登记日期")
    return _Told(thing, f"{person.name}名下有{what}{since}{remark}", known, says)


def _payroll(line: Line, person: Person) -> _Told | str:
    """CK21: 财政供养人员; the wage counts as income, the status alone excludes nobody (DOMAIN §8)."""
    entry = line.entry
    thing, words = entry.label, f"{entry.label} {entry.detail}"
    if _LEFT_SERVICE.search(words):
        return thing
    sure = not _NOT_ON_STAFF.search(words)
    wage = f"，月工资 {short_yuan(entry.amount_fen)} 元" if entry.amount_fen is not None else ""
    state = f"（{entry.detail}）" if entry.detail else ""
    says = line_facts(line, "工作单位", "人员状态", "月工资")
    return _Told(thing, f"{person.name}在财政供养名单中：{entry.label or '单位未注明'}{state}{wage}", sure, says)


def _business(line: Line, person: Person) -> _Told | str:
    """CK32: 工商营业执照; a cancelled or revoked one is none. A share in a cooperative may be a mere membership."""
    entry = line.entry
    thing = entry.detail
    if _NO_LONGER_RUN.search(entry.label):
        return thing
    since = f"，{entry.on_date} 成立" if entry.on_date else ""
    state = f"，登记状态{entry.label}" if entry.label else ""
    sure = not _COOPERATIVE.search(entry.detail)
    says = line_facts(line, "登记状态", "名称", "注册资金", "成立日期")
    return _Told(thing, f"{person.name}登记为{entry.detail or '市场主体'}的经营者{state}{since}", sure, says)


def _pension(line: Line, person: Person) -> _Told | str:
    """CK22: 领取社保退休金; a resident's basic pension is not income."""
    entry = line.entry
    words = f"{entry.label} {entry.detail}"
    if _RESIDENT_PENSION.search(words) or _PENSION_ENDED.search(words):
        return entry.label
    amount = f"，月待遇 {short_yuan(entry.amount_fen)} 元" if entry.amount_fen is not None else ""
    says = line_facts(line, "险种", "备注", "月待遇")
    return _Told(entry.label, f"{person.name}领取{entry.label or '养老金（险种未注明）'}{amount}", True, says)


def _receipt(line: Line, person: Person) -> _Told | str:
    """CK54: the provincial system refused this person's line (DOMAIN §15.5); a later answer that accepts it settles that."""
    entry = line.entry
    if not was_not_taken(entry.label, entry.detail):
        return ""
    why = entry.detail or entry.label or "没有写明原因"
    return _Told("", f"省平台退回了{person.name}的上传信息：{why}", True, line_facts(line, "处理结果", "退回原因"))


_TELLERS = {
    ListKind.DEATHS: (LeadKind.DEATH, _death),
    ListKind.VEHICLES: (LeadKind.VEHICLE, _vehicle),
    ListKind.PAYROLL: (LeadKind.PAYROLL, _payroll),
    ListKind.BUSINESSES: (LeadKind.BUSINESS, _business),
    ListKind.PENSIONS: (LeadKind.PENSION, _pension),
    ListKind.RECEIPTS: (LeadKind.UPLOAD_REFUSED, _receipt),
}
