"""What a dossier holds and what is wrong with one, as pure values."""
