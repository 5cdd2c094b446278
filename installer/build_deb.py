"""Build the Linux installer: PyInstaller's folder in a .deb below build/dist/.

    make installer

The package unpacks to /opt/dibao-desktop, with a command, a menu entry and icons. It has no maintainer scripts: nothing
runs at installation, and removal leaves exactly the offices that people made elsewhere.
"""

import gzip
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import system_needs  # noqa: E402  (a script folder, not a package)

DIST = ROOT / "build" / "dist"
BUNDLE = DIST / "dibao-desktop"
STAGE = ROOT / "build" / "deb"
SHIPPED = ROOT / "installer" / "linux"
ICONS = ROOT / "resources" / "icons"
NAME = "dibao-desktop"

# Loaded only by those who have them: printing through CUPS.
RECOMMENDED = ("libcups2",)


def main() -> None:
    bundle()
    stage()
    package = build()
    size = package.stat().st_size / 1e6
    print(f"安装包：{package.relative_to(ROOT)}（{size:.0f} MB，展开后 {installed_kib() / 1024:.0f} MB）")


def bundle() -> None:
    shutil.rmtree(BUNDLE, ignore_errors=True)
    work = ROOT / "build" / "pyinstaller"
    options: list[str | Path] = ["--noconfirm", "--log-level", "WARN", "--distpath", DIST, "--workpath", work]
    recipe = ROOT / "installer" / "dibao.spec"
    subprocess.run([sys.executable, "-m", "PyInstaller", *options, recipe], cwd=ROOT, check=True)


def stage() -> None:
    """Lay out the package's file tree."""
    shutil.rmtree(STAGE, ignore_errors=True)
    shutil.copytree(BUNDLE, STAGE / "opt" / NAME, symlinks=True)
    put(SHIPPED / NAME, f"usr/bin/{NAME}", mode=0o755)
    put(SHIPPED / f"{NAME}.desktop", f"usr/share/applications/{NAME}.desktop")
    put(ICONS / "dibao.png", f"usr/share/icons/hicolor/256x256/apps/{NAME}.png")
    put(ICONS / "dibao.svg", f"usr/share/icons/hicolor/scalable/apps/{NAME}.svg")
    put(SHIPPED / "copyright", f"usr/share/doc/{NAME}/copyright")
    changelog = STAGE / "usr/share/doc" / NAME / "changelog.gz"
    changelog.write_bytes(gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), mtime=0))
    (STAGE / "DEBIAN").mkdir()
    (STAGE / "DEBIAN" / "control").write_text(control(), encoding="utf-8")
    for folder in (path for path in STAGE.rglob("*") if path.is_dir()):
        folder.chmod(0o755)


def put(source: Path, place: str, mode: int = 0o644) -> None:
    target = STAGE / place
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(mode)


def control() -> str:
    depends = [f"libc6 (>= {oldest_libc()})", *sorted(system_needs.LIBRARIES.values()), system_needs.CHINESE_FONT]
    fields = {
        "Package": NAME,
        "Version": version(),
        "Architecture": architecture(),
        "Maintainer": "dibao-desktop <dibao-desktop@localhost>",
        "Section": "misc",
        "Priority": "optional",
        "Installed-Size": str(installed_kib()),
        "Depends": ", ".join(depends),
        "Recommends": ", ".join(RECOMMENDED),
        "Description": "低保清查工作台\n 乡镇、区县民政办的低保清查桌面程序：名册导入、信息比对、入户核查、民主评议、公示与上报。",
    }
    return "".join(f"{field}: {value}\n" for field, value in fields.items())


def oldest_libc() -> str:
    """The first release of the C library that has every symbol the bundle asks for."""
    binaries = (path for path in (STAGE / "opt").rglob("*") if path.is_file() and ".so" in path.name)
    asked = (hit for path in binaries for hit in re.findall(rb"GLIBC_2\.(\d+)", path.read_bytes()))
    return f"2.{max(map(int, asked))}"


def build() -> Path:
    package = DIST / f"{NAME}_{version()}_{architecture()}.deb"
    subprocess.run(["dpkg-deb", "--root-owner-group", "--build", STAGE, package], stdout=subprocess.DEVNULL, check=True)
    return package


def version() -> str:
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def architecture() -> str:
    return subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout.strip()


def installed_kib() -> int:
    return sum(path.lstat().st_size for path in STAGE.rglob("*") if path.is_file()) // 1024


if __name__ == "__main__":
    main()
