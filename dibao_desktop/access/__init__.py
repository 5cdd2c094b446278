"""账户与权限: accounts, what each role may do. Passwords live in the key slots of `storage.keys`, not here."""
