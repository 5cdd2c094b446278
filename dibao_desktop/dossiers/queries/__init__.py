"""Reading the dossiers; nothing here changes anything, and every answer is a frozen value."""

from dibao_desktop.dossiers.queries.changes import MonthChange, month_changes
from dibao_desktop.dossiers.queries.facts import (
    MoneyRow,
    PersonRow,
    RelativeRow,
    Totals,
    VillageRow,
    VillageTotals,
    categories,
    money_facts,
    people,
    relatives,
    totals,
    villages,
)
from dibao_desktop.dossiers.queries.household import (
    BenefitRow,
    HouseholdDetail,
    IncomeRow,
    Kept,
    household,
    household_id,
    kept,
    next_number,
)
from dibao_desktop.dossiers.queries.listing import HouseholdListing, HouseholdRow
from dibao_desktop.dossiers.queries.papers import (
    PaperRow,
    paper,
    paper_content,
    paper_faults,
    paper_lines,
    papers,
    with_health_or_school,
    with_near_relative,
)
from dibao_desktop.dossiers.queries.placing import Placement, place
from dibao_desktop.dossiers.queries.search import SearchHit, search
from dibao_desktop.dossiers.queries.sheet import dossier_sheet

__all__ = [
    "BenefitRow",
    "HouseholdDetail",
    "HouseholdListing",
    "HouseholdRow",
    "IncomeRow",
    "Kept",
    "MoneyRow",
    "MonthChange",
    "PaperRow",
    "PersonRow",
    "Placement",
    "RelativeRow",
    "SearchHit",
    "Totals",
    "VillageRow",
    "VillageTotals",
    "categories",
    "dossier_sheet",
    "household",
    "household_id",
    "kept",
    "money_facts",
    "month_changes",
    "next_number",
    "paper",
    "paper_content",
    "paper_faults",
    "paper_lines",
    "papers",
    "people",
    "place",
    "relatives",
    "search",
    "totals",
    "villages",
    "with_health_or_school",
    "with_near_relative",
]
