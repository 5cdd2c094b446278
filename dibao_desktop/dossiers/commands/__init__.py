"""Changing the dossiers; everything goes through the gate of `session`."""

from dibao_desktop.dossiers.commands.household import (
    amend_household,
    amend_village,
    change_benefit,
    enrol_household,
    set_standing,
    set_village_codes,
)
from dibao_desktop.dossiers.commands.relatives import record_relatives
from dibao_desktop.dossiers.commands.roster import apply_roster

__all__ = [
    "amend_household",
    "amend_village",
    "apply_roster",
    "change_benefit",
    "enrol_household",
    "record_relatives",
    "set_standing",
    "set_village_codes",
]
