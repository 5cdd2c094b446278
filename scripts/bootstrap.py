"""Make this checkout ready to run, test or package: system libraries, .venv, hash-pinned requirements.

    scripts/bootstrap.sh run|test|installer

Does nothing, quickly, when everything is there. What it cannot install (not root, no network) it names, with the one
command that helps, and goes on: what needs the missing part then fails by itself. Standard library only.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import system_needs

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
STAMP = VENV / "requirements.json"

RUN, DEV = "requirements.txt", "requirements-dev.txt"
REQUIREMENTS = {"run": RUN, "test": DEV, "installer": DEV}
COVERED = {RUN: [RUN], DEV: [RUN, DEV]}  # the second file repeats every pin of the first


def main() -> int:
    purpose = sys.argv[1] if len(sys.argv) == 2 else ""
    if purpose not in REQUIREMENTS:
        print("用法：scripts/bootstrap.sh run|test|installer", file=sys.stderr)
        return 2
    provide_system_packages(purpose)
    return 0 if provide_venv() and provide_requirements(REQUIREMENTS[purpose]) else 1


def provide_system_packages(purpose: str) -> None:
    """Install what is missing, or say what is missing and how to get it; never a reason to stop."""
    packages = system_needs.missing(purpose)
    if not packages:
        return
    say(f"缺少系统软件包：{' '.join(packages)}")
    if system_needs.install(packages):
        packages = system_needs.missing(purpose)
    if packages:
        say(f"以下软件包没有装上：{' '.join(packages)}。{system_needs.how_to_install(packages)}")
        say("现在继续；用到它们的功能或测试会失败。")


def provide_venv() -> bool:
    """A .venv whose Python starts, is new enough and has pip; made anew otherwise (a moved checkout, a half-made one)."""
    if works([VENV_PYTHON, "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]):
        return True
    if not works([sys.executable, "-c", "import venv, ensurepip"]):
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        say(f"这个 Python 没有 venv 模块，需要软件包 {package}。")
        if not system_needs.install([package]):
            say(system_needs.how_to_install([package]))
            return False
    say("正在建立 .venv …")
    return subprocess.run([base_python(), "-m", "venv", "--clear", VENV], check=False).returncode == 0


def provide_requirements(name: str) -> bool:
    """Install the pinned requirements unless the stamp says that exactly these are installed."""
    wanted = {covered: digest(ROOT / covered) for covered in COVERED[name]}
    installed = json.loads(STAMP.read_text()) if STAMP.exists() else {}
    if installed.get(name) == wanted[name]:
        return True
    say(f"正在安装 {name} …")
    STAMP.unlink(missing_ok=True)
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
    if subprocess.run([VENV_PYTHON, "-m", "pip", "install", *options, "-r", ROOT / name], check=False).returncode:
        say(f"{name} 没有装上：请检查网络（或单位内部的软件源设置），再执行一次同样的命令。")
        return False
    STAMP.write_text(json.dumps(wanted))
    return True


def base_python() -> str:
    """The Python that makes the venv: never the one inside the venv that is about to be cleared."""
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    return (shutil.which("python3", path=f"{sys.base_prefix}/bin") or sys.executable) if inside else sys.executable


def works(command: list[str | Path]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
