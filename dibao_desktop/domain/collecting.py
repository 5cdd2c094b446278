"""Python's garbage collector, held back while hundreds of thousands of rows are read into memory."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """No automatic collection inside: each one walks all rows read so far, to find nothing.

    Where it is off already (the window collects by a timer of its own) it stays off.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
