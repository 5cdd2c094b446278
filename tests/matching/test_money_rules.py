"""Payments, withdrawals, amounts: months, boundaries, and whose line a line is."""

from __future__ import annotations

import datetime as dt

import pytest

from dibao_desktop.domain import places
from dibao_desktop.dossiers.queries import MoneyRow
from dibao_desktop.matching.queries import policy_in_use
from dibao_desktop.matching.rules.amounts import found_amounts
from dibao_desktop.matching.rules.facts import Line
from dibao_desktop.matching.rules.identify import PeopleIndex
from dibao_desktop.matching.rules.leads import Finding, LeadKind
from dibao_desktop.matching.rules.lists import ListEntry, ListKind
from dibao_desktop.matching.rules.payments import (
    Accounts,
    found_in_payments,
    found_in_withdrawals,
    found_paid_after_death,
    owned,
)
from dibao_desktop.matching.rules.periods import longest_gap, payment_month
from dibao_desktop.policy.queries import find, load_packs
from dibao_desktop.session import Session
from makers import make_id
from matching.test_identify import OTHER, SOUND, person, wrong_check

STRANGER = make_id("19500626", 95)
MONTHS = ("2017-03", "2017-04", "2017-05")


def dossier(id_: int = 1, head_id: str = SOUND, **fields: object) -> MoneyRow:
    given = {"register_no": "", "aid_type": "农村低保", "category": "C类", "family_size": 3, "covered": 3}
    given |= {"monthly_fen": 336_00, "account_no": f"62{id_:014d}", "start_month": "2011-12"} | fields
    village = given.pop("village_id", 1)
    return MoneyRow(id_, f"{id_:04d}", village, "罗建", head_id, **given)  # type: ignore[arg-type]


def accounts(*dossiers: MoneyRow) -> Accounts:
    return Accounts(
        PeopleIndex([person(id_number=each.head_id, household=each.household_id) for each in dossiers]), dossiers
    )


def payment(
    id_number: str = SOUND, fen: int | None = 336_00, account: str = "", result: str = "成功", name: str = "罗建"
) -> Line:
    return Line(ListEntry(ListKind.PAYMENTS, name, id_number, account, fen, label=result), "5月.xlsx", "2017-05")


def paid(known: Accounts, lines: list[Line]) -> list[Finding]:
    return list(found_in_payments(known, owned(known, lines)))


def kinds(findings: object) -> list[tuple[str, int | None]]:
    return [(each.kind.value, each.household_id) for each in findings]  # type: ignore[attr-defined]


def test_paid_as_due_is_no_lead() -> None:
    assert kinds(paid(accounts(dossier()), [payment()])) == []


def test_other_amount_and_several_payments_of_a_month() -> None:
    assert kinds(paid(accounts(dossier()), [payment(fen=336_01)])) == [("paid_differs", 1)]
    assert kinds(paid(accounts(dossier()), [payment(fen=112_00), payment(fen=224_00)])) == []


def test_head_whose_number_is_written_wrongly_is_found_by_account() -> None:
    wrong = dossier(head_id=wrong_check(SOUND))
    assert kinds(paid(accounts(wrong), [payment(account=wrong.account_no)])) == []


def test_stranger_is_paid_unknown() -> None:
    (lead,) = paid(accounts(dossier()), [payment(), payment(STRANGER, name="白兴")][1:])
    assert (lead.kind, lead.household_id, lead.person_id) == (LeadKind.PAID_UNKNOWN, None, STRANGER)
    assert kinds(paid(accounts(dossier()), [payment(STRANGER, result="失败")])) == []


@pytest.mark.parametrize("result", ["失败", "代发不成功", "退票", "账户已销户", "未入账"])
def test_payment_that_failed_is_unpaid(result: str) -> None:
    (lead,) = paid(accounts(dossier()), [payment(result=result)])
    assert lead.kind is LeadKind.UNPAID and result in lead.reason


def test_list_of_one_village_and_one_aid_says_nothing_of_others() -> None:
    two = make_id("19600101", 2)
    other_aid = dossier(2, two, aid_type="城市低保")
    other_village = dossier(3, make_id("19600102", 2), village_id=2)
    same = dossier(4, make_id("19600103", 2))
    starts_later = dossier(5, make_id("19600104", 2), start_month="2017-06")
    findings = paid(accounts(dossier(), other_aid, other_village, same, starts_later), [payment()])
    assert kinds(findings) == [("unpaid", 4)]


def test_no_payment_list_says_nobody_was_unpaid() -> None:
    assert kinds(paid(accounts(dossier()), [])) == []


def test_person_in_two_dossiers_is_paid_where_the_account_is() -> None:
    first, second = dossier(1), dossier(2)
    found = paid(accounts(first, second), [payment(account=second.account_no), payment(account=first.account_no)])
    assert kinds(found) == []


@pytest.mark.parametrize(("died", "leads"), [("2017-04-30", 1), ("2017-05-01", 0), ("", 0)])
def test_paid_after_the_month_of_death(died: str, leads: int) -> None:
    assert (
        len(
            list(
                found_paid_after_death(accounts(dossier()), [(person(), died)], owned(accounts(dossier()), [payment()]))
            )
        )
        == leads
    )


def withdrawal(*collected: bool) -> Line:
    return Line(ListEntry(ListKind.WITHDRAWALS, "罗建", SOUND, months=tuple(zip(MONTHS, collected, strict=True))))


def test_three_months_not_collected_count_and_two_do_not() -> None:
    assert (
        len(
            list(
                found_in_withdrawals(
                    accounts(dossier()), owned(accounts(dossier()), [withdrawal(False, False, False)]), 3
                )
            )
        )
        == 1
    )
    assert (
        len(
            list(
                found_in_withdrawals(
                    accounts(dossier()), owned(accounts(dossier()), [withdrawal(True, False, False)]), 3
                )
            )
        )
        == 0
    )


def test_months_before_the_allowance_began_do_not_count() -> None:
    late = dossier(start_month="2017-04")
    assert (
        len(list(found_in_withdrawals(accounts(late), owned(accounts(late), [withdrawal(False, False, False)]), 3)))
        == 0
    )


def test_gap_over_two_lists_and_a_hole_between_them() -> None:
    assert longest_gap((("2017-05", False), ("2017-03", False), ("2017-04", False))) == MONTHS
    assert longest_gap((("2017-01", False), ("2017-02", False), ("2017-04", False))) == ("2017-01", "2017-02")
    assert longest_gap((("3月", False), ("4月", True), ("5月", False))) == ("5月",)
    assert longest_gap(()) == ()


@pytest.mark.parametrize(
    ("on_date", "place", "source", "month"),
    [
        ("2017-05-20", "2017年6月!A3", "", "2017-05"),
        ("", "2017年5月农村低保金代发明细!A3", "2017年6月.xlsx", "2017-05"),
        ("", "Sheet1!A3", "低保201705代发.xls", "2017-05"),
        ("", "Sheet1!A3", "代发 2017-11.xls", "2017-11"),
        ("", "Sheet1!A3", "a.dat", ""),
        ("2017", "", "", ""),
    ],
)
def test_month_of_a_payment(on_date: str, place: str, source: str, month: str) -> None:
    assert payment_month(on_date, place, source) == month


def amounts(pack: str, *dossiers: MoneyRow, on: dt.date = dt.date(2017, 6, 1)) -> list[Finding]:
    policy = find(load_packs(places.resources() / "policies"), pack)
    return list(found_amounts(policy, dossiers, on))


def test_tier_amount_needs_no_income() -> None:
    right = dossier(category="B类", monthly_fen=486_00)
    assert amounts("s1", right) == []
    (lead,) = amounts("s1", dossier(category="B", monthly_fen=486_01))
    assert lead.kind is LeadKind.AMOUNT and "486 元" in lead.reason


def test_difference_amount_is_compared_only_where_the_income_is_known() -> None:
    on = dt.date(2022, 4, 1)
    facts = {"category": "", "annual_income_fen": 720_000}
    assert amounts("s2", dossier(monthly_fen=603_00, **facts), on=on) == []
    assert kinds(amounts("s2", dossier(monthly_fen=600_00, **facts), on=on)) == [("amount", 1)]
    assert amounts("s2", dossier(monthly_fen=600_00, category=""), on=on) == []


def test_income_at_the_standard_is_over_it() -> None:
    assert kinds(amounts("s1", dossier(annual_income_fen=2800_00 * 3))) == [("over_income", 1)]
    assert amounts("s1", dossier(annual_income_fen=2800_00 * 3 - 1)) == []


def test_nothing_is_guessed_without_a_category() -> None:
    assert amounts("s1", dossier(category="")) == []


def test_the_office_names_its_pack(session: Session) -> None:
    assert policy_in_use().id == "s1"


def test_amount_of_a_roster_that_does_not_name_its_aid() -> None:
    policy = find(load_packs(places.resources() / "policies"), "s1")
    unnamed = [dossier(1, aid_type=""), dossier(2, aid_type="", category="一类"), dossier(3, aid_type="", category="")]
    assert kinds(found_amounts(policy, unnamed, dt.date(2017, 6, 1))) == [("amount", 2)]


def test_nothing_paid_out_is_unpaid() -> None:
    found = paid(accounts(dossier(1), dossier(2, OTHER)), [payment(fen=0, result=""), payment(OTHER)])
    assert kinds(found) == [("unpaid", 1)]
    assert "代发金额为 0" in found[0].reason
