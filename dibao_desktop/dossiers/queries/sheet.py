"""The dossier as a printed sheet (一户一档登记表)."""

from __future__ import annotations

from dibao_desktop.domain.document import Block, Document, Heading, Paragraph, Signatures, Table
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers.queries.circumstances import circumstances
from dibao_desktop.dossiers.queries.household import HouseholdDetail, household
from dibao_desktop.dossiers.rules.benefit import kind_label
from dibao_desktop.dossiers.rules.circumstance_changes import told
from dibao_desktop.dossiers.rules.fields import HOUSEHOLD_LABELS, shown
from dibao_desktop.dossiers.rules.keeping import WholeRecord
from dibao_desktop.dossiers.rules.members import health_text
from dibao_desktop.dossiers.rules.record import MemberRecord

_LEFT = ("number", "head_name", "village", "group", "register_no", "aid_type", "category", "start_month", "cause")
_RIGHT = (
    "family_size",
    "covered_size",
    "monthly_fen",
    "annual_income_fen",
    "phone",
    "address",
    "certificate_no",
    "bank",
    "account_no",
)


def dossier_sheet(id_: int) -> Document:
    """One household on paper, numbers in full: it goes into the paper dossier, not on a wall."""
    found = household(id_)
    if found is None:
        raise KnownError("no_household", "这份档案已不存在，请刷新列表后再试。")
    record = found.record
    blocks: list[Block] = [
        Heading("低保家庭档案登记表", 0),
        Paragraph(f"档案号：{record.number}    户主：{record.head_name}    状态：{found.standing}", align="center"),
        Table(("项目", "内容", "项目", "内容"), _pairs(found), (3, 5, 3, 5)),
        Heading("家庭成员"),
        Table(
            ("姓名", "与户主关系", "性别", "身份证号", "健康状况", "劳动能力", "保障"),
            tuple(_member(member) for member in record.members),
            (3, 3, 2, 6, 5, 4, 2),
        ),
    ]
    known = WholeRecord(record, circumstances(id_, found.member_ids), found.member_ids, found.version)
    if lines := told(known):
        blocks += [Heading("家庭状况"), Table(("项目", "内容"), tuple(lines), (2, 12))]
    if found.benefits:
        rows = tuple(
            (
                b.month,
                kind_label(b.kind),
                shown("monthly_fen", b.monthly_fen),
                f"{b.covered} 人",
                b.category,
                b.decision,
            )
            for b in found.benefits
        )
        head = ("自何月起", "变动", "月保障金", "保障人口", "类别", "依据")
        blocks += [Heading("保障变动"), Table(head, rows, (3, 3, 3, 3, 2, 6))]
    if record.note:
        blocks.append(Paragraph(f"备注：{record.note}"))
    blocks.append(Signatures(("户主（或代理人）签字", "经办人签字", "日期")))
    return Document(f"档案_{record.number}_{record.head_name}", tuple(blocks))


def _pairs(found: HouseholdDetail) -> tuple[tuple[str, ...], ...]:
    def cell(field: str) -> str:
        return shown(field, getattr(found.record, field))

    return tuple(
        (HOUSEHOLD_LABELS[left], cell(left), HOUSEHOLD_LABELS[right], cell(right))
        for left, right in zip(_LEFT, _RIGHT, strict=True)
    )


def _member(member: MemberRecord) -> tuple[str, ...]:
    covered = "是" if member.covered else "否"
    return (member.name, member.relation, member.sex, member.id_number, health_text(member), member.labour, covered)
