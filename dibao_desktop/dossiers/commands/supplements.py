"""分类施保 as approved: entered by a clerk with its decision, never changed by a birthday alone (57号 art.27)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.money import yuan
from dibao_desktop.dossiers import queries
from dibao_desktop.dossiers.queries.supplements import granted_supplements
from dibao_desktop.dossiers.records import SupplementGrant
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.policy.rules.supplements import Supplements
from dibao_desktop.session import Permission, Session, command

_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")


@command(Permission.CONFIRM, Changes.DOSSIERS)
def grant_supplements(session: Session, household_id: int, due: Supplements, from_month: str, decision: str) -> None:
    """Approve what is due on top of the base amount from a month (2017-07) on; the base amount stays as it is."""
    household = queries.household(household_id)
    if household is None or household.standing != Standing.RECEIVING:
        raise KnownError("not_receiving", "这一户现在不在保，不能登记分类施保；请刷新后核对。")
    if not _MONTH.fullmatch(from_month):
        raise KnownError("wrong_month", f"起始月份“{from_month}”应写成 2017-06 这样的年月，请改正。")
    if not decision.strip():
        raise KnownError("no_decision", "请填写审批依据，例如审批日期和文号。")
    before = granted_supplements([household_id]).get(household_id)
    if before is not None and from_month < before.from_month:
        raise KnownError("too_early", f"这一户的分类施保自 {before.from_month} 起已有登记，起始月份不能更早，请改正。")
    SupplementGrant.create(
        household=household_id,
        from_month=from_month,
        household_fen=due.household_fen,
        person_fen=due.person_fen,
        shares=json.dumps(_shares(due, household.member_ids)),
        lines="；".join(f"{line.name}：{line.title} {yuan(line.fen)} 元" for line in due.lines),
        decision=decision.strip(),
    )
    session.note(
        f"分类施保：自 {from_month} 起每月 {yuan(due.total_fen)} 元（{decision.strip()}），保障金不变",
        household=household_id,
        before={"家庭分类施保（分）": before.household_fen, "人员分类施保（分）": before.person_fen}
        if before
        else None,
        after={"家庭分类施保（分）": due.household_fen, "人员分类施保（分）": due.person_fen},
    )


def _shares(due: Supplements, member_ids: Sequence[int]) -> dict[int, int]:
    """What each member gets, by id."""
    own = {member_id: due.of_person(place) for place, member_id in enumerate(member_ids)}
    return {member_id: fen for member_id, fen in own.items() if fen}
