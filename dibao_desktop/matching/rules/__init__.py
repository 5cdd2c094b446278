"""Outside lists as pure values, and the rules that compare them with the dossiers."""
