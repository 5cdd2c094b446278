"""Files that leave the office appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

from dibao_desktop.domain.errors import KnownError


def write_whole(out: Path, content: bytes) -> None:
    """Write beside and move into place, so that a full disk takes no earlier file along. Raises KnownError when the file is
    open elsewhere or the place cannot be written."""
    beside = out.with_name(f"{out.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(out)
    except OSError as error:
        if beside.is_file():
            beside.unlink()
        raise KnownError("cannot_write", f"无法写入 {out}：文件可能正被打开，请关闭后再试。") from error
