"""What the payment lists say was paid to one household."""

from __future__ import annotations

from collections.abc import Collection

from dibao_desktop.matching.records import ListRow
from dibao_desktop.matching.rules.lists import ListKind
from dibao_desktop.matching.rules.payments import was_refused
from dibao_desktop.storage.database import tuples


def paid_months(id_numbers: Collection[str], account_no: str, from_month: str) -> list[str]:
    """The months (`2017-06`) from `from_month` on in which something was paid to one of these people or to this account."""
    whose = ListRow.id_number.in_([number for number in id_numbers if number])
    if account_no:
        whose |= ListRow.account_no == account_no
    rows = ListRow.select(ListRow.period, ListRow.label).where(
        ListRow.kind == ListKind.PAYMENTS.value, ListRow.period >= from_month, whose
    )
    return sorted({period for period, label in tuples(rows) if period and not was_refused(label)})


def payments_known() -> bool:
    """Whether the office has taken in any payment list."""
    return bool(ListRow.select(ListRow.id).where(ListRow.kind == ListKind.PAYMENTS.value).exists())
