"""Panels, recusal, quorum and tally as pure rules."""
