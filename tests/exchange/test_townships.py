"""Three invented townships that keep their ledgers in ways of their own; each says the same as the sample's households."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from dibao_desktop.dossiers.rules.record import HouseholdRecord, MemberRecord
from dibao_desktop.exchange.importing import ExaminedFile, examine
from exchange.variants import Rows, essence, households, write_csv, write_xls, write_xlsx


def read(path: Path) -> tuple[ExaminedFile, list[HouseholdRecord]]:
    file = examine([path]).files[0]
    assert [problem for problem in file.problems if problem.is_error] == []
    return file, [unit.value for unit in file.good if isinstance(unit.value, HouseholdRecord)]


def yuan(record: HouseholdRecord) -> int:
    return (record.monthly_fen or 0) // 100


def spaced(number: str) -> str:
    return f"{number[:6]} {number[6:14]} {number[14:]}"


def serial_day(iso: str) -> int:
    """The day as Excel counts it."""
    return (dt.date.fromisoformat(iso) - dt.date(1899, 12, 30)).days


def test_merged_villages_subtotals_amid_and_amounts_in_words(tmp_path: Path) -> None:
    """大坪镇: one cell a village, a subtotal below each, the group only in the address, 元 behind every amount."""
    heads = [
        "村（居）委会",
        "序号",
        "户主",
        "家庭住址",
        "享受人口(人)",
        "每月补助",
        "家庭成员",
        "与户主关系",
        "性别",
        "身份证号",
        "出生年月",
    ]
    rows: Rows = [["大坪镇二〇一七年农村低保花名册"], ["填报单位：大坪镇人民政府", *[""] * 9, "2017.6"], heads]
    merged = ["A1:K1"]
    villages: dict[str, list[HouseholdRecord]] = {}
    for record in households():
        villages.setdefault(record.village, []).append(record)
    for village, records in villages.items():
        start = len(rows) + 1
        for serial, record in enumerate(records, 1):
            for place, member in enumerate(record.members):
                first = not place
                born = f"{member.birth[:4]}.{int(member.birth[5:7])}"
                own = [serial, record.head_name, f"大坪镇{village}委会{record.group}{serial}号", record.covered_size]
                own.append(f"{yuan(record)}元")
                rows.append([village if first and serial == 1 else "", *(own if first else [""] * 5)])
                rows[-1] += [f"　{member.name}", member.relation, member.sex, spaced(member.id_number), born]
        merged.append(f"A{start}:A{len(rows)}")
        people, money = sum(each.covered_size for each in records), sum(map(yuan, records))
        rows.append(["小计", "", "", "", people, f"{money}元", *[""] * 5])
    rows.append(["审批：        复核：        制表："])
    path = write_xlsx(tmp_path / "大坪.xlsx", {"Sheet1": rows}, merged)
    book = load_workbook(path)
    book["Sheet1"].row_dimensions[6].hidden = True
    book["Sheet1"].column_dimensions["I"].hidden = True
    book.save(path)
    file, records_read = read(path)
    assert essence(records_read) == essence(households())
    assert [record.group for record in records_read] == [record.group for record in households()]
    assert file.sheets[0].hidden_rows == 1 and not [each for each in file.problems if each.code == "E10"]


def test_two_sheets_of_head_rows_and_member_rows_with_days_as_numbers(tmp_path: Path) -> None:
    """黑石乡: a sheet a village, no column for the head: who is 户主 begins a household; days are Excel's numbers."""
    heads = [
        "户次",
        "姓  名",
        "称谓",
        "性别",
        "公民身份\n号码",
        "出生日期",
        "享受类别",
        "享受人数",
        "补助标准（元/月）",
        "批准时间",
    ]
    sheets: dict[str, Rows] = {}
    records = [record for record in households() if record.start_month]
    for record in records:
        rows = sheets.setdefault(record.village, [[f"黑石乡{record.village}低保台账"], ["单位：元"], heads])
        serial = sum(1 for row in rows if isinstance(row[0], int)) + 1
        for member in record.members:
            own: list[Any] = ["", "", "", ""]
            if member is record.members[0]:
                own = [record.category, record.covered_size, yuan(record), serial_day(f"{record.start_month}-01")]
            first = serial if member is record.members[0] else ""
            born = serial_day(member.birth)
            rows.append([first, member.name, member.relation, member.sex, f"'{member.id_number}", born, *own])
    _, found = read(write_xls(tmp_path / "黑石.xls", sheets))
    assert essence(found) == essence(records)
    assert [record.start_month for record in found] == [record.start_month for record in records]


def test_parts_of_the_amount_ticks_and_dictionary_codes(tmp_path: Path) -> None:
    """河口镇: each person has a part of the amount, ticks say who is covered, relations carry the codes of a dictionary."""
    codes = {"户主": "01-本人", "配偶": "10-配偶", "子": "20-子", "女": "30-女", "父亲": "51-父亲", "母亲": "52-母亲"}
    heads = [
        "户编号",
        "村组",
        "户主名字",
        "成员姓名",
        "与户主关系",
        "证件号码",
        "享受（√）",
        "个人补助（元/月）",
        "性别",
    ]
    heads[6] = "是否享受"
    records = [
        r for r in households() if {m.relation for m in r.members} <= codes.keys() and all(m.covered for m in r.members)
    ]
    rows: Rows = []

    def line(record: HouseholdRecord, member: MemberRecord, part: int) -> list[Any]:
        place = f"河口镇{record.village}{record.group}"
        relation = codes[member.relation]
        return [record.number, place, record.head_name, member.name, relation, member.id_number, "√", part, member.sex]

    for record in records:
        share, rest = divmod(yuan(record), len(record.members))
        rows += [line(record, each, share + (rest if not place else 0)) for place, each in enumerate(record.members)]
    _, found = read(write_csv(tmp_path / "河口.csv", [heads, *rows], "utf-16", "\t"))
    wanted = {(r.number, r.village, r.head_name, r.monthly_fen, tuple(m.id_number for m in r.members)) for r in records}
    got = {(r.number, r.village, r.head_name, r.monthly_fen, tuple(m.id_number for m in r.members)) for r in found}
    assert got == wanted
    assert [m.relation for r in found for m in r.members] == [m.relation for r in records for m in r.members]
    assert all(member.covered for record in found for member in record.members)
