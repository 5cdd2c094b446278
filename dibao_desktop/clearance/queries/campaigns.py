"""Which campaigns there are, and the policy each one goes by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dibao_desktop.clearance.records import Campaign, Case
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers.queries import HouseholdListing
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.policy import queries as policies
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.storage.database import Prepared, tuples
from dibao_desktop.storage.listing import Search


@dataclass(frozen=True)
class CampaignRow:
    """One campaign; days are ISO text, `closed_on` is empty while it runs."""

    id: int
    title: str
    policy_id: str
    started_on: str
    ends_on: str
    closed_on: str


def campaigns() -> list[CampaignRow]:
    """Every campaign, the newest first."""
    return [_row(each) for each in _some().order_by(Campaign.id.desc())]


def current_campaign() -> CampaignRow | None:
    """The newest campaign that is not closed; None while there is none."""
    found = _some().where(Campaign.closed_on == "").order_by(Campaign.id.desc()).first()
    return _row(found) if found else None


def campaign(campaign_id: int) -> CampaignRow:
    """One campaign. Raises KnownError when it is gone."""
    found = _some().where(Campaign.id == campaign_id).first()
    if found is None:
        raise KnownError("no_campaign", "找不到这次清查行动，请在上方重新选择。")
    return _row(found)


def policy_of(campaign_id: int) -> Policy:
    """The pack as it stood when the campaign was made; a later change of the shipped file does not touch it."""
    for (written,) in _PACKS.rows(campaign_id):
        return _parsed(written)
    raise KnownError("no_campaign", "找不到这次清查行动，请在上方重新选择。")


_PACKS = Prepared(lambda id_: Campaign.select(Campaign.policy_toml).where(Campaign.id == id_))


def waiting_applicants(campaign_id: int) -> list[int]:
    """The households in 申请 that have no case in a campaign yet."""
    listed = HouseholdListing().ids(Search(filters={"standing": Standing.APPLYING.value}))
    known = {row[0] for row in tuples(Case.select(Case.household).where(Case.campaign == campaign_id))}
    return [household for household in listed if household not in known]


def pack_changed(campaign_id: int) -> bool:
    """Whether the office's pack says something else today than the one the campaign goes by."""
    found = Campaign.select(Campaign.policy_id, Campaign.policy_toml).where(Campaign.id == campaign_id).first()
    if found is None:
        raise KnownError("no_campaign", "找不到这次清查行动，请在上方重新选择。")
    return bool(policies.office_packs().texts.get(found.policy_id, found.policy_toml) != found.policy_toml)


@lru_cache(maxsize=16)
def _parsed(written: str) -> Policy:
    return policies.policy_of(written)


def _some() -> Any:
    fields = (Campaign.id, Campaign.title, Campaign.policy_id, Campaign.started_on, Campaign.ends_on)
    return Campaign.select(*fields, Campaign.closed_on)


def _row(found: Campaign) -> CampaignRow:
    return CampaignRow(int(found.id), found.title, found.policy_id, found.started_on, found.ends_on, found.closed_on)
