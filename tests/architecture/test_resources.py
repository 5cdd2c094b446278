"""What the program ships beside its code is where the program looks for it."""

import tomllib

from dibao_desktop.domain.places import resources

# The five plans of the seeds and the national rules.
PACKS_SHIPPED = 6


def test_policy_packs_are_shipped() -> None:
    packs = sorted((resources() / "policies").glob("*.toml"))
    assert len(packs) >= PACKS_SHIPPED
    for pack in packs:
        tomllib.loads(pack.read_text(encoding="utf-8"))


def test_application_icon_is_shipped() -> None:
    icons = resources() / "icons"
    assert (icons / "dibao.svg").read_text(encoding="utf-8").startswith("<svg")
    assert (icons / "dibao.png").read_bytes().startswith(b"\x89PNG")
    assert (icons / "dibao.ico").read_bytes().startswith(b"\x00\x00\x01\x00")
