"""Colours, sizes, type and icons: the one place that says what the window looks like."""
