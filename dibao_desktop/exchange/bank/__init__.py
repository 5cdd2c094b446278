"""Paying out: the list for the bank, the sheets to sign, this month against the last, and what came back unpaid."""
