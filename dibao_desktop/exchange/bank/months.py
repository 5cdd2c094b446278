"""One month's payments against another's: every difference with the decision behind it, or a mark that there is none."""

from __future__ import annotations

from dataclasses import dataclass

from dibao_desktop.dossiers.queries.pay_steps import PayStep, pay_steps
from dibao_desktop.dossiers.queries.payments import PaymentRow, payments_in


@dataclass(frozen=True)
class PayChange:
    """One household that is paid otherwise; `ground` is empty where no decision explains it."""

    number: str
    head_name: str
    village: str
    before_fen: int
    after_fen: int
    ground: str
    account_changed: bool

    @property
    def change_fen(self) -> int:
        return self.after_fen - self.before_fen

    @property
    def what(self) -> str:
        """In a word what changed."""
        if not self.before_fen:
            return "新增"
        if not self.after_fen:
            return "停发"
        if not self.change_fen:
            return "换账号"
        return "增发" if self.change_fen > 0 else "减发"


@dataclass(frozen=True)
class MonthComparison:
    """Two months side by side: the sums differ by exactly the sum of the changes."""

    before: str
    after: str
    before_households: int
    after_households: int
    before_fen: int
    after_fen: int
    changes: tuple[PayChange, ...]

    @property
    def unexplained(self) -> tuple[PayChange, ...]:
        """What nothing explains, to be looked into before the list goes to the bank."""
        return tuple(change for change in self.changes if not change.ground)


def month_before(month: str) -> str:
    """`2016-12` for `2017-01`."""
    year, number = int(month[:4]), int(month[5:7])
    return f"{year - (number == 1):04d}-{(number - 2) % 12 + 1:02d}"


def compare_months(after: str, before: str = "") -> MonthComparison:
    """The payments of a month (`2017-06`) against those of the one before it, or of another."""
    before = before or month_before(after)
    old, new = ({row.number: row for row in payments_in(month)} for month in (before, after))
    steps = pay_steps(before, after)
    changes = []
    for number in [*new, *(each for each in old if each not in new)]:
        was, now = old.get(number), new.get(number)
        if _paid(was) != _paid(now):
            changes.append(_change(number, was, now, steps.get(number, ())))
    return MonthComparison(
        before,
        after,
        len(old),
        len(new),
        sum(row.total_fen for row in old.values()),
        sum(row.total_fen for row in new.values()),
        tuple(changes),
    )


def _paid(row: PaymentRow | None) -> tuple[int, str]:
    return (0, "") if row is None else (row.total_fen, row.account_no)


def _change(
    number: str, was: PaymentRow | None, now: PaymentRow | None, steps: tuple[PayStep, ...] | list[PayStep]
) -> PayChange:
    shown = now or was
    assert shown is not None
    return PayChange(
        number,
        shown.head_name,
        shown.village,
        was.total_fen if was else 0,
        now.total_fen if now else 0,
        "；".join(f"{step.month} 起{step.words}" + (f"（{step.decision}）" if step.decision else "") for step in steps),
        was is not None and now is not None and was.account_no != now.account_no,
    )
