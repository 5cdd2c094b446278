"""What is printed before a meeting: the agenda, the sheet to sign in on, the ballots.

They lie on the table among villagers, so that they take from a household what the board might take.
"""

from __future__ import annotations

from dibao_desktop.domain.document import Block, Document, Heading, PageBreak, Paragraph, Table
from dibao_desktop.domain.secrecy import document_for_the_room, public_group, public_name
from dibao_desktop.review.queries.kinship import findings_for
from dibao_desktop.review.queries.meetings import meeting_detail
from dibao_desktop.review.queries.minutes import day_and_hour
from dibao_desktop.review.queries.views import AgendaRow, MeetingDetail
from dibao_desktop.review.rules.states import Choice, ItemState

_BLANK = "　　　　　　"
_ORDER = (
    "议程：一、宣讲政策；二、介绍情况；三、现场评议；四、形成结论；五、签字确认。"
    "评议的是调查情况是否真实、完整。与评议户有近亲属关系的，评议该户时回避。"
)


def agenda(meeting_id: int) -> Document:
    """The cases in their order, with what has to be known of each beforehand (220号 art.23 gives the order of the evening)."""
    meeting = meeting_detail(meeting_id)
    return document_for_the_room(Document(_name("议程", meeting), _agenda(meeting)))


def sign_in_sheet(meeting_id: int) -> Document:
    """Everybody who is expected, with room to sign and for the hour."""
    meeting = meeting_detail(meeting_id)
    return Document(_name("签到表", meeting), _sign_in(meeting))


def agenda_sheet(meeting_id: int) -> Document:
    """Agenda and sign-in sheet together, as they are laid on the table."""
    meeting = meeting_detail(meeting_id)
    return document_for_the_room(
        Document(_name("议程和签到表", meeting), (*_agenda(meeting), PageBreak(), *_sign_in(meeting)))
    )


def ballots(meeting_id: int) -> Document:
    """A slip for each member and each case that is still to be voted on, a case a page; who has to step aside gets none."""
    meeting = meeting_detail(meeting_id)
    blocks: list[Block] = []
    for row in meeting.agenda:
        if row.state in (ItemState.WAITING, ItemState.INTRODUCED):
            blocks += [PageBreak()] * bool(blocks) + _ballots(meeting, row)
    if not blocks:
        blocks = [Heading("民主评议表决票", 0), Paragraph("没有待表决的户。")]
    return Document(_name("表决票", meeting), tuple(blocks))


def _agenda(meeting: MeetingDetail) -> tuple[Block, ...]:
    rows = tuple(
        (
            str(row.position),
            public_name(row.head_name, None),
            public_group(row.group),
            row.proposal,
            _remark(meeting.id, row),
        )
        for row in meeting.agenda
    )
    people = f"主持人：{meeting.chair or _BLANK}    记录人：{meeting.recorder or _BLANK}"
    return (
        Heading(f"{meeting.village}低保民主评议会议程", 0),
        Paragraph(f"时间：{day_and_hour(meeting.starts_at)}    地点：{meeting.place or _BLANK}"),
        Paragraph(f"{people}    乡镇工作人员：{'、'.join(meeting.township_staff) or _BLANK}"),
        Paragraph(_ORDER),
        Table(
            ("序号", "户主", "组别", "拟处理意见", "备注"),
            rows,
            (2, 4, 3, 7, 6),
            ("center", "left", "left", "left", "left"),
        ),
    )


def _sign_in(meeting: MeetingDetail) -> tuple[Block, ...]:
    members = [(row.name, row.role or "成员") for row in meeting.roll]
    others = [(who, "乡镇工作人员") for who in meeting.township_staff] + [(who, "列席") for who in meeting.observers]
    rows = tuple(
        (str(place), name, role, "\n", "", "") for place, (name, role) in enumerate([*members, *others], start=1)
    )
    return (
        Heading(f"{meeting.village}低保民主评议会签到表", 0),
        Paragraph(f"时间：{day_and_hour(meeting.starts_at)}    地点：{meeting.place or _BLANK}"),
        Paragraph(f"评议小组应到 {len(members)} 人，实到＿＿＿人。迟到、早退的请注明时间。"),
        Table(("序号", "姓名", "身份", "签名", "到会时间", "离会时间"), rows, (2, 4, 5, 5, 3, 3), ("center",) * 6),
    )


def _ballots(meeting: MeetingDetail, row: AgendaRow) -> list[Block]:
    aside = [name for finding, name in findings_for(meeting.id, row.case_id) if finding.certain]
    slips = len(meeting.roll) - len(aside)
    group = public_group(row.group)
    whose = f"第 {row.position} 户  {public_name(row.head_name, None)}" + (f"（{group}）" if group else "")
    without = f"；{'、'.join(aside)}回避，不发票" if aside else ""
    words = "在一栏内打“√”。\n不填为空白票，填两栏以上为废票。\n（盖村委会章有效）"
    head = (whose, *(choice.label for choice in Choice))
    slip = Table(head, ((words, "", "", ""),), (9, 3, 3, 3), ("left", "center", "center", "center"))
    count = ("发出", "收回", *(choice.label for choice in Choice), "空白票", "废票", "监票人签名")
    return [
        Heading(f"{meeting.village}民主评议表决票", 0),
        Paragraph(f"{whose}    {row.proposal}"),
        Paragraph(f"本户表决票 {slips} 张{without}。裁开发放，表决后清点："),
        Table(count, ((str(slips), *("",) * 7),), (2, 2, 2, 2, 2, 2, 2, 5), ("center",) * 8),
        *([slip] * slips),
    ]


def _remark(meeting_id: int, row: AgendaRow) -> str:
    """What has to be known of a case beforehand: what it lacks, who will step aside, whom to ask."""
    found = findings_for(meeting_id, row.case_id)
    aside = [name for finding, name in found if finding.certain]
    doubtful = [name for finding, name in found if not finding.certain]
    parts = (
        f"待{row.lacking}" if row.lacking else "",
        f"回避：{'、'.join(aside)}" if aside else "",
        f"请核实亲属：{'、'.join(doubtful)}" if doubtful else "",
    )
    return "；".join(part for part in parts if part)


def _name(what: str, meeting: MeetingDetail) -> str:
    return f"{what}_{meeting.village}_{meeting.starts_at[:10]}"
