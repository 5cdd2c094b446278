"""The sample files of 青石乡 as values, read by nothing but their known columns: what the comparison itself is tested on."""

from __future__ import annotations

import csv
from pathlib import Path

from python_calamine import CalamineWorkbook

from dibao_desktop.domain.dates import parse_date
from dibao_desktop.domain.identity import IdFault, read_id
from dibao_desktop.domain.money import parse_yuan
from dibao_desktop.domain.text import clean
from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord, RelativeEntry
from dibao_desktop.matching.rules.lists import ListEntry, ListKind

# file, head row, then which column holds what.
_LISTS = {
    ListKind.VEHICLES: ("04_机动车登记信息.xlsx", {"detail": 2, "label": 3, "on_date": 4}),
    ListKind.PAYROLL: ("05_财政供养人员名单.xlsx", {"label": 2, "detail": 3, "amount_fen": 4}),
    ListKind.REAL_ESTATE: ("06_不动产登记信息.xlsx", {"detail": 2, "label": 4, "on_date": 5}),
    ListKind.BUSINESSES: ("07_市场主体登记信息.xlsx", {"detail": 2, "label": 3, "on_date": 4}),
    ListKind.PENSIONS: ("08_养老金领取人员.xlsx", {"label": 2, "amount_fen": 3}),
}

_PAID = "10_2017年5月低保金代发明细.xlsx"


def roster(folder: Path) -> list[HouseholdRecord]:
    """The households of file 01, the two heads whose ID number was lost put right from the payment list."""
    rows = CalamineWorkbook.from_path(folder / "01_在保对象名册_省系统导出.xls").get_sheet_by_index(0).to_python()
    blocks: list[list[list[object]]] = []
    for row in rows[4:]:
        if clean(row[0]).isdigit() or isinstance(row[0], (int, float)):
            blocks.append([row])
        elif row[10]:
            blocks[-1].append(row)
    paid = {clean(row[3]): read_id(row[2]).value for row in _sheet(folder / _PAID)[1][2:]}
    return [_household(block, paid) for block in blocks]


def _household(block: list[list[object]], paid: dict[str, str]) -> HouseholdRecord:
    head = block[0]
    number = clean(head[1])
    return HouseholdRecord(
        number=number,
        village=clean(head[2]),
        group=clean(head[3]),
        head_name=clean(head[4]).replace(" ", ""),
        register_no=clean(head[5]),
        aid_type="农村低保",
        category=clean(head[8]),
        family_size=int(head[6]),  # type: ignore[call-overload]
        covered_size=int(head[7]),  # type: ignore[call-overload]
        monthly_fen=parse_yuan(head[9]),
        start_month=str(parse_date(head[25])),
        annual_income_fen=parse_yuan(head[22]),
        account_no=clean(head[24]),
        members=tuple(_member(row, paid.get(clean(head[24]), "")) for row in block),
    )


def _member(row: list[object], head_number: str) -> MemberRecord:
    read = read_id(row[13])
    name = clean(row[10]).replace(" ", "")
    mended = head_number if read.fault is IdFault.NUMERIC else read.value
    return MemberRecord(
        name=name,
        relation=clean(row[11]),
        sex=clean(row[12]),
        id_number=mended,
        id_written=clean(row[13]) if read.fault is IdFault.OLD else "",
        birth=str(parse_date(row[14]) or ""),
        covered=clean(row[20]) == "是",
    )


def lists(folder: Path) -> dict[ListKind, tuple[str, list[ListEntry]]]:
    """The lists 03–08, 10 and 11, with the names of their files."""
    found = {kind: (name, _entries(kind, folder / name, columns)) for kind, (name, columns) in _LISTS.items()}
    found[ListKind.DEATHS] = ("03_死亡人口信息_公安.csv", _deaths(folder / "03_死亡人口信息_公安.csv"))
    found[ListKind.PAYMENTS] = (_PAID, _payments(folder / _PAID))
    name = "11_账户支取情况.xlsx"
    found[ListKind.WITHDRAWALS] = (name, _withdrawals(folder / name))
    return found


def _sheet(path: Path) -> tuple[str, list[list[object]]]:
    book = CalamineWorkbook.from_path(path)
    return book.sheet_names[0], book.get_sheet_by_index(0).to_python()


def _entries(kind: ListKind, path: Path, columns: dict[str, int]) -> list[ListEntry]:
    sheet, rows = _sheet(path)
    read = {"amount_fen": parse_yuan, "on_date": lambda raw: str(parse_date(raw) or "")}
    return [
        ListEntry(
            kind,
            clean(row[0]),
            read_id(row[1]).value,
            place=f"{sheet}!A{place}",
            **{field: read.get(field, clean)(row[column]) for field, column in columns.items()},  # type: ignore[arg-type]
        )
        for place, row in enumerate(rows[2:], 3)
        if row[1]
    ]


def _deaths(path: Path) -> list[ListEntry]:
    with path.open(encoding="gb18030", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [
        ListEntry(ListKind.DEATHS, row[0], read_id(row[1]).value, on_date=str(parse_date(row[2])), place=f"A{place}")
        for place, row in enumerate(rows, 2)
        if row
    ]


def _payments(path: Path) -> list[ListEntry]:
    sheet, rows = _sheet(path)
    return [
        ListEntry(
            ListKind.PAYMENTS,
            clean(row[1]),
            read_id(row[2]).value,
            clean(row[3]),
            parse_yuan(row[4]),
            label=clean(row[5]),
            place=f"{sheet}!A{place}",
        )
        for place, row in enumerate(rows[2:], 3)
        if row[2]
    ]


def _withdrawals(path: Path) -> list[ListEntry]:
    sheet, rows = _sheet(path)
    return [
        ListEntry(
            ListKind.WITHDRAWALS,
            clean(row[0]),
            read_id(row[1]).value,
            clean(row[2]),
            months=tuple((f"2017-{month:02d}", clean(cell) == "是") for month, cell in enumerate(row[3:6], 3)),
            place=f"{sheet}!A{place}",
        )
        for place, row in enumerate(rows[2:], 3)
        if row[1]
    ]


def relatives(folder: Path) -> list[RelativeEntry]:
    """List 09."""
    sheet, rows = _sheet(folder / "09_村干部及经办人员近亲属登记表.xlsx")
    return [
        RelativeEntry(*(clean(cell) for cell in row[:7]), filed=clean(row[7]) == "已备案", place=f"{sheet}!A{place}")
        for place, row in enumerate(rows[2:], 3)
        if row[1]
    ]
