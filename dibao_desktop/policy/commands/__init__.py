"""Changing the packs of the office; campaigns under way keep the pack as it stood."""

from dibao_desktop.policy.commands.copies import amend_line, copy_pack, drop_copy, take_pack_file
from dibao_desktop.policy.commands.figures import restore_pack, set_category, set_standard, set_supplement

__all__ = [
    "amend_line",
    "copy_pack",
    "drop_copy",
    "restore_pack",
    "set_category",
    "set_standard",
    "set_supplement",
    "take_pack_file",
]
