"""One upload in several files: by the rows a file takes, by village or by township; a household is never torn apart."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.exchange.upload_rows import Block

# 6 digits of the county, 3 of the township (DOMAIN §16.8).
_TOWNSHIP = 9


class Split(StrEnum):
    """Into which files the rows go; more than a file takes goes on in the next one anyway."""

    NONE = "none"
    VILLAGE = "village"
    TOWNSHIP = "township"

    @property
    def label(self) -> str:
        return {Split.NONE: "不分", Split.VILLAGE: "一村一个文件", Split.TOWNSHIP: "一个乡镇一个文件"}[self]


Part = tuple[str, list[Block]]


def parts_of(blocks: Sequence[Block], split: Split, most: int) -> list[Part]:
    """The blocks of each file with what its name says beside the name that was chosen: nothing for a single one.

    `most` rows go into a file, 0 for any number. Raises KnownError for a household that no file takes whole.
    """
    groups: dict[str, list[Block]] = {}
    for block in blocks:
        groups.setdefault(_group(block, split), []).append(block)
    parts: list[Part] = []
    for name, own in groups.items():
        files = _within(own, most)
        for place, file in enumerate(files, start=1):
            words = [each for each in (name, f"第{place}份" if len(files) > 1 else "") if each]
            parts.append(("_".join(words), file))
    return parts


def _group(block: Block, split: Split) -> str:
    if split is Split.VILLAGE:
        return block.village
    return (block.division[:_TOWNSHIP] or "未填区划代码") if split is Split.TOWNSHIP else ""


def _within(blocks: Sequence[Block], most: int) -> list[list[Block]]:
    files: list[list[Block]] = [[]]
    room = most
    for block in blocks:
        size = len(block.rows)
        if most and size > most:
            raise KnownError(
                "too_many_rows",
                f"档案 {block.number} 一户有 {size} 人，超过模板每个文件 {most} 行的上限，请核对这一户的成员。",
            )
        if most and size > room and files[-1]:
            files.append([])
            room = most
        files[-1].append(block)
        room -= size
    return files


def named(out: Path, words: str) -> Path:
    """`上传表.xlsx` as `上传表_石塔村.xlsx`."""
    return out.with_name(f"{out.stem}_{words}{out.suffix}") if words else out
