"""Who is acting, on which office, at what time; and the one gate through which everything is written.

A function marked `@command(...)` runs in one transaction together with its audit line. The gate asks
whether the actor may, writes the line, moves the next step of every household that was touched, and, once
all is on disk, tells whoever listens which capabilities changed. A command called by a command joins it.
"""

from __future__ import annotations

import datetime as dt
import functools
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Concatenate, ParamSpec, TypeVar

from peewee import Database, DatabaseError

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.permissions import Permission as Permission
from dibao_desktop.storage.database import DriverError, trouble

P = ParamSpec("P")
R = TypeVar("R")

# How long a save waits for a running import before it says so, in seconds.
_PATIENCE = 3.0


@dataclass(frozen=True)
class Actor:
    """The signed-in account."""

    account_id: int
    name: str
    permissions: frozenset[Permission]


@dataclass(frozen=True)
class Note:
    """One thing a command did, for the audit line and the household's history.

    `before` and `after` are small dictionaries of plain values; `household` is the dossier it concerns.
    """

    text: str
    household: int | None = None
    before: dict[str, object] | None = None
    after: dict[str, object] | None = None


@dataclass
class Work:
    """What the running command has collected so far."""

    name: str
    changes: Changes = Changes.NOTHING
    notes: list[Note] = field(default_factory=list)
    households: set[int] = field(default_factory=set)


WriteAudit = Callable[["Session", Work], None]
MoveSteps = Callable[[set[int], dt.date], None]
Listener = Callable[[Changes], None]
# Of a household's members (id to ID number) those who must stay on record, each with what stands behind them.
StandsBehind = Callable[[int, Mapping[int, str]], dict[int, str]]


def nothing_behind(household: int, members: Mapping[int, str]) -> dict[int, str]:
    """What holds where nobody knows more of the members than their dossier."""
    return {}


class Session:
    """One signed-in user on one open office."""

    def __init__(
        self,
        database: Database,
        actor: Actor,
        clock: Callable[[], dt.datetime],
        write_audit: WriteAudit,
        move_steps: MoveSteps,
        stands_behind: StandsBehind = nothing_behind,
    ) -> None:
        self.database = database
        self.actor = actor
        self.clock = clock
        self._write_audit = write_audit
        self._move_steps = move_steps
        self.stands_behind = stands_behind
        self._listeners: list[Listener] = []
        self._writing = threading.Lock()
        self._mine = threading.local()

    def today(self) -> dt.date:
        """The day by the session's clock."""
        return self.clock().date()

    def subscribe(self, listener: Listener) -> None:
        """Have `listener` called with what changed after each commit, on the thread that committed."""
        self._listeners.append(listener)

    def unsubscribe(self, listener: Listener) -> None:
        """Stop calling a listener."""
        self._listeners.remove(listener)

    def note(
        self,
        text: str,
        household: int | None = None,
        before: dict[str, object] | None = None,
        after: dict[str, object] | None = None,
        *,
        moves: bool = True,
    ) -> None:
        """Say, inside a command, what was done; it goes into the audit line and the household's history.

        `moves` False: what no next step depends on, such as one of nine votes. It need not be worked out again.
        """
        self._work().notes.append(Note(text, household, before, after))
        if household is not None and moves:
            self._work().households.add(household)

    def touch(self, households: Iterable[int]) -> None:
        """Say, inside a command, whose next step may have moved."""
        self._work().households.update(households)

    def _work(self) -> Work:
        work: Work | None = getattr(self._mine, "work", None)
        if work is None:
            raise RuntimeError("notes are taken inside a command only")
        return work

    def refuse_without(self, permission: Permission) -> None:
        """Raise KnownError when the signed-in account may not."""
        if permission not in self.actor.permissions:
            raise KnownError(
                "not_permitted", f"当前账户“{self.actor.name}”没有“{permission}”的权限，请换有权限的账户登录。"
            )

    def perform(self, name: str, permission: Permission | None, touches: Changes, act: Callable[[], R]) -> R:
        """Run one act through the gate; only `@command` calls this."""
        if permission is not None:
            self.refuse_without(permission)
        if getattr(self._mine, "work", None) is not None:
            self._work().changes |= touches
            return act()
        if not self._writing.acquire(timeout=_PATIENCE):
            raise KnownError("busy", "正在写入另一批数据，请等它完成或取消后再保存。")
        work = Work(name, touches)
        self._mine.work = work
        try:
            # A worker thread has no connection of its own yet; the window's thread keeps one open.
            connected = self.database.connection_context() if self.database.is_closed() else nullcontext()
            with connected, self.database.atomic("IMMEDIATE"):
                result = act()
                self._move_steps(work.households, self.today())
                self._write_audit(self, work)
        except (DatabaseError, DriverError) as error:
            if known := trouble(error):
                raise known from error
            raise
        finally:
            self._mine.work = None
            self._writing.release()
        self._tell(work.changes)
        return result

    def _tell(self, changes: Changes) -> None:
        """What is saved is saved: a listener that fails is a bug to report, not a command that failed."""
        for listener in list(self._listeners):
            try:
                listener(changes)
            except Exception:  # noqa: BLE001 (reported, whatever it is)
                sys.excepthook(*sys.exc_info())


def command(
    permission: Permission | None, touches: Changes
) -> Callable[[Callable[Concatenate[Session, P], R]], Callable[Concatenate[Session, P], R]]:
    """Make a function `f(session, …)` a command: one transaction, one permission, one audit line.

    `permission` None: whoever is signed in may, for what is no part of the office's record.
    """

    def decorate(function: Callable[Concatenate[Session, P], R]) -> Callable[Concatenate[Session, P], R]:
        name = f"{function.__module__.split('.')[1]}.{function.__name__}"

        @functools.wraps(function)
        def run(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> R:
            return session.perform(name, permission, touches, lambda: function(session, *args, **kwargs))

        return run

    return decorate
