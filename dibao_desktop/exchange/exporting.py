"""Workbooks out: the households of a campaign in the province's own template (DOMAIN §15.5, §14.2)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.queries import CaseRow
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.permissions import Permission
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.queries import Kept
from dibao_desktop.exchange import template as templates
from dibao_desktop.exchange.template import Column, Template
from dibao_desktop.session import Session, command

_Row = dict[str, str | float]
_HOUSEHOLD_FIELDS = frozenset(
    {
        "number",
        "head_name",
        "head_id",
        "aid_type",
        "category",
        "monthly",
        "bank",
        "account_no",
        "start_month",
        "outcome",
    }
)


@dataclass(frozen=True)
class ExportOutcome:
    """What was written: rows are persons."""

    path: Path
    households: int
    rows: int


def export_upload(session: Session, template: Path, out: Path, village: str | None = None) -> ExportOutcome:
    """Fill the province's template with every case of the current campaign, of one village if named.

    Full ID numbers leave the office here, so it takes the permission and an audit line. Raises KnownError with the whole
    list when a required value is missing or a value has no entry in the template's own dictionary; then nothing is
    written.
    """
    wanted = templates.read_template(template)
    if wanted.unknown_required:
        names = "、".join(wanted.unknown_required)
        raise KnownError(
            "unknown_column", f"模板 {template.name} 要求必填的“{names}”本程序不认识，请先与省平台核对模板版本。"
        )
    cases = _cases(village)
    rows, missing = _rows(wanted, cases)
    if missing:
        more = f"等 {len(missing)} 处" if len(missing) > 1 else ""
        raise KnownError("missing_values", f"不能导出：{missing[0]}{more}，请补齐后再导出。", missing)
    if wanted.limit and len(rows) > wanted.limit:
        raise KnownError(
            "too_many_rows", f"共 {len(rows)} 人，超过模板每个文件 {wanted.limit} 行的上限，请按村分别导出。"
        )
    outcome = ExportOutcome(out, len(cases), len(rows))
    _write(session, wanted, rows, outcome, village or "全部村")
    return outcome


@command(Permission.EXPORT, Changes.NOTHING)
def _write(session: Session, wanted: Template, rows: list[_Row], outcome: ExportOutcome, scope: str) -> None:
    session.note(f"导出省平台上传表（{scope}）：{outcome.households} 户 {outcome.rows} 人，文件 {outcome.path.name}")
    templates.fill(wanted, rows, outcome.path)


def _cases(village: str | None) -> list[CaseRow]:
    campaign = clearance.current_campaign()
    if campaign is None:
        raise KnownError("no_campaign", "还没有清查行动，没有清查结果可以上报；请先在“清查核查”中新建行动。")
    village_id = None
    if village is not None:
        known = {each.name: each.id for each in dossiers.villages()}
        if village not in known:
            raise KnownError("no_village", f"没有“{village}”这个村（社区），现有：{'、'.join(known)}。")
        village_id = known[village]
    found = clearance.cases(campaign.id, village_id)
    if not found:
        raise KnownError("no_cases", "所选范围内没有清查户，没有内容可以导出。")
    return found


def _rows(wanted: Template, cases: list[CaseRow]) -> tuple[list[_Row], list[str]]:
    """The rows in the template's own words, and a sentence for everything that is lacking, each said once."""
    kept = dossiers.kept([case.household_id for case in cases])
    codes = {village.id: village.code for village in dossiers.villages()}
    rows: list[_Row] = []
    missing: dict[str, None] = {}
    for case in cases:
        household = kept[case.household_id]
        shared = _shared(case, household, codes[case.village_id])
        for member in _people(household):
            row: _Row = {}
            for column in wanted.columns:
                entry = _entry(column, (shared | member)[column.field])
                if entry not in ("", None):
                    row[column.field] = entry
                elif entry is None or column.required:
                    missing[_lack(column, case, str(member["name"]), str((shared | member)[column.field]))] = None
            rows.append(row)
    return rows, list(missing)


def _entry(column: Column, value: str | float) -> str | float | None:
    """The value in the template's words; empty when there is none, None when the dictionary lacks it."""
    return templates.choose(column, value) if isinstance(value, str) else value


def _lack(column: Column, case: CaseRow, person: str, value: str) -> str:
    """One sentence; a figure of the village or household is not repeated for each person of it."""
    if column.field == "division":
        return f"{case.village}没有填行政区划代码（在“设置”中填写）"
    if column.field == "outcome" and not value:
        return f"{case.number} {case.head_name}户还没有清查结果（下一步：{case.step_label}）"
    who = f"{case.number} {case.head_name}户" + ("" if column.field in _HOUSEHOLD_FIELDS else f"的{person}")
    if value:
        return f"{who}的“{column.head}”为“{value}”，模板的下拉框里没有对应的选项"
    return f"{who}缺“{column.head}”"


def _shared(case: CaseRow, household: Kept, division: str) -> _Row:
    """What stands on every row of a household."""
    record = household.record
    fen = case.new_fen if case.new_fen is not None else record.monthly_fen or 0
    return {
        "number": record.number,
        "head_name": record.head_name,
        "head_id": household.head_id,
        "division": division,
        "aid_type": record.aid_type,
        "category": record.category,
        "monthly": fen / 100,
        "bank": record.bank,
        "account_no": record.account_no,
        "start_month": record.start_month,
        "outcome": case.outcome.label if case.outcome else "",
        "outcome_date": case.decided_on,
    }


def _people(household: Kept) -> list[_Row]:
    fields = ("name", "id_type", "id_number", "relation", "sex", "birth", "ethnic", "health", "labour", "note")
    disability = ("disability_kind", "disability_grade")
    return [
        {field: getattr(member, field) for field in fields + disability} | {"covered": "是" if member.covered else "否"}
        for member in household.record.members
    ]
