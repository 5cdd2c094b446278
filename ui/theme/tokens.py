"""Colours, sizes and radii by name. Everything painted takes them from here; `style.qss` gets them as `$name`."""

from __future__ import annotations

from enum import StrEnum

# Surfaces
GROUND = "#f4f6f8"
SURFACE = "#ffffff"
SUNKEN = "#eef1f4"
BORDER = "#e1e6ec"
BORDER_STRONG = "#c9d1da"
ROW_LINE = "#eff2f5"
HOVER = "#f6f8fb"

# Ink
INK = "#1b2430"
INK_SOFT = "#55606e"
INK_FAINT = "#8792a0"
ON_PRIMARY = "#ffffff"

# The one accent, with its steps for charts (darkest is furthest along)
PRIMARY = "#1f5fa6"
PRIMARY_HOVER = "#1a5190"
PRIMARY_PRESSED = "#15447a"
PRIMARY_SOFT = "#e8f0f9"
PRIMARY_LINE = "#5183bb"
STEPS = ("#1f5fa6", "#6e9bcb", "#a9c5e2", "#d6e4f2")

# Judgement
GREEN = "#2e7d4f"
GREEN_SOFT = "#e6f3eb"
AMBER = "#a86a00"
AMBER_SOFT = "#fcf1dd"
RED = "#b3261e"
RED_SOFT = "#fbe9e7"

# The wall (projector), dark and, for a room that is lit, light
WALL = "#0d2240"
WALL_INK = "#ffffff"
WALL_INK_SOFT = "#c5ccd6"
WALL_ACCENT = "#8ec5ff"
WALL_GREEN = "#7fd6a2"
WALL_RED = "#ff9d92"
WALL_BAR = "#33486a"
WALL_BAR_GREEN = "#43a874"
WALL_BAR_RED = "#b55a50"
LIGHT_WALL = "#ffffff"
LIGHT_WALL_INK = "#0d1b2e"
LIGHT_WALL_INK_SOFT = "#44536a"
LIGHT_WALL_ACCENT = "#1a5190"
LIGHT_WALL_GREEN = "#14703c"
LIGHT_WALL_RED = "#b3261e"
LIGHT_WALL_BAR = "#d5dce5"
LIGHT_WALL_BAR_GREEN = "#2e8f5b"
LIGHT_WALL_BAR_RED = "#c4483e"

# Sizes in device-independent pixels
RAIL_WIDTH = 168
RAIL_NARROW = 60
TOP_BAR_HEIGHT = 56
STATUS_HEIGHT = 28
RAIL_ITEM_HEIGHT = 37
CONTROL_HEIGHT = 34
ROW_HEIGHT = 36
ROW_HEIGHT_TWO_LINES = 54
HEAD_HEIGHT = 34
GAP = 12
PAGE_MARGIN = 20
CARD_PADDING = 16
RADIUS = 10
RADIUS_CONTROL = 8
RADIUS_SMALL = 6

# Type in pixels
TEXT = 14
TEXT_SMALL = 12
TEXT_CARD_TITLE = 15
TEXT_PAGE_TITLE = 20
TEXT_BRAND = 16
TEXT_NUMBER = 24


class Tone(StrEnum):
    """What a pill, a number or a banner says about what it shows."""

    NEUTRAL = "neutral"
    BLUE = "blue"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    @property
    def ink(self) -> str:
        """The colour of its letters."""
        return _INKS[self]

    @property
    def soft(self) -> str:
        """The colour behind them."""
        return _SOFTS[self]


_INKS = {Tone.NEUTRAL: INK_SOFT, Tone.BLUE: PRIMARY, Tone.GREEN: GREEN, Tone.AMBER: AMBER, Tone.RED: RED}
_SOFTS = {
    Tone.NEUTRAL: SUNKEN,
    Tone.BLUE: PRIMARY_SOFT,
    Tone.GREEN: GREEN_SOFT,
    Tone.AMBER: AMBER_SOFT,
    Tone.RED: RED_SOFT,
}


def for_style_sheet() -> dict[str, str]:
    """Every colour and size under its lower-case name, as `style.qss` writes it after the dollar sign."""
    return {
        name.lower(): str(value) for name, value in globals().items() if name.isupper() and isinstance(value, str | int)
    }
