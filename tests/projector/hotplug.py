"""Plugs screens in and out while a program runs on Qt's offscreen platform, as a cable does.

The platform has a switch for it that has no Python name; it is found as Qt's own tests find it, through the native
interface of the platform (Qt 6: the thirteenth entry of its table of virtual functions).
"""

from __future__ import annotations

import ctypes
import json
from pathlib import Path

import PySide6
import shiboken6
from PySide6.QtCore import QByteArray, QJsonDocument

_LIBRARIES = Path(PySide6.__file__).parent / "Qt" / "lib"
_RESOURCE_ENTRY = 12


def plug(*screens: dict[str, object]) -> None:
    """Have these screens and no others from now on."""
    core, gui = (ctypes.CDLL(str(_LIBRARIES / f"libQt6{name}.so.6")) for name in ("Core", "Gui"))
    native = gui._ZN15QGuiApplication23platformNativeInterfaceEv
    native.restype = ctypes.c_void_p
    interface = native()
    table = ctypes.cast(interface, ctypes.POINTER(ctypes.c_void_p))[0]
    entry = ctypes.cast(table, ctypes.POINTER(ctypes.c_void_p))[_RESOURCE_ENTRY]
    resource = QByteArray(b"setConfiguration")
    find = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(entry)
    set_configuration = find(interface, shiboken6.getCppPointer(resource)[0])
    document = QJsonDocument.fromJson(QByteArray(json.dumps({"screens": screens}).encode()))
    configuration = (ctypes.c_void_p * 4)()
    read = core._ZNK13QJsonDocument6objectEv
    read.argtypes, read.restype = [ctypes.c_void_p, ctypes.c_void_p], ctypes.c_void_p
    read(ctypes.addressof(configuration), shiboken6.getCppPointer(document)[0])
    ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)(set_configuration)(
        ctypes.addressof(configuration), interface
    )


def screen(name: str, left: int, width: int, height: int) -> dict[str, object]:
    """A screen as the platform's configuration describes it."""
    return {"name": name, "x": left, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
