"""The papers that the program's own records make of a case, each under its line of the checklist."""

from __future__ import annotations

from collections.abc import Iterator

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.queries import CaseDetail
from dibao_desktop.domain.document import Document, Heading, Paragraph, Signatures, Table
from dibao_desktop.domain.money import yuan
from dibao_desktop.notices import queries as notices
from dibao_desktop.notices.rules.states import PhotoMoment
from dibao_desktop.review import queries as review


def case_papers(case_id: int) -> list[tuple[int, Document]]:
    """What there is, in binding order."""
    found = clearance.case(case_id)
    return sorted(_papers(found), key=lambda paper: paper[0])


def _papers(found: CaseDetail) -> Iterator[tuple[int, Document]]:
    facts = found.facts
    if facts.visit_signed:
        yield 9, clearance.visit_form(found.row.id)
    yield from ((11, paper) for paper in _reviews(found))
    postings, objections = _postings(found)
    if postings:
        yield 12, _document(found, "公示情况", *postings)
    if objections:
        yield 13, _document(found, "异议处理情况", *objections)
    if found.check is not None:
        check = found.check
        rows = [("意见", "同意" if check.agreed else "不同意"), ("审核意见", check.opinion), ("审核日期", check.on)]
        rows += [(gate, "有" if hit else "无") for gate, hit in check.gates.items()]
        yield 14, _document(found, "乡镇审核意见", _table(*rows), Signatures((f"审核人 {check.signer}", "日期")))
    if found.confirmation is not None:
        done = found.confirmation
        rows = [("意见", "同意" if done.agreed else "不同意"), ("确认意见", done.opinion), ("确认日期", done.on)]
        rows.append(("是否入户", "已入户" if done.visited else "未入户"))
        yield 15, _document(found, "确认意见", _table(*rows), Signatures((f"确认人 {done.signer}", "日期")))
    if found.notice is not None and found.row.outcome is not None:
        yield 16, clearance.written_notice(found.row.id)
        if found.notice.delivered_on:
            yield 16, clearance.delivery_receipt(found.row.id)
    if found.hearing is not None:
        yield 17, clearance.hearing_record(found.row.id)
    if found.assessment is not None:
        yield 19, _assessment(found)


def _document(found: CaseDetail, title: str, *blocks: Paragraph | Table | Heading | Signatures) -> Document:
    row = found.row
    about = Paragraph(f"户主：{row.head_name}　档案号：{row.number}　{row.village}{row.group}")
    return Document(title, (Heading(title, 0), about, *blocks))


def _table(*rows: tuple[str, str]) -> Table:
    return Table(("项目", "内容"), rows, (3, 10))


def _reviews(found: CaseDetail) -> Iterator[Document]:
    for meeting in review.meetings(found.row.campaign_id, found.row.village_id):
        held = review.meeting_detail(meeting.id)
        item = next((each for each in held.agenda if each.case_id == found.row.id and each.state.closed), None)
        if item is None:
            continue
        roll = tuple(
            (str(each.seat), each.name, each.role, each.arrived_at[11:16] if each.arrived_at else "未到")
            for each in held.roll
        )
        when = held.starts_at[:16].replace("T", " ")
        yield _document(
            found,
            "民主评议记录",
            Paragraph(f"时间：{when}　地点：{held.place}　主持人：{held.chair}　记录人：{held.recorder}"),
            *(Paragraph(line) for line in review.case_record(meeting.id, item.item_id)),
            Heading("签到", 2),
            Table(("座次", "姓名", "身份", "到会时间"), roll, (1, 3, 4, 3)),
        )


def _postings(found: CaseDetail) -> tuple[list[Table], list[Table]]:
    postings, objections = [], []
    for row in reversed(notices.batches(found.row.campaign_id, found.row.village_id)):
        batch = notices.batch(row.id)
        entry = next((each for each in batch.entries if each.case_id == found.row.id and batch.posted_on), None)
        if entry is None:
            continue
        line = entry.line
        postings.append(
            _table(
                ("公示", f"{batch.round_label}　{batch.number}"),
                ("张贴地点", batch.place),
                ("张贴日期", f"{batch.posted_on}（{batch.posted_by}）"),
                ("期满日期", batch.last_day),
                ("结束日期", batch.ended_on or "尚未结束"),
                ("公示内容", _posted_words(line.outcome, line.family_size, line.covered_size, line.monthly_fen)),
                ("现场照片", _photos(batch.id)),
                (
                    "状态",
                    f"{entry.state}（{entry.outdated or entry.reason}）"
                    if entry.outdated or entry.reason
                    else entry.state,
                ),
            )
        )
        # Who raised it is nobody's business outside the office, so it stands in no dossier either.
        objections += [
            _table(
                ("提出日期", each.raised_on),
                ("异议内容", each.text),
                ("处理情况", each.handling),
                ("结论", each.conclusion or "处理中"),
                ("办结日期", each.resolved_on),
                ("答复异议人", each.answered_on or ("" if each.is_open else "匿名提出，未答复")),
            )
            for each in batch.objections
            if each.entry_id == entry.id
        ]
    return postings, objections


def _photos(batch_id: int) -> str:
    kept = notices.photos(batch_id)
    counts = [(moment, sum(photo.moment is moment for photo in kept)) for moment in PhotoMoment]
    return "，".join(f"{moment} {count} 张" for moment, count in counts if count) or "没有存入"


def _posted_words(outcome: str, family: int, covered: int, fen: int | None) -> str:
    amount = f"，月保障金 {yuan(fen)} 元" if fen is not None else ""
    return f"{outcome}，家庭人口 {family} 人，保障人口 {covered} 人{amount}"


def _assessment(found: CaseDetail) -> Document:
    made = found.assessment
    assert made is not None
    rows = tuple((line.label, line.value, line.source) for line in made.lines)
    return _document(
        found,
        "动态核查（收入核算）记录",
        Paragraph(f"核算日期：{made.made_at[:10]}　核算人：{made.made_by}"),
        Table(("项目", "算法和结果", "依据"), rows, (3, 6, 6)),
        *(Paragraph(f"待补：{sentence}") for sentence in made.missing),
    )
