"""Where the program finds the files that it ships: policy packs, icons, templates.

A bundle made by PyInstaller keeps the layout of the checkout below its own folder and gives every module a
`__file__` inside it, so the same steps from this file lead to the resources in both. `installer/dibao.spec` keeps
that promise: it lays each file where the checkout has it.
"""

from pathlib import Path

PROGRAM = Path(__file__).resolve().parents[2]


def resources() -> Path:
    """The folder of the files shipped with the program, in a checkout and in an installed bundle alike."""
    return PROGRAM / "resources"
