"""What a comparison finds: the kinds of leads (疑点), how sure one is, and what a clerk may conclude of it.

A lead is a reason to verify, never an exit by itself (DOMAIN, fact 2). Codes are those of the check items (DOMAIN §8).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Facts = tuple[tuple[str, str], ...]


class LeadKind(StrEnum):
    """What a lead is about. The value stands in the command line's JSON."""

    DEATH = "death"
    PAID_AFTER_DEATH = "paid_after_death"
    VEHICLE = "vehicle"
    PAYROLL = "payroll"
    REAL_ESTATE = "real_estate"
    BUSINESS = "business"
    PENSION = "pension"
    DUPLICATE_PERSON = "duplicate_person"
    SPLIT_HOUSEHOLD = "split_household"
    RELATIVE_UNFILED = "relative_unfiled"
    AMOUNT = "amount"
    OVER_INCOME = "over_income"
    PAID_UNKNOWN = "paid_unknown"
    UNPAID = "unpaid"
    PAID_DIFFERS = "paid_differs"
    NOT_COLLECTED = "not_collected"
    ID_CHECK = "id_check"
    ID_OLD = "id_old"
    ID_MISSING = "id_missing"
    SEX_MISMATCH = "sex_mismatch"
    BIRTH_MISMATCH = "birth_mismatch"
    SAVINGS = "savings"
    IDLE_COUPLE = "idle_couple"
    UPLOAD_REFUSED = "upload_refused"

    @property
    def label(self) -> str:
        return _KINDS[self][1]

    @property
    def code(self) -> str:
        """The check item that a lead of this kind belongs to."""
        return _KINDS[self][0]


_KINDS: dict[LeadKind, tuple[str, str]] = {
    LeadKind.DEATH: ("CK01", "死亡人员在册"),
    LeadKind.PAID_AFTER_DEATH: ("CK71", "死亡后仍发放"),
    LeadKind.VEHICLE: ("CK30", "名下机动车"),
    LeadKind.PAYROLL: ("CK21", "财政供养人员"),
    LeadKind.REAL_ESTATE: ("CK31", "名下房产"),
    LeadKind.BUSINESS: ("CK32", "市场主体"),
    LeadKind.PENSION: ("CK22", "领取养老金"),
    LeadKind.DUPLICATE_PERSON: ("CK03", "一人在两户"),
    LeadKind.SPLIT_HOUSEHOLD: ("CK04", "一本户口簿两户"),
    LeadKind.RELATIVE_UNFILED: ("CK10", "近亲属未备案"),
    LeadKind.AMOUNT: ("CK26", "金额核定不符"),
    LeadKind.OVER_INCOME: ("CK20", "收入超过标准"),
    LeadKind.PAID_UNKNOWN: ("CK72", "发放不在册"),
    LeadKind.UNPAID: ("CK72", "在册未发放"),
    LeadKind.PAID_DIFFERS: ("CK72", "发放金额不符"),
    LeadKind.NOT_COLLECTED: ("CK08", "长期未支取"),
    LeadKind.ID_CHECK: ("CK54", "身份证号有误"),
    LeadKind.ID_OLD: ("CK54", "15位旧身份证"),
    LeadKind.ID_MISSING: ("CK54", "身份证号缺失"),
    LeadKind.SEX_MISMATCH: ("CK54", "性别与身份证不符"),
    LeadKind.BIRTH_MISMATCH: ("CK54", "出生日期与身份证不符"),
    LeadKind.SAVINGS: ("CK33", "大额存款或有价证券"),
    LeadKind.IDLE_COUPLE: ("CK40", "夫妻年轻没有工作"),
    LeadKind.UPLOAD_REFUSED: ("CK54", "省平台退回"),
}


class Confidence(StrEnum):
    """Certain where the ID number itself agrees; doubtful where only a name or a nearly equal number does."""

    CERTAIN = "certain"
    DOUBTFUL = "doubtful"

    @property
    def label(self) -> str:
        return "确定" if self is Confidence.CERTAIN else "存疑"


class Verdict(StrEnum):
    """What verification concluded (DOMAIN §8); the value is what is stored and shown."""

    TRUE = "属实"
    UNTRUE = "不属实"
    PARTLY = "部分属实"
    UNVERIFIABLE = "无法核实"

    @property
    def label(self) -> str:
        return self.value

    @property
    def needs_evidence(self) -> bool:
        """Clearing a lead, in whole or in part, must say on what ground."""
        return self is not Verdict.TRUE


@dataclass(frozen=True)
class Finding:
    """What one rule found. `key` names the fact, not the file: the same fact in next month's list is the same lead.

    `dossier_says` and `list_says` are the two records side by side, as (label, text).
    """

    key: str
    kind: LeadKind
    household_id: int | None
    member_id: int | None
    person_id: str
    person_name: str
    confidence: Confidence
    reason: str
    source: str
    dossier_says: Facts = ()
    list_says: Facts = ()
    # Where the finding belongs to another check item than its kind's own.
    code: str = ""


@dataclass(frozen=True)
class LeadDraft:
    """A finding with the check item's severity and clause under the policy in use."""

    key: str
    code: str
    kind: LeadKind
    household_id: int | None
    member_id: int | None
    person_id: str
    person_name: str
    confidence: Confidence
    severity: str
    reason: str
    source: str
    clause: str
    dossier_says: Facts
    list_says: Facts
