"""Lists that come as plain text, whatever stands between their columns and however they are encoded (DOMAIN §17 E14)."""

from __future__ import annotations

from pathlib import Path

import pytest

from dibao_desktop.exchange.importing import examine
from dibao_desktop.matching.rules.lists import ListEntry

LINES = [
    ("姓名", "身份证号", "死亡日期"),
    ("周红巧", "530000196106175206", "2016-09-11"),
    ("欧阳·福", "530000198502263039", "2016.9.12"),
]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "，", "；", "^", "  ", "　"])
def test_every_separator_in_every_encoding(tmp_path: Path, mark: str, encoding: str) -> None:
    path = tmp_path / "名单.dat"
    path.write_bytes("\r\n".join(mark.join(line) for line in LINES).encode(encoding))
    file = examine([path]).files[0]
    assert file.kind.word == "deaths"
    found = [unit.value for unit in file.good if isinstance(unit.value, ListEntry)]
    assert [(each.name, each.on_date) for each in found] == [("周红巧", "2016-09-11"), ("欧阳·福", "2016-09-12")]
