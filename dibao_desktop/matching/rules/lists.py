"""The outside lists we take in, and one line of any of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ListKind(StrEnum):
    """What a list tells; `label` is its Chinese name."""

    DEATHS = "deaths"
    VEHICLES = "vehicles"
    PAYROLL = "payroll"
    REAL_ESTATE = "real_estate"
    BUSINESSES = "businesses"
    PENSIONS = "pensions"
    PAYMENTS = "payments"
    WITHDRAWALS = "withdrawals"
    RECEIPTS = "receipts"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    ListKind.DEATHS: "死亡人口信息",
    ListKind.VEHICLES: "机动车登记信息",
    ListKind.PAYROLL: "财政供养人员名单",
    ListKind.REAL_ESTATE: "不动产登记信息",
    ListKind.BUSINESSES: "市场主体登记信息",
    ListKind.PENSIONS: "养老金领取人员",
    ListKind.PAYMENTS: "低保金代发明细",
    ListKind.WITHDRAWALS: "账户支取情况",
    ListKind.RECEIPTS: "省平台回执",
}


@dataclass(frozen=True)
class ListEntry:
    """One line of an outside list.

    `label` is the kind's telling word: vehicle type, employer, use of the building, registration state of the
    business, pension scheme, result of the payment or the upload. `detail` names the thing itself: plate, address,
    business name, why an upload was refused.
    `on_date` is ISO text (death, registration …). `amount_fen` is a wage, pension or payment. `months` holds
    (month, collected) pairs of a withdrawal list, oldest first. `place` says where it stands: `Sheet1!A5`.
    """

    kind: ListKind
    name: str
    id_number: str = ""
    account_no: str = ""
    amount_fen: int | None = None
    on_date: str = ""
    label: str = ""
    detail: str = ""
    months: tuple[tuple[str, bool], ...] = ()
    place: str = ""
