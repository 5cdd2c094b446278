"""The tour leaves a picture of every page, of desk and wall, and every document."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from ui import tour
from ui.pages import PAGES


@pytest.mark.thorough
def test_the_tour_leaves_every_page_and_document(qapp, tmp_path: Path, capsys) -> None:
    assert tour.run([str(tmp_path / "tour")]) == 0
    pictures = sorted((tmp_path / "tour").glob("*.png"))
    names = " ".join(path.stem for path in pictures)
    assert len(pictures) >= 12
    for page in PAGES:
        assert page.title in names
    assert "投影" in names
    for path in pictures:
        image = QImage(str(path))
        colours = {image.pixel(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
        assert len(colours) > 5, f"{path.name} is empty"
    papers = {path.suffix for path in (tmp_path / "tour").iterdir()}
    assert papers >= {".png", ".pdf", ".docx", ".xlsx"}


def test_the_tour_asks_for_one_folder(capsys) -> None:
    assert tour.run([]) == 2
    assert "用法" in capsys.readouterr().err
