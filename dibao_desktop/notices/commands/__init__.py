"""Changing notices. Each command refuses, in one sentence, what is not due yet."""

from dibao_desktop.notices.commands.objections import (
    carry_on,
    raise_objection,
    resolve_objection,
    send_back_objection,
)
from dibao_desktop.notices.commands.photos import add_photo, add_photo_file, remove_photo
from dibao_desktop.notices.commands.posting import end_batch, post_batch
from dibao_desktop.notices.commands.preparing import discard_batch, prepare_batch, refresh_batch, remove_entry
from dibao_desktop.notices.commands.website import put_online

__all__ = [
    "add_photo",
    "add_photo_file",
    "carry_on",
    "discard_batch",
    "end_batch",
    "post_batch",
    "prepare_batch",
    "put_online",
    "raise_objection",
    "refresh_batch",
    "remove_entry",
    "remove_photo",
    "resolve_objection",
    "send_back_objection",
]
