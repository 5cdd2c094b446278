"""Upload templates of other provinces, made for the tests."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import xlwt
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

# Where Excel keeps a drop-down that looks at another sheet, and something that nobody knows.
_EXTENSION = """<extLst><ext uri="{x}" xmlns:v="urn:v"><v:kept/></ext>
<ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">
<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">
<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>_codes!$B$2:$B$3</xm:f></x14:formula1>
<xm:sqref>I3:I500</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"""


def other_province(path: Path) -> Path:
    """Heads two rows deep with red letters for what must be filled, a hidden sheet of code tables under names, an example row,
    a date form in the head, a length rule, columns that nobody but this province has, and a row limit on another sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "低保复核"
    sheet["A1"] = "城乡低保复核信息导入表"
    sheet.merge_cells("A1:K1")
    heads = (
        ("户主姓名", True),
        ("户主身份证号码", True),
        ("家庭成员姓名", True),
        ("身份证号码", True),
        ("家庭关系", True),
        ("出生日期(yyyy/mm/dd)", False),
        ("文化水平", True),
        ("经办渠道", True),
        ("民族", False),
        ("户月保障金(元)", False),
        ("年龄", False),
    )
    for place, (head, must) in enumerate(heads, start=1):
        cell = sheet.cell(2, place, head)
        cell.font = Font(bold=True, color="FFFF0000" if must else "FF000000")
    example = ("张三", "530000196503125500", "张三", "530000196503125500", "户主", "1965/03/12", "小学", "线下")
    for place, value in enumerate(example, start=1):
        sheet.cell(3, place, value)
    for row in range(3, 13):
        sheet.cell(row, 11, f"=YEAR(NOW())-MID(D{row},7,4)")
        for column in (2, 4):
            sheet.cell(row, column).number_format = "@"
    sheet["A2"].comment = Comment("户主的姓名", "省厅")
    codes = book.create_sheet("_codes")
    codes.sheet_state = "veryHidden"
    for row, word in enumerate(("户主/本人", "配偶", "子/婿", "女/媳", "其他"), start=1):
        codes.cell(row, 1, word)
    for row, word in enumerate(("小学", "初中", "高中及以上"), start=1):
        codes.cell(row, 2, word)
    book.defined_names["GX"] = DefinedName("GX", attr_text="_codes!$A$1:$A$5")
    for area, formula in (("E3:E500", "=GX"), ("G3:G500", "=_codes!$B$1:$B$3"), ("H3:H500", '"线上,线下"')):
        rule = DataValidation("list", formula)
        rule.add(area)
        sheet.add_data_validation(rule)
    length = DataValidation("textLength", operator="lessThanOrEqual", formula1="6")
    length.add("A3:A500")
    sheet.add_data_validation(length)
    note = book.create_sheet("导入注意事项")
    note["A1"] = "每次导入最多 20 行。模板版本：2.1"
    book.save(path)
    return path


def with_extension(blank: Path, out: Path) -> Path:
    """The same as Excel itself would save it: with an extension that no library knows beside the data."""
    with zipfile.ZipFile(blank) as before, zipfile.ZipFile(out, "w") as after:
        for part in before.infolist():
            data = before.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                data = data.replace(b"</worksheet>", _EXTENSION.encode() + b"</worksheet>")
            after.writestr(part, data)
        after.writestr("customXml/item1.xml", "<seal/>")
    return out


def prefixed(blank: Path, out: Path) -> Path:
    """The same as some programs write it: every element of the sheets and styles with a prefix."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    with zipfile.ZipFile(blank) as before, zipfile.ZipFile(out, "w") as after:
        for part in before.infolist():
            data = before.read(part)
            if part.filename.startswith("xl/worksheets/sheet") or part.filename == "xl/styles.xml":
                xml = re.sub("<(/?)(?=[a-zA-Z])", r"<\1x:", data.decode())
                data = xml.replace(space, space.replace("xmlns=", "xmlns:x=")).encode()
            after.writestr(part, data)
    return out


def accounts(path: Path) -> Path:
    """银行账号模板 of the older system: one sheet, five heads, 200 empty text rows, .xls (DOMAIN §15.5)."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("银行账号模板")
    text = xlwt.easyxf(num_format_str="@")
    for column, head in enumerate(("户主姓名", "身份证号码", "开户银行", "账户名称", "银行账号")):
        sheet.write(0, column, head, text)
        for row in range(1, 201):
            sheet.write(row, column, "", text)
    book.save(str(path))
    return path
