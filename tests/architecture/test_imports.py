"""The import contracts of pyproject.toml hold, and no capability with tables was left out of them."""

import os
from pathlib import Path

import pytest
from importlinter import cli
from importlinter.api import read_configuration

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = ROOT / "pyproject.toml"


def test_contracts_hold(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    broken = cli.lint_imports(config_filename=os.fspath(PYPROJECT), no_logo=True)
    assert not broken, capsys.readouterr().out


def test_every_table_has_a_guard() -> None:
    contracts = read_configuration(os.fspath(PYPROJECT))["contracts_options"]
    guarded = {module for contract in contracts for module in contract.get("protected_modules", ())}
    with_tables = {
        f"dibao_desktop.{records.parent.name}.records" for records in (ROOT / "dibao_desktop").glob("*/records*")
    }
    assert with_tables == guarded


def test_every_folder_of_modules_is_a_package() -> None:
    """A folder without __init__.py is invisible to the linter; migrations are loaded by path and are data."""
    for top in ("dibao_desktop", "ui"):
        folders = {module.parent for module in (ROOT / top).rglob("*.py")} - {ROOT / "dibao_desktop/storage/migrations"}
        assert not [str(folder) for folder in folders if not (folder / "__init__.py").exists()]
