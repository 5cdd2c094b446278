"""Starts the window: application, look, crash dialog, sign-in, and everything that the window is handed."""

from ui.app.start import run

__all__ = ["run"]
