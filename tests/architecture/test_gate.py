"""The gate has no way around: whatever changes a row is reached through a function marked `@command` (DESIGN §5).

Told from the source: where rows are written at all, and that every function that writes is marked.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORE = ROOT / "dibao_desktop"
TABLES = {
    node.name
    for path in CORE.glob("**/records.py")
    for node in ast.parse(path.read_text("utf-8")).body
    if isinstance(node, ast.ClassDef)
}
WRITES = {"create", "insert", "insert_many", "bulk_create", "update", "delete", "replace", "get_or_create"}
IN_BULK = {"insert_rows", "update_rows", "delete_rows", "execute_sql"}

# What writes for the commands of its capability, and the ones that the gate is handed; each is called inside a command only.
SHARED = {
    "audit": {"write_line"},
    "clearance": {"keep_states", "move_steps", "reinvestigate", "void_after"},
    "dossiers": {"keep_version", "new_village", "write_circumstances", "write_own_income"},
    "notices": {"void_outdated"},
    "review": {"apply_registers", "begin_vote", "seal_minutes", "withdraw_ballot", "write_ballot"},
}

OF_ANYBODY = {"keep_own"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def is_commands(path: Path) -> bool:
    parts = path.relative_to(CORE).parts
    return len(parts) > 1 and parts[1] in ("commands", "commands.py")


def writes(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls such as `Case.update(…)` and `insert_rows(…)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in IN_BULK:
            yield node
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            of_table = isinstance(owner, ast.Name) and owner.id in TABLES and node.func.attr in WRITES
            if of_table or node.func.attr == "delete_instance":
                yield node


MODULES = [path for path in sorted(CORE.glob("**/*.py")) if path.relative_to(CORE).parts[0] != "storage"]


@pytest.mark.parametrize("path", [path for path in MODULES if not is_commands(path)], ids=name_of)
def test_rows_are_written_in_commands_only(path):
    assert [f"{call.lineno}: {ast.unparse(call.func)}" for call in writes(ast.parse(path.read_text("utf-8")))] == []


@pytest.mark.parametrize("path", [path for path in MODULES if is_commands(path)], ids=name_of)
def test_what_writes_is_a_command_or_serves_one(path):
    capability = path.relative_to(CORE).parts[0]
    public = [
        node
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    bare = {
        node.name
        for node in public
        if any(writes(node)) and not any(ast.unparse(each).startswith("command(") for each in node.decorator_list)
    }
    assert bare - SHARED.get(capability, set()) == set()


def test_nobody_above_uses_what_commands_share():
    """Window, command line and reports call commands; a helper called without one would write past the gate."""
    outside = [*sorted((ROOT / "ui").glob("**/*.py")), *(CORE / "cli").glob("*.py"), *(CORE / "reports").glob("*.py")]
    helpers = set().union(*SHARED.values())
    for path in outside:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and ".commands." in f"{node.module}.":
                assert {each.name for each in node.names} & helpers == set(), name_of(path)


def test_what_may_be_called_from_anywhere_is_seen_by_the_gate(session):
    """The marks are real: each public command refuses an account that may nothing, before it does anything else.

    Only what an account keeps of its own taste, no part of the office's record, is anybody's.
    """
    from dibao_desktop.access.rules import MAY, Role
    from dibao_desktop.domain.errors import KnownError
    from dibao_desktop.session import Actor

    session.actor = Actor(9, "读者", MAY[Role.READER])
    asked = 0
    for package in sorted(CORE.glob("*/commands*")):
        module = __import__(f"dibao_desktop.{package.parent.name}.commands", fromlist=["commands"])
        for name in getattr(module, "__all__", [each for each in vars(module) if not each.startswith("_")]):
            found = getattr(module, name)
            if hasattr(found, "__wrapped__") and found.__module__.startswith(f"dibao_desktop.{package.parent.name}"):
                if name in OF_ANYBODY:
                    continue
                wanted = found.__wrapped__.__code__.co_argcount - 1
                with pytest.raises(KnownError) as refused:
                    found(session, *[None] * wanted)
                assert refused.value.code == "not_permitted", name
                asked += 1
    assert asked > 40
