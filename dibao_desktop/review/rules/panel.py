"""One line of a panel list: a member of a village's review group, with the relatives the list names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class KinEntry:
    """A relative of a panel member who lives in a recipient household."""

    name: str
    id_number: str
    relation: str


@dataclass(frozen=True)
class PanelEntry:
    """A member of the review group of `village`; `role` is the text of the list (党员代表 …). `place`: `Sheet!A5`."""

    village: str
    name: str
    sex: str = ""
    id_number: str = ""
    role: str = ""
    phone: str = ""
    kin: tuple[KinEntry, ...] = ()
    place: str = ""
