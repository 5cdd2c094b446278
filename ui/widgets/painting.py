"""Small things that several delegates paint the same way."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath

from ui.theme import tokens
from ui.theme.fonts import font
from ui.theme.tokens import Tone

PILL_HEIGHT = 20
_PILL_PAD = 8


def pill_width(words: str) -> int:
    """How wide a painted pill is."""
    return QFontMetrics(font(tokens.TEXT_SMALL)).horizontalAdvance(words) + 2 * _PILL_PAD


def draw_pill(painter: QPainter, area: QRect, words: str, tone: Tone, *, right: bool = False) -> None:
    """A pill in the middle of an area's height, at its left or right edge."""
    wide = min(pill_width(words), area.width())
    left = area.right() - wide + 1 if right else area.left()
    box = QRect(left, area.center().y() - PILL_HEIGHT // 2 + 1, wide, PILL_HEIGHT)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tone.soft))
    painter.drawRoundedRect(box, tokens.RADIUS_SMALL, tokens.RADIUS_SMALL)
    painter.setFont(font(tokens.TEXT_SMALL))
    painter.setPen(QColor(tone.ink))
    inner = box.adjusted(_PILL_PAD, 0, -_PILL_PAD, 0)
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width() + 1)
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, shown)


def draw_bar(
    painter: QPainter,
    area: QRectF,
    parts: Sequence[int],
    whole: int,
    colours: Sequence[str] = tokens.STEPS,
    ground: str = tokens.SUNKEN,
) -> None:
    """A bar with round ends: parts of a whole, side by side; what is missing stays the ground colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(area, area.height() / 2, area.height() / 2)
    painter.setClipPath(shape)
    painter.fillRect(area, QColor(ground))
    left, whole = area.left(), max(whole, sum(parts), 1)
    for part, colour in zip(parts, colours, strict=False):
        wide = area.width() * part / whole
        painter.fillRect(QRectF(left, area.top(), wide, area.height()), QColor(colour))
        left += wide
        # Where a part ends is seen on grey paper too.
        if wide and left < area.right() - 1:
            painter.fillRect(QRectF(left - 1, area.top(), 1, area.height()), QColor(tokens.PRIMARY_LINE))
    painter.restore()
