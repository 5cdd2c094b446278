"""Write the form templates that the program ships (resources/templates/documents): Word files with fields.

What the fields are is told in dibao_desktop/reports/form_fields.py. Run again after a change here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dibao_desktop.reports.forms import Account, Form, Template, shipped

_ROOM = 17.0
_CENTER = WD_ALIGN_PARAGRAPH.CENTER


class Sheet:
    """One A4 form under construction."""

    def __init__(self, title: str) -> None:
        self.file = docx.Document()
        section = self.file.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2)
        section.top_margin = section.bottom_margin = Cm(1.8)
        _face(self.file.styles["Normal"], "宋体", 10.5)
        run = self.line("", align=_CENTER).add_run(title)
        run.bold = True
        _face(run, "黑体", 18)

    def line(self, text: str, *, align: Any = None, indent: bool = False) -> Any:
        """One paragraph."""
        paragraph = self.file.add_paragraph(text)
        paragraph.paragraph_format.line_spacing = 1.5
        paragraph.paragraph_format.space_after = Pt(4)
        if align is not None:
            paragraph.alignment = align
        if indent:
            paragraph.paragraph_format.first_line_indent = Pt(21)
        return paragraph

    def head(self, text: str) -> None:
        """A small head above a table."""
        line = self.line("")
        line.paragraph_format.space_before = Pt(8)
        line.paragraph_format.keep_with_next = True
        line.add_run(text).bold = True

    def pairs(self, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        """A ruled table of captions and fields; a row that is shorter has its last cell drawn out."""
        table = self._table(len(widths))
        for texts in rows:
            cells = table.add_row().cells
            last = cells[len(texts) - 1].merge(cells[-1]) if len(texts) < len(widths) else cells[-1]
            for place, text in enumerate(texts):
                cell = last if place == len(texts) - 1 else cells[place]
                _write(cell, text, center=place % 2 == 0)
        _size(table, widths)

    def repeated(
        self, head: Sequence[str], loop: str, fields: Sequence[str], widths: Sequence[float], spare: int
    ) -> None:
        """A table with one row for each of a list, and `spare` empty ones to write in."""
        table = self._table(len(widths))
        for cell, text in zip(table.add_row().cells, head, strict=True):
            _write(cell, text, center=True, bold=True)
        _write(table.add_row().cells[0], f"{{%tr for {loop} %}}")
        for cell, field in zip(table.add_row().cells, fields, strict=True):
            _write(cell, f"{{{{ {field} }}}}" if field else "", center=True)
        _write(table.add_row().cells[0], "{%tr endfor %}")
        for _ in range(spare):
            table.add_row()
        _size(table, widths)

    def opinions(self, rows: Sequence[tuple[str, str]], height: float = 2.6) -> None:
        """Boxes to write an opinion in and sign, as high as `height` centimetres at least."""
        table = self._table(2)
        for caption, text in rows:
            row = table.add_row()
            row.height, row.height_rule = Cm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
            _write(row.cells[0], caption, center=True)
            _write(row.cells[1], text)
            sign = row.cells[1].add_paragraph("签字（盖章）：＿＿＿＿＿＿　　　　年　　月　　日")
            sign.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _size(table, (3.0, _ROOM - 3.0))

    def save(self, form: Template) -> None:
        self.file.core_properties.title = str(form)
        self.file.core_properties.author = ""
        self.file.save(str(shipped(form)))

    def _table(self, columns: int) -> Any:
        table = self.file.add_table(rows=0, cols=columns, style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        return table


def _write(cell: Any, text: str, *, center: bool = False, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
    if center:
        paragraph.alignment = _CENTER
    paragraph.add_run(text).bold = bold


def _size(table: Any, widths: Sequence[float]) -> None:
    shares = [_ROOM * width / sum(widths) for width in widths]
    # Word goes by the cells, LibreOffice by the columns.
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Cm(share)
    for row in table.rows:
        if row.height is None:
            row.height, row.height_rule = Cm(0.75), WD_ROW_HEIGHT_RULE.AT_LEAST
        at = 0
        for cell in row._tr.tc_lst:
            cell.width = Cm(sum(shares[at : at + cell.grid_span]))
            at += cell.grid_span


def _face(styled: Any, name: str, points: float) -> None:
    styled.font.name, styled.font.size = name, Pt(points)
    styled.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


_ABOUT = (
    ("户主姓名", "{{ 户主 }}", "身份证号", "{{ 户主身份证号 }}", "档案号", "{{ 档案号 }}"),
    ("户口簿号", "{{ 户口簿号 }}", "联系电话", "{{ 联系电话 }}", "家庭人口", "{{ 家庭人口 }} 人"),
    ("家庭住址", "{{ 住址 }}"),
)
_ABOUT_WIDTHS = (2.0, 3.3, 2.0, 5.0, 2.0, 2.7)
_MEMBERS_HEAD = ("姓名", "关系", "性别", "身份证号", "健康状况", "劳动能力", "保障")
_MEMBERS = ("人.姓名", "人.关系", "人.性别", "人.身份证号", "人.健康状况", "人.劳动能力", "人.保障对象")
_MEMBERS_WIDTHS = (2.0, 1.8, 1.4, 4.8, 2.9, 2.4, 1.7)


def application() -> Sheet:
    sheet = Sheet("最低生活保障申请审批表")
    more = (
        ("救助类型", "{{ 救助类型 }}", "致困原因", "{{ 主要致困原因 }}", "保障人口", "{{ 保障人口 }} 人"),
        ("开户银行", "{{ 开户银行 }}", "银行账号", "{{ 银行账号 }}", "年收入", "{{ 家庭年收入 }}"),
    )
    sheet.pairs((*_ABOUT, *more), _ABOUT_WIDTHS)
    sheet.head("家庭成员")
    sheet.repeated(_MEMBERS_HEAD, "人 in 成员", _MEMBERS, _MEMBERS_WIDTHS, 1)
    sheet.line("")
    sheet.opinions(
        (
            ("申请理由", "{{ 主要致困原因 }}"),
            ("村（社区）意见", ""),
            (
                "乡镇（街道）\n审核意见",
                "{{ 审核意见 }}{% if 处理意见 %}　拟{{ 处理意见 }}，月保障金 {{ 拟月保障金 }} 元。{% endif %}",
            ),
            ("县级确认意见", ""),
        )
    )
    return sheet


def declaration() -> Sheet:
    sheet = Sheet("家庭收入及财产申报表")
    sheet.pairs(_ABOUT, _ABOUT_WIDTHS)
    sheet.head("一、收入（元）")
    names = ("项.姓名", "项.种类", "项.期间", "项.金额", "项.备注")
    sheet.repeated(("姓名", "收入种类", "期间", "金额", "备注"), "项 in 收入", names, (3, 4, 3, 3, 4), 2)
    sheet.head("二、财产")
    names = ("项.姓名", "项.种类", "项.说明", "项.价值")
    sheet.repeated(("所有人", "财产种类", "说明", "价值（元）"), "项 in 财产", names, (3, 4, 6, 4), 2)
    sheet.head("三、刚性支出（元）")
    names = ("项.姓名", "项.种类", "项.期间", "项.金额")
    sheet.repeated(("姓名", "支出种类", "期间", "金额"), "项 in 支出", names, (3, 5, 4, 5), 1)
    sheet.head("四、赡养、抚养、扶养义务人")
    names = ("项.姓名", "项.关系", "项.对象", "项.年供养")
    sheet.repeated(("姓名", "关系", "供养对象", "年供养费（元）"), "项 in 义务人", names, (4, 4, 4, 5), 1)
    sheet.line("以上申报内容真实、完整。如有隐瞒或虚报，愿意依法退还领取的资金并承担相应责任。", indent=True)
    sheet.line("申报人签字：＿＿＿＿＿＿＿＿　　　{{ 今天 }}", align=WD_ALIGN_PARAGRAPH.RIGHT)
    return sheet


def visit() -> Sheet:
    sheet = Sheet("入户调查表")
    rows = (*_ABOUT, ("入户日期", "{{ 入户日期 }}", "调查人员", "{{ 调查人员 }}"))
    sheet.pairs(rows, _ABOUT_WIDTHS)
    sheet.head("家庭成员")
    sheet.repeated(_MEMBERS_HEAD, "人 in 成员", _MEMBERS, _MEMBERS_WIDTHS, 0)
    sheet.line("")
    boxes = ("住房情况", "收入来源", "生产经营", "耐用消费品", "重病、残疾、就学", "邻里反映")
    sheet.pairs([(caption, "\n") for caption in boxes], (4, 13))
    sheet.line("")
    sheet.opinions((("调查小结", "{{ 调查小结 }}"), ("家庭成员\n确认", "以上情况属实。")), 2.2)
    return sheet


def consent() -> Sheet:
    sheet = Sheet("家庭经济状况核对授权书")
    sheet.line("{{ 单位 }}：")
    sheet.line(
        "本人及共同生活的家庭成员因申请（享受）{{ 救助类型 }}，同意并授权你单位及委托的核对机构，向有关部门和金融机构查询、"
        "核对我们的收入、财产和支出状况，包括户籍、社会保险、不动产、市场主体、车辆、存款、商业保险、证券等信息。"
        "查询结果只用于社会救助的审核确认和动态管理。",
        indent=True,
    )
    sheet.line("本授权自签字之日起至停止救助之日止有效。", indent=True)
    sheet.line("户主：{{ 户主 }}　　档案号：{{ 档案号 }}　　住址：{{ 住址 }}")
    names = ("人.姓名", "人.关系", "人.身份证号", "")
    sheet.repeated(("姓名", "与户主关系", "身份证号", "签字（按手印）"), "人 in 成员", names, (3, 3, 6, 5), 1)
    sheet.line("")
    sheet.line("未成年人和无民事行为能力人由监护人代签，并注明“某某代”。")
    sheet.line("签署日期：　　　　年　　月　　日", align=WD_ALIGN_PARAGRAPH.RIGHT)
    return sheet


def telling() -> Sheet:
    sheet = Sheet("社会救助事项告知书")
    sheet.line("{{ 告知书编号 }}", align=_CENTER)
    sheet.line("{{ 户主 }}（档案号 {{ 档案号 }}，{{ 村 }}{{ 组 }}）：")
    sheet.line(
        "经审核，对你户的处理意见为“{{ 处理意见 }}”，月保障金由 {{ 原月保障金 }} 元变为 {{ 拟月保障金 }} 元，"
        "自 {{ 执行月份 }} 起执行。",
        indent=True,
    )
    sheet.line("理由：{{ 理由 }}", indent=True)
    sheet.line(
        "如有异议，可以向本单位提出；对决定不服的，可以自收到决定之日起六十日内依法申请行政复议，或者在六个月内依法提起行政诉讼。",
        indent=True,
    )
    sheet.line("联系电话：{{ 单位电话 }}", indent=True)
    sheet.line("{{ 单位 }}", align=WD_ALIGN_PARAGRAPH.RIGHT)
    sheet.line("{{ 今天 }}", align=WD_ALIGN_PARAGRAPH.RIGHT)
    sheet.line("")
    sheet.pairs((("签收人", "", "送达方式", ""), ("签收日期", "", "送达人", "")), (3, 5.5, 3, 5.5))
    return sheet


_VILLAGE_HEAD = ("村（社区）", "应查户", "已查户", "入户率", "评议户", "公示户", "清退", "新增", "未决定")
_VILLAGE = (
    "项.村",
    "项.应查户",
    "项.已查户",
    "项.入户率",
    "项.评议户",
    "项.公示户",
    "项.清退户",
    "项.新增户",
    "项.未决定户",
)
_VILLAGE_WIDTHS = (3, 2, 2, 2.2, 2, 2, 2, 2, 2)


def _account(title: str) -> Sheet:
    """How both accounts begin: who, how far, what was found."""
    sheet = Sheet(title)
    sheet.line("{{ 单位 }}　　　　统计截止：{{ 统计截止 }}", align=_CENTER)
    return sheet


def _work_done(sheet: Sheet) -> None:
    sheet.line(
        "列入清查 {{ 应查户 }} 户 {{ 应查人 }} 人，涉及 {{ 村数 }} 个村（社区）；已入户 {{ 已查户 }} 户 {{ 已查人 }} 人，"
        "入户率 {{ 入户率 }}；已核算档案 {{ 档案已查 }} 户。",
        indent=True,
    )
    sheet.line(
        "信息比对查出疑点 {{ 疑点条数 }} 条，已核实 {{ 疑点已核实 }} 条，核实有问题的 {{ 发现问题户 }} 户；"
        "需整改的问题 {{ 整改问题数 }} 个，已销号 {{ 销号数 }} 个，销号率 {{ 销号率 }}。",
        indent=True,
    )
    sheet.line(
        "已民主评议 {{ 评议户 }} 户，其中同意 {{ 评议同意户 }} 户、不同意 {{ 评议不同意户 }} 户；已公示 {{ 公示户 }} 户，"
        "收到异议 {{ 异议件数 }} 件，已处理 {{ 异议已处理 }} 件。",
        indent=True,
    )


def _decisions(sheet: Sheet) -> None:
    sheet.line(
        "清退 {{ 清退户 }} 户 {{ 清退人 }} 人（停发 {{ 停发户 }} 户、转出 {{ 转出户 }} 户），每月减少 {{ 清退月减额 }} 元；"
        "增发 {{ 增发户 }} 户，每月增加 {{ 增发月增额 }} 元；减发 {{ 减发户 }} 户，每月减少 {{ 减发月减额 }} 元；"
        "自然减员 {{ 自然减员户 }} 户；给予渐退 {{ 渐退户 }} 户；转单人保 {{ 单人保户 }} 户。",
        indent=True,
    )
    sheet.line(
        "新增纳入 {{ 新增户 }} 户 {{ 新增人 }} 人，每月增加 {{ 新增月增额 }} 元；不予纳入 {{ 不予纳入户 }} 户；"
        "继续享受 {{ 继续户 }} 户；尚未决定 {{ 未决定户 }} 户。",
        indent=True,
    )


def _to_write(sheet: Sheet, *heads: str) -> None:
    for head in heads:
        sheet.head(head)
        sheet.line("（请填写）", indent=True)
    sheet.line("")
    sheet.line("{{ 单位 }}", align=WD_ALIGN_PARAGRAPH.RIGHT)
    sheet.line("{{ 统计截止 }}", align=WD_ALIGN_PARAGRAPH.RIGHT)


def stage() -> Sheet:
    sheet = _account("{{ 行动 }}阶段报告")
    sheet.head("一、阶段")
    sheet.line("{{ 阶段 }}（{{ 阶段起止 }}），依据{{ 方案 }}。", indent=True)
    sheet.head("二、工作进展")
    _work_done(sheet)
    sheet.head("三、处理情况")
    _decisions(sheet)
    sheet.head("四、各村进度（户）")
    sheet.repeated(_VILLAGE_HEAD, "项 in 各村", _VILLAGE, _VILLAGE_WIDTHS, 0)
    _to_write(sheet, "五、存在问题", "六、下一步工作")
    return sheet


def final() -> Sheet:
    sheet = _account("{{ 行动 }}工作总结")
    sheet.head("一、基本情况")
    sheet.line("本次清查依据{{ 方案 }}，自 {{ 开始日期 }} 开始，{{ 结束日期 }} 结束。", indent=True)
    _work_done(sheet)
    sheet.head("二、清查前后对比")
    sheet.line(
        "清查前在保 {{ 清查前户数 }} 户 {{ 清查前人数 }} 人，月保障金 {{ 清查前月金额 }} 元；按已作出的决定，清查后在保 "
        "{{ 清查后户数 }} 户，月保障金 {{ 清查后月金额 }} 元。",
        indent=True,
    )
    _decisions(sheet)
    sheet.line(
        "追回死亡后多发的保障金 {{ 追回金额 }} 元；近亲属备案 {{ 备案人数 }} 人、{{ 备案户数 }} 户。", indent=True
    )
    sheet.head("三、清退原因")
    names = ("项.原因", "项.户数", "项.人数", "项.月减额")
    sheet.repeated(("原因", "户数", "人数", "每月减少（元）"), "项 in 清退原因", names, (8, 2.5, 2.5, 4), 0)
    sheet.head("四、各村情况（户）")
    sheet.repeated(_VILLAGE_HEAD, "项 in 各村", _VILLAGE, _VILLAGE_WIDTHS, 0)
    _to_write(sheet, "五、主要做法", "六、存在问题", "七、长效机制")
    return sheet


MAKERS: dict[Template, Callable[[], Sheet]] = {
    Form.APPLICATION: application,
    Form.DECLARATION: declaration,
    Form.VISIT: visit,
    Form.CONSENT: consent,
    Form.TELLING: telling,
    Account.STAGE: stage,
    Account.FINAL: final,
}


def main() -> None:
    """Write all of them."""
    for form, make in MAKERS.items():
        shipped(form).parent.mkdir(parents=True, exist_ok=True)
        make().save(form)


if __name__ == "__main__":
    main()
