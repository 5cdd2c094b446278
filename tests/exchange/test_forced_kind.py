"""A kind that a clerk names settles what is in doubt, and does not turn a roster into a list of the dead."""

from __future__ import annotations

import openpyxl
import pytest

from conftest import SAMPLES
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.exchange import importing


@pytest.mark.parametrize("kind", [kind for kind in importing.KIND_WORDS if kind != "roster"])
def test_a_roster_is_no_list_whatever_it_is_called(kind):
    with pytest.raises(KnownError) as error:
        importing.examine([next(SAMPLES.glob("01*"))], kind)
    assert error.value.code in ("wrong_kind", "unknown_layout")
    assert error.value.message.endswith("。")


def test_a_list_of_vehicles_is_no_list_of_the_dead():
    with pytest.raises(KnownError) as error:
        importing.examine([next(SAMPLES.glob("*车*"))], "deaths")
    assert error.value.code == "wrong_kind"
    assert "死亡" in error.value.message


def test_a_bare_list_of_names_is_what_the_clerk_says(tmp_path):
    book = openpyxl.Workbook()
    for row in (("序号", "姓名", "身份证号"), (1, "王建国", "530000196507120019")):
        book.active.append(row)
    book.save(tmp_path / "名单.xlsx")
    assert importing.examine([tmp_path / "名单.xlsx"], "deaths").files[0].kind.word == "deaths"
