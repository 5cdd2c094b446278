"""The command line: the same core as the window, for scripts and for trying the program from outside (DESIGN §7).

Exit 0: done. 1: refused or failed, with one Chinese sentence on stderr. 2: wrong usage. With `--json` one JSON object
on stdout. The password comes from DIBAO_PASSWORD; offices made by `demo` open with `demo`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from peewee import DatabaseError

from dibao_desktop.cli.answer import Answer
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.printing import Printer
from dibao_desktop.storage.database import DriverError, trouble

__all__ = ["COMMANDS", "Printer", "run"]

COMMANDS = (
    "demo",
    "new",
    "set",
    "import",
    "match",
    "export",
    "report",
    "close",
    "tally",
    "verify",
    "backup",
    "restore",
    "tour",
    "bench",
)


def run(
    arguments: list[str], printer: Callable[[], Printer], window: Callable[[Path], Mapping[str, float]] | None = None
) -> int:
    """Carry out one command and return its exit code. The core has no Qt: `printer` is asked for when pages are to be drawn,
    `window` when `bench` measures the window on an office."""
    parser = _parser()
    options = parser.parse_args(arguments)
    options.printer, options.window = printer, window
    try:
        answer: Answer = options.act(options)
    except KnownError as error:
        answer = Answer(error=error)
    except (DatabaseError, DriverError) as error:
        # What only reads has no gate that would say it.
        if (known := trouble(error)) is None:
            raise
        answer = Answer(error=known)
    except OSError as error:
        where = f"{error.filename} " if error.filename else ""
        answer = Answer(
            error=KnownError(
                "cannot_access", f"{where}读不到或写不进去（{error.strerror}），请检查路径、权限和磁盘空间。"
            )
        )
    if options.json:
        print(json.dumps(answer.payload(), ensure_ascii=False))
    elif answer.text:
        print(answer.text)
    if answer.error is not None:
        print(answer.error.message, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="在标准输出给出一个 JSON 对象")
    parser = argparse.ArgumentParser(
        prog=Path(sys.argv[0]).name, description="低保清查工作台。不带命令时打开窗口：只写办公数据文件夹，或什么都不写"
    )
    # Imported with the parser: the window, which only looks into COMMANDS, stands without all that commands need.
    from dibao_desktop.cli import figures, months, offices, papers, workbooks

    commands = parser.add_subparsers(required=True, metavar="命令")
    for module in (offices, workbooks, papers, months, figures):
        module.register(commands, common)
    # The tour drives the real window; main.py takes it before it gets here. It stands here for --help.
    tour = commands.add_parser("tour", help="驱动真实窗口走完全程，每页留一张图：tour 输出文件夹")
    tour.add_argument("out", type=Path, metavar="输出文件夹")
    return parser
