"""变动登记表: one event on paper, with what was collected for it and who signs."""

from __future__ import annotations

from dibao_desktop.clearance.queries.events import event
from dibao_desktop.domain.document import Document, Heading, Paragraph, Signatures, Table
from dibao_desktop.domain.money import yuan
from dibao_desktop.dossiers.rules.life_events import LifeEvent


def event_sheet(event_id: int) -> Document:
    """The sheet of one event; numbers in full, for the paper dossier."""
    found = event(event_id)
    rows = [
        ("档案号", found.number, "户主", found.head_name),
        ("村（社区）", found.village, "变动类型", found.kind.label),
        ("变动人员", found.person_name, "身份证号", found.person_id or "未填"),
        ("发生日期", found.happened_on, "登记日期", found.recorded_on),
        ("保障人口", f"{found.covered_before} → {found.covered_after} 人", "重新核算自", found.from_month),
        ("现发月保障金", f"{yuan(found.before_fen)} 元", "办结期限", found.settle_by),
    ]
    if found.kind is LifeEvent.DEATH:
        rows.append(("死亡人员月金额", f"{yuan(found.monthly_over_fen)} 元", "停发月份", found.from_month))
    return Document(
        f"变动登记表_{found.number}_{found.person_name}",
        (
            Heading("低保家庭变动登记表", 0),
            Table(("项目", "内容", "项目", "内容"), tuple(rows), (3, 5, 3, 5)),
            Paragraph(f"情况说明：{found.note or '无'}"),
            Heading("材料"),
            Table(("序号", "材料", "页数", "备注"), _papers(found.papers), (1, 6, 2, 4)),
            Paragraph("现发金额不因本登记改变；重新核算、听取意见、决定和书面告知另行办理。"),
            Signatures(("户主（或代理人）签字", "经办人签字", "日期")),
        ),
    )


def _papers(papers: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple((str(place), paper, "", "") for place, paper in enumerate(papers, start=1))
