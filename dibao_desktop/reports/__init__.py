"""看板与报表: figures (each defined once), tables and written documents; it has no tables of its own."""
