"""The papers of the dossiers, and which people make a paper necessary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from dibao_desktop.dossiers.records import Household, Member, OfficialRelative, Paper
from dibao_desktop.dossiers.rules.codes import Health
from dibao_desktop.dossiers.rules.paper_files import PaperKind
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.storage.attachments import attachments
from dibao_desktop.storage.database import Prepared, tuples

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
    return [_row(values) for values in _OF_HOUSEHOLD.rows(household_id)]


def paper(paper_id: int) -> PaperRow | None:
    """One paper; None once it was taken out."""
    return next((_row(values) for values in tuples(_there(Paper.id == paper_id))), None)


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
    return {id_ for chunk in _chunks(household_ids) for (id_,) in _ILL_OR_AT_SCHOOL.rows(*chunk)}


def applying(household_ids: Sequence[int]) -> set[int]:
    """Those of them that only apply."""
    return {id_ for chunk in _chunks(household_ids) for (id_,) in _APPLYING.rows(*chunk)}


def with_near_relative(household_ids: Sequence[int]) -> set[int]:
    """The households of an official's near relative, by ID number (57号 art.11)."""
    return {id_ for chunk in _chunks(household_ids) for (id_,) in _RELATED.rows(*chunk)}


def _with_member(condition: Any) -> Prepared:
    return Prepared(
        lambda *households: (
            Member.select(Member.household).where(Member.household.in_(households), condition).distinct()
        )
    )


_ILL_OR_AT_SCHOOL = _with_member(
    (Member.disability_grade != "") | Member.health.not_in(_WELL) | Member.labour.contains("学生")
)
_RELATED = _with_member(
    Member.id_number.in_(
        OfficialRelative.select(OfficialRelative.relative_id).where(OfficialRelative.relative_id != "")
    )
)
_APPLYING = Prepared(
    lambda *households: Household.select(Household.id).where(
        Household.id.in_(households), Household.standing == Standing.APPLYING.value
    )
)


def _chunks(ids: Sequence[int]) -> list[list[int]]:
    return [list(ids[start : start + _CHUNK]) for start in range(0, len(ids), _CHUNK)]


def _there(condition: Any) -> Any:
    found = Paper.select(*_COLUMNS).where(condition, Paper.removed_on == "")
    return found.order_by(Paper.line, Paper.position, Paper.id)


_OF_HOUSEHOLD = Prepared(lambda household: _there(Paper.household == household))


def _row(values: tuple[object, ...]) -> PaperRow:
    named = dict(zip((field.name for field in fields(PaperRow)), values, strict=True))
    return PaperRow(**{**named, "kind": PaperKind(str(named["kind"]))})  # type: ignore[arg-type]
