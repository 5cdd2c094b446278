"""What the program needs from the system, each thing with the Debian package that brings it.

One list for three readers: `bootstrap.py` checks and installs, `installer/build_deb.py` turns it into the package's
Depends, and a person on another Linux reads here which file is wanted. Standard library only.
"""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

# Read off PySide6-Essentials 6.11 with objdump: what QtGui, QtDBus and the xcb, offscreen and wayland platforms link to
# and do not bring along.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

CHINESE_FONT = "fonts-noto-cjk"
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
FONT_FILES = ("NotoSansCJK*", "NotoSansSC*", "SourceHanSans*", "wqy-*", "msyh*")

TEST_TOOLS = {"Xvfb": "xvfb", "pdftoppm": "poppler-utils"}
OFFICE_PARTS = {"libsclo.so": "libreoffice-calc", "libswlo.so": "libreoffice-writer"}
INSTALLER_TOOLS = {"objdump": "binutils", "dpkg-deb": "dpkg"}


def missing(purpose: str) -> list[str]:
    """The Debian packages of which something is absent on this machine; purpose is run, test or installer."""
    found_missing = {package for soname, package in LIBRARIES.items() if not _loads(soname)}
    if not _has_chinese_font():
        found_missing.add(CHINESE_FONT)
    tools = {"test": TEST_TOOLS, "installer": INSTALLER_TOOLS}.get(purpose, {})
    found_missing.update(package for tool, package in tools.items() if not shutil.which(tool))
    if purpose == "test":
        found_missing.update(_missing_office_parts())
    return sorted(found_missing)


def install(packages: list[str]) -> bool:
    """Install packages with apt-get, when this is a Debian-like system and we are root. True once they are there."""
    if not can_install():
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages]):
        if subprocess.run(["apt-get", *step], env=quiet, check=False).returncode:
            return False
    return True


def can_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def how_to_install(packages: list[str]) -> str:
    """The sentence for somebody who must install the packages by hand."""
    if shutil.which("apt-get"):
        command = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
        return f"请用管理员身份执行一次：sudo sh -c 'apt-get update && {command}'"
    return "本机没有 apt-get，请用本机的软件管理工具安装与上述（Debian 名称）相当的软件包。"


def _loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def _has_chinese_font() -> bool:
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    return any(True for folder in folders if folder.is_dir() for name in FONT_FILES for _ in folder.rglob(name))


def _missing_office_parts() -> Iterator[str]:
    program = shutil.which("soffice")
    folder = Path(program).resolve().parent if program else None
    for part, package in OFFICE_PARTS.items():
        if folder is None or not (folder / part).exists():
            yield package
