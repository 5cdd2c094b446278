"""The filled upload template is a roster that says what the office already knows: taken in, it changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import SAMPLES
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules import codes
from dibao_desktop.exchange import importing
from dibao_desktop.exchange.commands import teach_column
from dibao_desktop.exchange.exporting import export_upload
from dibao_desktop.exchange.teaching import known_template
from dibao_desktop.exchange.template import Use
from dibao_desktop.exchange.template.describe import Taught
from dibao_desktop.session import Session

ROSTER = next(SAMPLES.glob("01_*"))
TEMPLATE = next(SAMPLES.glob("13_*"))


def test_what_was_uploaded_changes_nothing_when_it_comes_back(session: Session, tmp_path: Path) -> None:
    importing.apply(session, importing.examine([ROSTER]), partial=True)
    before = dossiers.totals()
    for head in ("清查结果", "清查日期", "所在行政区划代码"):
        template = known_template(TEMPLATE)
        column = next(each for each in template.columns if each.head == head)
        teach_column(session, template, column, Taught(Use.EMPTY))
    done = export_upload(session, TEMPLATE, tmp_path / "上传.xlsx")
    assert done.households == before.households
    examination = importing.examine([tmp_path / "上传.xlsx"])
    (file,) = examination.files
    assert file.kind.word == "roster" and not any("代码表" in problem.message for problem in file.problems)
    (outcome,) = importing.apply(session, examination)
    assert (outcome.new, outcome.changed, outcome.same, outcome.rejected) == (0, 0, done.households, 0)
    assert outcome.differences == () and dossiers.totals() == before


def test_the_blank_template_is_still_nothing_to_import() -> None:
    with pytest.raises(KnownError) as refused:
        importing.examine([TEMPLATE])
    assert refused.value.code == "upload_template"


@pytest.mark.parametrize(
    ("read", "written", "value"),
    [
        (codes.sex, "1 男", "男"),
        (codes.health, "30 慢性病", "慢性病"),
        (codes.labour, "2-部分丧失", "部分丧失"),
        (codes.relation, "01 本人", "户主"),
        (codes.id_type, "111 居民身份证", "居民身份证"),
        (codes.disability_kind, "6 精神", "精神"),
        (codes.disability_grade, "3 三级", "三级"),
        (codes.disability_grade, "1级", "一级"),
        (codes.disability_grade, "Ⅱ级", "二级"),
    ],
)
def test_a_code_before_a_word_is_read_over(read: codes.Reader, written: str, value: str) -> None:
    found = read(written)
    assert (found.text, found.known) == (value, True)


def test_yes_and_no_with_their_codes() -> None:
    assert (codes.yes_no("1 是"), codes.yes_no("0 否"), codes.yes_no("1")) == (True, False, codes.yes_no("1"))
