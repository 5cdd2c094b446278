"""Pure rules of notices: what may be published, how long it hangs, how a board reads."""
