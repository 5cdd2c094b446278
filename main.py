"""Start of the program: a command goes to the command line, anything else opens the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from dibao_desktop import cli

# Without one of these Qt ends the program at once, with nothing that a clerk could read.
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main(arguments: list[str]) -> int:
    """Run one command, or the window on the office named (or asked for)."""
    if arguments and arguments[0] == "tour":
        from ui.tour import run as tour

        return tour(arguments[1:])
    # Whatever is no folder can only be a mistyped command: the parser names those there are.
    if arguments and (arguments[0] in cli.COMMANDS or not Path(arguments[0]).is_dir()):
        return cli.run(arguments, _printer, _window_figures)
    if sys.platform.startswith("linux") and not any(map(os.environ.get, _SCREENS)):
        print("这里没有显示器，打不开窗口；请用命令办理，可用的命令见 --help。", file=sys.stderr)
        return 1
    from ui.app import run as open_window

    return open_window(Path(arguments[0]) if arguments else None)


def _printer() -> cli.Printer:
    # Only a PDF needs Qt; the other commands must start without it.
    from ui.printing import PdfPrinter

    return PdfPrinter()


def _window_figures(office: Path) -> Mapping[str, float]:
    from ui.bench import figures

    return figures(office)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
