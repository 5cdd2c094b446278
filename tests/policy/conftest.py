"""The shipped packs, read once."""

from __future__ import annotations

import pytest

from dibao_desktop.domain.places import resources
from dibao_desktop.policy.queries import Packs, load_packs


@pytest.fixture(scope="session")
def packs() -> Packs:
    return load_packs(resources() / "policies")
