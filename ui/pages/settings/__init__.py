"""The page of the settings: the office's facts, villages' codes, accounts, backup and check, what was done."""
