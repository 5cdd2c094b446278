"""一户一档: the list of dossiers, one dossier with all that is known of it, and the form that changes it."""
