"""What goes to the bank, and the ledger of who is paid: plain workbooks of text cells."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.money import capital_yuan, yuan
from dibao_desktop.domain.permissions import Permission
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.queries.payments import PaymentRow, payments_in
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.exchange.bulk import write_sheet
from dibao_desktop.exchange.placing import village_id_of
from dibao_desktop.session import Session, command
from dibao_desktop.storage.listing import Search
from dibao_desktop.storage.whole_file import write_whole

_PAY_HEADS = (
    "序号",
    "户主姓名",
    "身份证号码",
    "开户银行",
    "账户名称",
    "银行账号",
    "金额（元）",
    "村（社区）",
    "档案号",
)
_CONTROL_DIGITS = 6
_LEDGER_HEADS = (
    "档案号",
    "村（社区）",
    "村民小组",
    "户主姓名",
    "户主身份证号",
    "救助类型",
    "保障类别",
    "家庭人口",
    "保障人口",
    "月保障金",
    "起保年月",
    "低保证号",
    "开户银行",
    "银行账号",
    "联系电话",
    "家庭住址",
)
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class PayWritten:
    """The list for the bank: `control` is the sum of the last six figures of all accounts, by which both sides see that no
    account was changed or lost on the way. `left_out` are those who cannot be paid yet, with why."""

    path: Path
    households: int
    total_fen: int
    control: int
    left_out: tuple[tuple[PaymentRow, str], ...] = ()


@dataclass(frozen=True)
class LedgerWritten:
    """The ledger: a line a household."""

    path: Path
    households: int


class AccountsWrong(KnownError):
    """A list that would come back from the bank; `rows` are the households whose account is to be mended."""

    def __init__(self, rows: Sequence[tuple[PaymentRow, str]]) -> None:
        first, why = rows[0]
        more = f"等 {len(rows)} 户" if len(rows) > 1 else ""
        super().__init__(
            "wrong_accounts",
            f"代发清单不能导出：档案 {first.number} {first.head_name}{why}{more}，请在档案中更正账号后再导出。",
            [f"档案 {row.number} {row.village} {row.head_name}：{words}" for row, words in rows],
        )
        self.rows = tuple(rows)


def wrong_accounts(paid: Sequence[PaymentRow]) -> list[tuple[PaymentRow, str]]:
    """The households that a bank could not pay: no account, no number at all, one account for two households."""
    seen: dict[str, PaymentRow] = {}
    found = []
    for row in paid:
        if not row.account_no:
            found.append((row, "没有银行账号"))
        elif not row.account_no.isdigit() or not 12 <= len(row.account_no) <= 25:
            found.append((row, f"的账号“{row.account_no}”不是12至25位数字"))
        elif row.account_no in seen:
            found.append((row, f"与档案 {seen[row.account_no].number} {seen[row.account_no].head_name}同一账号"))
        else:
            seen[row.account_no] = row
    return found


def control_sum(accounts: Sequence[str]) -> int:
    """The sum of the last six figures of these accounts."""
    return sum(int(account[-_CONTROL_DIGITS:]) for account in accounts)


@command(Permission.EXPORT, Changes.NOTHING)
def export_payments(
    session: Session, out: Path, month: str, village: str | None = None, *, partial: bool = False
) -> PayWritten:
    """The list for the bank of a month (`2017-06`): every cell a text but the amount, a second sheet with the sums. Raises
    `AccountsWrong` for accounts that cannot be paid to (`partial` leaves these out), KnownError when nobody is paid or the
    file cannot be written."""
    if village is not None:
        village_id_of(village)
    everybody = payments_in(month)
    paid = [row for row in everybody if village in (None, row.village)]
    if not paid:
        raise KnownError("no_payments", f"{month} 没有应发的户，没有代发清单可以导出。")
    # The other household of an account may live in another village.
    wrong = [(row, why) for row, why in wrong_accounts(everybody) if village in (None, row.village)]
    out_of_it = {row.number for row, _why in wrong}
    if wrong and (not partial or len(wrong) == len(paid)):
        raise AccountsWrong(wrong)
    paid = [row for row in paid if row.number not in out_of_it]
    names = {fact.number: fact for fact in dossiers.money_facts()}
    kept = dossiers.kept([names[row.number].household_id for row in paid if row.number in names])
    holders = {each.record.number: each.record.account_name for each in kept.values()}
    control = control_sum([row.account_no for row in paid])
    written = PayWritten(out, len(paid), sum(row.total_fen for row in paid), control, tuple(wrong))
    _write(out, paid, holders, written, month)
    session.note(
        f"导出代发清单（{village or '全部村'}，{month}）：{written.households} 户 {yuan(written.total_fen)} 元，"
        f"文件 {out.name}" + (f"，账号有误未列入 {len(wrong)} 户" if wrong else "")
    )
    return written


def _write(out: Path, paid: Sequence[PaymentRow], holders: dict[str, str], written: PayWritten, month: str) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("代发清单")
    sheet.append(_PAY_HEADS)
    for place, row in enumerate(paid, start=1):
        holder = holders.get(row.number) or row.head_name
        texts = (str(place), row.head_name, row.head_id, row.bank, holder, row.account_no)
        sheet.append([*_texts(sheet, texts), row.total_fen / 100, *_texts(sheet, (row.village, row.number))])
    sums = book.create_sheet("合计")
    for caption, value in (
        ("发放月份", month),
        ("笔数", str(written.households)),
        ("金额合计（元）", yuan(written.total_fen)),
        ("大写", capital_yuan(written.total_fen)),
        ("账号校验和", str(written.control)),
        ("校验和的算法", f"全部账号末{_CONTROL_DIGITS}位数字相加，银行收到后相加应相同"),
    ):
        sums.append(_texts(sums, (caption, value)))
    content = io.BytesIO()
    book.save(content)
    write_whole(out, content.getvalue())


def _texts(sheet: Any, values: Sequence[str]) -> list[Any]:
    cells = []
    for value in values:
        cell = WriteOnlyCell(sheet, value)
        # A name beginning with = stays a name.
        cell.data_type = "s"
        cell.number_format = "@"
        cells.append(cell)
    return cells


@command(Permission.EXPORT, Changes.NOTHING)
def export_ledger(session: Session, out: Path, reason: str, village: str | None = None) -> LedgerWritten:
    """台账: a line a household that receives aid, with all its people one beside the other. Full numbers leave with a
    `reason`, which the audit line names. Raises KnownError without one, or when there is nothing to write."""
    if not reason.strip():
        raise KnownError("no_reason", "导出含完整证号和账号的台账要写明用途（用在哪里、交给谁）。")
    filters: dict[str, object] = {"standing": Standing.RECEIVING.value}
    if village is not None:
        filters["village_id"] = village_id_of(village)
    ids = dossiers.HouseholdListing().ids(Search(filters=filters))
    if not ids:
        raise KnownError("no_households", "所选范围内没有在保户，没有台账可以导出。")
    kept = dossiers.kept(ids)
    most = max(len(kept[id_].record.members) for id_ in ids)
    heads = [*_LEDGER_HEADS, *(f"成员{_numeral(at)}{part}" for at in range(most) for part in ("姓名", "身份证号码"))]
    write_sheet(out, "低保台账", heads, _ledger_lines([kept[id_] for id_ in ids], most))
    session.note(f"导出低保台账（{village or '全部村'}，用途：{reason.strip()}）：{len(ids)} 户，文件 {out.name}")
    return LedgerWritten(out, len(ids))


def _ledger_lines(households: Sequence[dossiers.Kept], most: int) -> Iterator[list[str | int | float]]:
    for kept in households:
        record = kept.record
        people = [part for member in record.members for part in (member.name, member.id_number)]
        fen = record.monthly_fen or 0
        yield [
            record.number,
            record.village,
            record.group,
            record.head_name,
            kept.head_id,
            record.aid_type,
            record.category,
            record.family_size,
            record.covered_size,
            fen // 100 if fen % 100 == 0 else fen / 100,
            record.start_month,
            record.certificate_no,
            record.bank,
            record.account_no,
            record.phone,
            record.address,
            *people,
            *[""] * (2 * most - len(people)),
        ]


def _numeral(place: int) -> str:
    """一 for the first, 十一 for the eleventh."""
    tens, ones = divmod(place + 1, 10)
    if not tens:
        return _NUMERALS[ones - 1]
    return (_NUMERALS[tens - 1] if tens > 1 else "") + "十" + (_NUMERALS[ones - 1] if ones else "")
