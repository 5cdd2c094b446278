"""The window. It speaks to the core through commands and queries only; nothing here knows SQL or a workbook."""
