"""The tables that an office hands in (DOMAIN §15.4, §18.4)."""

from dibao_desktop.reports.tables.campaign import progress_report, statistics_report, summary_report
from dibao_desktop.reports.tables.monthly import changes_report, stock_report
from dibao_desktop.reports.tables.payments import payment_list
from dibao_desktop.reports.tables.people import (
    additions_list,
    cuts_list,
    deaths_list,
    raises_list,
    stops_list,
    supplement_cuts,
    supplement_raises,
)
from dibao_desktop.reports.tables.registers import exits_report, filings_report, roster_list

__all__ = [
    "additions_list",
    "changes_report",
    "cuts_list",
    "deaths_list",
    "exits_report",
    "filings_report",
    "payment_list",
    "progress_report",
    "raises_list",
    "roster_list",
    "statistics_report",
    "stock_report",
    "stops_list",
    "summary_report",
    "supplement_cuts",
    "supplement_raises",
]
