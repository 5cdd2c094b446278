"""Values that every capability shares: money, ID numbers, dates, text, problems. No table, no file, no clock."""
