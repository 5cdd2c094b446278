"""看板与报表: figures (each defined once), tables and written documents; its own rows are the months that were closed."""
