"""Workbooks out: the households of the office in the province's own template (DOMAIN §15.5, §14.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.queries import CaseRow
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.permissions import Permission
from dibao_desktop.domain.progress import Progress, Silent
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.standing import Standing
from dibao_desktop.exchange import template as templates
from dibao_desktop.exchange.placing import village_id_of
from dibao_desktop.exchange.splitting import Split, named, parts_of
from dibao_desktop.exchange.teaching import known_template
from dibao_desktop.exchange.template import Template
from dibao_desktop.exchange.template.fields import CAMPAIGN_FIELDS
from dibao_desktop.exchange.template.reading import by_person
from dibao_desktop.exchange.upload_problems import UploadProblem
from dibao_desktop.exchange.upload_rows import Block, Subject, blocks_of
from dibao_desktop.session import Session, command
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key
from dibao_desktop.storage.listing import Search


@dataclass(frozen=True)
class UploadCheck:
    """What would go into a template, and what is wrong with it. `scope` is the village named, or all of them."""

    template: Template
    scope: str
    blocks: tuple[Block, ...]
    problems: tuple[UploadProblem, ...]

    @property
    def rows(self) -> int:
        return sum(len(block.rows) for block in self.blocks)

    @property
    def refusing(self) -> tuple[UploadProblem, ...]:
        """What keeps the file from leaving."""
        return tuple(problem for problem in self.problems if problem.refuses)


@dataclass(frozen=True)
class UploadFile:
    """One file that was written; a row is a person, or a household where the template asks for no people."""

    path: Path
    households: int
    rows: int


@dataclass(frozen=True)
class ExportOutcome:
    """What was written; `unit` is what a row is."""

    files: tuple[UploadFile, ...]
    unit: str = "人"

    @property
    def path(self) -> Path:
        return self.files[0].path

    @property
    def households(self) -> int:
        return sum(file.households for file in self.files)

    @property
    def rows(self) -> int:
        return sum(file.rows for file in self.files)


class UploadRefused(KnownError):
    """An upload that must not leave; `problems` says all of it."""

    def __init__(self, problems: Sequence[UploadProblem]) -> None:
        more = f"等 {len(problems)} 处" if len(problems) > 1 else ""
        super().__init__(
            "missing_values",
            f"不能导出：{problems[0].words}{more}，请处理后再导出。",
            [problem.sentence for problem in problems],
        )
        self.problems = tuple(problems)


def check_upload(
    session: Session, template: Template, village: str | None = None, progress: Progress | None = None
) -> UploadCheck:
    """What would go into a template: every case of the current campaign where it asks for outcomes, else every household that
    receives aid; of one village if named. Raises KnownError when there is nothing, or a required column has no meaning yet."""
    if template.unknown_required:
        names = "、".join(template.unknown_required)
        raise KnownError(
            "unknown_column",
            f"模板 {template.path.name} 必填的“{names}”还不知道填什么，请在“数据交换”的“导出”中对应一次，以后不再问。",
        )
    progress = progress or Silent()
    progress.report(0, 2, "读取档案")
    subjects = _subjects(template, village)
    progress.report(1, 2, "逐格核对")
    blocks, problems = blocks_of(template, subjects, settings.value(Key.UNIT), session.today())
    return UploadCheck(template, village or "全部村", tuple(blocks), tuple(problems))


@command(Permission.EXPORT, Changes.NOTHING)
def write_upload(
    session: Session, check: UploadCheck, out: Path, split: Split = Split.NONE, most: int = 0
) -> ExportOutcome:
    """Fill the template with what was checked, in as many files as the split and the rows of a file (the template's own
    limit, or fewer) ask for; all are written or none.

    Full numbers leave the office here, so it takes the permission and an audit line. Raises `UploadRefused` while
    anything is wrong, KnownError for the ending of another format or the template's own name.
    """
    template = check.template
    if check.refusing:
        raise UploadRefused(check.refusing)
    if out.resolve() == template.path.resolve():
        raise KnownError("same_file", f"{out.name} 就是所选的空白模板，下次还要用，请给导出的文件另起一个名字。")
    if out.suffix.lower() != template.path.suffix.lower():
        raise KnownError(
            "unknown_ending", f"模板是 {template.path.suffix} 文件，{out.name} 的扩展名也应为 {template.path.suffix}。"
        )
    bounds = [bound for bound in (template.most, most) if bound]
    parts = parts_of(check.blocks, split, min(bounds, default=0))
    files = [(named(out, words), blocks) for words, blocks in parts]
    templates.save(
        [(path, templates.filled(template, [row for block in own for row in block.rows])) for path, own in files]
    )
    outcome = ExportOutcome(
        tuple(UploadFile(path, len(own), sum(len(block.rows) for block in own)) for path, own in files),
        "人" if by_person(template) else "行",
    )
    more = f"等 {len(files)} 个" if len(files) > 1 else ""
    session.note(
        f"导出省平台上传表（{check.scope}）：{outcome.households} 户 {outcome.rows} {outcome.unit}，文件 {outcome.path.name}{more}"
    )
    return outcome


def export_upload(
    session: Session,
    template: Path,
    out: Path,
    village: str | None = None,
    split: Split = Split.NONE,
    most: int = 0,
    progress: Progress | None = None,
) -> ExportOutcome:
    """Check and write in one go."""
    return write_upload(session, check_upload(session, known_template(template), village, progress), out, split, most)


def _subjects(template: Template, village: str | None) -> list[Subject]:
    village_id = village_id_of(village) if village is not None else None
    if template.fields & CAMPAIGN_FIELDS:
        cases = {case.household_id: case for case in _cases(village_id)}
        kept = dossiers.kept(list(cases))
        return [Subject(kept[id_], case) for id_, case in cases.items()]
    filters: dict[str, object] = {"standing": Standing.RECEIVING.value, "village_id": village_id}
    ids = dossiers.HouseholdListing().ids(Search(filters=filters))
    if not ids:
        raise KnownError("no_households", "所选范围内没有在保户，没有内容可以导出。")
    found = dossiers.kept(ids)
    return [Subject(found[id_], None) for id_ in ids]


def _cases(village_id: int | None) -> list[CaseRow]:
    campaign = clearance.current_campaign()
    if campaign is None:
        raise KnownError("no_campaign", "还没有清查行动，没有清查结果可以上报；请先在“清查核查”中新建行动。")
    found = clearance.cases(campaign.id, village_id)
    if not found:
        raise KnownError("no_cases", "所选范围内没有清查户，没有内容可以导出。")
    return found
