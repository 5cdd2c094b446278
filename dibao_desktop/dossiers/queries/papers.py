"""The papers of the dossiers, and which people make a paper necessary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from dibao_desktop.dossiers.records import Household, Member, OfficialRelative, Paper
from dibao_desktop.dossiers.rules.codes import Health
from dibao_desktop.dossiers.rules.paper_files import PaperKind
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.storage.attachments import attachments
from dibao_desktop.storage.database import tuples

_CHUNK = 500
_WELL = ("", Health.HEALTHY.value)


@dataclass(frozen=True)
class PaperRow:
    """One paper; `pages` is 0 where the kind of file does not tell, `rotation` in degrees clockwise."""

    id: int
    household_id: int
    line: int
    title: str
    kind: PaperKind
    pages: int
    digest: str
    size: int
    rotation: int
    original_seen: bool
    taken_on: str


_COLUMNS = [
    Paper.household if field.name == "household_id" else getattr(Paper, field.name) for field in fields(PaperRow)
]


def papers(household_id: int) -> list[PaperRow]:
    """What is in a dossier, in binding order."""
    return _rows((Paper.household == household_id) & (Paper.removed_on == ""))


def paper(paper_id: int) -> PaperRow | None:
    """One paper; None once it was taken out."""
    found = _rows((Paper.id == paper_id) & (Paper.removed_on == ""))
    return found[0] if found else None


def paper_content(paper_id: int) -> bytes:
    """The file behind a paper, opened. Raises KnownError when it is missing or damaged."""
    digest = str(Paper.select(Paper.digest).where(Paper.id == paper_id).scalar())
    return attachments().get(digest)


def is_kept(content: bytes) -> bool:
    """Whether some dossier has this very file."""
    digest = attachments().digest(content)
    return bool(Paper.select().where((Paper.digest == digest) & (Paper.removed_on == "")).exists())


def paper_digests() -> set[str]:
    """The names of all files behind the papers, those taken out as well."""
    return {row[0] for row in tuples(Paper.select(Paper.digest).distinct())}


def paper_lines(household_ids: Sequence[int]) -> dict[int, set[int]]:
    """The lines of the checklist that have a paper, by household; one without any is left out."""
    found: dict[int, set[int]] = {}
    for chunk in _chunks(household_ids):
        condition = Paper.household.in_(chunk) & (Paper.removed_on == "")
        for household_id, line in tuples(Paper.select(Paper.household, Paper.line).where(condition).distinct()):
            found.setdefault(household_id, set()).add(line)
    return found


def with_health_or_school(household_ids: Sequence[int]) -> set[int]:
    """The households with somebody who is disabled, ill or at school: such a thing needs its proof."""
    found: set[int] = set()
    marked = (Member.disability_grade != "") | Member.health.not_in(_WELL) | Member.labour.contains("学生")
    for chunk in _chunks(household_ids):
        condition = Member.household.in_(chunk) & marked
        found |= {row[0] for row in tuples(Member.select(Member.household).where(condition).distinct())}
    return found


def applying(household_ids: Sequence[int]) -> set[int]:
    """Those of them that only apply."""
    found: set[int] = set()
    for chunk in _chunks(household_ids):
        waiting = Household.id.in_(chunk) & (Household.standing == Standing.APPLYING.value)
        found |= {row[0] for row in tuples(Household.select(Household.id).where(waiting))}
    return found


def with_near_relative(household_ids: Sequence[int]) -> set[int]:
    """The households of an official's near relative, by ID number (57号 art.11)."""
    found: set[int] = set()
    named = OfficialRelative.select(OfficialRelative.relative_id).where(OfficialRelative.relative_id != "")
    for chunk in _chunks(household_ids):
        condition = Member.household.in_(chunk) & Member.id_number.in_(named)
        found |= {row[0] for row in tuples(Member.select(Member.household).where(condition).distinct())}
    return found


def _chunks(ids: Sequence[int]) -> list[list[int]]:
    return [list(ids[start : start + _CHUNK]) for start in range(0, len(ids), _CHUNK)]


def _rows(condition: object) -> list[PaperRow]:
    query = Paper.select(*_COLUMNS).where(condition).order_by(Paper.line, Paper.position, Paper.id)
    return [_row(values) for values in tuples(query)]


def _row(values: tuple[object, ...]) -> PaperRow:
    named = dict(zip((field.name for field in fields(PaperRow)), values, strict=True))
    return PaperRow(**{**named, "kind": PaperKind(str(named["kind"]))})  # type: ignore[arg-type]
