"""The README tells the command line as it is: every command, option and name of a report, and none that is not there."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from dibao_desktop.cli import COMMANDS, _parser
from dibao_desktop.cli.papers import ACCOUNTS, FORMS, PAPERS

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
CODE = re.findall(r"`([^`]+)`", README)


def _parsers() -> dict[str, argparse.ArgumentParser]:
    found = next(each for each in _parser()._actions if isinstance(each, argparse._SubParsersAction))
    return dict(found.choices)


@pytest.mark.parametrize("name", [*PAPERS, *FORMS, *ACCOUNTS])
def test_every_report_has_its_name_in_the_readme_and_in_its_help(name: str) -> None:
    assert name in CODE
    assert re.search(rf"^  {name}\s", _parsers()["report"].format_help(), re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_readme_with_its_options(name: str) -> None:
    told = " ".join(each for each in CODE if each.split()[0] == name)
    assert told
    options = {word for each in _parsers()[name]._actions for word in each.option_strings if word.startswith("--")}
    wanted = options - {"--help", "--json"}
    assert wanted == set(re.findall(r"--[a-z-]+", told)) & options
    assert set(re.findall(r"--[a-z-]+", told)) <= options | {"--json"}
