"""乡镇审核, 确认 and 听取意见: what has to stand before a decision."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

from dibao_desktop.clearance.commands.steps import household_name, open_case, refuse_day, require
from dibao_desktop.clearance.queries.households import county_visit_reason
from dibao_desktop.clearance.records import Confirmation, Hearing, TownshipCheck
from dibao_desktop.clearance.rules.gates import gate_problem
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.session import Permission, Session, command


@command(Permission.CONFIRM, Changes.CLEARANCE)
def township_check(
    session: Session,
    case_id: int,
    agreed: bool,
    opinion: str,
    signer: str,
    gates: Mapping[str, bool] | None = None,
    on: dt.date | None = None,
) -> None:
    """Record the township's check. `gates` answers each of the pack's refusals (六不批) by its text: True means that the
    fault was found; agreeing needs all answered and none found."""
    case = open_case(case_id)
    policy = require(case, DoneWhen.TOWNSHIP_CHECKED, "乡镇审核")
    day = on or session.today()
    refuse_day(session, case, day, "审核")
    _need(signer, "请填写审核签字人。")
    _need(opinion, "请填写审核意见。")
    answers = dict(gates or {})
    problem = gate_problem(policy.decision.gates, answers, case.open_objections) if agreed else ""
    if problem:
        raise KnownError("gate_closed", f"{household_name(case)}{problem}")
    TownshipCheck.update(void=True).where(TownshipCheck.case == case_id).execute()
    TownshipCheck.create(
        case=case_id,
        checked_on=day.isoformat(),
        agreed=agreed,
        opinion=opinion.strip(),
        gates=json.dumps(answers, ensure_ascii=False),
        signer=signer.strip(),
    )
    session.note(
        f"乡镇审核{'同意' if agreed else '不同意'}：{opinion.strip()}（{signer.strip()}）", household=case.household_id
    )


@command(Permission.CONFIRM, Changes.CLEARANCE)
def confirm(
    session: Session,
    case_id: int,
    agreed: bool,
    opinion: str,
    signer: str,
    visited: bool = False,
    on: dt.date | None = None,
) -> None:
    """Record the confirmation (县级确认, or 乡镇确认 where the power was delegated). Not agreed: back to the township's check.

    Filed near relatives and disputed households are confirmed only after a visit (57号 art.20).
    """
    case = open_case(case_id)
    policy = require(case, DoneWhen.CONFIRMED, "确认")
    day = on or session.today()
    refuse_day(session, case, day, "确认", TownshipCheck)
    _need(signer, "请填写确认签字人。")
    why = county_visit_reason(case_id)
    if agreed and why and not visited:
        raise KnownError("visit_first", f"{household_name(case)}{why}，确认前须入户核查，请入户后勾选“已入户”再确认。")
    if not agreed:
        _need(opinion, "不同意确认的，请写明理由。")
        TownshipCheck.update(void=True).where(TownshipCheck.case == case_id).execute()
    Confirmation.update(void=True).where(Confirmation.case == case_id).execute()
    Confirmation.create(
        case=case_id,
        confirmed_on=day.isoformat(),
        level=policy.decision.confirm_level,
        agreed=agreed,
        opinion=opinion.strip(),
        signer=signer.strip(),
        visited=visited,
    )
    said = "同意" if agreed else "不同意，退回乡镇审核"
    session.note(f"确认{said}：{opinion.strip() or '无其他意见'}（{signer.strip()}）", household=case.household_id)


@command(Permission.CLEARANCE, Changes.CLEARANCE)
def hear(
    session: Session,
    case_id: int,
    heard_by: str,
    way: str = "",
    statement: str = "",
    answer: str = "",
    unreachable: str = "",
    on: dt.date | None = None,
) -> None:
    """Record what the household says on a cut or stop before it is decided (社会救助法 art.48); or, in `unreachable`, why
    nobody could be heard and what was tried."""
    case = open_case(case_id)
    require(case, DoneWhen.HEARD, "听取意见")
    day = on or session.today()
    refuse_day(session, case, day, "听取意见")
    _need(heard_by, "请填写听取意见的工作人员。")
    if not unreachable.strip():
        _need(way, "请选择听取意见的方式（当面、电话、视频或书面）。")
        _need(statement, "请记录该户的意见；没有意见的请写“无意见”，联系不上的请写明原因和联系经过。")
    Hearing.update(void=True).where(Hearing.case == case_id).execute()
    Hearing.create(
        case=case_id,
        heard_on=day.isoformat(),
        way=way.strip(),
        heard_by=heard_by.strip(),
        statement=statement.strip(),
        answer=answer.strip(),
        unreachable=unreachable.strip(),
    )
    said = (
        f"未能听取意见：{unreachable.strip()}"
        if unreachable.strip()
        else f"听取意见（{way.strip()}）：{statement.strip()}"
    )
    session.note(said, household=case.household_id)


def _need(written: str, sentence: str) -> None:
    if not written.strip():
        raise KnownError("missing", sentence)
