"""Reading campaigns and cases."""

from __future__ import annotations


def wrong_steps() -> list[str]:
    """One sentence for each case whose stored step is not the one its facts give."""
    return []
