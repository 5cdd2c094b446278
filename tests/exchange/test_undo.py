"""Undoing an import: the office is exactly what it was, or the undo is refused naming what was built on it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from conftest import SAMPLES, Clock
from dibao_desktop.clearance import commands as clearance
from dibao_desktop.domain import places
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.progress import Cancelled
from dibao_desktop.dossiers import commands as dossier_commands
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.records import BankAccount, Household, HouseholdFacts
from dibao_desktop.exchange.batches import OWN_TABLES, batches, taken_before
from dibao_desktop.exchange.commands import undo_import
from dibao_desktop.exchange.importing import apply, examine
from dibao_desktop.matching import commands as matching
from dibao_desktop.matching import queries as matching_queries
from dibao_desktop.office import TABLES
from dibao_desktop.session import Session
from dibao_desktop.storage.database import tuples
from dibao_desktop.storage.journal import _models, disturbed, leaning, recorded, take_back
from exchange.variants import write_xlsx
from makers import make_household

HEADS = ["档案号", "村", "户主", "家庭人口", "保障人口", "月保障金", "姓名", "与户主关系", "身份证号", "健康状况"]
FIRST = [
    HEADS,
    ["0001", "石塔村", "周红巧", 2, 2, 224, "周红巧", "户主", "530000196106175206", "健康"],
    ["", "", "", "", "", "", "朱川林", "配偶", "530000195903059158", "健康"],
    ["0002", "石塔村", "于兰", 1, 1, 112, "于兰", "户主", "530000196401129624", "健康"],
]
SECOND = [
    HEADS,
    ["0001", "石塔村", "周红巧", 1, 1, 150, "周红巧", "户主", "530000196106175206", "患病"],
    ["0002", "石塔村", "于兰", 1, 1, 112, "于兰", "户主", "530000196401129624", "健康"],
    ["0003", "长田村", "任辉正", 1, 1, 112, "任辉正", "户主", "530000198108230730", "健康"],
]
DEATHS = next(SAMPLES.glob("03_*"))
PANELS = [
    ["村", "姓名", "性别", "身份证号", "小组职务"],
    ["石塔村", "田顺才", "男", "530000196110135477", "组长"],
    ["石塔村", "罗桂英", "女", "530000195107204429", "成员"],
]


def fingerprint() -> str:
    """Over every row of every table, but for the chain and the list of imports."""
    whole = hashlib.sha256()
    for table in TABLES:
        if table._meta.table_name not in ("audit_head", "audit_line", "audit_note", "import_batch", "import_image"):
            whole.update(repr((table._meta.table_name, sorted(map(repr, tuples(table.select()))))).encode())
    return whole.hexdigest()


def take(session: Session, path: Path, rows: list[list[Any]], sheet: str = "名册") -> int:
    """Import rows; the number of the batch."""
    apply(session, examine([write_xlsx(path, {sheet: rows})]))
    return batches()[0].id


def test_new_households_go_again(session: Session, tmp_path: Path) -> None:
    before = fingerprint()
    batch = take(session, tmp_path / "一.xlsx", FIRST)
    assert dossiers.totals().households == 2
    undo_import(session, batch)
    assert fingerprint() == before
    assert batches()[0].undone_at and batches()[0].undone_by == session.actor.name
    with pytest.raises(KnownError, match="已经撤销过"):
        undo_import(session, batch)


def test_changed_households_become_what_they_were(session: Session, tmp_path: Path) -> None:
    take(session, tmp_path / "一.xlsx", FIRST)
    before, members = fingerprint(), dossiers.household(1)
    second = take(session, tmp_path / "二.xlsx", SECOND)
    assert dossiers.totals().villages["长田村"].households == 1
    assert len(dossiers.household(1).member_ids) == 1  # type: ignore[union-attr]
    undo_import(session, second)
    assert fingerprint() == before
    assert dossiers.household(1) == members
    # Only what is undone in order can be undone further.
    undo_import(session, batches()[1].id)
    assert dossiers.totals().households == 0


def test_what_takes_the_number_of_a_row_that_went_is_undone_too(session: Session, tmp_path: Path) -> None:
    first = [[*HEADS, "账号"], *([*row, f"62230000000000{place:02d}"] for place, row in enumerate(FIRST[1:], 1))]
    second = [[*HEADS, "账号"], *([*row, f"62231111111111{place:02d}"] for place, row in enumerate(SECOND[1:], 1))]
    take(session, tmp_path / "一.xlsx", first)
    assert BankAccount.select().count() == 2
    # A hole below the highest number.
    BankAccount.delete().where(BankAccount.household == 1).execute()
    before = fingerprint()
    undo_import(session, take(session, tmp_path / "二.xlsx", second))
    assert fingerprint() == before


def test_lists_panels_and_relatives_go_again(session: Session, tmp_path: Path) -> None:
    take(session, tmp_path / "一.xlsx", FIRST)
    take(session, tmp_path / "评议.xlsx", PANELS, "评议小组")
    before = fingerprint()
    panel = take(
        session, tmp_path / "评议.xlsx", [PANELS[0], PANELS[2], [*PANELS[1][:2], "男", "", "成员"]], "评议小组"
    )
    relatives = next(SAMPLES.glob("09_*"))
    apply(session, examine([DEATHS, relatives]))
    assert len(batches()) == 4 and len(batches()[0].files) == 2
    undo_import(session, batches()[0].id)
    undo_import(session, panel)
    assert fingerprint() == before


def test_same_file_again_is_no_import_to_undo(session: Session, tmp_path: Path) -> None:
    batch = take(session, tmp_path / "一.xlsx", FIRST)
    assert take(session, tmp_path / "一.xlsx", FIRST) == batch
    digest = batches()[0].files[0].digest
    assert taken_before(digest) == batches()[0]
    undo_import(session, batch)
    assert taken_before(digest) is None


def test_dry_run_keeps_no_batch(session: Session, tmp_path: Path) -> None:
    apply(session, examine([write_xlsx(tmp_path / "一.xlsx", {"名册": FIRST})]), dry_run=True)
    assert batches() == []


def test_edit_since_is_named(session: Session, tmp_path: Path, clock: Clock) -> None:
    batch = take(session, tmp_path / "一.xlsx", FIRST)
    detail = dossiers.household(2)
    assert detail is not None
    dossier_commands.amend_household(session, 2, replace(detail.record, phone="19900000001"), detail.version)
    with pytest.raises(KnownError, match="0002 于兰家已办理“修改档案”"):
        undo_import(session, batch)
    assert dossiers.totals().households == 2


def test_later_import_of_the_same_record_is_named_until_it_is_undone(session: Session, tmp_path: Path) -> None:
    first = take(session, tmp_path / "一.xlsx", FIRST)
    second = take(session, tmp_path / "二.xlsx", SECOND)
    with pytest.raises(KnownError, match="0001 周红巧家已办理"):
        undo_import(session, first)
    undo_import(session, second)
    undo_import(session, first)
    assert dossiers.totals().households == 0


def test_campaign_that_took_the_household_in_is_named(session: Session, tmp_path: Path) -> None:
    batch = take(session, tmp_path / "一.xlsx", FIRST)
    clearance.start_campaign(
        session, "2017年清查", (places.resources() / "policies" / "s1.toml").read_text("utf-8"), session.today()
    )
    with pytest.raises(KnownError, match="家已有清查案卷"):
        undo_import(session, batch)


def test_judged_lead_of_a_list_is_named_and_an_open_one_is_not(session: Session, tmp_path: Path) -> None:
    take(session, tmp_path / "一.xlsx", FIRST)
    deaths = [["姓名", "身份证号", "死亡日期"], ["于兰", "530000196401129624", "2017-03-02"]]
    batch = take(session, tmp_path / "死亡.xlsx", deaths, "死亡名单")
    matching.match(session)
    lead = next(each for each in matching_queries.current_leads() if each.kind.value == "death")
    undo_import(session, batch)
    batch = take(session, tmp_path / "死亡.xlsx", deaths, "死亡名单")
    matching.match(session)
    matching.judge_lead(session, lead.id, "属实", "死亡证明", session.today())
    with pytest.raises(KnownError, match=r"于兰的疑点.*已经核实"):
        undo_import(session, batch)


def test_leads_that_nobody_judged_go_with_their_household(session: Session, tmp_path: Path) -> None:
    wrong = [HEADS, ["0004", "石塔村", "任辉正", 1, 1, 112, "任辉正", "户主", "530000198108230731", "健康"]]
    before = fingerprint()
    batch = take(session, tmp_path / "四.xlsx", wrong)
    matching.match(session)
    assert matching_queries.leads_of(1)
    undo_import(session, batch)
    assert fingerprint() == before


def test_dossier_after_an_undo_has_a_history_of_its_own(session: Session, tmp_path: Path) -> None:
    undo_import(session, take(session, tmp_path / "一.xlsx", FIRST))
    take(session, tmp_path / "二.xlsx", SECOND)
    assert dossiers.household(1) is None
    assert dossiers.household_id("0001") == 3


def test_parts_of_households_and_members_go_and_come_back(session: Session) -> None:
    """The bookkeeping itself, on rows that have the number of another: put in, changed, taken out, new with their owner."""
    kept, gone = make_household(session), make_household(session)
    HouseholdFacts.create(household=gone, cabinet="一号柜")
    before = fingerprint()
    with session.database.atomic(), recorded() as journal:
        HouseholdFacts.create(household=kept, cabinet="二号柜")
        HouseholdFacts.update(cabinet="三号柜").where(HouseholdFacts.household == kept).execute()
        HouseholdFacts.delete().where(HouseholdFacts.household == gone).execute()
        new = Household.create(number="9999", village=1, head_name="新来")
        HouseholdFacts.create(household=new, cabinet="四号柜")
        Household.update(phone="1").where(Household.id == kept).execute()
        Household.update(phone="2").where(Household.id == gone).execute()
        Household.update(phone=Household.phone).where(Household.id == gone).execute()
    assert (disturbed(journal), leaning(journal)) == ([], [])
    HouseholdFacts.update(cabinet="五号柜").where(HouseholdFacts.household == kept).execute()
    assert disturbed(journal) == [("household_facts", kept)]
    HouseholdFacts.update(cabinet="三号柜").where(HouseholdFacts.household == kept).execute()
    with session.database.atomic():
        take_back(journal)
    assert fingerprint() == before


def test_every_table_is_watched_but_the_chain_the_accounts_and_the_imports_themselves(session: Session) -> None:
    watched = set(_models(OWN_TABLES))
    assert {table._meta.table_name for table in TABLES} - watched == {
        "audit_head",
        "audit_line",
        "audit_note",
        "account",
        *OWN_TABLES,
    }


def test_import_that_was_stopped_leaves_nothing_in_the_way_of_the_next(session: Session, tmp_path: Path) -> None:
    class Stops:
        def report(self, done: int, total: int, what: str) -> None:
            raise Cancelled

    path = write_xlsx(tmp_path / "一.xlsx", {"名册": FIRST})
    with pytest.raises(Cancelled):
        apply(session, examine([path]), progress=Stops())
    assert batches() == []
    undo_import(session, take(session, path, FIRST))
