"""What no printed page and no exported list may say: who lives with HIV (DOMAIN §4.2, 「自愿接受救助」的绝密健康信息)."""

from __future__ import annotations

import re
from dataclasses import replace

from dibao_desktop.domain.document import Block, Document, Heading, Paragraph, Table

_SECRET = re.compile(
    r"(?:艾滋病?|爱滋病?|\bHIV\b|\bAIDS\b|HIV|AIDS)(?:病毒)?(?:感染者?|携带者?)?(?:及|和)?(?:病人|患者)?", re.IGNORECASE
)
_INSTEAD = "按规定保密"


def discreet(text: str) -> str:
    """The text without any word of it."""
    return _SECRET.sub(_INSTEAD, text)


def discreet_document(document: Document) -> Document:
    """The document as it may be printed."""
    return replace(document, blocks=tuple(_block(block) for block in document.blocks))


def _block(block: Block) -> Block:
    if isinstance(block, Heading | Paragraph):
        return replace(block, text=discreet(block.text))
    if isinstance(block, Table):
        return replace(block, rows=tuple(tuple(discreet(cell) for cell in row) for row in block.rows))
    return block
