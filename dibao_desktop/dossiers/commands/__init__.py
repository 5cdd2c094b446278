"""Changing the dossiers; everything goes through the gate of `session`."""

from dibao_desktop.dossiers.commands.benefit import change_benefit, end_gradual, plan_gradual_end, set_standing
from dibao_desktop.dossiers.commands.drafts import drop_draft, keep_draft
from dibao_desktop.dossiers.commands.household import (
    amend_household,
    amend_village,
    enrol_household,
    set_village_codes,
    undo_amendment,
)
from dibao_desktop.dossiers.commands.papers import (
    add_paper,
    add_paper_file,
    confirm_original,
    export_paper,
    move_paper,
    remove_paper,
    rotate_paper,
)
from dibao_desktop.dossiers.commands.registers import (
    amend_filing,
    amend_keeping,
    end_keeping,
    enter_keeping,
    file_relative,
    keep_card,
    note_filing,
)
from dibao_desktop.dossiers.commands.relatives import record_relatives
from dibao_desktop.dossiers.commands.roster import apply_roster
from dibao_desktop.dossiers.commands.stated_facts import add_stated_facts
from dibao_desktop.dossiers.commands.supplements import grant_supplements
from dibao_desktop.dossiers.commands.villages import add_villages

__all__ = [
    "add_paper",
    "add_paper_file",
    "add_stated_facts",
    "add_villages",
    "amend_filing",
    "amend_household",
    "amend_keeping",
    "amend_village",
    "apply_roster",
    "change_benefit",
    "confirm_original",
    "drop_draft",
    "end_gradual",
    "end_keeping",
    "enrol_household",
    "enter_keeping",
    "export_paper",
    "file_relative",
    "grant_supplements",
    "keep_card",
    "keep_draft",
    "move_paper",
    "note_filing",
    "plan_gradual_end",
    "record_relatives",
    "remove_paper",
    "rotate_paper",
    "set_standing",
    "set_village_codes",
    "undo_amendment",
]
