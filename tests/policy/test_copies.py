"""The office's own copy of a pack: copied, changed line by line, judged, compared, exchanged as a file; whom it would touch."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.audit.queries import latest
from dibao_desktop.clearance import commands as clearance
from dibao_desktop.clearance import queries as cases
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.policy import commands, queries
from dibao_desktop.policy.rules.aid import AidType
from dibao_desktop.policy.rules.editing import edit_fields, editable, edited
from dibao_desktop.policy.rules.pack import Standard
from dibao_desktop.policy.rules.ratio import Ratio
from dibao_desktop.policy.rules.supplements import Supplement, Who
from dibao_desktop.policy.rules.writing import pack_text
from makers import a_member, make_household, make_id
from situations import finish, start

DAY = dt.date(2017, 6, 1)
JULY = dt.date(2017, 7, 1)


def begin(session, policy_id: str) -> int:
    """A campaign under the office's own pack."""
    toml = queries.office_packs().texts[policy_id]
    return clearance.start_campaign(session, "专项清查", toml, DAY, JULY)


def refusal(code: str, act) -> str:
    with pytest.raises(KnownError) as error:
        act()
    assert error.value.code == code, error.value.message
    assert error.value.message.endswith("。")
    return error.value.message


def test_written_out_a_pack_reads_as_before(packs):
    for toml in packs.texts.values():
        values = tomllib.loads(toml, parse_float=Decimal)
        assert tomllib.loads(pack_text(values), parse_float=Decimal) == values


_SCALARS = st.one_of(
    st.text(max_size=12).filter(str.isprintable).map(str.strip), st.integers(), st.booleans(), st.dates()
)
_NAMES = st.text(min_size=1, max_size=6).filter(lambda name: name == name.strip() and name.isprintable())


@given(st.dictionaries(_NAMES, st.one_of(_SCALARS, st.lists(_SCALARS), st.dictionaries(_NAMES, _SCALARS, min_size=1))))
def test_whatever_is_written_reads_as_before(values):
    assert tomllib.loads(pack_text(values)) == values


def test_every_line_of_every_pack_can_be_changed_but_lists_of_tables(packs):
    for policy_id, policy in packs.policies.items():
        toml = packs.texts[policy_id]
        keys = {figure.key for figure in policy.figures}
        assert keys - editable(toml, keys) == {"visit.sections"}
        for figure in policy.figures[::7]:
            if figure.key != "visit.sections":
                same = {field.name: field.text for field in edit_fields(toml, figure.key)}
                again = edited(toml, figure.key, same)
                assert again.policy is not None, (figure.key, again.problems)
                assert again.policy.figures == policy.figures


def test_a_wrong_value_is_said_beside_its_field(packs):
    toml = packs.texts["s1"]
    assert set(edited(toml, "standards[1]", {"amount.value": "三千", "in_force_from": "7月"}).problems) == {
        "amount.value",
        "in_force_from",
    }
    assert set(edited(toml, "review.quorum", {"value": "5/3"}).problems) == {"value"}
    assert set(edited(toml, "review.quorum", {"source": " "}).problems) == {"source"}
    assert edited(toml, "check_items:CK40", {"threshold.value": "50"}).policy.check_item("CK40").threshold == 50
    assert not edited(toml, "check_items:CK99", {"enabled": "false"}).policy.check_item("CK99").enabled
    with pytest.raises(KeyError):
        edit_fields(toml, "standards[99]")


def test_a_copy_is_the_offices_own_and_the_shipped_pack_stays(session):
    own = commands.copy_pack(session, "s1", "青石乡 2017 年方案")
    assert queries.own_packs() == {own}
    commands.amend_line(session, own, "standards[1]", {"amount.value": "3,200"}, "农村低保标准")
    packs = queries.office_packs()
    assert packs.policies[own].title == "青石乡 2017 年方案"
    assert packs.policies[own].standard_at(AidType.RURAL, DAY).amount_fen == 3200_00
    assert packs.policies["s1"].standard_at(AidType.RURAL, DAY).amount_fen == 2800_00
    line = latest()[0]
    assert "农村低保标准" in line.text
    assert (line.before, line.after) == ({"标准（元）": "2800"}, {"标准（元）": "3,200"})


def test_what_the_reader_refuses_leaves_the_last_good_one(session):
    refusal("not_a_copy", lambda: commands.amend_line(session, "s1", "review.quorum", {"value": "3/4"}))
    own = commands.copy_pack(session, "s1", "青石乡方案")
    refusal("title_taken", lambda: commands.copy_pack(session, "s1", "青石乡方案"))
    refusal("missing", lambda: commands.copy_pack(session, "s1", " "))
    before = queries.office_packs().texts[own]
    assert "比例" in refusal(
        "bad_policy", lambda: commands.amend_line(session, own, "review.quorum", {"value": "多数"})
    )
    assert queries.office_packs().texts[own] == before
    refusal("not_shipped", lambda: commands.restore_pack(session, own))


def test_a_pack_goes_out_as_a_file_and_comes_back_in(session, tmp_path):
    own = commands.copy_pack(session, "s1", "青石乡方案")
    path = tmp_path / "方案.toml"
    queries.write_pack_file(own, path)
    path.write_text(path.read_text("utf-8").replace("2800", "2900"), "utf-8")
    assert commands.take_pack_file(session, path) == own
    assert queries.office_packs().policies[own].standards[0].amount_fen == 2900_00
    queries.write_pack_file("s1", path)
    another = commands.take_pack_file(session, path)
    assert another not in ("s1", own)
    assert queries.office_packs().policies[another].title.endswith("（导入）")
    commands.drop_copy(session, another)
    assert queries.own_packs() == {own}
    refusal("not_a_copy", lambda: commands.drop_copy(session, "s1"))


def test_a_wrong_file_is_named_with_line_or_key(session, tmp_path, packs):
    path = tmp_path / "县里发的.toml"
    path.write_text(packs.texts["s1"].replace('value = "2/3"', 'value = "7/3"', 1), "utf-8")
    said = refusal("bad_policy", lambda: commands.take_pack_file(session, path))
    assert "县里发的.toml" in said
    assert "review." in said
    path.write_text("format = 1\nid = \n", "utf-8")
    assert "第 2 行" in refusal("bad_policy", lambda: commands.take_pack_file(session, path))
    path.write_bytes(b"\xff\xfe\x00")
    refusal("unreadable", lambda: commands.take_pack_file(session, path))
    assert queries.own_packs() == frozenset()


def test_a_higher_standard_shows_whom_it_touches_and_closed_cases_keep_their_figures(session):
    """Issue 3: the rural standard from 2,800 to 3,200 in a copied pack."""
    below = make_household(session, annual_income_fen=3 * 1000_00)
    own = commands.copy_pack(session, "national", "青石乡方案")
    commands.set_standard(session, own, Standard(AidType.RURAL, "year", 2800_00, dt.date(2017, 1, 1), "旧文件"))
    campaign = begin(session, own)
    case_id = cases.case_of(campaign, below).id
    finish(session, case_id)
    clearance.close_campaign(session, campaign, session.today())
    closed = cases.case(case_id)
    assert (closed.row.proposal, closed.row.proposed_fen) == (Outcome.INCREASE, 450_00)
    between = make_household(session, annual_income_fen=3 * 3000_00)

    before = queries.office_packs().policies[own]
    commands.set_standard(session, own, Standard(AidType.RURAL, "year", 3200_00, JULY, "新文件"))
    after = queries.office_packs().policies[own]
    effects = cases.pack_effects(cases.PackOnDay(before, DAY), cases.PackOnDay(after, JULY))
    # (3200 - 3000) x 3 / 12 for one; 400 x 3 / 12 more for the other.
    assert {each.household_id: (each.before_fen, each.after_fen) for each in effects.affected} == {
        between: (0, 50_00),
        below: (450_00, 550_00),
    }
    assert (effects.looked_at, effects.whole.gaining, effects.whole.gained_fen) == (2, 2, 150_00)
    assert sum(village.gained_fen for village in effects.villages) == 150_00
    assert (effects.whole.losing, effects.whole.lost_fen, effects.whole.unknown) == (0, 0, 0)
    assert cases.case(case_id) == closed
    assert cases.policy_of(campaign).standard_at(AidType.RURAL, JULY).amount_fen == 2800_00


def test_a_new_supplement_is_an_effect_too(session):
    old = a_member(id_number=make_id("19400101", 1))
    one = make_household(session, 1, members=(old,), head_name=old.name, annual_income_fen=0)
    young = a_member(id_number=make_id("19900101", 1))
    make_household(session, 1, members=(young,), head_name=young.name, annual_income_fen=0)
    own = commands.copy_pack(session, "s1", "青石乡方案")
    before = queries.office_packs().policies[own]
    elderly = Supplement(Who.ELDERLY, "person", 104_00, JULY, "本县文件", 70)
    after = replace(before, supplements=(elderly,))
    found = cases.pack_effects(cases.PackOnDay(before, DAY), cases.PackOnDay(after, JULY))
    assert [(each.household_id, each.before_fen, each.after_fen) for each in found.affected] == [(one, 112_00, 216_00)]
    assert found.whole.gained_fen == 104_00


def test_a_campaign_under_way_can_go_over_to_the_copy(session):
    make_household(session)
    campaign = start(session, "s1")
    own = commands.copy_pack(session, "s1", "青石乡方案")
    commands.amend_line(session, own, "review.majority", {"value": "3/4"})
    clearance.adopt_pack(session, campaign, own)
    assert cases.campaign(campaign).policy_id == own
    assert cases.policy_of(campaign).review.majority == Ratio(3, 4)
    assert not cases.pack_changed(campaign)
    assert cases.wrong_steps() == []
