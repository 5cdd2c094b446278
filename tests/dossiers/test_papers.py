"""Papers of a dossier: what may join, how it is kept, what the checklist asks for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import PASSWORD
from dibao_desktop.audit import queries as audit
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import commands, queries
from dibao_desktop.dossiers.rules.checklist import LINES, CaseType, Circumstances, completeness, needed
from dibao_desktop.dossiers.rules.paper_files import MOST_BYTES, PaperKind, examine
from dibao_desktop.office import Office, open_office, restore
from dibao_desktop.session import Session
from makers import a_record
from paper_makers import a_docx, a_pdf, a_png

PNG, PDF = a_png(), a_pdf()


@pytest.fixture
def household(session: Session) -> int:
    return commands.enrol_household(session, a_record(), applicant=False)


@pytest.mark.parametrize(
    ("content", "kind", "pages"),
    [
        (PNG, PaperKind.PNG, 1),
        (PDF, PaperKind.PDF, 2),
        (a_docx(), PaperKind.DOCX, 0),
        (b"\xff\xd8\xff\xe0body\xff\xda scan \xff\xd9", PaperKind.JPG, 1),
    ],
)
def test_what_may_join(content: bytes, kind: PaperKind, pages: int) -> None:
    file = examine(content, "扫描件.exe")
    assert (file.kind, file.pages) == (kind, pages)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.7" + bytes(MOST_BYTES), "too_big"),
        (b"MZ\x90\0", "program"),
        (b"\x7fELF\x02", "program"),
        (b"#!/bin/sh\necho 1", "program"),
        (b"L\0\0\0\x01\x14\x02\0\0\0", "program"),
        (a_docx(macro=True), "macro"),
        (a_pdf(script=True), "script"),
        (a_pdf(password="1234"), "password"),
        (PDF[:200], "broken_file"),
        (b"%PDF-1.4\nnothing", "broken_file"),
        (PNG[:-8], "broken_file"),
        (PNG.replace(b"IDAT", b"IDAX"), "broken_file"),
        (b"\xff\xd8\xff\xe0 cut", "broken_file"),
        (a_docx()[:-40], "broken_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "old_office"),
        (b"\0\0\0\x18ftypheic", "other_picture"),
        (b"BM" + bytes(20), "other_picture"),
        (b"II*\0" + bytes(20), "other_picture"),
        (b"@echo off\r\n", "wrong_type"),
        ("姓名,金额".encode(), "wrong_type"),
    ],
)
def test_what_may_not(content: bytes, code: str) -> None:
    with pytest.raises(KnownError) as caught:
        examine(content, "户口簿.pdf")
    assert caught.value.code == code
    assert "户口簿.pdf" in caught.value.message and caught.value.message.count("。") == 1


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"])
)
def test_any_bytes_are_told_in_one_sentence(tail: bytes, head: bytes) -> None:
    try:
        examine(head + tail, "件")
    except KnownError as error:
        assert error.message.endswith("。")


def test_kept_sealed_once_and_told(office: Office, session: Session, household: int) -> None:
    first = commands.add_paper(session, household, 4, "户口簿首页.png", PNG)
    commands.add_paper(session, household, 5, "身份证.pdf", PDF)
    listed = queries.papers(household)
    assert [(row.line, row.title, row.kind, row.pages) for row in listed] == [
        (4, "户口簿首页.png", PaperKind.PNG, 1),
        (5, "身份证.pdf", PaperKind.PDF, 2),
    ]
    assert queries.paper_content(first) == PNG
    files = [path for path in (office.folder / "attachments").rglob("*") if path.is_file()]
    assert len(files) == 2 and all(PNG[:8] not in path.read_bytes() for path in files)
    with pytest.raises(KnownError, match="同一个文件"):
        commands.add_paper(session, household, 22, "又一份", PNG)
    other = commands.enrol_household(session, a_record(), applicant=False)
    commands.add_paper(session, other, 4, "同一张", PNG)
    assert len([path for path in (office.folder / "attachments").rglob("*") if path.is_file()]) == 2
    assert "加入材料“户口簿首页.png”（户口簿复印件）" in [entry.text for entry in audit.history(household)]
    assert office.faults() == []


def test_turned_moved_checked_and_taken_out(office: Office, session: Session, household: int) -> None:
    id_ = commands.add_paper(session, household, 22, "照片", PNG)
    commands.rotate_paper(session, id_)
    commands.rotate_paper(session, id_, 270)
    commands.rotate_paper(session, id_, 90)
    commands.move_paper(session, id_, 4)
    commands.confirm_original(session, id_, True)
    row = queries.paper(id_)
    assert row is not None and (row.rotation, row.line, row.original_seen) == (90, 4, True)
    with pytest.raises(KnownError, match="为什么"):
        commands.remove_paper(session, id_, " ")
    with pytest.raises(KnownError, match="90 度"):
        commands.rotate_paper(session, id_, 45)
    commands.remove_paper(session, id_, "扫描重了")
    assert queries.papers(household) == [] and queries.paper(id_) is None
    assert office.faults() == []  # the file stays kept as long as the record does
    with pytest.raises(KnownError, match="已被删除"):
        commands.rotate_paper(session, id_)


def test_refused_leaves_nothing(office: Office, session: Session, household: int) -> None:
    for line, content in ((4, b"MZ"), (23, PNG)):
        with pytest.raises(KnownError):
            commands.add_paper(session, household, line, "坏", content)
    with pytest.raises(KnownError, match="已不存在"):
        commands.add_paper(session, 999, 4, "无", PNG)
    assert not any((office.folder / "attachments").iterdir()) and queries.papers(household) == []


def test_faults_tell_missing_damaged_and_strange(office: Office, session: Session, household: int) -> None:
    for line, content in ((4, PNG), (5, PDF)):
        commands.add_paper(session, household, line, "件", content)
    missing, damaged = (path for path in sorted((office.folder / "attachments").rglob("*")) if path.is_file())
    missing.unlink()
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"\0")
    (office.folder / "attachments" / "ab").mkdir(exist_ok=True)
    (office.folder / "attachments" / "ab" / ("ab" * 32)).write_bytes(b"x")
    told = office.faults()
    assert len(told) == 3 and all(any(word in line for line in told) for word in ("缺失", "损坏", "不属于"))
    with pytest.raises(KnownError, match="备份恢复"):
        [queries.paper_content(row.id) for row in queries.papers(household)]
    commands.add_paper(session, household, 22, "重扫", a_png(41))
    assert len(office.faults()) == 3


def test_they_come_back_from_a_backup(office: Office, session: Session, household: int, tmp_path: Path) -> None:
    id_ = commands.add_paper(session, household, 4, "户口簿", PNG)
    (office.folder / "templates").mkdir()
    (office.folder / "templates" / "授权书.docx").write_bytes(b"own")
    packed = office.back_up(tmp_path / "备份.dibaobak")
    office.close()
    restore(packed, tmp_path / "另一处.dibao")
    assert (tmp_path / "另一处.dibao" / "templates" / "授权书.docx").read_bytes() == b"own"
    again = open_office(tmp_path / "另一处.dibao", PASSWORD)
    try:
        assert queries.paper_content(id_) == PNG and again.faults() == []
    finally:
        again.close()


def test_lines_of_each_case_type() -> None:
    unchanged = needed(Circumstances())
    new = needed(Circumstances(CaseType.NEW, reviewed=True, posted=True))
    stop = needed(Circumstances(CaseType.REDUCED, health_or_school=True, objected=True))
    relative = needed(Circumstances(near_relative=True, card_kept=True))
    assert {16, 17}.isdisjoint(unchanged) and 19 in unchanged
    assert {11, 12, 15, 16} <= new and 17 not in new
    assert {6, 13, 15, 16, 17} <= stop and 18 not in stop
    assert {15, 20, 21} <= relative
    assert len(LINES) == 22 and len({line.title for line in LINES}) == 22


@given(st.sets(st.integers(1, 22)), st.sampled_from(CaseType), st.booleans(), st.booleans())
def test_completeness_counts_what_is_needed(there: set[int], kind: CaseType, relative: bool, objected: bool) -> None:
    about = Circumstances(kind, near_relative=relative, objected=objected)
    found = completeness(about, there)
    assert found.needed == len(needed(about)) and 22 not in found.missing
    assert found.there + len(found.missing) == found.needed
    assert found.complete == (needed(about) <= there)
    assert completeness(about, range(1, 23)).complete


def test_who_needs_which_proof(session: Session) -> None:
    well, ill = a_record(2), a_record(2)
    ill = replace(
        ill, members=(replace(ill.members[0], disability_kind="肢体", disability_grade="二级"), *ill.members[1:])
    )
    ids = [commands.enrol_household(session, record, applicant=False) for record in (well, ill)]
    assert queries.with_health_or_school(ids) == {ids[1]}
    assert queries.with_near_relative(ids) == set()
    commands.add_paper(session, ids[0], 4, "户口簿", PNG)
    assert queries.paper_lines(ids) == {ids[0]: {4}}
