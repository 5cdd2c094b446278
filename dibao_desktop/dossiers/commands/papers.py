"""Putting papers into a dossier, and putting them right."""

from __future__ import annotations

from pathlib import Path

from peewee import fn

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries
from dibao_desktop.dossiers.queries.papers import PaperRow
from dibao_desktop.dossiers.records import Household, Paper
from dibao_desktop.dossiers.rules.checklist import LINES
from dibao_desktop.dossiers.rules.paper_files import MOST_BYTES, examine
from dibao_desktop.session import Permission, Session, command
from dibao_desktop.storage.attachments import attachments

_QUARTERS = (0, 90, 180, 270)


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def add_paper(session: Session, household_id: int, line: int, title: str, content: bytes) -> int:
    """Put a file into a dossier under a line of the checklist and return the paper's id. `title` is what it is called.

    Raises KnownError with one sentence for a file that cannot join and for one that is there already.
    """
    title = title.strip() or _line_title(line)
    _line_title(line)
    if Household.get_or_none(Household.id == household_id) is None:
        raise KnownError("no_household", "这份档案已不存在，请刷新列表后再试。")
    file = examine(content, title)
    kept = attachments()
    digest = kept.digest(content)
    same = next((paper for paper in queries.papers(household_id) if paper.digest == digest), None)
    if same is not None:
        raise KnownError(
            "already_there", f"{title} 与“{_line_title(same.line)}”中的“{same.title}”是同一个文件，没有重复加入。"
        )
    paper = Paper.create(
        household=household_id,
        line=line,
        position=_next_position(household_id, line),
        title=title,
        kind=file.kind.value,
        pages=file.pages,
        digest=kept.put(content),
        size=len(content),
        taken_on=session.today().isoformat(),
    )
    session.note(f"加入材料“{title}”（{_line_title(line)}）", household=household_id)
    return int(paper.id)


def add_paper_file(session: Session, household_id: int, line: int, path: Path) -> int:
    """The same with a file of the disk, called by its name without the ending."""
    try:
        with path.open("rb") as handle:
            content = handle.read(MOST_BYTES + 1)
    except OSError as error:
        raise KnownError("cannot_read", f"读不了 {path.name}，它可能已被移走或正被占用，请检查文件后再试。") from error
    return add_paper(session, household_id, line, path.stem, content)


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def remove_paper(session: Session, paper_id: int, reason: str) -> None:
    """Take a paper out of its dossier. The file itself stays kept, for as long as the record of it does."""
    paper = _found(paper_id)
    if not reason.strip():
        raise KnownError("no_reason", "请写明为什么删除这份材料。")
    Paper.update(removed_on=session.today().isoformat(), removed_reason=reason.strip()).where(
        Paper.id == paper_id
    ).execute()
    session.note(
        f"删除材料“{paper.title}”（{_line_title(paper.line)}）：{reason.strip()}", household=paper.household_id
    )


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def rotate_paper(session: Session, paper_id: int, degrees: int = 90) -> None:
    """Turn a paper clockwise by a number of quarters; the file stays as it was scanned."""
    paper = _found(paper_id)
    turned = (paper.rotation + degrees) % 360
    if turned not in _QUARTERS:
        raise KnownError("rotation", "材料只能按 90 度旋转。")
    Paper.update(rotation=turned).where(Paper.id == paper_id).execute()
    session.note(f"旋转材料“{paper.title}”", household=paper.household_id)


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def move_paper(session: Session, paper_id: int, line: int) -> None:
    """Put a paper under another line of the checklist, at its end."""
    paper = _found(paper_id)
    target = _line_title(line)
    if paper.line == line:
        return
    Paper.update(line=line, position=_next_position(paper.household_id, line)).where(Paper.id == paper_id).execute()
    session.note(
        f"材料“{paper.title}”改列",
        household=paper.household_id,
        before={"材料类别": _line_title(paper.line)},
        after={"材料类别": target},
    )


@command(Permission.DOSSIERS, Changes.DOSSIERS)
def confirm_original(session: Session, paper_id: int, seen: bool) -> None:
    """Say that a copy was held against the original (复印件原件已验), or that it was not."""
    paper = _found(paper_id)
    if paper.original_seen == seen:
        return
    Paper.update(original_seen=seen).where(Paper.id == paper_id).execute()
    session.note(f"材料“{paper.title}”{'原件已验' if seen else '撤销原件已验'}", household=paper.household_id)


@command(Permission.EXPORT, Changes.NOTHING)
def export_paper(session: Session, paper_id: int) -> bytes:
    """The file behind a paper, to be saved outside the office; the history of the household tells it."""
    paper = _found(paper_id)
    content = queries.paper_content(paper_id)
    session.note(f"材料“{paper.title}”另存到系统外", household=paper.household_id)
    return content


def _found(paper_id: int) -> PaperRow:
    paper = queries.paper(paper_id)
    if paper is None:
        raise KnownError("no_paper", "这份材料已被删除，请刷新后再试。")
    return paper


def _line_title(line: int) -> str:
    if not 1 <= line <= len(LINES):
        raise KnownError("no_line", f"材料清单只有第 1 到第 {len(LINES)} 项，请重新选择。")
    return LINES[line - 1].title


def _next_position(household_id: int, line: int) -> int:
    last = Paper.select(fn.max(Paper.position)).where((Paper.household == household_id) & (Paper.line == line)).scalar()
    return int(last or 0) + 1
