"""What clerks of the office have said of upload templates: what a column is filled with, which entry stands for a word.

Kept by the heads of the template, so that next month's file of the same layout needs no question.
"""

from __future__ import annotations

from pathlib import Path

from dibao_desktop.exchange.records import UploadColumn, UploadWord
from dibao_desktop.exchange.template import Template, Use, read_template
from dibao_desktop.exchange.template.describe import Taught
from dibao_desktop.storage.database import tuples


def known_template(path: Path) -> Template:
    """A template with everything that was ever said of its columns. Raises KnownError as `read_template`."""
    columns = tuples(
        UploadColumn.select(UploadColumn.template, UploadColumn.head, UploadColumn.use, UploadColumn.value)
    )
    words = tuples(UploadWord.select(UploadWord.template, UploadWord.head, UploadWord.ours, UploadWord.theirs))
    return read_template(
        path,
        {(key, head): Taught(Use(use), value) for key, head, use, value in columns},
        {(key, head, ours): theirs for key, head, ours, theirs in words},
    )
