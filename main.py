"""Start of the program: a command goes to the command line, anything else opens the window."""

from __future__ import annotations

import sys
from pathlib import Path

from dibao_desktop import cli


def main(arguments: list[str]) -> int:
    """Run one command, or the window on the office named (or asked for)."""
    if arguments and arguments[0] == "tour":
        from ui.tour import run as tour

        return tour(arguments[1:])
    if arguments and (arguments[0] in cli.COMMANDS or arguments[0].startswith("-")):
        return cli.run(arguments, _printer)
    from ui.app import run as open_window

    return open_window(Path(arguments[0]) if arguments else None)


def _printer() -> cli.Printer:
    # Only a PDF needs Qt; the other commands must start without it.
    from ui.printing import PdfPrinter

    return PdfPrinter()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
