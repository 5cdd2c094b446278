"""Furniture: cards, pills, buttons, choosers, dialogs. It knows no capability and asks no database."""
