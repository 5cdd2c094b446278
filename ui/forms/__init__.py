"""Forms: a binder over a frozen draft, and the fields it binds."""
