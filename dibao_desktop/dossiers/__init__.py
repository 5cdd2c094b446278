"""一户一档: a household is one dossier, with members, benefit, income, account and history."""
