"""What the preview shows of files, read on the worker: the core's examination, its rehearsal, and the rows as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dibao_desktop.domain.money import short_yuan
from dibao_desktop.domain.problems import Problem
from dibao_desktop.domain.progress import Progress
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.record import HouseholdRecord, RelativeEntry
from dibao_desktop.exchange import importing
from dibao_desktop.exchange.found import Unit, Value
from dibao_desktop.exchange.importing import Examination, ExaminedFile, FileOutcome
from dibao_desktop.exchange.sheets import ROSTER
from dibao_desktop.matching.rules.lists import ListEntry
from dibao_desktop.session import Session
from ui.theme.tokens import Tone

ROSTER_HEADS = ("档案号", "村（社区）", "户主", "户主身份证号", "家庭 / 保障", "类别", "元/月")
LIST_FIELDS = ("name", "id_number", "label", "detail", "amount_fen", "on_date")
RELATIVE_HEADS = ("村（社区）", "干部", "职务", "近亲属", "近亲属身份证号", "备案")
PANEL_HEADS = ("村（社区）", "姓名", "身份证号", "身份", "本村低保近亲属")

_MONTHLY, _NEW = "月保障金", "新增"
# Where a kind of list has no such column of its own but something to show in it.
_OTHER_HEADS = {"label": "支取情况", "detail": "账号"}


@dataclass(frozen=True)
class PreviewRow:
    """One household or line: its row in Excel, its cells as text, how it stands and why."""

    line: int
    cells: tuple[str, ...]
    status: str
    tone: Tone
    why: str
    changed: frozenset[int] = frozenset()


@dataclass(frozen=True)
class FilePreview:
    """One file: what the core read, what taking it in would do, and its rows."""

    file: ExaminedFile
    outcome: FileOutcome
    heads: tuple[str, ...]
    rows: tuple[PreviewRow, ...]
    again: int = 0
    """How many of its households an earlier file of the same import has too."""

    @property
    def unit(self) -> str:
        """What is counted."""
        return "户" if self.file.kind is ROSTER else "行"

    @property
    def good(self) -> int:
        """How many can be taken in."""
        return self.outcome.rows - self.outcome.rejected

    @property
    def problems(self) -> list[Problem]:
        """Errors first, then what is only to be known."""
        return sorted(self.outcome.problems, key=lambda problem: not problem.is_error)


@dataclass(frozen=True)
class Preview:
    """All files of one import."""

    examination: Examination
    files: tuple[FilePreview, ...]

    @property
    def good(self) -> int:
        """How many households and lines can be taken in; a household that stands in two of the files is one."""
        return sum(each.good - each.again for each in self.files)

    @property
    def rejected(self) -> int:
        """How many an error holds back."""
        return sum(each.outcome.rejected for each in self.files)


def read_files(session: Session, paths: Sequence[Path], as_kind: str | None, progress: Progress) -> Preview:
    """Examine the files and rehearse taking in what has no error; nothing is written."""
    examination = importing.examine(paths, as_kind, progress)
    outcomes = importing.apply(session, examination, True, progress, dry_run=True)
    seen: set[str] = set()
    files = [_preview(file, outcome, seen) for file, outcome in zip(examination.files, outcomes, strict=True)]
    return Preview(examination, tuple(files))


def _preview(file: ExaminedFile, outcome: FileOutcome, seen: set[str]) -> FilePreview:
    """`seen` are the people of the rosters before it; its own are added."""
    people = {id(unit): _people(unit) for unit in file.good}
    again = {place for place, numbers in people.items() if numbers & seen}
    seen.update(*people.values())
    known = _known_numbers(file)
    differing: dict[str, dict[str, str]] = {}
    for each in outcome.differences:
        differing.setdefault(each.number, {})[each.field] = each.office_value
    rows = tuple(_merged(_row(unit, known, differing), id(unit) in again) for unit in file.units)
    heads = _heads(file)
    # A column that says nothing in the whole file is left away.
    filled = [place for place in range(len(heads)) if any(row.cells[place] for row in rows)]
    if len(filled) < len(heads):
        heads = tuple(heads[place] for place in filled)
        rows = tuple(_only(row, filled) for row in rows)
    return FilePreview(file, outcome, heads, rows, len(again) + len(file.joined))


def _people(unit: Unit) -> frozenset[str]:
    members = unit.value.members if isinstance(unit.value, HouseholdRecord) else ()
    return frozenset(member.id_number for member in members if member.id_number)


def _merged(row: PreviewRow, again: bool) -> PreviewRow:
    """What the office does not have yet may still be no new household: an earlier file brings it."""
    if not again or row.status != _NEW:
        return row
    why = "；".join(part for part in ("前面的文件里已有这一户，合在一起导入", row.why) if part)
    return replace(row, status="合并", tone=Tone.NEUTRAL, why=why)


def _only(row: PreviewRow, filled: list[int]) -> PreviewRow:
    changed = frozenset(new for new, old in enumerate(filled) if old in row.changed)
    return replace(row, cells=tuple(row.cells[place] for place in filled), changed=changed)


def _known_numbers(file: ExaminedFile) -> dict[int, str]:
    """Of each household of a roster that the office has: its number there, by the place of its unit."""
    if file.kind is not ROSTER:
        return {}
    good = [(id(unit), unit.value) for unit in file.good if isinstance(unit.value, HouseholdRecord)]
    found = dossiers.place([record for _, record in good]).households
    return {place: kept.record.number for (place, _), kept in zip(good, found, strict=True) if kept is not None}


def _heads(file: ExaminedFile) -> tuple[str, ...]:
    if not file.units:
        return ()
    value = file.units[0].value
    if isinstance(value, HouseholdRecord):
        return ROSTER_HEADS
    if isinstance(value, ListEntry):
        labels = {field.name: field.label for field in reversed(file.kind.fields)}
        return tuple(labels.get(name, _OTHER_HEADS.get(name, "")) for name in LIST_FIELDS)
    return RELATIVE_HEADS if isinstance(value, RelativeEntry) else PANEL_HEADS


def _row(unit: Unit, known: dict[int, str], differing: dict[str, dict[str, str]]) -> PreviewRow:
    line = unit.rows[0] + 1
    cells = _cells(unit.value)
    problem = next((each for each in unit.problems if each.is_error), None) or next(iter(unit.problems), None)
    why = problem.message if problem else ""
    if unit.rejected:
        return PreviewRow(line, cells, "错误", Tone.RED, why)
    if unit.joined:
        why = "；".join(part for part in ("与另一份文件里的这一户合在一起导入", why) if part)
        return PreviewRow(line, cells, "合并", Tone.NEUTRAL, why)
    if not isinstance(unit.value, HouseholdRecord):
        return PreviewRow(line, cells, "可导入", Tone.NEUTRAL, why)
    number = known.get(id(unit))
    if number is None:
        return PreviewRow(line, cells, _NEW, Tone.BLUE, why)
    if number not in differing:
        return PreviewRow(line, cells, "相同", Tone.NEUTRAL, why)
    before = differing[number]
    why = "；".join((*(f"{field}原为 {value or '空'}" for field, value in before.items()), why)).strip("；")
    if _MONTHLY in before:
        cells = (*cells[:-1], f"{before[_MONTHLY].removesuffix('元').strip()} → {cells[-1]}")
        return PreviewRow(line, cells, "变更", Tone.AMBER, why, frozenset({len(cells) - 1}))
    return PreviewRow(line, cells, "变更", Tone.AMBER, why)


def _cells(value: Value) -> tuple[str, ...]:
    if isinstance(value, HouseholdRecord):
        head = next((member for member in value.members if member.name == value.head_name), None)
        money = "" if value.monthly_fen is None else short_yuan(value.monthly_fen)
        people = f"{value.family_size} / {value.covered_size}"
        number = head.id_number if head else ""
        return (value.number, value.village, value.head_name, number, people, value.category, money)
    if isinstance(value, ListEntry):
        money = "" if value.amount_fen is None else short_yuan(value.amount_fen)
        missed = [month for month, collected in value.months if not collected]
        detail = value.detail or value.account_no
        label = value.label or (f"{len(value.months)} 个月中 {len(missed)} 个月未支取" if value.months else "")
        return (value.name, value.id_number, label, detail, money, value.on_date)
    if isinstance(value, RelativeEntry):
        filed = "已备案" if value.filed else "未备案"
        return (value.village, value.official_name, value.post, value.relative_name, value.relative_id, filed)
    kin = "、".join(each.name for each in value.kin)
    return (value.village, value.name, value.id_number, value.role, kin)
