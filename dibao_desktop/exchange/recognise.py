"""Saying what a sheet holds: its kind, its head row or rows, and which column is which.

Only what stands in the sheet counts: heads by the synonyms of `sheets`, what the cells below look like, and, weakly,
the words of the title. Never the file's name, never a position (DOMAIN §17 E7, E13, E23).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dibao_desktop.domain import text
from dibao_desktop.exchange import shapes
from dibao_desktop.exchange.sheets import BY_WORD, KINDS, Field, Shape, SheetKind
from dibao_desktop.exchange.workbook import Cell, Sheet

# Heads stand in the first rows, stacked at most three deep.
_SEARCHED_ROWS = 30
_DEEPEST = 3
_SAMPLE = 40
_LONGEST_HEAD = 40
# Columns about people that are not the ones a list is about.
_OTHER_ROLE = re.compile(
    r"监护|照料|代管|联系人|赡养|抚养|扶养|义务人|经办|见证|代领|受托|委托|紧急|调查人|审核人|审批人|配偶|父亲|母亲|推荐|举报"
)
# What may stand before a head without changing what it says.
_HARMLESS = re.compile(
    r"(?:低保|救助|保障|家庭|农村|城市|城镇|城乡|居民|村民|本户|户内|该户|实际|核定|核实|登记|申报|目前|现在|现|应|拟|原|20\d\d年?"
    r"|上年|本|其|的|主要|享受|对象|人员|困难|系统|名册|采集|当前|最新|月)+"
)
# Heads that say themselves whose figure they are.
_OWN_SUBJECT = re.compile(r"家庭|全家|户主|户内|低保|保障|享受|救助")
_FILLER = re.compile(r"(?:基本|相关)?(?:信息|情况)")
_MEMBERS = re.compile(r"^(?:共同生活)?(?:的)?(?:家庭)?成员(?:的)?(?!\d|[一二三四五六七八九十])")
_PUNCTUATION = re.compile(r"[、,,.。·:;;\-_—\"'“”\[\]【】*#]+")
_FOOT = re.compile(r"(?:必填|选填|文本格式?|日期格式?)$")


@dataclass(frozen=True)
class Layout:
    """One recognised sheet. Rows and columns count from 0; `heads` are the heads as written, stacked parts joined."""

    kind: SheetKind
    sheet: Sheet
    first_head: int
    last_head: int
    columns: dict[str, int]
    many: dict[str, tuple[int, ...]]
    heads: tuple[str, ...]
    unknown: tuple[int, ...]
    title: str
    score: float

    @property
    def recognised(self) -> int:
        """How many columns were understood."""
        return sum(1 for head in self.heads if head) - len(self.unknown)

    @property
    def others(self) -> tuple[int, ...]:
        """The columns that no field takes: unknown ones, and known ones that are only kept as they are written."""
        return (*self.unknown, *self.many.get("noted", ()))

    def head(self, name: str) -> str:
        """The head of a field's column, as written; empty when there is no such column."""
        column = self.columns.get(name)
        return "" if column is None else self.heads[column]


def recognise(sheet: Sheet, as_kind: str | None = None) -> Layout | None:
    """The best reading of a sheet, or None when it is nothing we know. `as_kind` settles the kind beforehand."""
    kinds = (BY_WORD[as_kind],) if as_kind else KINDS
    for loose in (False, True):
        candidates = [layout for layout in _candidates(sheet, kinds, loose, bool(as_kind)) if layout is not None]
        if candidates:
            best = max(candidates, key=lambda each: (each.score, each.first_head - each.last_head, -each.first_head))
            return _completed(best)
    return None


def _candidates(sheet: Sheet, kinds: Sequence[SheetKind], loose: bool, forced: bool) -> Iterator[Layout | None]:
    grid = _head_grid(sheet)
    hits = [sum(1 for cell in row if cell and _any_kind(cell)) for row in grid]
    fewest = max(hits, default=0) / 3
    for last in range(len(grid)):
        if hits[last] < max(1, fewest) and not loose:
            continue
        for first in range(last, max(-1, last - _DEEPEST), -1):
            if not loose and sum(hits[first : last + 1]) < 2:
                continue
            stacks = _stacks(grid[first : last + 1])
            title = _title(sheet, grid, first)
            for kind in kinds:
                yield _fit(kind, sheet, first, last, stacks, title, loose, forced)


def _head_grid(sheet: Sheet) -> list[list[str]]:
    """The first rows as text, merged cells filled; what cannot be a head (numbers, dates, long text) is blank."""
    width = sheet.width
    grid = [
        [cell if isinstance(cell, str) and len(cell) <= 400 else "" for cell in row] + [""] * (width - len(row))
        for row in sheet.rows[:_SEARCHED_ROWS]
    ]
    for top, left, bottom, right in sheet.merged:
        if top < len(grid) and left < width:
            value = grid[top][left]
            for row in range(top, min(bottom + 1, len(grid))):
                for column in range(left, min(right + 1, width)):
                    grid[row][column] = value
    return grid


def _stacks(rows: list[list[str]]) -> list[tuple[str, ...]]:
    """For every column the parts of its stacked head from top to bottom."""
    filled = []
    for depth, row in enumerate(rows):
        if depth < len(rows) - 1:
            row = _group_words(row, rows[depth + 1])
        filled.append(row)
    stacks = []
    for parts in zip(*filled, strict=True):
        kept: list[str] = []
        for part in parts:
            word = text.clean(part)
            if word and (not kept or kept[-1] != word):
                kept.append(word)
        stacks.append(tuple(kept))
    return stacks


def _group_words(row: list[str], below: list[str]) -> list[str]:
    """A group's word also stands for the columns to its right which have a head of their own below."""
    filled = []
    current = ""
    for word, leaf in zip(row, below, strict=True):
        if word.strip():
            current = word
        elif not leaf.strip():
            current = ""
        filled.append(word or (current if leaf.strip() else ""))
    return filled


def _title(sheet: Sheet, grid: list[list[str]], first_head: int) -> str:
    words = dict.fromkeys(text.clean(cell) for row in grid[:first_head] for cell in row if cell.strip())
    return " ".join([text.clean(sheet.name), *words])


@functools.lru_cache(maxsize=20_000)
def normal(head: str) -> str:
    """A head without spaces, brackets, units, stars and punctuation."""
    return _FOOT.sub("", _PUNCTUATION.sub("", text.header(head)))


@functools.lru_cache(maxsize=50_000)
def _matching(word: str, head: str) -> tuple[Field, ...]:
    """The fields of a kind that a normalised head names."""
    if not head or len(head) > _LONGEST_HEAD:
        return ()
    return tuple(each for each in BY_WORD[word].fields if _pattern(each.heads).fullmatch(head))


@functools.lru_cache(maxsize=1_000)
def _pattern(heads: str) -> re.Pattern[str]:
    return re.compile(heads)


# Every head of every kind: one look tells that a cell is none of them.
_ANY = re.compile(
    "|".join(
        dict.fromkeys(f"(?:{re.sub(r'[(][?]P<[a-z]+>', '(?:', each.heads)})" for kind in KINDS for each in kind.fields)
    )
)


@functools.lru_cache(maxsize=50_000)
def _any_kind(cell: str) -> bool:
    head = normal(cell) if len(cell) <= 2 * _LONGEST_HEAD else ""
    return bool(head) and bool(_ANY.fullmatch(head))


def _named(kind: SheetKind, stack: tuple[str, ...], loose: bool) -> list[tuple[int, Field]]:
    """The fields that a stacked head may mean, with how sure that is: whole head 3, its last part 2, its end 1."""
    if not stack:
        return []
    leaf = normal(stack[-1])
    for needless in (_FILLER, _MEMBERS):
        if not _matching(kind.word, leaf):
            leaf = needless.sub("", leaf) or leaf
    found: list[tuple[int, Field]] = []
    if len(stack) > 1:
        whole = "".join(normal(part) for part in stack)
        near = "".join(normal(part) for part in stack[-2:])
        for head in dict.fromkeys((whole, near, _FILLER.sub("", whole), _FILLER.sub("", near))):
            found.extend((3, field) for field in _matching(kind.word, head))
        if _OTHER_ROLE.search("".join(stack[:-1])):
            return found
        if _OWN_SUBJECT.match(leaf) and (own := _matching(kind.word, leaf)):
            # 家庭人数 under 保障情况 is still the family's: only a bare 人数 takes its subject from the group's word.
            return [(3, field) for field in own]
    found.extend((3 if len(stack) == 1 else 2, field) for field in _matching(kind.word, leaf))
    if loose and not found:
        for start in range(1, len(leaf) - 1):
            if _HARMLESS.fullmatch(leaf[:start]):
                found.extend((1, field) for field in _matching(kind.word, leaf[start:]) if field.keep)
    return found


def _fit(
    kind: SheetKind,
    sheet: Sheet,
    first: int,
    last: int,
    stacks: list[tuple[str, ...]],
    title: str,
    loose: bool,
    forced: bool,
) -> Layout | None:
    options = {column: _named(kind, stack, loose) for column, stack in enumerate(stacks) if stack}
    if sum(1 for named in options.values() if named) < (1 if forced else 2):
        return None
    below = sheet.rows[last + 1 : last + 1 + _SAMPLE]
    taken, many, known = _assign(kind, options, below)
    if not forced and not all(taken.keys() & need or many.keys() & need for need in kind.needs):
        return None
    kept = {name: column for name, column in taken.items() if kind.field(name).keep}
    if not kept and not many:
        return None
    headed = [column for column, stack in enumerate(stacks) if stack]
    score = sum(kind.field(name).tells + 1.0 for name in taken)
    score += sum(kind.field(name).tells + 0.5 * len(columns) for name, columns in many.items())
    score += 6.0 * len(known) / max(1, len(headed))
    score += 4.0 if re.search(kind.titles, title) else 0.0
    score += 8.0 if kind.strong_titles and re.search(kind.strong_titles, title) else 0.0
    if kind.strong:
        score += 8.0 if any(_pattern(kind.strong).fullmatch(normal(stack[-1])) for stack in stacks if stack) else 0.0
    return Layout(
        kind=kind,
        sheet=sheet,
        first_head=first,
        last_head=last,
        columns=kept,
        many=many,
        heads=tuple("·".join(stack) for stack in stacks),
        unknown=tuple(column for column in headed if column not in known),
        title=title,
        score=score,
    )


def _assign(
    kind: SheetKind, options: dict[int, list[tuple[int, Field]]], below: list[list[Cell]]
) -> tuple[dict[str, int], dict[str, tuple[int, ...]], set[int]]:
    """Give each field one column: the surest head first, then the one whose cells look right, then the leftmost."""
    ranks = {id(field): _rank(kind, field) for named in options.values() for _, field in named}
    claims = []
    for column, named in options.items():
        for order, (sure, field) in enumerate(named):
            cells = [row[column] for row in below if column < len(row)]
            part = shapes.share(field.shape, cells)
            # A head may lie: "身份证" above a column of yes and no is not an ID number.
            fits = 1.0 if part is None else part
            claims.append((fits < 0.2, -sure, ranks[id(field)], order, -round(fits, 1), column, field))
    claims.sort(key=lambda claim: claim[:6])
    taken: dict[str, int] = {}
    many: dict[str, list[int]] = {}
    known: set[int] = set()
    for wrong, _, _, _, _, column, field in claims:
        if column in known or (wrong and field.shape in (Shape.ID, Shape.FLAG)):
            continue
        if field.name in kind.many:
            many.setdefault(field.name, []).append(column)
        elif field.name not in taken:
            taken[field.name] = column
        elif field.keep:
            continue
        known.add(column)
    return taken, {name: tuple(sorted(columns)) for name, columns in many.items()}, known


def _rank(kind: SheetKind, field: Field) -> int:
    """The place of a field among those of the same name: the first is how the column is best headed."""
    return [each for each in kind.fields if each.name == field.name].index(field)


def _completed(layout: Layout) -> Layout:
    """Fill what the heads left open: columns named by the end of their head, and ID numbers under any head."""
    kind, sheet = layout.kind, layout.sheet
    below = sheet.rows[layout.last_head + 1 : layout.last_head + 1 + _SAMPLE]
    columns = dict(layout.columns)
    unknown = list(layout.unknown)
    for column in layout.unknown:
        stack = tuple(layout.heads[column].split("·"))
        cells = [row[column] for row in below if column < len(row)]
        for _, field in _named(kind, stack, loose=True):
            part = shapes.share(field.shape, cells)
            if (
                field.name not in columns
                and field.keep
                and field.name not in kind.many
                and (part is None or part > 0.5)
            ):
                columns[field.name] = column
                unknown.remove(column)
                break
    if "name" not in columns and "head_name" not in columns and any(field.name == "name" for field in kind.fields):
        for column in unknown:
            if normal(layout.heads[column]).endswith("姓名") and not _OTHER_ROLE.search(layout.heads[column]):
                columns["name"] = column
                unknown = [other for other in unknown if other != column]
                break
    if "id_number" not in columns and any(field.name == "id_number" for field in kind.fields):
        free = [column for column in range(sheet.width) if column not in columns.values()]
        looks = [
            column
            for column in free
            if (shapes.share(Shape.ID, [row[column] for row in below if column < len(row)]) or 0) >= 0.8
        ]
        if len(looks) == 1 and "head_id" not in columns:
            columns["id_number"] = looks[0]
            unknown = [column for column in unknown if column != looks[0]]
    _give_number_to_nearer_name(columns)
    return replace(layout, columns=columns, unknown=tuple(unknown))


def _give_number_to_nearer_name(columns: dict[str, int]) -> None:
    """In a list of officials and relatives with one column of ID numbers, it belongs to the name before it."""
    number = columns.get("official_id")
    if number is None or "relative_id" in columns or "relative_name" not in columns:
        return
    before = [name for name in ("official_name", "relative_name") if columns.get(name, number) < number]
    if before and max(before, key=columns.__getitem__) == "relative_name":
        columns["relative_id"] = columns.pop("official_id")
