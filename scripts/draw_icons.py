"""Draw the application icon from its SVG at the sizes that Linux (PNG) and Windows (ICO) want.

    QT_QPA_PLATFORM=offscreen .venv/bin/python scripts/draw_icons.py

The ICO is a short table of contents followed by PNG pictures, one a size.
"""

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
ICO_SIZES = (16, 24, 32, 48, 64, 256)


def picture(renderer: QSvgRenderer, size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """The pictures in one file; a side of 256 is written as 0."""
    entries = b""
    offset = 6 + 16 * len(pictures)
    for size, data in pictures.items():
        entries += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), offset)
        offset += len(data)
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + b"".join(pictures.values())


def main() -> None:
    application = QGuiApplication([])
    renderer = QSvgRenderer(str(ICONS / "dibao.svg"))
    pictures = {size: picture(renderer, size) for size in ICO_SIZES}
    (ICONS / "dibao.png").write_bytes(pictures[256])
    (ICONS / "dibao.ico").write_bytes(ico(pictures))
    application.quit()


if __name__ == "__main__":
    main()
