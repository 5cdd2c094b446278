"""Files that leave the office appear whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dibao_desktop.domain.errors import KnownError


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """A place beside `out` to write to; it is moved there when all was written, so that a full disk takes no earlier file
    along. Raises KnownError when the file is open elsewhere or the place cannot be written."""
    beside = out.with_name(f"{out.name}.part")
    try:
        yield beside
        beside.replace(out)
    except OSError as error:
        # Where nothing could be written, nothing is left to take away.
        with suppress(OSError):
            beside.unlink()
        raise KnownError("cannot_write", f"无法写入 {out}：文件可能正被打开，请关闭后再试。") from error


def write_whole(out: Path, content: bytes) -> None:
    """The same for what is in memory."""
    with whole(out) as beside:
        beside.write_bytes(content)
