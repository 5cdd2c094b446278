"""What the page shows, put together from the queries of several capabilities."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dibao_desktop.audit import queries as audit
from dibao_desktop.audit.queries import HistoryEntry
from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.queries import CaseRow
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.queries import HouseholdDetail, HouseholdListing, HouseholdRow, VersionRow
from dibao_desktop.dossiers.queries.supplements import GrantedSupplements, granted_supplements
from dibao_desktop.dossiers.rules.aided import SingleCover, people_of, situation_of
from dibao_desktop.dossiers.rules.checklist import LINES, Completeness
from dibao_desktop.dossiers.rules.circumstance_changes import all_changes
from dibao_desktop.dossiers.rules.circumstance_problems import asked_of, missing_of
from dibao_desktop.dossiers.rules.fields import FieldChange
from dibao_desktop.dossiers.rules.keeping import WholeRecord
from dibao_desktop.matching import queries as matching
from dibao_desktop.matching.queries import LeadRow
from dibao_desktop.policy.rules.amounts import Computation
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.policy.rules.steps import DoneWhen
from dibao_desktop.policy.rules.whole import Whole, compute_whole
from dibao_desktop.reports import papers
from dibao_desktop.reports.papers import Checklist
from dibao_desktop.storage.listing import Search
from ui.theme.tokens import Tone

# What the step that is due says about a household; a step without a tone of its own is plain work to do.
_TONES = {
    DoneWhen.LEADS_JUDGED: Tone.RED,
    DoneWhen.REVIEW_CONCLUDED: Tone.GREEN,
    DoneWhen.NOTICE_ENDED: Tone.BLUE,
    DoneWhen.HEARD: Tone.AMBER,
    DoneWhen.NOTIFIED: Tone.AMBER,
}


_TITLES = {line.number: f"材料“{line.title}”" for line in LINES}


@dataclass(frozen=True)
class DossierRow:
    """One line of the list: the household, its next step in the chosen campaign, its open leads; `papers` only where the
    list asks for them."""

    household: HouseholdRow
    step: str
    tone: Tone
    leads: int
    papers: Completeness | None = None


@dataclass(frozen=True)
class MoreOfRecord:
    """The whole record with its circumstances; `before` is the version that an undo would bring back, with what it would
    change; `missing` is what record and papers lack, of `asked` things."""

    kept: WholeRecord
    before: VersionRow | None
    undone: tuple[FieldChange, ...]
    missing: tuple[str, ...]
    asked: int


@dataclass(frozen=True)
class Dossier:
    """One household with all that the page shows of it. `whole` is what the policy comes to with 分类施保 beside the base
    amount, None without a policy."""

    household: HouseholdDetail
    case: CaseRow | None
    step_tone: Tone
    leads: tuple[LeadRow, ...]
    policy_title: str
    whole: Whole | None
    history: tuple[HistoryEntry, ...]
    more: MoreOfRecord
    checklist: Checklist
    """Of the papers."""
    policy: Policy | None = None
    granted: GrantedSupplements | None = None
    single: SingleCover | None = None

    @property
    def amount(self) -> Computation | None:
        """The base amount."""
        return self.whole.base if self.whole else None


class DossierListing:
    """The list of dossiers with their next step in a campaign; sorts and filters as `HouseholdListing`, and by
    `papers`: `missing` for those that lack one. `with_papers`: the rows tell how complete the papers are."""

    def __init__(self) -> None:
        self.campaign_id: int | None = None
        self.with_papers = False
        self._households = HouseholdListing()

    def ids(self, search: Search) -> list[int]:
        """Every household the search finds."""
        others = {name: value for name, value in search.filters.items() if name != "papers"}
        found = self._households.ids(replace(search, filters=others))
        return papers.incomplete(found, self.campaign_id) if search.filters.get("papers") else found

    def rows(self, ids: Sequence[int]) -> dict[int, DossierRow]:
        """The lines of these households."""
        households = self._households.rows(ids)
        campaign = self.campaign_id
        cases = clearance.cases_of(campaign, ids) if campaign is not None else {}
        tones = step_tones(clearance.policy_of(campaign)) if cases and campaign is not None else {}
        leads = matching.open_lead_counts(ids)
        complete = papers.completeness_of(list(households), campaign) if self.with_papers else {}
        found = {}
        for id_, household in households.items():
            case = cases.get(id_)
            step, tone = (case.step_label, tones.get(case.step, Tone.GREEN)) if case else ("", Tone.NEUTRAL)
            found[id_] = DossierRow(household, step, tone, leads.get(id_, 0), complete.get(id_))
        return found


def step_tones(policy: Policy) -> dict[str, Tone]:
    """The tone of each step of a pack; what is in none of them is closed."""
    return {step.id: _TONES.get(step.done_when, Tone.NEUTRAL) for step in policy.steps}


def read_dossier(household_id: int, campaign_id: int | None, today: dt.date) -> Dossier | None:
    """All of one household; None once it is gone."""
    household = dossiers.household(household_id)
    if household is None:
        return None
    policy = _policy(campaign_id)
    case = clearance.case_of(campaign_id, household_id) if campaign_id is not None else None
    record, single = household.record, dossiers.single_covers([household_id]).get(household_id)
    history = tuple(audit.history(household_id))
    checklist = papers.checklist(household_id, campaign_id)
    return Dossier(
        household,
        case,
        step_tones(policy).get(case.step, Tone.GREEN) if case and policy else Tone.NEUTRAL,
        tuple(matching.leads_of(household_id)),
        policy.title if policy else "",
        compute_whole(policy, situation_of(record, today, single), people_of(record)) if policy else None,
        history,
        _more_of(household, history, checklist.completeness, today),
        checklist,
        policy,
        granted_supplements([household_id]).get(household_id),
        single,
    )


def _more_of(
    household: HouseholdDetail, history: Sequence[HistoryEntry], there: Completeness, today: dt.date
) -> MoreOfRecord:
    record = household.record
    known = dossiers.circumstances(household.id, household.member_ids)
    kept = WholeRecord(record, known, household.member_ids, household.version)
    before = None
    if history and history[0].command == "dossiers.amend_household":
        before = dossiers.version_before(household.id)
    undone = tuple(all_changes(kept, before.whole)) if before is not None else ()
    missing = missing_of(record, known, today) + tuple(_TITLES[number] for number in there.missing)
    return MoreOfRecord(kept, before, undone, missing, asked_of(record, known, today) + there.needed)


def _policy(campaign_id: int | None) -> Policy | None:
    """The campaign's own pack, else the office's; None where the office's pack is not to be found."""
    try:
        return clearance.policy_of(campaign_id) if campaign_id is not None else matching.policy_in_use()
    except KnownError:
        return None
