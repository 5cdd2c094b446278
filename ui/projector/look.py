"""The two looks of the wall: dark, and light for a room that cannot be darkened."""

from __future__ import annotations

from enum import StrEnum

from ui.theme import tokens


class Ink(StrEnum):
    """What a colour on the wall is for."""

    GROUND = "ground"
    PLAIN = "plain"
    SOFT = "soft"
    ACCENT = "accent"
    GOOD = "good"
    BAD = "bad"
    BAR = "bar"
    BAR_GOOD = "bar_good"
    BAR_BAD = "bar_bad"


class Look(StrEnum):
    """The value is its name on the desk."""

    DARK = "深色"
    LIGHT = "浅色"

    @property
    def other(self) -> Look:
        return Look.LIGHT if self is Look.DARK else Look.DARK

    def colour(self, ink: Ink) -> str:
        """The colour of an ink."""
        return _COLOURS[self][ink]


_COLOURS = {
    Look.DARK: {
        Ink.GROUND: tokens.WALL,
        Ink.PLAIN: tokens.WALL_INK,
        Ink.SOFT: tokens.WALL_INK_SOFT,
        Ink.ACCENT: tokens.WALL_ACCENT,
        Ink.GOOD: tokens.WALL_GREEN,
        Ink.BAD: tokens.WALL_RED,
        Ink.BAR: tokens.WALL_BAR,
        Ink.BAR_GOOD: tokens.WALL_BAR_GREEN,
        Ink.BAR_BAD: tokens.WALL_BAR_RED,
    },
    Look.LIGHT: {
        Ink.GROUND: tokens.LIGHT_WALL,
        Ink.PLAIN: tokens.LIGHT_WALL_INK,
        Ink.SOFT: tokens.LIGHT_WALL_INK_SOFT,
        Ink.ACCENT: tokens.LIGHT_WALL_ACCENT,
        Ink.GOOD: tokens.LIGHT_WALL_GREEN,
        Ink.BAD: tokens.LIGHT_WALL_RED,
        Ink.BAR: tokens.LIGHT_WALL_BAR,
        Ink.BAR_GOOD: tokens.LIGHT_WALL_BAR_GREEN,
        Ink.BAR_BAD: tokens.LIGHT_WALL_BAR_RED,
    },
}
