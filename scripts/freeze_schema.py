"""Write the first migration from the models as they stand.

Only until the first release: after it, a change of the schema is a new numbered file.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from peewee import SqliteDatabase
from playhouse.migrations import template
from playhouse.schema_diff import diff_models

from dibao_desktop.office import TABLES
from dibao_desktop.storage.upgrade import MIGRATIONS

HEAD = '"""The tables of version 0.1. The models inside are a frozen copy and never follow the program\'s own."""\n\n'


def main() -> None:
    """Render the difference between nothing and today's models."""
    with SqliteDatabase(":memory:") as empty, empty.bind_ctx(TABLES):
        body = template(diff_models(empty, TABLES))
    (MIGRATIONS / "0001_first.py").write_text(HEAD + body, encoding="utf-8")


if __name__ == "__main__":
    main()
