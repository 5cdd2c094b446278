"""Changing campaigns and cases."""

from __future__ import annotations


def move_steps(households: set[int]) -> None:
    """Recompute the next step of the open cases of these households; the gate calls it before each commit."""
