"""A capability is one word in three places: core package, page folder, tests folder."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

NOT_CAPABILITIES = {
    "domain": "values that everyone shares",
    "storage": "how rows are kept",
    "demo": "an office of invented people",
    "cli": "the command line",
}

WITHOUT_PAGE = {
    "access": "signing in is a dialog of the shell",
    "audit": "its lines are shown with the household they concern",
}


def folders(name: str) -> set[str]:
    return {package.parent.name for package in (ROOT / name).glob("*/__init__.py")}


def test_one_word_in_three_places() -> None:
    capabilities = folders("dibao_desktop") - set(NOT_CAPABILITIES)
    pages = folders("ui/pages")
    tested = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}
    assert capabilities - set(WITHOUT_PAGE) == pages
    assert capabilities <= tested


def test_exceptions_are_still_needed() -> None:
    assert set(NOT_CAPABILITIES) <= folders("dibao_desktop")
    assert set(WITHOUT_PAGE) <= folders("dibao_desktop") - folders("ui/pages")
