"""The papers of a case: 入户调查表, 听取意见记录, 告知书; printed blank where nothing is recorded yet."""

from __future__ import annotations

from dibao_desktop.clearance.queries.campaigns import policy_of
from dibao_desktop.clearance.queries.cases import CaseDetail, case
from dibao_desktop.clearance.rules.clauses import clause_only
from dibao_desktop.clearance.rules.deadlines import gradual_until
from dibao_desktop.clearance.rules.outcome import Outcome
from dibao_desktop.domain.document import Block, Document, Heading, Paragraph, Signatures, Table
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.money import yuan
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.rules.record import HouseholdRecord
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key

_BLANK = "＿＿＿＿"
_ROOM = "\n\n\n"


def visit_form(case_id: int) -> Document:
    """入户调查表: the household, the pack's sections with what was found, neighbours, signatures (57号 art.16)."""
    found, policy, record = _case(case_id)
    visit = found.visits[0].draft if found.visits else None
    people = [
        (
            member.name,
            member.relation,
            member.sex,
            member.health or "",
            member.labour or "",
            "是" if member.covered else "否",
        )
        for member in record.members
    ]
    # A form that is taken along empty needs room to write in.
    answers = visit.answers if visit else {section.id: _ROOM for section in policy.visit.sections}
    sections = tuple((section.title, section.prompt, answers.get(section.id, "")) for section in policy.visit.sections)
    blocks: list[Block] = [
        Heading("入户调查表", 0),
        Paragraph(_household_line(found, record)),
        Paragraph(f"入户日期：{_day(visit.visited_on.isoformat()) if visit else _BLANK}"),
        Heading("家庭成员", 2),
        Table(("姓名", "与户主关系", "性别", "健康状况", "劳动能力", "保障对象"), tuple(people), (3, 3, 1, 3, 4, 2)),
        Heading("调查内容", 2),
        Table(("项目", "调查要点", "调查情况"), sections, (3, 5, 8)),
    ]
    neighbours = [(each.name, each.statement) for each in visit.neighbours] if visit else []
    if neighbours or policy.visit.neighbours_min:
        rows = tuple(neighbours) or (("", ""),) * policy.visit.neighbours_min
        blocks += [Heading("邻里走访", 2), Table(("姓名", "说法"), rows, (2, 8))]
    if visit and visit.summary:
        blocks += [Heading("调查小结", 2), Paragraph(visit.summary)]
    names = visit.investigators if visit else ("",) * policy.visit.min_investigators
    signers = tuple(f"调查人员{f'（{name}）' if name else ''}：" for name in names)
    blocks += [
        Paragraph(f"依据：{policy.visit.source}"),
        Signatures((*signers, "户主或在场家庭成员：", "日期：")),
    ]
    return Document(f"入户调查表_{record.number}_{record.head_name}", tuple(blocks), footer=_unit())


def hearing_record(case_id: int) -> Document:
    """听取意见记录 before a cut or stop (社会救助法 art.48)."""
    found, _, record = _case(case_id)
    heard = found.hearing
    intended = found.row.proposal.label if found.row.proposal else _BLANK
    facts = (
        ("拟作出的决定", f"{intended}：{_amounts(found)}"),
        ("理由", found.reason or _arithmetic(found)),
        ("听取日期", _day(heard.on) if heard else ""),
        ("听取方式", heard.way if heard else ""),
        ("听取人员", heard.heard_by if heard else ""),
        ("该户意见", heard.statement if heard else ""),
        ("答复", heard.answer if heard else ""),
    )
    rows = facts + ((("未能听取的原因和经过", heard.unreachable),) if heard and heard.unreachable else ())
    blocks = (
        Heading("听取意见记录", 0),
        Paragraph(_household_line(found, record)),
        Table(("项目", "内容"), rows, (3, 10)),
        Paragraph(
            "依据：《中华人民共和国社会救助法》第四十八条：作出调减、终止社会救助决定前应当听取社会救助对象的意见。"
        ),
        Signatures(("听取人员：", "被听取人：", "日期：")),
    )
    return Document(f"听取意见记录_{record.number}_{record.head_name}", blocks, footer=_unit())


def written_notice(case_id: int) -> Document:
    """告知书 of a decision: result, amounts, from which month, reasons, and how to object (社会救助法 art.45, 48, 76)."""
    found, policy, record = _case(case_id)
    if found.row.outcome is None or found.notice is None:
        raise KnownError(
            "no_notice", f"{record.head_name}（档案号 {record.number}）还没有制作告知书，请先作出决定并编号。"
        )
    title = "不予确认决定书" if found.row.outcome is Outcome.REFUSE else "最低生活保障决定告知书"
    reasons = found.notice.reasons or found.reason or _arithmetic(found)
    blocks = (
        Heading(title, 0),
        Paragraph(found.notice.number, align="center"),
        Paragraph(f"{record.head_name}（档案号 {record.number}，{record.village}{record.group}）："),
        Paragraph(f"　　经审核，对你户作出“{found.row.outcome.label}”的决定，现告知如下。"),
        Table(("项目", "内容"), _decision_rows(found, reasons, policy), (3, 10)),
        Paragraph(
            "　　如不服本决定，可以自收到本告知书之日起六十日内依法申请行政复议，"
            "也可以自收到之日起六个月内依法向人民法院提起行政诉讼（《中华人民共和国社会救助法》第七十六条）。"
        ),
        Paragraph(f"　　{_contact()}"),
        Paragraph(_unit(), align="right"),
        Paragraph(_day(found.notice.made_on), align="right"),
        Signatures(("签收人：", "送达方式：", "签收日期：")),
    )
    return Document(f"告知书_{record.number}_{record.head_name}", blocks)


def delivery_receipt(case_id: int) -> Document:
    """送达回证 of a written notice: as it was delivered, or blank to be taken along."""
    found, _, record = _case(case_id)
    notice = found.notice
    if notice is None:
        raise KnownError(
            "no_notice", f"{record.head_name}（档案号 {record.number}）还没有制作告知书，请先作出决定并编号。"
        )
    signed = notice.receiver if not notice.refused else ""
    rows = (
        ("送达文书", f"告知书 {notice.number}（{_day(notice.made_on)}）"),
        ("受送达人", f"{record.head_name}（档案号 {record.number}，{record.village}{record.group}）"),
        ("送达日期", _day(notice.delivered_on) if notice.delivered_on else ""),
        ("送达方式", notice.way),
        ("送达人", notice.delivered_by),
        ("签收人", signed),
        ("拒绝签收", f"{notice.receiver or '受送达人'}拒绝签收，已留置送达" if notice.refused else ""),
        ("见证人", notice.witness),
    )
    blocks = (
        Heading("送达回证", 0),
        Table(("项目", "内容"), rows, (3, 10)),
        Signatures(("受送达人签名：", "送达人签名：", "见证人签名：", "日期：")),
    )
    return Document(f"送达回证_{record.number}_{record.head_name}", blocks, footer=_unit())


def _case(case_id: int) -> tuple[CaseDetail, Policy, HouseholdRecord]:
    found = case(case_id)
    household = dossiers.household(found.row.household_id)
    if household is None:
        raise KnownError("no_household", "找不到这一户的档案，请刷新后重选。")
    return found, policy_of(found.row.campaign_id), household.record


def _household_line(found: CaseDetail, record: HouseholdRecord) -> str:
    kind = "　".join(part for part in (record.aid_type, record.category) if part)
    return (
        f"户主：{record.head_name}　档案号：{record.number}　{found.row.village}{record.group}　"
        f"家庭人口 {record.family_size} 人　{kind}"
    )


def _amounts(found: CaseDetail) -> str:
    new = found.row.new_fen if found.row.outcome else found.row.proposed_fen
    after = f"{yuan(new)} 元" if new is not None else _BLANK
    return f"月保障金由 {yuan(found.row.before_fen)} 元变为 {after}"


def _arithmetic(found: CaseDetail) -> str:
    lines = found.assessment.lines if found.assessment else ()
    return "；".join(f"{line.label}：{line.value}" for line in lines) or _BLANK


def _decision_rows(found: CaseDetail, reasons: str, policy: Policy) -> tuple[tuple[str, str], ...]:
    sources = [line.source for line in (found.assessment.lines if found.assessment else ()) if line.source]
    law = "《中华人民共和国社会救助法》第四十五条、第四十八条"
    clauses = dict.fromkeys(clause_only(source) for source in (*sources, policy.decision.source))
    year, month = found.row.effective_month.split("-")
    months = policy.decision.gradual_exit_months
    until = gradual_until(found.row.effective_month, months)
    gradual = (
        (("渐退期", f"{months} 个月，发放至 {until} 止，期满停发"),) if found.row.outcome is Outcome.GRADUAL else ()
    )
    return (
        ("决定", found.row.outcome.label if found.row.outcome else ""),
        ("金额", _amounts(found)),
        ("执行时间", f"自 {year} 年 {int(month)} 月起"),
        *gradual,
        ("理由", reasons),
        ("依据", "；".join((*clauses, law))),
    )


def _contact() -> str:
    phone = settings.value(Key.PHONE)
    return f"咨询电话：{phone}" if phone else "咨询请到乡镇（街道）社会救助窗口。"


def _unit() -> str:
    return settings.value(Key.UNIT) or settings.value(Key.TOWN)


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{year} 年 {int(month)} 月 {int(day)} 日"
