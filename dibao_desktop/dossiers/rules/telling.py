"""What a household's own record keeps from being told in public: its children's names (DOMAIN §14.2)."""

from __future__ import annotations

import datetime as dt

from dibao_desktop.domain.identity import youngest_age
from dibao_desktop.domain.secrecy import ADULT, public_group, public_name
from dibao_desktop.domain.text import person_name
from dibao_desktop.dossiers.rules.members import head_of
from dibao_desktop.dossiers.rules.record import HouseholdRecord


def public_head(record: HouseholdRecord, day: dt.date, written: str = "") -> str:
    """The head as the board and the wall may name them; a child's name stays out even where it is written as the head's.

    `written` is the head's name as it was put before the room, when the dossier may have another by now.
    """
    name = written or record.head_name
    head = head_of(record)
    shown = public_name(name, youngest_age(head.id_number, head.birth, day) if head else None)
    ages = ((member.name, youngest_age(member.id_number, member.birth, day)) for member in record.members)
    children = [person_name(each) for each, age in ages if each and age is not None and age < ADULT]
    return public_name(name, 0) if any(child in shown for child in children) else shown


def public_place(record: HouseholdRecord, written: str = "") -> str:
    """The group or hamlet, unless somebody of the household is named there."""
    return public_group(written or record.group, [member.name for member in record.members])
