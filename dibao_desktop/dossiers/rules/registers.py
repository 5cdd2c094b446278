"""近亲属备案 and 卡折代管: what a line of each register says, and what it lacks (57号 art.11, art.20, art.26; DOMAIN §11)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from dibao_desktop.domain.identity import IdFault, read_id

_KEEPING = "民发〔2021〕57号第二十六条"


@dataclass(frozen=True)
class FilingDraft:
    """One official and one recipient, near relatives of each other. Dates are ISO text; `visited_on` is the county's visit."""

    official_name: str = ""
    official_id: str = ""
    official_phone: str = ""
    workplace: str = ""
    post: str = ""
    relation: str = ""
    recipient_name: str = ""
    recipient_id: str = ""
    reason: str = ""
    applied_on: str = ""
    findings: str = ""
    opinion: str = ""
    filed_on: str = ""
    visited_on: str = ""


@dataclass(frozen=True)
class KeepingDraft:
    """Who keeps the card, why, and since which written agreement. `is_staff`: works for the township or the village."""

    keeper_name: str = ""
    keeper_id: str = ""
    keeper_phone: str = ""
    relation: str = ""
    post: str = ""
    is_staff: bool = False
    reason: str = "生活不能自理"
    agreed_on: str = ""
    county_filed_on: str = ""


class EntryKind(StrEnum):
    """A line below a keeping."""

    WITHDRAWAL = "支取"
    CHECK = "检查"

    @property
    def label(self) -> str:
        return self.value


@dataclass(frozen=True)
class EntryDraft:
    """A withdrawal: how much, what for, who signed; or a check: what was found and by whom."""

    kind: EntryKind
    on_date: str = ""
    amount_fen: int | None = None
    words: str = ""
    signed_by: str = ""


def filing_problems(draft: FilingDraft, today: dt.date) -> dict[str, str]:
    """What is wrong, by field."""
    found = _missing(
        draft,
        official_name="请填写工作人员或村（居）干部的姓名。",
        relation="请填写与工作人员的关系。",
        recipient_name="请选择是哪一位家庭成员。",
        reason="请填写申请理由。",
        filed_on="请填写备案日期。",
    )
    found |= _wrong_id(draft.official_id, "official_id")
    found |= _ahead(draft, today, "applied_on", "filed_on", "visited_on")
    if draft.official_id and draft.official_id == draft.recipient_id and draft.relation != "本人":
        found.setdefault("relation", "工作人员就是这位家庭成员，关系应填“本人”。")
    return found


def keeping_problems(draft: KeepingDraft, today: dt.date) -> dict[str, str]:
    """What is wrong, by field: a keeping needs a written agreement (57号 art.26)."""
    found = _missing(
        draft,
        keeper_name="请填写代管人姓名。",
        reason="请填写代管原因。",
        agreed_on=f"请填写书面协议日期；代管必须有书面协议（{_KEEPING}）。",
    )
    if draft.is_staff and not draft.post.strip():
        found["post"] = "代管人是乡镇或村工作人员的，请填写单位和职务。"
    found |= _wrong_id(draft.keeper_id, "keeper_id")
    return found | _ahead(draft, today, "agreed_on", "county_filed_on")


def entry_problems(draft: EntryDraft, agreed_on: str, today: dt.date) -> dict[str, str]:
    """What is wrong, by field."""
    withdrawn = draft.kind is EntryKind.WITHDRAWAL
    found = _missing(
        draft,
        on_date="请填写日期。",
        words="请填写用途。" if withdrawn else "请填写检查情况。",
        signed_by="请填写签收人。" if withdrawn else "请填写检查人。",
    )
    if withdrawn and (draft.amount_fen is None or draft.amount_fen <= 0):
        found["amount_fen"] = "请填写大于 0 的支取金额。"
    found |= _ahead(draft, today, "on_date")
    if draft.on_date and draft.on_date < agreed_on:
        found.setdefault("on_date", f"早于书面协议日期 {agreed_on}，请核对。")
    return found


def keeping_duties(is_staff: bool, county_filed_on: str, ended_on: str) -> tuple[str, ...]:
    """What is still owed for a keeping: staff of the township or village need the county's filing (57号 art.26)."""
    if is_staff and not county_filed_on and not ended_on:
        return (f"代管人是乡镇或村工作人员，须报县级民政部门备案（{_KEEPING}）。",)
    return ()


def filing_duties(visited_on: str, ended_on: str) -> tuple[str, ...]:
    """What is still owed for a filing: the county visits every such household (57号 art.20)."""
    if not visited_on and not ended_on:
        return ("近亲属备案户，县级民政部门须入户（民发〔2021〕57号第二十条）。",)
    return ()


def _missing(draft: object, **sentences: str) -> dict[str, str]:
    return {name: words for name, words in sentences.items() if not str(getattr(draft, name)).strip()}


def _wrong_id(number: str, field: str) -> dict[str, str]:
    fault = read_id(number).fault
    return {} if fault in (None, IdFault.MISSING) else {field: str(fault.value)}


def _ahead(draft: object, today: dt.date, *fields: str) -> dict[str, str]:
    late = [name for name in fields if str(getattr(draft, name)) > today.isoformat()]
    return dict.fromkeys(late, "日期晚于今天，请改正。")
