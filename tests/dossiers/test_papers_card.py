"""The section 材料: files dropped, pasted, chosen or scanned, and the dialog of one paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QLabel

from dibao_desktop.dossiers import commands, queries
from dibao_desktop.dossiers.rules.checklist import Circumstances, Completeness, guess_line, needed
from dibao_desktop.session import Session
from makers import a_record
from paper_makers import a_docx, a_pdf, a_png
from ui.pages.dossiers.columns import list_columns
from ui.pages.dossiers.list_panel import HouseholdList
from ui.pages.dossiers.paper_dialog import PaperDialog
from ui.pages.dossiers.papers import PapersCard
from ui.pages.dossiers.reading import DossierListing
from ui.widgets.page import Scope


@pytest.fixture
def household(session: Session) -> int:
    return commands.enrol_household(session, a_record(), applicant=False)


@pytest.fixture
def card(session: Session, household: int, qtbot) -> PapersCard:
    made = PapersCard()
    made.resize(728, 700)
    qtbot.addWidget(made)
    made.changed.connect(lambda words: made.show_papers(session, household, None))
    made.show_papers(session, household, None)
    made.show()
    settle()
    return made


def settle() -> None:
    """Reading comes a turn later than showing, and wrapped words settle over some more."""
    for _ in range(8):
        QGuiApplication.processEvents()


def words(card: PapersCard) -> list[str]:
    settle()
    return [label.text() for label in card.findChildren(QLabel) if label.isVisibleTo(card)]


def lines(household: int) -> list[tuple[int, str]]:
    return [(paper.line, paper.title) for paper in queries.papers(household)]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("张三户口簿.jpg", 4),
        ("身份证正反面", 5),
        ("残疾人证", 6),
        ("学生证明", 6),
        ("村委会收入证明.pdf", 7),
        ("核对报告", 8),
        ("授权书", 3),
        ("卡折复印件", 18),
        ("IMG_2031.jpg", 22),
    ],
)
def test_the_name_suggests_the_line(name: str, line: int) -> None:
    assert guess_line(name) == line


def test_files_go_in_and_bad_ones_are_said(card: PapersCard, household: int, tmp_path: Path, qtbot) -> None:
    for name, content in (("户口簿.png", a_png()), ("病毒.jpg", b"MZ\0\0"), ("核对报告.pdf", a_pdf())):
        (tmp_path / "夹").mkdir(exist_ok=True)
        (tmp_path / "夹" / name).write_bytes(content)
    said: list[str] = []
    card.refused.connect(said.append)
    card.add_files([*sorted((tmp_path / "夹").iterdir()), tmp_path / "没有.pdf"])
    assert sorted(lines(household)) == [(4, "户口簿"), (8, "核对报告")]
    assert len(said) == 1 and "另有 1 份" in said[0]
    assert "原件未验" in words(card) and "2 页" in words(card)


def dragged(card: PapersCard, path: Path, at: QPoint) -> None:
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path))])
    how = (Qt.DropAction.CopyAction, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(at, *how)
    card.dragEnterEvent(enter)
    assert enter.isAccepted()
    card.dropEvent(QDropEvent(QPointF(at), *how))


def test_dropped_on_a_line_it_joins_that_line(card: PapersCard, household: int, tmp_path: Path) -> None:
    (tmp_path / "IMG_1.png").write_bytes(a_png())
    label = card._rows[14]
    dragged(card, tmp_path / "IMG_1.png", label.mapTo(card, QPoint(3, 3)))
    settle()
    (tmp_path / "IMG_2.png").write_bytes(a_png(41))
    dragged(card, tmp_path / "IMG_2.png", QPoint(3, 3))
    assert lines(household) == [(14, "IMG_1"), (22, "IMG_2")]


def test_pasted_picture_and_files(card: PapersCard, household: int, tmp_path: Path) -> None:
    said: list[str] = []
    card.refused.connect(said.append)
    QGuiApplication.clipboard().clear()
    card.paste()
    assert said and "剪贴板" in said[0]
    picture = QImage(30, 20, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(picture)
    card.paste(7)
    (tmp_path / "身份证.png").write_bytes(a_png())
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(tmp_path / "身份证.png"))])
    QGuiApplication.clipboard().setMimeData(held)
    card.paste()
    assert lines(household) == [(5, "身份证"), (7, "粘贴的图片 06-01 09.00")]


def test_scans_are_offered_until_they_are_in(
    card: PapersCard, session: Session, household: int, tmp_path: Path
) -> None:
    folder = tmp_path / "扫描"
    folder.mkdir()
    (folder / "户口簿.png").write_bytes(a_png())
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    card.watch(folder)
    assert [path.name for path in card.scans.waiting()] == ["户口簿.png"]
    assert any("1 份新扫描件" in text for text in words(card))
    card.add_files(card.scans.waiting())
    assert lines(household) == [(4, "户口簿")] and card.scans.waiting() == []


def test_dialog_turns_moves_checks_saves_and_takes_out(
    card: PapersCard, session: Session, household: int, tmp_path: Path, qtbot
) -> None:
    id_ = commands.add_paper(session, household, 22, "户口簿", a_png())
    card.open_paper(id_)
    dialog = card.findChild(PaperDialog)
    assert dialog._seen.isHidden()
    dialog._turn(90)
    dialog._line.choose(4)
    assert not dialog._seen.isHidden()
    dialog._seen.click()
    paper = queries.paper(id_)
    assert paper is not None and (paper.rotation, paper.line, paper.original_seen) == (90, 4, True)
    dialog.save_as(tmp_path / "户口簿.png")
    assert (tmp_path / "户口簿.png").read_bytes() == a_png()
    dialog.save_as(tmp_path / "没有这个夹" / "户口簿.png")
    assert "换一个位置" in dialog._problem.text()
    dialog.remove("扫描重复")
    assert queries.papers(household) == []


def test_dialog_tells_what_it_cannot_show(card: PapersCard, session: Session, household: int, office, qtbot) -> None:
    word = commands.add_paper(session, household, 7, "证明", a_docx())
    pdf = commands.add_paper(session, household, 8, "核对报告", a_pdf(3))
    shown = PaperDialog(card, session, pdf, lambda words: None)
    qtbot.addWidget(shown)
    assert "第 1 页" in shown._about.text() and shown._picture.pixmap().height() > 100
    picture = commands.add_paper(session, household, 4, "户口簿", a_png())
    for path in (office.folder / "attachments").rglob("*"):
        if path.is_file():
            path.write_bytes(b"gone")
    for id_, expected in ((word, "Word"), (pdf, "备份恢复"), (picture, "备份恢复")):
        dialog = PaperDialog(card, session, id_, lambda words: None)
        qtbot.addWidget(dialog)
        assert expected in dialog._picture.text()


def test_the_list_tells_and_filters_by_papers(session: Session, household: int, qtbot) -> None:
    complete = commands.enrol_household(session, a_record(), applicant=False)
    for number in needed(Circumstances()):
        commands.add_paper(session, complete, number, f"件{number}", a_png(30 + number))
    made = HouseholdList(session)
    qtbot.addWidget(made)
    made.refresh(Scope())
    assert set(made.table.paged.ids) == {household, complete}
    made.pick({"papers": "missing"})
    assert list(made.table.paged.ids) == [household]
    assert "材料不齐" in made.clear_link.text()
    listing = DossierListing()
    listing.with_papers = True
    rows = listing.rows([household, complete])
    assert rows[complete].papers == Completeness(12, ()) and rows[household].papers.missing
    shown = next(column for column in list_columns() if column.title == "材料")
    assert [shown.read(rows[id_]).words for id_ in (complete, household)] == ["12 / 12", "0 / 12"]
