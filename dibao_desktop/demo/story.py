"""A township of invented people in the middle of a campaign: some villages done, some voting, some not begun."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from dibao_desktop import office as offices
from dibao_desktop.clearance import commands as clearance
from dibao_desktop.demo.lists import outside_lists, panels, relatives
from dibao_desktop.demo.people import TOWN, Township
from dibao_desktop.demo.road import Road, StoryClock
from dibao_desktop.dossiers import commands as dossiers
from dibao_desktop.dossiers import queries as dossier_queries
from dibao_desktop.matching import commands as matching
from dibao_desktop.office import Office
from dibao_desktop.policy import queries as policies
from dibao_desktop.policy.rules.aid import AidType
from dibao_desktop.policy.rules.amending import with_standard
from dibao_desktop.policy.rules.pack import Policy, Standard
from dibao_desktop.review import commands as review
from dibao_desktop.settings import commands as settings
from dibao_desktop.settings.rules import Key

# How many steps of the pack the villages have gone, and what share of their households; the rest wait.
_PROGRESS = ((99, 100), (6, 100), (4, 100), (3, 100), (3, 80), (1, 60), (1, 30))
_DAYS_AGO = 45
_APPLICANTS = 4
_SOURCE = "演示数据"


def make_office(folder: Path, pack: str, households: int, seed: int, password: str) -> Office:
    """Make the office and return it open, at today's time. `pack` is the TOML text of a policy pack."""
    today = dt.datetime.now()
    clock = StoryClock(dt.datetime.combine(today.date() - dt.timedelta(days=_DAYS_AGO), dt.time(9)))
    pack, policy = _with_figures(pack, clock().date())
    office, _code = offices.create(folder, TOWN, policy.id, "周敏", password, clock=clock)
    session = office.session
    settings.change_settings(session, {Key.PHONE: "0000-1234567", Key.DIVISION_CODE: "530000100"})
    town = Township(seed, policy, clock().date())
    records = list(town.households(households))
    dossiers.apply_roster(session, records, _SOURCE)
    codes = {village.name: village.code for village in town.villages(households)}
    for row in dossier_queries.villages():
        dossiers.amend_village(session, row.id, codes[row.name])
    dossiers.record_relatives(session, relatives(town, records), _SOURCE)
    review.take_panels(session, panels(town, records), _SOURCE)
    for kind, entries in outside_lists(town, records, clock().date()).items():
        matching.take_list(session, kind, entries, _SOURCE)
    campaign_id = clearance.start_campaign(
        session, f"{clock().year}年低保清查", pack, clock().date(), clock().date() + dt.timedelta(days=90)
    )
    matching.match(session, policy)
    for record in town.applicants(records, _APPLICANTS):
        clearance.add_applicant_case(session, campaign_id, record)
    road = Road(session, clock, campaign_id, town.random)
    for village, (steps, share) in zip(dossier_queries.villages(), _PROGRESS, strict=False):
        clock.now = min(clock.now, today - dt.timedelta(days=12))
        road.take(village.id, steps, share)
    session.clock = dt.datetime.now
    return office


def _with_figures(pack: str, on: dt.date) -> tuple[str, Policy]:
    """A plan that leaves the rural standard to the place gets an invented one, in force since long ago."""
    policy = policies.policy_of(pack)
    if policy.standard_at(AidType.RURAL, on) is None:
        standard = Standard(AidType.RURAL, "year", 480_000, dt.date(2010, 1, 1), "演示数据：虚构的当地标准")
        pack = with_standard(pack, standard)
        policy = policies.policy_of(pack)
    return pack, policy
