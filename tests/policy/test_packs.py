"""The shipped packs, and what becomes of broken ones."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.places import resources
from dibao_desktop.policy.queries import Packs, digest, find, load_packs, policy_of
from dibao_desktop.policy.rules.aid import AidType
from dibao_desktop.policy.rules.amending import with_category, with_standard
from dibao_desktop.policy.rules.check_items import CATALOGUE
from dibao_desktop.policy.rules.pack import Category, Standard
from dibao_desktop.policy.rules.reading import read_pack
from dibao_desktop.policy.rules.steps import Applies, DoneWhen

IDS = ("national", "s0", "s1", "s2", "s3", "s4")
S1_TEXT = (resources() / "policies" / "s1.toml").read_text(encoding="utf-8")


def test_every_shipped_pack_loads(packs: Packs) -> None:
    assert packs.problems == ()
    assert tuple(packs.policies) == IDS


@pytest.mark.parametrize("policy_id", IDS)
def test_every_figure_has_a_source(packs: Packs, policy_id: str) -> None:
    policy = packs.policies[policy_id]
    assert all(figure.source.strip() and figure.text and figure.label for figure in policy.figures)
    cited = (*policy.steps, *policy.check_items, *policy.notice.rounds, *policy.stages, *policy.schedule)
    assert all(each.source for each in cited + policy.reverification + policy.standards + policy.categories)
    assert len({figure.key for figure in policy.figures}) == len(policy.figures)


@pytest.mark.parametrize("policy_id", IDS)
def test_no_household_is_cut_unheard(packs: Packs, policy_id: str) -> None:
    policy = packs.policies[policy_id]
    order = [step.done_when for step in policy.steps]
    assert policy.decision.hearing_before_cut
    assert order.index(DoneWhen.HEARD) < order.index(DoneWhen.DECIDED) < order.index(DoneWhen.NOTIFIED)
    assert {s.applies for s in policy.steps if s.done_when is DoneWhen.HEARD} == {Applies.CUT_OR_STOP}
    assert "社会救助法第四十八条" in policy.source_of("decision.hearing_before_cut")


def steps_of(packs: Packs, policy_id: str) -> list[tuple[str, int]]:
    return [(step.done_when.value, step.round) for step in packs.policies[policy_id].steps]


def test_the_plans_differ_where_their_texts_differ(packs: Packs) -> None:
    s0, s1, s2, s3, s4, national = (packs.policies[i] for i in ("s0", "s1", "s2", "s3", "s4", "national"))
    assert [len(p.notice.rounds) for p in (s0, s1, s2, s3, s4, national)] == [1, 2, 1, 3, 1, 1]
    assert (s0.review.required, s1.review.required, national.review.required) == (
        "changed_only",
        "always",
        "on_objection",
    )
    assert (s1.visit.min_investigators, s1.visit.max_investigators, s1.review.min_township_staff) == (3, 5, 2)
    assert (s1.review.size_min, s1.review.size_max, s1.decision.township_working_days) == (5, 7, 15)
    assert (s2.decision.confirm_level, len(s2.decision.gates), s1.decision.six_gates) == ("township", 6, False)
    assert s3.visit.neighbours_min == 3
    assert (s4.visit.coverage, s4.decision.pay_start, len(s4.schedule)) == ("disputed", "same_month", 8)
    assert sum(len(w.units) for w in s4.schedule) == 33
    assert s1.review.quorum.text == "三分之二"
    assert s1.step("notice_2").label == "乡镇公示"
    assert s1.notice_round(2).days == 7


def test_the_order_of_the_first_township(packs: Packs) -> None:
    assert steps_of(packs, "s1")[:8] == [
        ("visit_signed", 0),
        ("leads_judged", 0),
        ("assessment_current", 0),
        ("review_concluded", 0),
        ("notice_ended", 1),
        ("township_checked", 0),
        ("notice_ended", 2),
        ("confirmed", 0),
    ]


def test_who_must_step_aside(packs: Packs) -> None:
    review = packs.policies["s1"].review
    assert all(review.must_step_aside(each) for each in ("配偶", "兄弟", "（外）孙子女", "父 亲", "子/婿"))
    assert not any(review.must_step_aside(each) for each in ("同事", "堂兄", "", "儿媳"))


def test_check_items_cite_the_plan_or_the_common_list(packs: Packs) -> None:
    s1 = packs.policies["s1"]
    assert s1.check_item("CK33").threshold == 5_000_000
    assert s1.check_item("CK33").source == "《城乡低保对象精准识别专项行动方案》四（三）5"
    assert s1.check_item("CK71").source.startswith("方案未列，参照")
    assert s1.check_item("CK08").threshold == 3
    assert [item.code for item in s1.all_check_items()] == list(CATALOGUE)
    assert all(item.source and item.title and item.severity.label for item in CATALOGUE.values())


@pytest.mark.parametrize("word", ["s1", "S1", "梁河", "云南乡镇2017年低保精准识别专项行动"])
def test_a_pack_is_found_by_id_title_or_place(packs: Packs, word: str) -> None:
    assert find(packs, word).id == "s1"


def test_an_unknown_pack_is_refused_with_the_choices(packs: Packs) -> None:
    with pytest.raises(KnownError) as refused:
        find(packs, "某地")
    assert refused.value.code == "unknown_policy"
    assert all(policy_id in refused.value.message for policy_id in IDS)


def test_a_kept_text_gives_the_same_policy(packs: Packs) -> None:
    assert policy_of(packs.texts["s1"]) == packs.policies["s1"]
    assert digest(packs.texts["s1"]) != digest(packs.texts["s2"])
    with pytest.raises(KnownError) as refused:
        policy_of("id = 3")
    assert refused.value.code == "bad_policy"


def broken(old: str, new: str) -> str:
    text, changed = re.subn(old, new, S1_TEXT, count=1, flags=re.MULTILINE)
    assert changed, old
    return text


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        (r"^quorum = .*$", "", "review.quorum", "缺少"),
        (r"^quorum = ", "quorom = ", "review.quorom", "没有这一项"),
        (r'^(quorum = .*)"2/3"', r'\1"0.67"', "review.quorum.value", "2/3"),
        (r'^(size_min = .*), source = ".*"', r"\1", "review.size_min.source", "缺少"),
        (r'^(size_min = .*source = )".*"', r'\1" "', "review.size_min.source", "不能为空"),
        (r"^(size_min = \{ value = )5", r"\g<1>9", "review.size_max", "小于"),
        (r"^(size_min = \{ value = )5", r'\1"5"', "review.size_min.value", "应为整数"),
        (r"^(size_min = \{ value = )5", r"\1true", "review.size_min.value", "应为整数"),
        (r'^(min_investigators = .*)unit = "人"', r'\1unit = "户"', "visit.min_investigators.unit", "单位应写“人”"),
        (r"^(min_investigators = \{ value = )3", r"\g<1>1", "visit.min_investigators.value", "不能小于 2"),
        (r"^(max_investigators = \{ value = )5", r"\g<1>2", "visit.max_investigators", "小于"),
        (r"^(amount = \{ value = )2800", r"\g<1>-1", "standards[1].amount.value", "金额"),
        (r"^(amount = \{ value = )2800", r"\g<1>nan", "standards[1].amount.value", "金额"),
        (r"^(amount = \{ value = )2800", r"\g<1>1e99", "standards[1].amount.value", "金额"),
        (r"^(size_max = \{ value = )7", r"\g<1>70000", "review.size_max.value", "不能大于"),
        (r"^(amount = \{ value = )2800", r"\g<1>2800.005", "standards[1].amount.value", "两位小数"),
        (r'unit = "元/人·年"', 'unit = "元/人·月"', "standards[1].amount.unit", "元/人·年"),
        (r"^in_force_from = .*$", 'in_force_from = "2017"', "standards[1].in_force_from", "应为日期"),
        (r"^in_force_from = .*$", "in_force_from = 2017-01-01T00:00:00", "standards[1].in_force_from", "应为日期"),
        (r'^aid_type = "农村低保"$', 'aid_type = "低保"', "standards[1].aid_type", "可选"),
        (r'\[amount\."农村低保"\]', '[amount."低保"]', "amount", "不是救助类型"),
        (r'value = "tier"', 'value = "guess"', "amount.农村低保.method.value", "可选"),
        (r'^code = "CK10"$', 'code = "CK98"', "check_items[1].code", "统一目录"),
        (r'^code = "CK12"$', 'code = "CK10"', "check_items", "CK10 重复"),
        (r'"head_name"', '"id_number"', "notice.fields.value", "id_number"),
        (r'value = \["近亲属"\]', 'value = ["邻居"]', "review.relations.value", "邻居"),
        (r'^done_when = "leads_judged"$', 'done_when = "visit_signed"', "steps", "只能有一步"),
        (r'^done_when = "heard"$', 'done_when = "published"', "decision.hearing_before_cut", "听取意见"),
        (r'^(required = \{ value = )"always"', r'\1"changed_only"', "review.required", "changed"),
        (r'^(coverage = \{ value = )"all"', r'\1"disputed"', "visit.coverage", "不一致"),
        (r"^number = 2$", "number = 3", "notice.rounds", "依次编号"),
        (r"^round = 2$", "round = 1", "steps", "每一轮公示"),
        (r"^(end = )2017-06-15", r"\g<1>2017-06-01", "stages[1].end", "早于"),
        (r'^category = "A"$', 'category = "Z"', "reverification", "Z"),
        (r"^(months = \{ value = )12", r"\g<1>0", "reverification[1].months.value", "不能小于 1"),
        (r'^id = "register"|id = "register"', 'id = "income"', "visit.sections", "不能重复"),
        (r"^format = 1$", "format = 2", "format", "格式 1"),
        (
            r"^below_percent = .*$",
            'below_percent = { value = 100, unit = "%", source = "甲" }',
            "edge.below_percent.value",
            "不能小于 101",
        ),
        (r'^id = "s1"$', 'id = "第一"', "id", "小写字母"),
        (r'^title = ".*"$', 'title = ""', "title", "不能为空"),
        (r"^year = 2017$", "year = 2017\nnotes = 1", "notes", "没有这一项"),
        (r"^\[review\]$", "[review", "", "不符合 TOML"),
    ],
)
def test_a_broken_pack_names_file_key_and_reason(old: str, new: str, key: str, reason: str) -> None:
    reading = read_pack(broken(old, new), "本乡.toml")
    assert reading.policy is None
    assert any(p.key == key and reason in p.reason for p in reading.problems), reading.problems
    assert all(p.file == "本乡.toml" and "本乡.toml" in p.sentence for p in reading.problems)


JUNK = ("3", "-1", '"x"', "true", "[]", "[1]", "[{}]", "{}", "1.5", "nan", "inf", "2017-01-01", "[[1]]")


@given(st.integers(0, S1_TEXT.count("\n")), st.sampled_from(JUNK))
def test_whatever_stands_on_a_line_a_pack_is_read_or_refused(number: int, junk: str) -> None:
    lines = S1_TEXT.split("\n")
    lines[number] = f"{lines[number].split(' = ')[0]} = {junk}"
    reading = read_pack("\n".join(lines), "a.toml")
    assert (reading.policy is None) == bool(reading.problems)


def test_all_faults_of_a_file_are_said_at_once() -> None:
    reading = read_pack(broken(r"^(size_min = \{ value = )5", r"\g<1>0").replace("2800", '"x"'), "a")
    assert {"review.size_min.value", "standards[1].amount.value"} <= {p.key for p in reading.problems}


def test_one_wrong_file_does_not_take_the_others(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(S1_TEXT, encoding="utf-8")
    (tmp_path / "bad.toml").write_text("id = ", encoding="utf-8")
    (tmp_path / "same.toml").write_text(S1_TEXT, encoding="utf-8")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    packs = load_packs(tmp_path)
    assert list(packs.policies) == ["s1"]
    assert {(p.file, p.key) for p in packs.problems} == {("bad.toml", ""), ("same.toml", "id"), ("bytes.toml", "")}


def test_figures_hold_from_their_date_on(packs: Packs) -> None:
    more = Standard(AidType.RURAL, "year", 3_120_50, dt.date(2018, 1, 1), "云民社〔2018〕1号“一”")
    amended = policy_of(with_standard(packs.texts["s1"], more))
    assert amended.standard_at("农村低保", dt.date(2017, 12, 31)).amount_fen == 280_000
    assert amended.standard_at("农村低保", dt.date(2018, 1, 1)) == more
    assert amended.standard_at("农村低保", dt.date(2016, 12, 31)) is None
    assert amended.standard_at("城市低保", dt.date(2018, 1, 1)).yearly_fen == 540_000


def test_an_office_fills_in_what_a_plan_leaves_open(packs: Packs) -> None:
    first = Standard(AidType.URBAN, "month", 637_00, dt.date(2022, 1, 1), "区政府公告")
    tier = Category("一", "一类对象", AidType.URBAN, 500_00, dt.date(2022, 1, 1), ("孤老",), "区政府公告", True)
    amended = policy_of(with_category(with_standard(packs.texts["s3"], first), tier))
    assert amended.standards == (first,)
    assert amended.category_at("一类", "城市低保", dt.date(2022, 6, 1)) == tier
    assert amended.category_at("一类", "城市低保", dt.date(2021, 6, 1)).monthly_fen is None


def test_the_same_date_twice_is_refused(packs: Packs) -> None:
    again = Standard(AidType.RURAL, "year", 1, dt.date(2017, 1, 1), "某文")
    reading = read_pack(with_standard(packs.texts["s1"], again), "s1.toml")
    assert [p.reason for p in reading.problems] == ["农村低保 2017-01-01 的标准重复"]
