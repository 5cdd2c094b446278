"""What the fields of a form template hold: every name a template may use, by the words that clerks use."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.queries import CaseDetail
from dibao_desktop.domain import identity
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.money import yuan
from dibao_desktop.domain.secrecy import discreet
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.queries import HouseholdDetail
from dibao_desktop.dossiers.rules.circumstances import CircumstancesRecord
from dibao_desktop.dossiers.rules.members import head_id, head_of, health_text
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key


def form_fields(household_id: int, campaign_id: int | None, today: str) -> dict[str, Any]:
    """The fields of one household; days are written out, money in 元, what is unknown is empty."""
    found = dossiers.household(household_id)
    if found is None:
        raise KnownError("no_household", "这份档案已不存在，请刷新列表后再试。")
    row = clearance.case_of(campaign_id, household_id) if campaign_id is not None else None
    case = clearance.case(row.id) if row else None
    more = dossiers.circumstances(household_id, found.member_ids)
    fields = {**_household(found), **_lists(found.record, more), **_case(case), **_office(today)}
    return {name: _discreet(value) for name, value in fields.items()}


def _household(found: HouseholdDetail) -> dict[str, Any]:
    record = found.record
    head = head_of(record)
    return {
        "档案号": record.number,
        "户主": record.head_name,
        "户主身份证号": head_id(record),
        "户主性别": head.sex if head else "",
        "户主民族": head.ethnic if head else "",
        "村": record.village,
        "组": record.group,
        "住址": record.address or f"{record.village}{record.group}",
        "联系电话": record.phone,
        "户口簿号": record.register_no,
        "救助类型": record.aid_type,
        "类别": record.category,
        "家庭人口": record.family_size,
        "保障人口": record.covered_size,
        "月保障金": yuan(record.monthly_fen or 0),
        "家庭年收入": "" if record.annual_income_fen is None else yuan(record.annual_income_fen),
        "起保年月": record.start_month,
        "主要致困原因": record.cause,
        "开户银行": record.bank,
        "银行账号": record.account_no,
        "账户名": record.account_name,
        "低保证号": record.certificate_no,
        "状态": found.standing,
        "备注": record.note,
    }


def _lists(record: HouseholdRecord, more: CircumstancesRecord) -> dict[str, Any]:
    def who(place: int | None) -> str:
        return record.members[place].name if place is not None and place < len(record.members) else "全家"

    return {
        "成员": [_member(number, member) for number, member in enumerate(record.members, start=1)],
        "收入": [
            {
                "姓名": who(item.member),
                "种类": item.kind,
                "期间": item.period,
                "金额": _money(item.amount_fen),
                "不计入原因": item.excluded,
                "备注": item.note,
            }
            for item in more.incomes
        ],
        "支出": [
            {"姓名": who(item.member), "种类": item.kind, "期间": item.period, "金额": _money(item.amount_fen)}
            for item in more.expenses
        ],
        "财产": [
            {"姓名": who(item.member), "种类": item.kind, "说明": item.detail, "价值": _money(item.value_fen)}
            for item in more.properties
        ],
        "义务人": [
            {"姓名": each.name, "关系": each.relation, "对象": who(each.member), "年供养": _money(each.annual_fen)}
            for each in more.obligors
        ],
    }


def _member(number: int, member: MemberRecord) -> dict[str, Any]:
    return {
        "序号": number,
        "姓名": member.name,
        "关系": member.relation,
        "性别": member.sex or identity.sex(member.id_number),
        "身份证号": member.id_number or member.id_written,
        "出生日期": member.birth,
        "民族": member.ethnic,
        "健康状况": health_text(member),
        "劳动能力": member.labour,
        "婚姻": member.marriage,
        "保障对象": "是" if member.covered else "否",
    }


def _case(case: CaseDetail | None) -> dict[str, Any]:
    """The case in the campaign; all of it empty where there is none."""
    row = case.row if case else None
    notice = case.notice if case else None
    outcome = (row.outcome or row.proposal) if row else None
    fen = (row.new_fen if row.outcome else row.proposed_fen) if row else None
    visit = case.visits[0].draft if case and case.visits else None
    return {
        "处理意见": outcome.label if outcome else "",
        "拟月保障金": _money(fen),
        "原月保障金": _money(row.before_fen) if row else "",
        "执行月份": row.effective_month if row else "",
        "理由": (notice.reasons if notice else "") or (case.reason if case else ""),
        "告知书编号": notice.number if notice else "",
        "告知日期": notice.made_on if notice else "",
        "审核意见": case.check.opinion if case and case.check else "",
        "入户日期": visit.visited_on.isoformat() if visit else "",
        "调查人员": "、".join(visit.investigators) if visit else "",
        "调查小结": visit.summary if visit else "",
    }


def _office(today: str) -> dict[str, Any]:
    year, month, day = today.split("-")
    return {
        "单位": settings.value(Key.UNIT) or settings.value(Key.TOWN),
        "乡镇": settings.value(Key.TOWN),
        "单位电话": settings.value(Key.PHONE),
        "今天": f"{year} 年 {int(month)} 月 {int(day)} 日",
    }


def _money(fen: int | None) -> str:
    return "" if fen is None else yuan(fen)


def _discreet(value: Any) -> Any:
    if isinstance(value, str):
        return discreet(value)
    if isinstance(value, Iterable) and not isinstance(value, dict):
        return [{name: _discreet(each) for name, each in line.items()} for line in value]
    return value
