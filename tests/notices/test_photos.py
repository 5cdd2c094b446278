"""Photos of a board: sealed with the office's papers, asked for before it comes down where the pack says so."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pypdf import PdfReader

import situations
from dibao_desktop.audit.queries import latest
from dibao_desktop.notices import commands, queries
from dibao_desktop.notices.rules.states import PhotoMoment
from dibao_desktop.reports.bag import write_bag
from dibao_desktop.reports.case_papers import case_papers
from notices.boards import a_hanging_board, a_village_waiting, post
from notices.test_commands import refusal, settle
from paper_makers import a_pdf, a_png
from ui.printing import PdfPrinter

POSTED, ENDED = PhotoMoment


def add(session, batch_id: int, moment: PhotoMoment, content: bytes = b"", on: dt.date | None = None) -> int:
    return commands.add_photo(session, batch_id, moment, content or a_png(), "公示栏", on or session.today())


def test_a_photo_is_kept_sealed_and_can_be_seen_again(office, session, tmp_path: Path):
    found = a_hanging_board(session, 1)
    (tmp_path / "IMG_01.png").write_bytes(a_png())
    photo = commands.add_photo_file(session, found.id, POSTED, tmp_path / "IMG_01.png", session.today())
    (shown,) = queries.photos(found.id)
    assert (shown.id, shown.moment, shown.title, shown.taken_on) == (photo, POSTED, "IMG_01", "2017-06-01")
    assert queries.photo_content(photo) == a_png()
    assert any("张贴照片“IMG_01”" in line.text for line in latest())
    assert office.faults() == []
    sealed = next(path for path in (office.folder / "attachments").rglob("*") if path.is_file())
    assert a_png() not in sealed.read_bytes()
    sealed.unlink()
    assert "缺失" in office.faults()[0]


def test_what_is_no_photo_of_this_board_is_refused(session):
    campaign, village = a_village_waiting(session, 1)
    draft = commands.prepare_batch(session, campaign, village, 1)
    refusal("not_posted", lambda: add(session, draft, POSTED))
    post(session, draft)
    tomorrow = session.today() + dt.timedelta(days=1)
    refusal("in_future", lambda: add(session, draft, POSTED, on=tomorrow))
    refusal("too_early", lambda: add(session, draft, POSTED, on=session.today() - dt.timedelta(days=1)))
    assert "期满照片" in refusal("too_early", lambda: add(session, draft, ENDED))
    refusal("no_picture", lambda: add(session, draft, POSTED, a_pdf()))
    refusal("broken_file", lambda: add(session, draft, POSTED, a_png()[:-8]))
    refusal("cannot_read", lambda: commands.add_photo_file(session, draft, POSTED, Path("没有.png"), session.today()))
    photo = add(session, draft, POSTED)
    refusal("already_there", lambda: add(session, draft, POSTED))
    refusal("no_reason", lambda: commands.remove_photo(session, photo, " "))
    commands.remove_photo(session, photo, "拍错了村")
    assert queries.photos(draft) == ()
    assert any("拍错了村" in line.text for line in latest())
    refusal("no_photo", lambda: commands.remove_photo(session, photo, "再删"))


def test_where_the_pack_asks_a_board_comes_down_only_with_both_photos(office, session, clock, monkeypatch):
    plain = situations.pack_text("s1")
    asked = plain.replace("photos_to_end = { value = false", "photos_to_end = { value = true")
    assert asked != plain
    monkeypatch.setattr(situations, "pack_text", lambda _policy: asked)
    found = a_hanging_board(session, 1)
    clock.pass_days(8)
    end = lambda: commands.end_batch(session, found.id, session.today())  # noqa: E731
    assert "张贴照片和期满照片" in refusal("no_photo", end)
    add(session, found.id, POSTED, on=dt.date(2017, 6, 1))
    assert "还没有存入期满照片" in refusal("no_photo", end)
    taken_out = add(session, found.id, ENDED, a_png(3))
    commands.remove_photo(session, taken_out, "看不清")
    refusal("no_photo", end)
    add(session, found.id, ENDED, a_png(4))
    assert end().cleared == 1
    assert office.faults() == []


def test_the_photos_of_a_board_are_bound_into_the_bag_of_each_household_on_it_and_listed(session, qapp, tmp_path: Path):
    found = a_hanging_board(session, 2)
    first, second = found.entries
    add(session, found.id, POSTED, a_png(800, 600))
    taken_out = add(session, found.id, POSTED, a_png(3))
    commands.remove_photo(session, taken_out, "看不清")
    commands.remove_entry(session, second.id, "户主今日去世，待核实")
    bags = []
    for each in (first, second):
        write_bag(each.household_id, found.campaign_id, PdfPrinter(), "2017-06-01", tmp_path / "袋.pdf")
        bags.append(PdfReader(tmp_path / "袋.pdf"))
    titles = [[str(item["/Title"]) for item in bag.outline] for bag in bags]
    assert titles[0][titles[0].index("公示情况") + 1] == "村级公示张贴照片（青石乡低保公〔2017〕1号）"
    assert not any("照片" in title for title in titles[1])
    page = bags[0].pages[bags[0].get_destination_page_number(bags[0].outline[titles[0].index("公示情况") + 1])]
    assert len(page.images) == 1
    index = "".join(" ".join(each.extract_text() for each in bags[0].pages[:3]).split())
    assert "2017-06-01摄" in index


def test_the_dossier_tells_the_photos_the_answer_and_why_a_posting_was_void(session):
    found = a_hanging_board(session, 1, "s4")
    first = found.entries[0]
    add(session, found.id, POSTED)
    objection = commands.raise_objection(session, first.id, session.today(), "他家有小轿车", "王某")
    settle(session, objection, True)
    papers = {line: str(paper) for line, paper in case_papers(first.case_id)}
    for said in ("张贴 1 张", "需重新公示（异议处理后意见有变动）"):
        assert said in papers[12]
    assert "('答复异议人', '2017-06-01')" in papers[13]
    assert "王某" not in papers[13]
