"""What is committed names no machine, no download address and no real person's number."""

import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Written in halves so that this file does not hold what it looks for.
PRIVATE = {
    "a path of one machine": re.compile(r"(?<![\w.~$}>])/(?:ho" r"me|ro" r"ot|wo" r"rk|Us" r"ers)/[\w.]"),
    "a package registry": re.compile(
        r"pythonh" r"osted|pypi\.o" r"rg|--(?:extra-)?ind" r"ex-url|--find-li" r"nks|deb\.deb" r"ian"
    ),
}

# 17 digits and a check character, standing alone. Hashes are no numbers of people: hex letters may not touch it.
ID_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])"
)
INVENTED = "530000"
PUBLISHED_EXAMPLES = {"11010519491231002X", "440524188001010014", "34052419800101001X"}


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Every committed file as text; a workbook's parts are unpacked. What is searched for is plain ASCII in all."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        path = ROOT / name
        if not path.exists():  # removed, and the removal not committed yet
            continue
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                for part in package.namelist():
                    yield f"{name}/{part}", package.read(part).decode("utf-8", errors="replace")
        else:
            yield name, path.read_bytes().decode("utf-8", errors="replace")


@pytest.mark.parametrize("what", PRIVATE)
def test_no_machine_and_no_registry(what: str) -> None:
    found = [f"{name}: {hit.group()}" for name, text in tracked_texts() if (hit := PRIVATE[what].search(text))]
    assert not found


def test_people_are_invented() -> None:
    found = [
        f"{name}: {number}"
        for name, text in tracked_texts()
        for number in ID_NUMBER.findall(text)
        if not number.startswith(INVENTED) and number.upper() not in PUBLISHED_EXAMPLES
    ]
    assert not found
