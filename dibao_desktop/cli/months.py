"""`close`: a month's tables kept as they are, compared with today's, or opened again for a reason."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dibao_desktop.cli.answer import Answer, opened
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.reports import closing
from dibao_desktop.reports import commands as reports


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the parser of this command."""
    close = commands.add_parser("close", parents=[common], help="月报结账：原样存下一个月的报表；看差异；重新打开")
    close.add_argument("office", type=Path, metavar="办公数据文件夹")
    close.add_argument("month", metavar="YYYY-MM")
    what = close.add_mutually_exclusive_group()
    what.add_argument("--differences", action="store_true", help="列出今天再算与结账时有哪些不同")
    what.add_argument("--reopen", metavar="理由", help="重新打开已结账的月份")
    close.set_defaults(act=close_month)


def close_month(options: argparse.Namespace) -> Answer:
    """`close`: close, compare or open again."""
    month = options.month
    with opened(options.office) as office:
        if options.reopen is not None:
            reports.reopen_month(office.session, month, options.reopen)
            return Answer({"month": month, "closed": False}, f"{month} 已重新打开。")
        if options.differences:
            if closing.closing_of(month) is None:
                raise KnownError("not_closed", f"{month} 没有结账，没有可比的报表。")
            found = [asdict(each) for each in closing.closing_differences(month)]
            lines = [f"{d['report']}｜{d['line']}｜{d['column']}：{d['then']} → {d['now']}" for d in found]
            return Answer({"month": month, "differences": found}, "\n".join(lines) or "与结账时完全一致。")
        kept = reports.close_month(office.session, month)
        return Answer({"month": month, "closed": True, "tables": kept}, f"{month} 已结账，存下报表 {kept} 张。")
