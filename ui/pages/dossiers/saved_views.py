"""How an account likes the list: its columns and the filters it has given a name."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass

from dibao_desktop.session import Session
from dibao_desktop.settings import commands, queries

_COLUMNS = "dossiers.columns"
_FILTER = "dossiers.filter."


@dataclass(frozen=True)
class SavedFilter:
    """What the chips and the search said; empty is no filter. `village` is an id."""

    village: str = ""
    standing: str = ""
    category: str = ""
    text: str = ""


class SavedViews:
    """Reads and keeps them, for the account that is signed in."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def columns(self) -> set[str]:
        """The titles of the columns chosen; empty where none ever were."""
        kept = queries.own(self._session.actor.account_id, _COLUMNS).get("")
        return set(json.loads(kept)) if kept else set()

    def keep_columns(self, titles: Collection[str]) -> None:
        """Keep the titles of the columns chosen."""
        self._keep(_COLUMNS, json.dumps(sorted(titles), ensure_ascii=False))

    def filters(self) -> dict[str, SavedFilter]:
        """The filters by name."""
        kept = queries.own(self._session.actor.account_id, _FILTER)
        return {name: SavedFilter(**json.loads(value)) for name, value in kept.items()}

    def keep_filter(self, name: str, saved: SavedFilter) -> None:
        """Keep one under a name, in place of what had the name."""
        self._keep(_FILTER + name, json.dumps(asdict(saved), ensure_ascii=False))

    def drop_filter(self, name: str) -> None:
        """Forget one."""
        self._keep(_FILTER + name, "")

    def _keep(self, name: str, value: str) -> None:
        commands.keep_own(self._session, name, value)
