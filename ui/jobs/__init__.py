"""Long work: one worker, progress and cancel, and garbage collected on the window's own thread."""
