"""Rules of a record: problems, doubts, members, statements, initials, numbers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.dossiers.rules.benefit import BenefitKind, kind_of_change
from dibao_desktop.dossiers.rules.fields import as_note, changes, shown
from dibao_desktop.dossiers.rules.initials import initials, search_words
from dibao_desktop.dossiers.rules.members import head_id, head_of, health_text, pair_members
from dibao_desktop.dossiers.rules.numbers import following
from dibao_desktop.dossiers.rules.problems import applicant_problems, doubts, problems
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord
from dibao_desktop.dossiers.rules.statement import as_text, completed, digest, from_text, merged, tidied
from makers import a_member, a_record, make_id

DAY = dt.date(2017, 6, 1)


def with_member(record: HouseholdRecord, place: int, **fields: object) -> HouseholdRecord:
    members = list(record.members)
    members[place] = replace(members[place], **fields)
    return replace(record, members=tuple(members))


def test_a_good_record_has_neither_problems_nor_doubts() -> None:
    record = a_record()
    assert problems(record) == {} == applicant_problems(record)
    assert doubts(record, DAY) == {}


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"village": ""}, "village", "村（社区）未填写"),
        ({"head_name": ""}, "head_name", "户主姓名未填写"),
        ({"head_name": "外人"}, "head_name", "不在家庭成员中"),
        ({"members": ()}, "members", "至少登记户主"),
        ({"covered_size": 4}, "covered_size", "保障人口 4 人多于家庭人口 3 人"),
        ({"covered_size": -1}, "covered_size", "不能是负数"),
        ({"monthly_fen": -1}, "monthly_fen", "不能是负数"),
        ({"annual_income_fen": -1}, "annual_income_fen", "不能是负数"),
        ({"start_month": "2011-13"}, "start_month", "2017-06"),
    ],
)
def test_each_problem_stands_beside_its_field(fields: dict[str, object], field: str, words: str) -> None:
    assert words in problems(replace(a_record(), **fields))[field]


def test_members_need_a_name_and_an_id_of_the_right_form() -> None:
    record = with_member(with_member(a_record(), 1, name=""), 2, id_number="5300001965")
    found = problems(record)
    assert "第 2 位成员的姓名未填写" in found["members.1.name"]
    assert "应为18位" in found["members.2.id_number"]


def test_the_same_number_twice_in_a_household_is_refused() -> None:
    record = a_record()
    twice = with_member(record, 2, id_number=record.members[0].id_number)
    same = f"{twice.members[2].name}与{twice.members[0].name}的身份证号相同"
    assert same in problems(twice)["members.2.id_number"]


def test_a_wrong_check_digit_keeps_only_a_new_application_out() -> None:
    good = make_id("19650712", 5)
    wrong = good[:17] + ("1" if good[17] != "1" else "2")
    record = with_member(a_record(), 0, id_number=wrong)
    assert problems(record) == {}
    assert "校验码不符" in doubts(record, DAY)["members.0.id_number"]
    assert "新申请须先核实证件" in applicant_problems(record)["members.0.id_number"]


def test_doubts_of_a_member() -> None:
    member = a_member(id_number=make_id("19650712", 1), sex="女", birth="1966-07-12")
    record = a_record(members=(member,), head_name=member.name, family_size=2, covered_size=2, account_no="12")
    found = doubts(record, DAY)
    assert "身份证号为男" in found["members.0.sex"]
    assert "1965-07-12" in found["members.0.birth"]
    assert "家庭人口 2 人，登记了 1 位成员" in found["family_size"]
    assert "成员中保障对象 1 人" in found["covered_size"]
    assert "12 至 25 位" in found["account_no"]
    assert "137 岁" in doubts(with_member(record, 0, id_number=make_id("18800101", 1)), DAY)["members.0.id_number"]


def test_other_papers_are_not_read_as_citizen_numbers() -> None:
    record = with_member(a_record(), 1, id_type="港澳居民来往内地通行证", id_number="H12345678")
    assert problems(record) == {} == doubts(record, DAY)


def test_who_is_the_head() -> None:
    record = a_record()
    assert head_of(record) == record.members[0]
    assert head_id(record) == record.members[0].id_number
    unnamed = replace(record, members=tuple(replace(m, relation="") for m in record.members))
    assert head_of(unnamed) == unnamed.members[0]
    two = replace(record, members=(a_member(), *record.members))
    assert head_of(two) == record.members[0]
    assert "不止一位户主" in doubts(replace(two, family_size=4, covered_size=4), DAY)["head_name"]
    assert head_id(replace(record, members=())) == ""
    assert "不一致" in doubts(replace(record, head_name=record.members[1].name), DAY)["head_name"]


def test_members_are_paired_by_number_then_name_and_relation_then_name() -> None:
    old = a_record(persons=3).members
    stranger = a_member("子", name="新来")
    new = (
        replace(old[2], name="改名"),
        replace(old[0], id_number=""),
        replace(old[1], id_number=make_id("20010101", 7), relation="父母"),
        stranger,
    )
    assert pair_members(old, new) == [2, 0, 1, None]


def test_namesakes_without_numbers_are_not_paired_by_guess() -> None:
    old = (MemberRecord("李强", "子"), MemberRecord("李强", "子"))
    assert pair_members(old, (MemberRecord("李强", "子"),)) == [None]


@given(st.permutations(range(4)), st.sets(st.integers(0, 3)))
def test_pairing_finds_everybody_in_any_order(order: list[int], without_number: set[int]) -> None:
    old = [MemberRecord(f"人{n}", "子", id_number=make_id("19700101", n + 1)) for n in range(4)]
    new = [replace(old[n], id_number="") if n in without_number else old[n] for n in order]
    assert pair_members(old, new) == order


def test_a_statement_wins_for_what_it_says_and_erases_nothing() -> None:
    office = a_record(address="石塔村1组5号")
    stated = HouseholdRecord(office.number, category="B类", monthly_fen=0, members=())
    after = merged(office, stated).record
    assert (after.category, after.monthly_fen, after.address) == ("B类", 0, "石塔村1组5号")
    assert after.members == office.members
    assert after.covered_size == office.covered_size


def test_a_statement_of_the_whole_family_lets_people_go_and_come() -> None:
    office = a_record(persons=3)
    born = a_member("女", covered=None)
    stated = replace(office, family_size=3, covered_size=0, members=(*office.members[:2], born))
    laid = merged(office, stated)
    assert [member.name for member in laid.record.members] == [m.name for m in office.members[:2]] + [born.name]
    assert laid.pairs == (0, 1, None)
    assert laid.record.members[2].covered is True
    assert laid.record.covered_size == 3


def test_a_statement_of_some_members_keeps_the_others() -> None:
    office = a_record(persons=3)
    stated = HouseholdRecord(office.number, members=(replace(office.members[1], health="残疾"),))
    laid = merged(office, stated)
    assert len(laid.record.members) == 3
    assert laid.record.members[1].health == "残疾"
    changed = changes(office, laid.record, laid.pairs)
    assert [(c.field, c.before, c.after) for c in changed] == [(f"{office.members[1].name} 健康状况", "健康", "残疾")]


def test_uncovering_somebody_moves_the_number_of_covered_people() -> None:
    office = a_record(persons=3)
    stated = HouseholdRecord(office.number, members=(replace(office.members[2], covered=False),))
    assert merged(office, stated).record.covered_size == 2


def test_the_paper_of_a_foreign_spouse_is_not_turned_into_an_id_card() -> None:
    office = a_record(persons=2)
    office = replace(office, members=(office.members[0], replace(office.members[1], id_type="外国人永久居留证")))
    stated = HouseholdRecord(office.number, members=(MemberRecord(office.members[1].name, "配偶"),))
    assert merged(office, stated).record == office


record_parts = st.fixed_dictionaries(
    {},
    optional={
        "phone": st.sampled_from(["", "19900000001"]),
        "category": st.sampled_from(["", "A类", "B类"]),
        "monthly_fen": st.sampled_from([None, 0, 22200]),
        "family_size": st.sampled_from([0, 2, 3]),
        "covered_size": st.sampled_from([0, 1, 2]),
        "annual_income_fen": st.sampled_from([None, 0, 100]),
        "members": st.sampled_from([(), (MemberRecord("周红巧", "户主", covered=None, health="残疾"),)]),
    },
)


@given(record_parts, record_parts)
def test_laying_a_statement_over_twice_is_laying_it_over_once(
    first: dict[str, object], said: dict[str, object]
) -> None:
    office = completed(replace(HouseholdRecord("1", members=(MemberRecord("周红巧", "户主"),)), **first))
    stated = replace(HouseholdRecord("1"), **said)
    once = merged(office, stated)
    again = merged(once.record, stated)
    assert again.record == once.record
    assert changes(once.record, again.record, again.pairs) == []


@given(record_parts, record_parts)
def test_equal_statements_and_only_they_have_equal_digests(one: dict[str, object], other: dict[str, object]) -> None:
    first, second = replace(HouseholdRecord("1"), **one), replace(HouseholdRecord("1"), **other)
    assert (digest(as_text(first)) == digest(as_text(second))) == (first == second)
    assert from_text(as_text(first)) == first


def test_a_new_household_is_completed_from_its_members() -> None:
    members = (MemberRecord("周红巧", "户主", covered=None), MemberRecord("周福", "子", covered=False))
    record = completed(HouseholdRecord("1", members=members))
    assert (record.family_size, record.covered_size, record.members[0].covered) == (2, 1, True)
    unsaid = tuple(MemberRecord(name, covered=None) for name in ("周红巧", "周福", "周小"))
    assert [m.covered for m in completed(HouseholdRecord("1", covered_size=2, members=unsaid)).members] == [
        True,
        True,
        False,
    ]


def test_the_same_person_on_two_lines_is_one_person() -> None:
    record = a_record(persons=2)
    twice = replace(record, members=(*record.members, replace(record.members[0], relation="本人")))
    assert tidied(twice) == record
    assert tidied(record) is record
    unnumbered = (MemberRecord("李强", "子"), MemberRecord("李强", "子"))
    assert len(tidied(replace(record, members=unnumbered)).members) == 2


def test_what_differs_reads_as_chinese() -> None:
    before = a_record(persons=2)
    guest = a_member("子")
    after = replace(before, monthly_fen=336_50, members=(replace(before.members[0], covered=False), guest))
    old, new = as_note(changes(before, after, [0, None]))
    assert old["月保障金"] == "224 元"
    assert new["月保障金"] == "336.50 元"
    assert new[f"{before.members[0].name} 是否保障对象"] == "否"
    assert new["家庭成员"] == f"{guest.name} 子"
    assert old["家庭成员"] == f"{before.members[1].name} 配偶"
    assert shown("family_size", 3) == "3"


def test_pinyin_initials_with_both_readings_of_a_family_name() -> None:
    assert initials("周红巧") == ("zhq",)
    assert set(initials("曾梅")) == {"cm", "zm"}
    assert initials("阿卜杜·K") == ("abdk",) or "abdk" in initials("阿卜杜·K")
    assert initials("") == ()
    assert search_words(["周红巧", "", "周福"]) == " zhq zf"


@given(st.text(max_size=12))
def test_initials_are_plain_letters_of_any_name(name: str) -> None:
    for word in initials(name):
        assert word == "" or (word.isascii() and word == word.lower() and " " not in word)


def test_health_reads_as_one_phrase() -> None:
    assert health_text(a_member(health="健康")) == "健康"
    disabled = {"disability_kind": "肢体", "disability_grade": "二级"}
    assert health_text(a_member(health="残疾", **disabled)) == "肢体残疾二级"
    assert health_text(a_member(health="慢性病", **disabled)) == "慢性病，肢体残疾二级"


def test_dossier_numbers_follow_the_offices_style() -> None:
    assert following("0347") == "0348"
    assert following("0999") == "1000"
    assert following("石塔-9") == "石塔-10"
    assert following("甲") == "甲-0001"


def test_kinds_of_change() -> None:
    assert kind_of_change(100, 200) is BenefitKind.RAISE
    assert kind_of_change(200, 100) is BenefitKind.CUT
    assert kind_of_change(200, 200) is BenefitKind.ADJUST
    assert [kind.label for kind in BenefitKind] == ["纳入保障", "增发", "减发", "调整", "停发"]
