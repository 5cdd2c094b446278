"""Every table that can be handed in: its name, what it is of, and how it is made. Command line and window show this list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.domain.document import Document
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.reports.board_paper import board_document
from dibao_desktop.reports.figures import dashboard
from dibao_desktop.reports.tables import (
    additions_list,
    changes_report,
    cuts_list,
    deaths_list,
    exits_report,
    filings_report,
    payment_list,
    progress_report,
    raises_list,
    roster_list,
    statistics_report,
    stock_report,
    stops_list,
    summary_report,
    supplement_cuts,
    supplement_raises,
)
from dibao_desktop.reports.tables.month import MonthBook, month_book


class Span(Enum):
    """What a table is of; the value says which option of the command line names it."""

    MONTH = "--month"
    CAMPAIGN = "--as-of"
    DAY = "--as-of "
    NOW = ""


@dataclass(frozen=True)
class Asked:
    """What a table is wanted of. `campaign_id` None is the campaign that runs; `village` and `masked` are for the roster."""

    month: str
    as_of: dt.date
    campaign_id: int | None = None
    village: str = ""
    masked: bool = False

    @property
    def campaign(self) -> int:
        """The campaign; raises KnownError when there is none."""
        found = clearance.current_campaign() if self.campaign_id is None else clearance.campaign(self.campaign_id)
        if found is None:
            raise KnownError("no_campaign", "还没有清查行动，请先在“清查核查”中新建行动。")
        return found.id


@dataclass(frozen=True)
class Report:
    """One table. `about` is what it tells, `private` that it holds people's numbers in full; a table `of_book` is made of
    the month's book and kept when the month is closed."""

    name: str
    title: str
    about: str
    span: Span
    make: Callable[[Asked], Document]
    private: bool = False
    of_book: Callable[[str, MonthBook | None], Document] | None = None


def _monthly(
    name: str, title: str, about: str, of_book: Callable[[str, MonthBook | None], Document], private: bool = True
) -> Report:
    return Report(name, title, about, Span.MONTH, lambda asked: of_book(asked.month, None), private, of_book)


def _relatives(asked: Asked) -> Document:
    return filings_report(asked.as_of)


REPORTS: tuple[Report, ...] = (
    Report(
        "statistics",
        "城乡低保清查情况统计表",
        "入户、评议、公示、清退、新增、问题和整改，分村",
        Span.CAMPAIGN,
        lambda asked: statistics_report(asked.campaign, asked.as_of),
    ),
    Report(
        "summary",
        "精准识别专项行动汇总表",
        "清查前、各类决定、清查后，分村",
        Span.CAMPAIGN,
        lambda asked: summary_report(asked.campaign, asked.as_of),
    ),
    Report(
        "progress",
        "清查进展日报",
        "到某一天为止的进度，分村",
        Span.CAMPAIGN,
        lambda asked: progress_report(asked.campaign, asked.as_of),
    ),
    Report(
        "dashboard",
        "看板",
        "四个100%、结果和原因、前后金额、差错、超期、对照计划，可以是以前任何一天",
        Span.CAMPAIGN,
        lambda asked: board_document(dashboard(asked.campaign, dt.date.max, as_of=asked.as_of)),
    ),
    Report(
        "exits",
        "退出对象兜底情况纠治表",
        "退出的户各由哪项制度兜底",
        Span.CAMPAIGN,
        lambda asked: exits_report(asked.campaign, asked.as_of),
        private=True,
    ),
    _monthly(
        "changes", "低保户基本变动情况", "新增、停保、增加、减少的户数、人数、金额", changes_report, private=False
    ),
    _monthly("stock", "低保户基本情况", "户数、人数、保障金，其中分类施保", stock_report, private=False),
    _monthly("additions", "新增救助明细", "本期新增的每一户", additions_list),
    _monthly("stops", "停保汇总表", "本期停保的每一户和原因", stops_list),
    _monthly("raises", "保障金增发表", "本期增发的每一户，原额和现额", raises_list),
    _monthly("cuts", "保障金减发表", "本期减发的每一户，原额和现额", cuts_list),
    _monthly("supplement_raises", "分类施保金增发人员表", "分类施保金增加的人员", supplement_raises),
    _monthly("supplement_cuts", "分类施保金减发人员表", "分类施保金减少的人员", supplement_cuts),
    _monthly("deaths", "自然减员月报表", "本期登记的死亡人员", deaths_list),
    Report(
        "payments",
        "发放清单",
        "当月应发的每一户和账号",
        Span.MONTH,
        lambda asked: payment_list(asked.month),
        True,
        lambda month, _book: payment_list(month),
    ),
    Report("filings", "近亲属备案汇总表", "备案的工作人员、对象和户数，分村", Span.DAY, _relatives),
    Report("relatives", "近亲属备案台账", "每一条备案", Span.NOW, lambda _asked: dossiers.filing_register(), True),
    Report("card_keeping", "卡折代管台账", "每一件代管", Span.NOW, lambda _asked: dossiers.keeping_register(), True),
    Report(
        "roster",
        "在保对象名册",
        "每户一行，可只要一个村，号码可遮盖",
        Span.NOW,
        lambda asked: roster_list(asked.village, asked.masked),
        True,
    ),
)
MONTHLY = tuple(report for report in REPORTS if report.of_book is not None)


def report(name: str) -> Report:
    """One table by its name."""
    return next(each for each in REPORTS if each.name == name)


def month_documents(month: str) -> dict[str, Document]:
    """All monthly tables as they come out today, the book read once."""
    book = month_book(month)
    return {each.name: each.of_book(month, book) for each in MONTHLY if each.of_book is not None}
