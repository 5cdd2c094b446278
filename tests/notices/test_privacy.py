"""No board carries what may never be published, whatever a dossier's free text says (DOMAIN §14.2)."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass

from hypothesis import given
from hypothesis import strategies as st

from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.record import MemberRecord
from dibao_desktop.notices import commands, queries
from dibao_desktop.notices.rules.board import BoardLine
from dibao_desktop.notices.rules.publishing import public_aid_type, public_category, public_group, public_name
from dibao_desktop.settings import commands as settings
from dibao_desktop.settings.rules import Key
from makers import a_member, make_id
from notices.boards import a_village_waiting, post

CHILD = a_member("户主", name="贺小林", birth="2008-03-04", id_number=make_id("20080304", 5))
NASTY: list[dict[str, object]] = [
    {"group": "2组 13900001234", "note": "艾滋病感染者"},
    {"group": "肢体二级残疾", "category": "重残"},
    {"group": make_id("19650712", 31), "phone": "13900001234"},
    {"group": "3组6222001234567890123", "aid_type": "农村低保（精神病患者）", "category": "C类"},
    {"group": "贺小林", "members": (CHILD,), "head_name": "贺小林", "family_size": 1, "covered_size": 1},
    {"group": "4组", "members": (a_member(health="艾滋病", disability_kind="精神残疾"),), "head_name": "董云秀尿毒症"},
]
DIGITS = re.compile(r"\d{7,}")
HEALTH = re.compile("病|残|艾滋|精神|尿毒")


def words_of(value: object) -> list[str]:
    """Every text in a value, whatever fields it has or may come to have."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [words for field in fields(value) for words in words_of(getattr(value, field.name))]
    if isinstance(value, tuple | list | set | frozenset):
        return [words for each in value for words in words_of(each)]
    return []


def test_every_cell_of_every_board_for_every_household(session):
    settings.change_settings(session, {Key.PHONE: "0871-123456"})
    campaign, village = a_village_waiting(session, records=NASTY)
    batch_id = commands.prepare_batch(session, campaign, village, 1)
    assert queries.batch(batch_id).households == len(NASTY)
    records = [
        found.record for found in dossiers.kept([e.household_id for e in queries.batch(batch_id).entries]).values()
    ]
    secret = {
        value
        for record in records
        for value in (record.phone, record.account_no, record.register_no, record.certificate_no, record.note)
    } | {value for record in records for member in record.members for value in (member.id_number, member.birth)}
    told: list[object] = [
        queries.board(batch_id),
        queries.board(batch_id, session.today()),
        queries.website([batch_id]),
    ]
    told.append(queries.publication(campaign, None, session.today()))
    told.append([entry.line for entry in queries.batch(batch_id).entries])
    for each in told:
        assert len(words_of(each)) > 20
        for words in words_of(each):
            assert not DIGITS.search(words), words
            assert not HEALTH.search(words), words
            assert not any(value and value in words for value in secret), words
            assert "贺小林" not in words
    assert any("贺某" in words for words in words_of(queries.board(batch_id)))
    post(session, batch_id)


def test_a_head_without_an_id_is_listed_and_pointed_out(session):
    nameless = a_member("户主", id_number="", birth="")
    unlisted = a_member("子")
    campaign, village = a_village_waiting(
        session,
        records=[
            {"members": (nameless,), "head_name": nameless.name, "family_size": 1, "covered_size": 1},
            {"members": (a_member("户主", id_number=""),), "family_size": 1, "covered_size": 1},
            {"members": (unlisted,), "head_name": "欧阳福", "family_size": 1, "covered_size": 1},
            {},
        ],
    )
    batch_id = commands.prepare_batch(session, campaign, village, 1)
    doubts = queries.doubts(batch_id, session.today())
    assert len(doubts) == 3
    assert len(queries.batch(batch_id).entries) == 4


def test_a_line_has_no_field_for_what_may_never_be_published() -> None:
    allowed = {
        "head_name",
        "village_group",
        "family_size",
        "covered_size",
        "aid_type",
        "category",
        "outcome",
        "former_fen",
        "monthly_fen",
        "near_relative",
    }
    assert {field.name for field in fields(BoardLine)} == allowed
    assert "id_number" in {field.name for field in fields(MemberRecord)}


SECRETS = st.sampled_from(
    ["13900001234", make_id(), "6222001234567890123", "艾滋病", "精神残疾", "ＨＩＶ", "１３９００００１２３４"]
)


@given(st.text(max_size=12), SECRETS, st.text(max_size=12))
def test_free_text_never_carries_a_number_or_an_illness(before: str, secret: str, after: str) -> None:
    written = before + secret + after
    for shown in (
        public_group(written),
        public_name(written, 40),
        public_category(written, set()),
        public_aid_type(written),
    ):
        assert not DIGITS.search(shown)
        assert not re.search("病|残|HIV|精神", shown)
