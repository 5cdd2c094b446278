"""Reading files for an import: what each is, what it holds and what is wrong with it. No office is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dibao_desktop.domain.collecting import collection_paused
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.problems import Problem, Severity
from dibao_desktop.domain.progress import Progress, Silent
from dibao_desktop.exchange.found import Found, Unit
from dibao_desktop.exchange.lines import read_lines
from dibao_desktop.exchange.mapping import Told, as_taught, set_right
from dibao_desktop.exchange.pairing import Part, join, lists_people
from dibao_desktop.exchange.receipts import filled_roster, receipt_layout
from dibao_desktop.exchange.recognise import Layout, recognise
from dibao_desktop.exchange.rosters import read_rosters
from dibao_desktop.exchange.rows import Skipped
from dibao_desktop.exchange.sheets import BY_WORD, ROSTER, TEMPLATE, SheetKind
from dibao_desktop.exchange.workbook import Book, Sheet, cell_name, read_book


@dataclass(frozen=True)
class SheetReport:
    """How one sheet was understood, in words and figures for the preview."""

    sheet: str
    kind: str
    head_rows: tuple[int, int]
    columns: dict[str, str]
    recognised: int
    of: int
    unknown: tuple[str, ...]
    hidden_rows: int


@dataclass
class ExaminedFile:
    """One file as read: what it is, its households or lines, everything wrong with it."""

    path: Path
    book: Book
    kind: SheetKind
    layouts: list[Layout]
    units: list[Unit]
    remarks: list[Problem]
    skipped: list[Skipped]
    sheets: list[SheetReport] = field(default_factory=list)
    left_out_sheets: list[tuple[str, str]] = field(default_factory=list)
    # The files that its households or persons were put together with.
    goes_with: tuple[str, ...] = ()

    @property
    def good(self) -> list[Unit]:
        """The units that are taken in by themselves: without an error, and no part of a household of another file."""
        return [unit for unit in self.units if not unit.rejected and not unit.joined]

    @property
    def joined(self) -> list[Unit]:
        """The units that are taken in with those of another file."""
        return [unit for unit in self.units if not unit.rejected and unit.joined]

    @property
    def rejected(self) -> list[Unit]:
        """The units that an error holds back."""
        return [unit for unit in self.units if unit.rejected]

    @property
    def problems(self) -> list[Problem]:
        """Every problem, those of the units first."""
        return [problem for unit in self.units for problem in unit.problems] + self.remarks

    @property
    def has_errors(self) -> bool:
        """Whether the file is refused as a whole unless taken in part."""
        return any(problem.is_error for problem in self.problems)


@dataclass
class Examination:
    """All files of one import."""

    files: list[ExaminedFile]

    @property
    def has_errors(self) -> bool:
        """Whether any file has an error."""
        return any(file.has_errors for file in self.files)


@collection_paused()
def examine(
    paths: Sequence[Path], as_kind: str | None = None, progress: Progress | None = None, told: Told | None = None
) -> Examination:
    """Read files and say what is in them. Nothing is written. `as_kind` is one of `KIND_WORDS`; `told` is what the clerk
    has set right about them."""
    if as_kind is not None and as_kind not in KIND_WORDS:
        raise KnownError("unknown_kind", f"没有“{as_kind}”这种表，可用的有：{'、'.join(KIND_WORDS)}。")
    progress, told = progress or Silent(), told or Told()
    files = []
    for done, path in enumerate(paths):
        progress.report(done, len(paths), f"读取{path.name}")
        files.append(_examine_file(path, told.kinds.get(path, as_kind), told, alone=len(paths) == 1))
    if not any(file.units for file in files):
        _refuse_all(files)
    _pair([file for file in files if file.kind is ROSTER and file.units])
    progress.report(len(paths), len(paths), "读取完成")
    return Examination(files)


def _refuse_all(files: list[ExaminedFile]) -> None:
    """Files that are each passed over among others are together nothing to import."""
    for problem in (problem for file in files for problem in file.remarks):
        raise KnownError("nothing_to_take", problem.message.replace(_GO_ON, "，请另选要导入的文件。"))


def _pair(rosters: list[ExaminedFile]) -> None:
    """Bring the persons of one file to the households of another."""
    parts = [
        (file, Part(file.path.name, layout, [unit for unit in file.units if unit.layout is layout], file.remarks))
        for file in rosters
        for layout in file.layouts
    ]
    join([part for _, part in parts])
    for file, part in parts:
        file.goes_with = tuple(dict.fromkeys([*file.goes_with, *part.goes_with]))


# How the sentence on a file ends that is passed over among others.
_GO_ON = "，其余文件照常导入。"
# From how many times as much on, the columns speak for another kind beyond doubt.
_DOUBT = 4

KIND_WORDS = tuple(word for word in BY_WORD if word != TEMPLATE.word)


def _examine_file(path: Path, as_kind: str | None, told: Told, alone: bool) -> ExaminedFile:
    book = read_book(path)
    set_right(book, told.cells)
    answers = {id(sheet): receipt_layout(sheet) for sheet in book.sheets} if as_kind is None else {}
    found = {id(sheet): answers.get(id(sheet)) or recognise(sheet, as_kind) for sheet in book.sheets}
    visible = [sheet for sheet in book.sheets if sheet.visible and found[id(sheet)] is not None]
    chosen = visible or [sheet for sheet in book.sheets if found[id(sheet)] is not None]
    layouts = [as_taught(layout, told.heads) for sheet in chosen if (layout := found[id(sheet)]) is not None]
    if any(layout.kind is TEMPLATE for layout in layouts):
        filled = [layout for each in layouts if each.kind is TEMPLATE and (layout := filled_roster(each.sheet))]
        if not filled:
            return _template(path, book, layouts, alone)
        layouts = [as_taught(layout, told.heads) for layout in filled]
    if not layouts:
        layouts = _people(path, book, alone)
    if not layouts:
        raise KnownError(
            "unknown_layout",
            f"“{path.name}”里没有认得的列，请确认表头写有“姓名”“身份证号”等列名，或者指明它是哪一种表。",
        )
    kind = _main_kind(layouts)
    if as_kind is not None:
        _refuse_another_kind(path, [layout for layout in layouts if layout.kind is kind])
    taken = [layout for layout in layouts if layout.kind is kind]
    if kind is ROSTER and as_kind is None and all(map(_lists_edge, taken)):
        return _edge(path, book, taken, alone)
    read = read_rosters(taken) if kind is ROSTER else read_lines(taken)
    if not read.units:
        raise KnownError("no_rows", f"“{path.name}”只有表头，没有数据行。")
    return _file(path, book, kind, taken, read)


def _template(path: Path, book: Book, layouts: list[Layout], alone: bool) -> ExaminedFile:
    """An upload template holds nothing to import: chosen by itself it is refused, among other files it is passed over."""
    what = f"“{path.name}”是省平台的上传模板，不是要导入的数据"
    if alone:
        raise KnownError("upload_template", f"{what}；请在导出时选用它来填写上传表。")
    remark = Problem("E28", f"{what}，已跳过{_GO_ON}", Severity.WARNING, layouts[0].sheet.name, "A1", "")
    return _file(path, book, TEMPLATE, layouts, Found(remarks=[remark]))


def _people(path: Path, book: Book, alone: bool) -> list[Layout]:
    """The sheets that tell of people without saying whose family they are: of use only beside files that do."""
    forced = [
        layout for sheet in book.sheets if sheet.visible and (layout := recognise(sheet, ROSTER.word)) is not None
    ]
    layouts = [layout for layout in forced if lists_people(layout)]
    if layouts and alone:
        raise KnownError(
            "people_only",
            f"“{path.name}”只写了各人的情况，没有写是哪一户的（没有户主），单独不能建档；请和同一批导出的家庭名单一起选择。",
        )
    return layouts


def _lists_edge(layout: Layout) -> bool:
    """A list of 低保边缘 families: when they were registered, and no money at all (DOMAIN §15.2)."""
    paid = {"monthly_fen", "person_fen", "category", "aid_type", "account_no", "certificate_no", "covered"}
    words = " ".join((layout.title, *layout.heads))
    return not layout.columns.keys() & paid and ("边缘" in words or "纳入月份" in words)


def _edge(path: Path, book: Book, layouts: list[Layout], alone: bool) -> ExaminedFile:
    """Families at the edge are paid nothing: as recipients they would spoil every count. They are named and passed over."""
    what = f"“{path.name}”是低保边缘家庭的名单（没有保障金），不是在保对象，没有导入"
    if alone:
        raise KnownError("edge_families", f"{what}；要申请低保的，请在“一户一档”里新增申请。")
    remark = Problem("E28", f"{what}{_GO_ON}", Severity.WARNING, layouts[0].sheet.name, "A1", "")
    return _file(path, book, ROSTER, layouts, Found(remarks=[remark]))


def _refuse_another_kind(path: Path, layouts: list[Layout]) -> None:
    """A kind named by hand settles a doubt. Where the columns plainly speak for another kind it is a slip: a roster taken for
    a list of deaths would make a lead of everybody."""
    for layout in layouts:
        natural = recognise(layout.sheet)
        if natural is not None and natural.kind is not layout.kind and _speaks(natural) > _DOUBT * _speaks(layout):
            raise KnownError(
                "wrong_kind",
                f"“{path.name}”的列是“{natural.kind.label}”的，不像“{layout.kind.label}”，请改选种类或换文件。",
            )


def _speaks(layout: Layout) -> int:
    """How much its columns speak for its kind."""
    return sum(layout.kind.field(name).tells for name in layout.columns)


def _main_kind(layouts: list[Layout]) -> SheetKind:
    """The kind with most rows; a book may hold a summary or another list beside its main content."""
    weight: dict[str, int] = {}
    for layout in layouts:
        weight[layout.kind.word] = weight.get(layout.kind.word, 0) + len(layout.sheet.rows) - layout.last_head
    return BY_WORD[max(weight, key=lambda word: weight[word])]


def _file(path: Path, book: Book, kind: SheetKind, taken: list[Layout], read: Found) -> ExaminedFile:
    names = {id(layout.sheet) for layout in taken}
    left_out = [(sheet.name, _why_left_out(sheet)) for sheet in book.sheets if id(sheet) not in names]
    return ExaminedFile(
        path=path,
        book=book,
        kind=kind,
        layouts=taken,
        units=read.units,
        remarks=read.remarks,
        skipped=read.skipped,
        sheets=[_report(layout) for layout in taken],
        left_out_sheets=left_out,
    )


def _why_left_out(sheet: Sheet) -> str:
    return "没有认得的列，或与本文件的主要内容不是同一种表" if sheet.visible else "隐藏的工作表"


def _report(layout: Layout) -> SheetReport:
    columns = {layout.kind.field(name).label: cell_name(layout.last_head, at) for name, at in layout.columns.items()}
    hidden = sum(1 for row in layout.sheet.hidden_rows if row > layout.last_head)
    return SheetReport(
        sheet=layout.sheet.name,
        kind=layout.kind.label,
        head_rows=(layout.first_head + 1, layout.last_head + 1),
        columns=columns,
        recognised=layout.recognised,
        of=sum(1 for head in layout.heads if head),
        unknown=tuple(layout.heads[column] for column in layout.unknown),
        hidden_rows=hidden,
    )
