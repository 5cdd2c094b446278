"""操作留痕: an append-only chain of who did what, before and after (DESIGN §5; 57号 art.39 asks that corrections be traceable)."""
