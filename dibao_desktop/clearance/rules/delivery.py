"""How a written notice reaches a household, and what has to be on record of it (社会救助法 art.45, 48; 57号 art.21)."""

from __future__ import annotations

WAYS = ("直接送达", "留置送达", "邮寄送达", "村（社区）代转")
LEFT_BEHIND = "留置送达"
"""Who will not sign has it left behind before a witness."""


def delivery_problem(way: str, delivered_by: str, receiver: str, witness: str, *, refused: bool) -> str:
    """What is lacking of a delivery, as the rest of a sentence; empty when nothing."""
    if not way or not delivered_by:
        return "请填写送达方式和送达人"
    if refused:
        return "" if witness else "拒绝签收的应留置送达，请填写见证人"
    return "" if receiver else "请填写签收人；拒绝签收的请选“拒绝签收”并填写见证人"


def delivery_words(way: str, delivered_by: str, receiver: str, witness: str, *, refused: bool) -> str:
    """`直接送达，送达人周敏，董云秀签收`, as the household's history tells it."""
    if refused:
        return f"{way}，送达人{delivered_by}，{receiver or '该户'}拒绝签收，见证人{witness}"
    return f"{way}，送达人{delivered_by}，{receiver}签收"
