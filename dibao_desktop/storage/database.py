"""The encrypted database and the base class of every row.

The one place that knows it is SQLCipher: WAL, synchronous=FULL and foreign keys are set for each
connection, since peewee opens one a thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peewee import BooleanField, DatabaseError, DatabaseProxy, Model
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2 as driver

from dibao_desktop.domain.errors import KnownError

database = DatabaseProxy()

# What the driver raises past peewee, where rows are written in bulk.
DriverError: type[Exception] = driver.DatabaseError

_PRAGMAS = {
    # What it finds wrong with a page it would print besides raising it.
    "cipher_log_level": "none",
    "cipher_memory_security": 0,
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "temp_store": 2,
    "cache_size": -32_000,
    "busy_timeout": 5_000,
}


class Row(Model):
    """Base of every table; bound to the open office."""

    class Meta:
        database = database
        legacy_table_names = False


def connect(path: Path, key: bytes) -> SqlCipherDatabase:
    """Open (or make) the database file under a raw 256-bit key and bind all tables to it.

    Raises KnownError when the key does not fit or the file is no database.
    """
    opened = SqlCipherDatabase(str(path), passphrase=f"x'{key.hex()}'", pragmas=_PRAGMAS)
    try:
        opened.connect()
        opened.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()
    except (DatabaseError, driver.DatabaseError) as error:
        opened.close()
        if known := trouble(error):
            raise known from error
        raise KnownError(
            "damaged_database", f"无法打开数据库 {path.name}：文件已损坏或与密钥不符，请用备份恢复。"
        ) from error
    database.initialize(opened)
    return opened


def trouble(error: BaseException) -> KnownError | None:
    """What a failure of the disk under the database means to the user; None when it is none of the kinds that we foresaw.

    SQLite has rolled back by itself then, and the error that comes up may only be that of the second roll-back.
    """
    words = ""
    cause: BaseException | None = error
    while cause is not None:
        words, cause = f"{words} {cause}".lower(), cause.__context__
    if any(sign in words for sign in ("disk is full", "disk i/o error", "no space", "file too large")):
        return KnownError(
            "disk_full", "磁盘写不进去（空间可能已满），这一步没有保存，以前保存的都在；请清出空间后再办。"
        )
    if any(sign in words for sign in ("readonly", "unable to open", "permission denied")):
        return KnownError(
            "cannot_write", "办公数据文件夹不能写入，这一步没有保存；请检查文件夹权限，或磁盘是否写保护。"
        )
    if any(sign in words for sign in ("malformed", "not a database")):
        return KnownError(
            "damaged_database", "办公数据的数据库有损坏的地方，这一步没有办成；请关闭程序，用最近的备份恢复。"
        )
    if "locked" in words:
        return KnownError("busy", "另一处正在写入，这一步没有保存，请稍后再试。")
    return None


def key_of(opened: SqlCipherDatabase) -> bytes:
    """The raw key an open database is under, for another key slot."""
    return bytes.fromhex(str(opened.connect_params["passphrase"]).removeprefix("x'").removesuffix("'"))


def insert_rows(table: type[Row], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert many rows at once through the driver; peewee's own bulk insert takes ten times as long.

    `columns` are field names of `table`; values must already be what SQLite keeps (str, int, None).
    """
    fields = table._meta.fields
    names = ", ".join(f'"{fields[name].column_name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    sql = f'INSERT INTO "{table._meta.table_name}" ({names}) VALUES ({marks})'
    database.connection().executemany(sql, rows)


def update_rows(table: type[Row], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Change many rows at once through the driver; each of `rows` ends with the id of the row it is for."""
    fields = table._meta.fields
    pairs = ", ".join(f'"{fields[name].column_name}" = ?' for name in columns)
    database.connection().executemany(f'UPDATE "{table._meta.table_name}" SET {pairs} WHERE id = ?', rows)


def delete_rows(table: type[Row], values: Iterable[Any], field: str = "id") -> None:
    """Delete the rows whose `field` has one of these values."""
    column = table._meta.fields[field].column_name
    rows = [(value,) for value in values]
    database.connection().executemany(f'DELETE FROM "{table._meta.table_name}" WHERE "{column}" = ?', rows)


def tuples(query: Any) -> Iterator[tuple[Any, ...]]:
    """The rows of a select as plain tuples, one by one, as the driver gives them.

    peewee would ask each column for each value; only a yes or no needs that (SQLite keeps it as 1 or 0), and the other
    values take three times as long with it.
    """
    rows: Iterator[tuple[Any, ...]] = iter(database.execute(query))
    flags = [place for place, column in enumerate(query._returning) if isinstance(column, BooleanField)]
    return _with_flags(rows, flags) if flags else rows


def _with_flags(rows: Iterable[tuple[Any, ...]], flags: Sequence[int]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        values = list(row)
        for place in flags:
            values[place] = None if values[place] is None else bool(values[place])
        yield tuple(values)


def raw_tuples(query: Any) -> Iterator[tuple[Any, ...]]:
    """As `tuples`, but each value as SQLite keeps it (a boolean is 0 or 1): for hundreds of thousands of rows, where
    looking at each value once more takes longer than reading it."""
    rows: Iterator[tuple[Any, ...]] = iter(database.execute(query))
    return rows


class Prepared:
    """A select that is asked again and again with other values: its words are put together once, for which peewee takes
    longer than SQLite for the answer. `build` makes the query from values and calls nothing on them; what else it says
    (a state, a limit) stays as it is. It may take any number of values (the ids of a list): each number has its own words."""

    def __init__(self, build: Callable[..., Any]) -> None:
        self._build = build
        self._words: dict[int, _Words] = {}

    def rows(self, *values: Any) -> Iterator[tuple[Any, ...]]:
        """The rows for these values, as plain tuples."""
        words = self._words.get(len(values))
        if words is None:
            words = self._words[len(values)] = _put_together(self._build, len(values))
        parameters = [values[place] if place >= 0 else constant for place, constant in words.parameters]
        found = iter(database.execute_sql(words.sql, parameters))
        return _with_flags(found, words.flags) if words.flags else found


@dataclass(frozen=True)
class _Words:
    """A query with each of its parameters: the place among the values, or -1 and what always stands there."""

    sql: str
    parameters: list[tuple[int, Any]]
    flags: list[int]


# Numbers that no query says by itself; a text column makes a text of them.
_MARK = 7_000_000_000_000_000


def _put_together(build: Callable[..., Any], count: int) -> _Words:
    marks = {each: place for place in range(count) for each in (_MARK + place, str(_MARK + place))}
    query = build(*(_MARK + place for place in range(count)))
    sql, parameters = query.sql()
    flags = [place for place, column in enumerate(query._returning) if isinstance(column, BooleanField)]
    return _Words(sql, [(marks.get(each, -1), each) for each in parameters], flags)


def next_id(table: type[Row]) -> int:
    """The id the next row of a table will get; only true inside a write transaction."""
    highest = database.execute_sql(f'SELECT max(id) FROM "{table._meta.table_name}"').fetchone()[0]
    return (highest or 0) + 1
