"""Commands that take workbooks in and give them out: import, match, export."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.cli.answer import Answer, office_figures, opened
from dibao_desktop.cli.papers import month_written
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.money import yuan
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.exchange import exporting, importing, roster_workbook
from dibao_desktop.exchange.bank.lists import export_ledger, export_payments
from dibao_desktop.exchange.blanks import write_blank
from dibao_desktop.exchange.mapping import Told
from dibao_desktop.exchange.own_sheets import OWN_SHEETS
from dibao_desktop.exchange.review_workbook import export_reviews
from dibao_desktop.exchange.splitting import Split
from dibao_desktop.exchange.taught import taught_heads
from dibao_desktop.exchange.teaching import known_template
from dibao_desktop.matching import commands as matching
from dibao_desktop.matching.queries import match_json


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the parsers of these commands."""
    take = commands.add_parser("import", parents=[common], help="导入名册和各部门名单，自动认出种类")
    take.add_argument("office", type=Path, metavar="办公数据文件夹")
    take.add_argument("files", type=Path, nargs="+", metavar="文件")
    take.add_argument("--as", dest="kind", metavar="种类", choices=importing.KIND_WORDS, help="指定种类，不自动辨认")
    take.add_argument("--dry-run", action="store_true", help="只检查，不写入")
    take.add_argument("--partial", action="store_true", help="有错误的户不导入，其余照常导入")
    take.add_argument("--errors", type=Path, metavar="错误表.xlsx", help="把有错误的户按原样存成错误表")
    take.set_defaults(act=import_files)
    match = commands.add_parser("match", parents=[common], help="运行信息比对，生成疑点")
    match.add_argument("office", type=Path, metavar="办公数据文件夹")
    match.set_defaults(act=match_lists)
    give = commands.add_parser("export", parents=[common], help="填写省平台上传模板，导出名册、空白表、代发清单和台账")
    give.add_argument("office", type=Path, metavar="办公数据文件夹")
    give.add_argument(
        "what",
        choices=_EXPORTS,
        metavar="|".join(_EXPORTS),
        help="upload 省平台上传表，roster 在保名册，blank 空白表，review_record 省系统民主评议信息，payments 银行代发清单，ledger 台账",
    )
    give.add_argument("out", type=Path, metavar="输出文件.xlsx")
    give.add_argument("--template", type=Path, metavar="模板", help="upload 要填的模板")
    give.add_argument("--village", metavar="村名")
    give.add_argument(
        "--split",
        choices=[*Split],
        default=Split.NONE,
        metavar="village|township",
        help="upload 按村或按乡镇分成几个文件",
    )
    give.add_argument(
        "--rows", type=_rows, default=0, metavar="行数", help="upload 每个文件最多多少行，默认按模板的说明"
    )
    give.add_argument("--month", type=month_written, metavar="YYYY-MM", help="payments 哪个月，默认本月")
    give.add_argument("--partial", action="store_true", help="payments 账号有误的户不列入，其余照常导出")
    give.add_argument("--masked", action="store_true", help="roster 遮盖证号、账号和电话")
    give.add_argument("--reason", default="", metavar="用途", help="roster 不遮盖时和 ledger 写明用在哪里、交给谁")
    give.add_argument("--kind", choices=tuple(OWN_SHEETS), default="roster", metavar="种类", help="blank 哪一种空白表")
    give.set_defaults(act=export)


def _rows(written: str) -> int:
    if not written.isascii() or not written.isdigit():
        raise argparse.ArgumentTypeError(f"“{written}”应写成行数，例如 3000")
    return int(written)


def import_files(options: argparse.Namespace) -> Answer:
    """`import`: a file with an error is refused whole, or loses only the households in error with --partial."""
    _refuse_unwritable(options.errors, options.files)
    with opened(options.office) as office:
        examination = importing.examine(options.files, options.kind, told=Told(taught_heads()))
        try:
            files = importing.apply(office.session, examination, options.partial, dry_run=options.dry_run)
        except importing.Refused as refused:
            written = _error_workbooks(examination, options.errors, "没有导入") if options.errors else []
            return Answer(_imported(refused.files, written), error=refused)
        # What the office itself objects to is known only after the households were placed.
        wanted = options.partial or options.errors
        done = "没有写入（只检查）" if options.dry_run else "已导入"
        written = _error_workbooks(examination, options.errors, done) if wanted else []
        data = _imported(files, written)
    lines = [
        f"{each.file}：新增 {each.new}，变更 {each.changed}，相同 {each.same}，未导入 {each.rejected}" for each in files
    ]
    waiting = sum(each.open for each in files)
    lines += [f"待定的不同 {waiting} 处，没有写入，请在窗口的“数据交换”里决定。"] if waiting else []
    return Answer(data, "\n".join(lines + [f"错误表：{path}" for path in written]))


def _imported(files: tuple[importing.FileOutcome, ...], written: list[Path]) -> dict[str, Any]:
    return {
        "files": [each.as_json() for each in files],
        "error_workbooks": [str(path) for path in written],
        "office": office_figures(),
    }


def _refuse_unwritable(out: Path | None, sources: list[Path]) -> None:
    """Before anything is taken in: an error workbook that cannot be written would be missed afterwards, and one that is
    written over the clerk's own file would take its other households along."""
    if out is not None and any(out.resolve() == each.resolve() for each in sources):
        raise KnownError("same_file", f"错误表不能存成正在导入的 {out}，请换一个文件名；没有导入任何数据。")
    if out is not None and (out.is_dir() or not out.parent.is_dir()):
        raise KnownError(
            "cannot_write", f"错误表写不到 {out}，请给出已有文件夹里的一个 .xlsx 文件名；没有导入任何数据。"
        )


def _error_workbooks(examination: importing.Examination, out: Path | None, done: str) -> list[Path]:
    """What is held back in the clerk's own layout: at `out`, or in the folder where the command runs. `done` says what became
    of the data, for when it cannot be written."""
    faulty = [file for file in examination.files if file.rejected]
    if not faulty:
        return []
    try:
        return importing.write_error_workbooks(faulty, out or Path(f"{faulty[0].path.stem}_错误.xlsx"))
    except OSError as error:
        raise KnownError(
            "cannot_write", f"数据{done}，错误表写不到 {out or '当前文件夹'}，请用 --errors 换一个位置。"
        ) from error


def match_lists(options: argparse.Namespace) -> Answer:
    """`match`: runs lists and checks and makes the leads."""
    with opened(options.office) as office:
        outcome = matching.match(office.session)
        data = {"leads": match_json(outcome.leads), "new": outcome.new, "withdrawn": outcome.withdrawn}
    lines = [f"{lead.code} {lead.number or '（名册外）'} {lead.reason}" for lead in outcome.leads]
    return Answer(data, "\n".join([*lines, f"共 {len(lines)} 条疑点，新增 {outcome.new} 条。"]))


def export(options: argparse.Namespace) -> Answer:
    """`export`: one of the workbooks that leave the office. A template of .xls is filled as .xls; all else is .xlsx."""
    if options.what != "upload" and options.out.suffix.lower() != ".xlsx":
        raise KnownError("unknown_ending", f"{options.out} 的扩展名应为 .xlsx。")
    return _EXPORTS[options.what](options)


def _upload(options: argparse.Namespace) -> Answer:
    """The office's households in the province's own template; refused with everything that is wrong."""
    if options.template is None:
        raise KnownError("no_template", "导出省平台上传表要用 --template 给出省平台的空白模板。")
    with opened(options.office) as office:
        check = exporting.check_upload(office.session, known_template(options.template), options.village)
        problems: dict[str, Any] = {"problems": [problem.as_json() for problem in check.problems]}
        try:
            done = exporting.write_upload(office.session, check, options.out, Split(options.split), options.rows)
        except exporting.UploadRefused as refused:
            return Answer(problems, error=refused)
    files = [{"path": str(each.path), "households": each.households, "rows": each.rows} for each in done.files]
    data = {"path": str(done.path), "households": done.households, "rows": done.rows, "files": files, **problems}
    names = "、".join(str(each.path) for each in done.files)
    return Answer(data, f"已导出 {done.households} 户 {done.rows} {done.unit}到 {names}。")


def _roster(options: argparse.Namespace) -> Answer:
    """Every household that receives aid, in a layout that is imported again without a change."""
    with opened(options.office) as office:
        done = roster_workbook.export_roster(
            office.session, options.out, options.village, masked=options.masked, reason=options.reason
        )
    data = {"path": str(done.path), "households": done.households, "rows": done.rows}
    return Answer(data, f"已导出 {done.households} 户 {done.rows} 人到 {done.path}。")


def _blank(options: argparse.Namespace) -> Answer:
    """A blank workbook to be filled in and imported."""
    sheet = write_blank(options.kind, options.out)
    return Answer({"path": str(options.out), "kind": options.kind}, f"“{sheet.title}”空白表已存到 {options.out}。")


def _review_record(options: argparse.Namespace) -> Answer:
    """What the reviews decided, in the columns of the provincial record."""
    with opened(options.office) as office:
        running = clearance.current_campaign()
        if running is None:
            raise KnownError("no_campaign", "还没有清查行动，请先在“清查核查”中新建行动。")
        village = next((each.id for each in dossiers.villages() if each.name == options.village), None)
        if options.village and village is None:
            raise KnownError("no_village", f"没有叫“{options.village}”的村，请核对 --village。")
        done = export_reviews(office.session, running.id, options.out, village)
    return Answer(
        {"path": str(done.path), "households": done.households}, f"已导出 {done.households} 户到 {done.path}。"
    )


def _payments(options: argparse.Namespace) -> Answer:
    """The list for the bank of a month."""
    with opened(options.office) as office:
        month = options.month or office.session.today().isoformat()[:7]
        done = export_payments(office.session, options.out, month, options.village, partial=options.partial)
    data = {
        "path": str(done.path),
        "households": done.households,
        "total_fen": done.total_fen,
        "control": done.control,
        "left_out": [{"household": row.number, "head": row.head_name, "why": why} for row, why in done.left_out],
    }
    more = f"，账号有误未列入 {len(done.left_out)} 户" if done.left_out else ""
    return Answer(data, f"已导出 {done.households} 户 {yuan(done.total_fen)} 元到 {done.path}{more}。")


def _ledger(options: argparse.Namespace) -> Answer:
    """台账, a line a household."""
    with opened(options.office) as office:
        done = export_ledger(office.session, options.out, options.reason, options.village)
    return Answer(
        {"path": str(done.path), "households": done.households}, f"已导出 {done.households} 户到 {done.path}。"
    )


_EXPORTS = {
    "upload": _upload,
    "roster": _roster,
    "blank": _blank,
    "review_record": _review_record,
    "payments": _payments,
    "ledger": _ledger,
}
