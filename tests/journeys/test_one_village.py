"""One village on the whole road of DESIGN §2, by a clerk at the real window, on the files of the sample township."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import SAMPLES, Clock
from journeys import boards, cases, files, leads
from journeys.clerk import Clerk
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.office import Office
from ui.app.start import build_window
from ui.jobs.runner import JobRunner

KEY = json.loads((SAMPLES / "answer_key.json").read_text(encoding="utf-8"))
VILLAGE = "石塔村"


@pytest.fixture
def clerk(qtbot: QtBot, office: Office, runner: JobRunner, clock: Clock, tmp_path: Path) -> Iterator[Clerk]:
    """At the real window of an empty office, on 1 June 2017."""
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(tmp_path))
    window = build_window(office, runner)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield Clerk(window, office.session, clock)


def test_one_village_from_roster_to_upload_workbook(
    clerk: Clerk, office: Office, libreoffice: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    clerk.look("空的单位")
    files.take_roster(clerk, tmp_path)
    found = dossiers.totals()
    assert (found.households, found.members, found.covered) == (KEY["households"], KEY["members"], KEY["covered"])
    files.take_lists(clerk)

    clerk.press("去运行比对")
    assert "新增 62 条" in leads.compare(clerk)
    clerk.choose_scope(clerk.window.village_chooser, VILLAGE)
    assert set(leads.waiting(clerk)) == {"0004", "0008", "0010", "0011", "0013", "0022"}
    leads.judge(clerk, "0004", "属实", "查县第一中学工资表，其子在编在职")
    leads.judge(clerk, "0011", "属实", "A类两人应为 444 元，档案写成 484 元")
    leads.judge(clerk, "0022", "不属实", "不动产登记的是同名的外县人，已到登记中心查明")
    for number in ("0008", "0010", "0013"):
        leads.judge(clerk, number, "不属实", "入户核对证件，情况已弄清")

    campaign = cases.start_campaign(clerk, "2017年精准识别专项行动")
    village = next(row for row in dossiers.villages() if row.name == VILLAGE)
    assert len(cases.open_step(clerk, "入户调查")) == 24
    cases.visit_by_hand(clerk, "0001")
    cases.visit_by_keys(clerk)
    cases.visit_the_rest(clerk, campaign, village.id)
    cases.assess_all(clerk)
    assert len(cases.open_step(clerk, "民主评议")) == 24
    cases.propose(clerk, "0004", "停发", "康明忠为在编教师，家庭人均收入超过保障标准")
