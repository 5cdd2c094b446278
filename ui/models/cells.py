"""What a column may read besides plain text: values that the cell delegate knows how to paint."""

from __future__ import annotations

from dataclasses import dataclass

from ui.theme import tokens
from ui.theme.tokens import Tone


@dataclass(frozen=True)
class TwoLines:
    """A line with a small grey one below."""

    top: str
    bottom: str

    def __str__(self) -> str:
        return f"{self.top} {self.bottom}".strip()


@dataclass(frozen=True)
class PillCell:
    """A pill; nothing is painted when the words are empty."""

    words: str
    tone: Tone = Tone.NEUTRAL

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Toned:
    """Text in a tone; NEUTRAL is soft grey."""

    words: str
    tone: Tone = Tone.NEUTRAL
    bold: bool = False

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True)
class BarCell:
    """A painted bar of parts of a whole."""

    parts: tuple[int, ...]
    whole: int
    colours: tuple[str, ...] = tokens.STEPS

    def __str__(self) -> str:
        return " / ".join(str(part) for part in (*self.parts, self.whole))
