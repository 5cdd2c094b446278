"""`report`: documents and tables, as .pdf, .docx or .xlsx by the ending of the file named."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.cli.answer import Answer, opened
from dibao_desktop.domain.document import Document, Paper
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.printing import Printer
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.exchange.bank.papers import pay_changes_paper, returned_paper
from dibao_desktop.exchange.bank.signing import signature_sheet
from dibao_desktop.exchange.bank.standard import standard_paper
from dibao_desktop.matching.queries import policy_in_use
from dibao_desktop.notices import commands as notice_commands
from dibao_desktop.notices import queries as notices
from dibao_desktop.notices.rules.states import BatchState
from dibao_desktop.office import Office
from dibao_desktop.reports.bag import write_bag
from dibao_desktop.reports.catalogue import REPORTS, Asked, Report
from dibao_desktop.reports.closing import report_document
from dibao_desktop.reports.documents import write_docx
from dibao_desktop.reports.forms import Account, Form, fill_account, fill_form, write_form
from dibao_desktop.reports.leaving import let_out
from dibao_desktop.reports.periods import month_of
from dibao_desktop.reports.rehearsal import rehearsal_sheet
from dibao_desktop.reports.tables.month import cycle_day
from dibao_desktop.reports.web import write_csv, write_html
from dibao_desktop.reports.workbooks import write_xlsx
from dibao_desktop.review import queries as review
from dibao_desktop.storage.whole_file import write_whole

Maker = Callable[[Office, argparse.Namespace], Document]


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the parser of this command."""
    words = {name: told for name, (told, _make) in PAPERS.items()}
    words |= {name: f"{form}（--household，.docx）" for name, form in FORMS.items()}
    words |= {name: f"{account}（--as-of，.docx）" for name, account in ACCOUNTS.items()}
    paper = commands.add_parser(
        "report",
        parents=[common],
        help="文书和报表（.pdf .docx .xlsx），名称见 report --help",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(["名称：", *(f"  {name:<18}{told}" for name, told in words.items())]),
    )
    paper.add_argument("office", type=Path, metavar="办公数据文件夹")
    paper.add_argument("name", choices=(*PAPERS, *FORMS, *ACCOUNTS), metavar="名称")
    paper.add_argument("out", type=Path, metavar="输出文件")
    paper.add_argument("--household", metavar="档案号")
    paper.add_argument("--village", metavar="村名")
    paper.add_argument("--paper", type=Paper, choices=list(Paper), default=Paper.A4, metavar="A4|A3")
    paper.add_argument("--meeting", type=int, metavar="第几次", help="有 --village 时是该村第几次评议会，默认最近一次")
    paper.add_argument("--month", type=month_written, metavar="YYYY-MM")
    paper.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD")
    paper.add_argument("--masked", action="store_true", help="名册遮盖号码")
    paper.add_argument("--reason", default="", metavar="用途", help="含完整号码的名册用在哪里、交给谁")
    paper.set_defaults(act=write_paper)


def month_written(written: str) -> str:
    """A month as it is typed."""
    if not re.fullmatch(r"(19|20)\d{2}-(0[1-9]|1[0-2])", written):
        raise argparse.ArgumentTypeError(f"“{written}”应写成 2017-06 这样的年月")
    return written


def _day(written: str) -> dt.date:
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{written}”应写成 2017-06-01 这样的日期") from None


def write_paper(options: argparse.Namespace) -> Answer:
    """Make the document and write it in the form that the file's ending asks for."""
    kind = options.out.suffix.lower()
    writers: dict[str, Callable[[Document, Path], object]] = {
        ".pdf": lambda document, out: _write_pdf(options.printer(), document, out),
        ".docx": write_docx,
        ".xlsx": write_xlsx,
    }
    if options.name == WEBSITE:
        writers = {".html": write_html, ".csv": write_csv, ".xlsx": write_xlsx}
        if kind not in writers:
            raise KnownError("unknown_ending", f"网站公示 {options.out.name} 的扩展名应为 .html、.csv 或 .xlsx。")
    if kind not in writers:
        raise KnownError("unknown_ending", f"{options.out.name} 的扩展名应为 .pdf、.docx 或 .xlsx。")
    word = FORMS.get(options.name) or ACCOUNTS.get(options.name)
    if word is not None and kind != ".docx":
        raise KnownError("unknown_ending", f"{word}是 Word 文件，{options.out.name} 的扩展名应为 .docx。")
    if not options.out.parent.is_dir():
        raise KnownError("no_folder", f"文件夹 {options.out.parent} 不存在，请先建立。")
    with opened(options.office) as office:
        if options.name == "dossier" and kind == ".pdf":
            return _bag(office, options)
        if options.name in FORMS:
            return _form(office, options)
        if options.name in ACCOUNTS:
            return _account(office, options)
        document = PAPERS[options.name][1](office, options)
        _tell(office, options, document)
        writers[kind](document, options.out)
    return Answer({"path": str(options.out), "name": document.name}, f"已写出 {options.out}。")


# Lists of people with their numbers in full; what hangs on a board or is only counted tells of nobody.
_LISTS = frozenset(each.name for each in REPORTS if each.private) | {"signatures", "pay_changes", "returned"}
_ROSTER = "roster"


def _tell(office: Office, options: argparse.Namespace, document: Document) -> None:
    """Leave a line for what tells of one household, or of many with their numbers; a roster in full needs a reason."""
    if options.household:
        let_out(office.session, document.name.split("_")[0], [_household(options)])
    elif options.name in _LISTS:
        if options.name == _ROSTER and not options.masked and not options.reason.strip():
            raise KnownError("no_reason", "打印含完整证号的名册请用 --reason 写明用途，或用 --masked 遮盖号码。")
        why = f"（用途：{options.reason.strip()}）" if options.reason.strip() else ""
        let_out(office.session, document.name + why, [], masked=options.masked)


def _write_pdf(printer: Printer, document: Document, out: Path) -> None:
    write_whole(out, printer.document(document))


def _form(office: Office, options: argparse.Namespace) -> Answer:
    running = clearance.current_campaign()
    campaign = running.id if running else None
    today = office.session.today().isoformat()
    filled = fill_form(FORMS[options.name], _household(options), campaign, today, office.folder)
    let_out(office.session, str(FORMS[options.name]), [_household(options)])
    write_form(filled, options.out)
    said = {"remark": filled.remark} if filled.remark else {}
    return Answer({"path": str(options.out), "name": filled.name, **said}, f"已写出 {options.out}。{filled.remark}")


def _account(office: Office, options: argparse.Namespace) -> Answer:
    as_of = options.as_of or office.session.today()
    filled = fill_account(ACCOUNTS[options.name], _campaign(), as_of, office.folder)
    write_form(filled, options.out)
    said = {"remark": filled.remark} if filled.remark else {}
    return Answer({"path": str(options.out), "name": filled.name, **said}, f"已写出 {options.out}。{filled.remark}")


def _bag(office: Office, options: argparse.Namespace) -> Answer:
    running = clearance.current_campaign()
    campaign = running.id if running else None
    today = office.session.today().isoformat()
    let_out(office.session, "一户一袋", [_household(options)])
    pages = write_bag(_household(options), campaign, options.printer(), today, options.out)
    return Answer({"path": str(options.out), "pages": pages}, f"已写出 {options.out}，共 {pages} 页。")


def _campaign() -> int:
    found = clearance.current_campaign()
    if found is None:
        raise KnownError("no_campaign", "还没有清查行动，请先在“清查核查”中新建行动。")
    return found.id


def _household(options: argparse.Namespace) -> int:
    if not options.household:
        raise KnownError("no_household", "请用 --household 给出档案号。")
    found = dossiers.household_id(options.household)
    if found is None:
        raise KnownError("no_household", f"没有档案号为 {options.household} 的户，请核对。")
    return found


def _case(options: argparse.Namespace) -> int:
    found = clearance.case_of(_campaign(), _household(options))
    if found is None:
        raise KnownError("no_case", f"{options.household} 不在本次清查范围内。")
    return found.id


def _village(options: argparse.Namespace) -> int:
    known = {each.name: each.id for each in dossiers.villages()}
    if options.village not in known:
        raise KnownError("no_village", f"请用 --village 给出村名，现有：{'、'.join(known)}。")
    return known[options.village]


def _meeting(options: argparse.Namespace) -> int:
    """The meeting that is asked for: of a village the one of that number, else the latest; or one by its own id."""
    campaign = _campaign()
    if options.meeting is not None and not options.village:
        held = [row for row in review.meetings(campaign) if row.id == options.meeting]
    else:
        held = review.meetings(campaign, _village(options))
        held = [row for row in held if options.meeting in (None, row.number)]
    if not held:
        which = f"第 {options.meeting} 次评议会" if options.meeting is not None else "评议会"
        raise KnownError("no_meeting", f"{options.village or ''}没有{which}，请核对 --village 和 --meeting。")
    return held[0].id


def _board(office: Office, options: argparse.Namespace) -> Document:
    found = [batch for batch in notices.batches(_campaign()) if batch.village_id == _village(options)]
    if not found:
        raise KnownError("no_notice", f"{options.village}还没有公示。")
    return notices.board(found[0].id, paper=options.paper)


def _publication(office: Office, options: argparse.Namespace) -> Document:
    village = _village(options) if options.village else None
    return notices.publication(_campaign(), village, options.as_of or office.session.today(), options.paper)


def _website(office: Office, options: argparse.Namespace) -> Document:
    village = _village(options) if options.village else None
    hanging = [each.id for each in notices.batches(_campaign(), village) if each.state is BatchState.POSTED]
    return notice_commands.put_online(office.session, hanging)


def _table(wanted: Report) -> Maker:
    def make(office: Office, options: argparse.Namespace) -> Document:
        today = office.session.today()
        if options.village:
            _village(options)
        asked = Asked(
            options.month or month_of(options.as_of or today, cycle_day()),
            options.as_of or today,
            village=options.village or "",
            masked=options.masked,
        )
        return report_document(wanted, asked)

    return make


def _month(office: Office, options: argparse.Namespace) -> str:
    return str(options.month or office.session.today().isoformat()[:7])


def _standard(office: Office, options: argparse.Namespace) -> Document:
    if options.as_of is None:
        raise KnownError("no_day", "标准调整前后对照表要用 --as-of 给出新标准执行的日期，如 2018-01-01。")
    return standard_paper(policy_in_use(), office.session.today(), options.as_of)


WEBSITE = "website"
FORMS = {
    "application": Form.APPLICATION,
    "declaration": Form.DECLARATION,
    "visit_blank": Form.VISIT,
    "consent": Form.CONSENT,
    "telling": Form.TELLING,
}
ACCOUNTS = {"stage_report": Account.STAGE, "final_report": Account.FINAL}
PAPERS: dict[str, tuple[str, Maker]] = {
    "dossier": ("一户一袋，PDF（--household）", lambda office, options: dossiers.dossier_sheet(_household(options))),
    "sheet": ("档案登记表（--household）", lambda office, options: dossiers.dossier_sheet(_household(options))),
    "visit": ("入户调查表（--household）", lambda office, options: clearance.visit_form(_case(options))),
    "hearing": ("听取意见记录（--household）", lambda office, options: clearance.hearing_record(_case(options))),
    "written_notice": ("告知书（--household）", lambda office, options: clearance.written_notice(_case(options))),
    "receipt": ("送达回证（--household）", lambda office, options: clearance.delivery_receipt(_case(options))),
    "minutes": ("评议会记录（--village --meeting）", lambda _office, options: review.minutes(_meeting(options))),
    "agenda": ("评议会议程（--village --meeting）", lambda _office, options: review.agenda(_meeting(options))),
    "sign_in": (
        "评议会签到表（--village --meeting）",
        lambda _office, options: review.sign_in_sheet(_meeting(options)),
    ),
    "ballots": ("评议会表决票（--village --meeting）", lambda _office, options: review.ballots(_meeting(options))),
    "rehearsal": ("会前检查表（--village --meeting）", lambda _office, options: rehearsal_sheet(_meeting(options))),
    "signatures": (
        "发放签字表（--month，--village 只要一个村）",
        lambda office, options: signature_sheet(_month(office, options), options.village or ""),
    ),
    "pay_changes": ("发放变动核对表（--month）", lambda office, options: pay_changes_paper(_month(office, options))),
    "returned": ("代发退回清单", lambda _office, _options: returned_paper()),
    "standard": ("标准调整前后对照表（--as-of 新标准执行的日期）", _standard),
    "board": ("公示（--village，--paper A3 放大张贴）", _board),
    "publication": ("长期公布，在保名单（--village 只要一个村）", _publication),
    WEBSITE: ("网站公示，.html .csv .xlsx（--village 只要一个村）", _website),
    **{each.name: (f"{each.title}（{each.span.value.strip() or '现在'}）", _table(each)) for each in REPORTS},
}
