"""Changing the dossiers; everything goes through the gate of `session`."""

from dibao_desktop.dossiers.commands.drafts import drop_draft, keep_draft
from dibao_desktop.dossiers.commands.household import (
    amend_household,
    amend_village,
    change_benefit,
    enrol_household,
    set_standing,
    set_village_codes,
    undo_amendment,
)
from dibao_desktop.dossiers.commands.papers import (
    add_paper,
    confirm_original,
    move_paper,
    remove_paper,
    rotate_paper,
)
from dibao_desktop.dossiers.commands.relatives import record_relatives
from dibao_desktop.dossiers.commands.roster import apply_roster

__all__ = [
    "add_paper",
    "amend_household",
    "amend_village",
    "apply_roster",
    "change_benefit",
    "confirm_original",
    "drop_draft",
    "enrol_household",
    "keep_draft",
    "move_paper",
    "record_relatives",
    "remove_paper",
    "rotate_paper",
    "set_standing",
    "set_village_codes",
    "undo_amendment",
]
