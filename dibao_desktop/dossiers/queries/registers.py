"""近亲属备案 and 卡折代管, read: of one household or of all, and as tables and forms for the shelf (DOMAIN §11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import partial
from typing import Any

from dibao_desktop.domain.document import Document, Heading, Paragraph, Signatures, Table
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.identity import masked_account
from dibao_desktop.domain.money import short_yuan, yuan
from dibao_desktop.dossiers.queries.household import Kept, household, kept
from dibao_desktop.dossiers.records import CardKeeping, FilingNote, KeepingEntry, OfficialRelative, RelativeFiling
from dibao_desktop.dossiers.rules.registers import EntryKind, FilingDraft, KeepingDraft
from dibao_desktop.dossiers.rules.standing import LIVE
from dibao_desktop.storage.database import Prepared

REGISTER_LABELS = {
    "official_name": "工作人员姓名",
    "official_id": "工作人员身份证号",
    "official_phone": "联系电话",
    "workplace": "工作单位",
    "post": "职务",
    "relation": "关系",
    "recipient_name": "家庭成员",
    "recipient_id": "身份证号",
    "reason": "原因",
    "applied_on": "申请时间",
    "findings": "经济状况调查情况",
    "opinion": "乡镇意见",
    "filed_on": "备案日期",
    "visited_on": "县级入户日期",
    "keeper_name": "代管人",
    "keeper_id": "代管人身份证号",
    "keeper_phone": "代管人电话",
    "is_staff": "是否乡镇或村工作人员",
    "agreed_on": "书面协议日期",
    "county_filed_on": "县备案日期",
}

_FILING_WIDTHS = (2, 4, 8, 6, 4, 4, 3, 4, 8, 5, 6, 4, 2, 5, 5, 4, 5, 5, 6, 4, 4)


@dataclass(frozen=True)
class FilingRow:
    """One filing with its household and what happened since (day, words)."""

    id: int
    household_id: int
    number: str
    head_name: str
    village: str
    draft: FilingDraft
    ended_on: str
    notes: tuple[tuple[str, str], ...]

    @property
    def official_name(self) -> str:
        return self.draft.official_name

    @property
    def recipient_name(self) -> str:
        return self.draft.recipient_name


@dataclass(frozen=True)
class EntryRow:
    """One withdrawal or check."""

    kind: str
    on_date: str
    amount_fen: int | None
    words: str
    signed_by: str


@dataclass(frozen=True)
class KeepingRow:
    """One keeping with its household and its entries, the oldest first."""

    id: int
    household_id: int
    number: str
    head_name: str
    head_id: str
    village: str
    account_no: str
    draft: KeepingDraft
    ended_on: str
    end_reason: str
    entries: tuple[EntryRow, ...]

    def of_kind(self, kind: EntryKind) -> tuple[EntryRow, ...]:
        """The withdrawals, or the checks."""
        return tuple(entry for entry in self.entries if entry.kind == kind)


def filings(household_id: int | None = None) -> list[FilingRow]:
    """近亲属备案 of one household, or of all by official: one official stands beside all of theirs."""
    if household_id is not None and not list(_FILED.rows(household_id)):
        return []
    query = RelativeFiling.select().order_by(
        RelativeFiling.official_name, RelativeFiling.official_id, RelativeFiling.filed_on, RelativeFiling.id
    )
    rows = list(query if household_id is None else query.where(RelativeFiling.household == household_id))
    notes: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for note in FilingNote.select().order_by(FilingNote.on_date, FilingNote.id):
        notes[note.filing_id].append((note.on_date, note.text))
    households = kept(sorted({row.household_id for row in rows}))
    return [
        FilingRow(row.id, row.household_id, *_who(home), _draft(FilingDraft, row), row.ended_on, tuple(notes[row.id]))
        for row in rows
        if (home := households.get(row.household_id))
    ]


def keepings(household_id: int | None = None) -> list[KeepingRow]:
    """卡折代管 of one household, or of all."""
    if household_id is not None and not list(_KEPT.rows(household_id)):
        return []
    query = CardKeeping.select().order_by(CardKeeping.agreed_on, CardKeeping.id)
    rows = list(query if household_id is None else query.where(CardKeeping.household == household_id))
    entries: dict[int, list[EntryRow]] = defaultdict(list)
    for each in KeepingEntry.select().order_by(KeepingEntry.on_date, KeepingEntry.id):
        entries[each.keeping_id].append(EntryRow(each.kind, each.on_date, each.amount_fen, each.words, each.signed_by))
    households = kept(sorted({row.household_id for row in rows}))
    return [_keeping_row(row, home, entries[row.id]) for row in rows if (home := households.get(row.household_id))]


# Hardly a household is on a register.
_FILED = Prepared(lambda id_: RelativeFiling.select(RelativeFiling.id).where(RelativeFiling.household == id_))
_KEPT = Prepared(lambda id_: CardKeeping.select(CardKeeping.id).where(CardKeeping.household == id_))


def unfiled_relatives(household_id: int) -> list[FilingDraft]:
    """Members whom the officials' list names and who are not filed: filled in as far as the list goes (CK10)."""
    home = household(household_id)
    return unfiled_of(home, filings(household_id)) if home is not None else []


def unfiled_of(home: Kept, own_filings: Iterable[FilingRow]) -> list[FilingDraft]:
    """The same for a household that was read already, with its filings."""
    members = {each.id_number: each.name for each in home.record.members if each.id_number}
    if home.standing not in LIVE or not members:
        return []
    filed = {(each.official_name, each.recipient_name) for each in own_filings}
    found = []
    for village, official, official_id, post, relative_id, relation, is_filed in _NAMED.rows(*members, *members):
        himself = official_id in members
        name = members[official_id if himself else relative_id]
        listed = is_filed and not himself
        if not listed and (official, name) not in filed:
            filed.add((official, name))
            found.append(
                FilingDraft(
                    official_name=official,
                    official_id=official_id,
                    workplace=village,
                    post=post,
                    relation="本人" if himself else relation,
                    recipient_name=name,
                )
            )
    return found


# The numbers of the members come twice: as relatives, and as officials themselves.
_NAMED = Prepared(
    lambda *numbers: (
        OfficialRelative.select(
            OfficialRelative.village,
            OfficialRelative.official_name,
            OfficialRelative.official_id,
            OfficialRelative.post,
            OfficialRelative.relative_id,
            OfficialRelative.relation,
            OfficialRelative.filed,
        )
        .where(
            OfficialRelative.relative_id.in_(numbers[: len(numbers) // 2])
            | OfficialRelative.official_id.in_(numbers[len(numbers) // 2 :])
        )
        .order_by(OfficialRelative.id)
    )
)


def register_households(register: str) -> set[int]:
    """The households on a register (`filed` or `kept`) that are not ended."""
    return {id_ for (id_,) in (_ON_FILINGS if register == "filed" else _ON_KEEPINGS).rows()}


_ON_FILINGS, _ON_KEEPINGS = (
    Prepared(partial(lambda table: table.select(table.household).where(table.ended_on == ""), table))
    for table in (RelativeFiling, CardKeeping)
)


def filing_register() -> Document:
    """近亲属备案台账, one official with all their relatives."""
    head = (
        "序号", "工作人员", "身份证号", "电话", "工作单位", "职务", "关系", "保障对象", "身份证号", "户籍地址", "居住地址",
        "救助类型", "家庭人口", "月保障金额", "申请理由", "申请时间", "经济状况调查情况", "乡镇意见", "动态管理记录", "备案日期", "县级入户日期",
    )  # fmt: skip
    rows = filings()
    households = kept(sorted({row.household_id for row in rows}))
    lines = tuple((str(n), *_filing_line(row, households[row.household_id])) for n, row in enumerate(rows, start=1))
    officials = len({(row.draft.official_name, row.draft.official_id) for row in rows})
    said = f"工作人员 {officials} 人，备案 {len(rows)} 人次、{len(households)} 户。依据：民发〔2021〕57号第十一条。"
    return Document(
        "近亲属备案台账",
        (Heading("近亲属备案台账", 0), Paragraph(said), Table(head, lines, _FILING_WIDTHS)),
        landscape=True,
    )


def filing_form(filing_id: int) -> Document:
    """近亲属备案表 of one filing, to sign."""
    row = next((each for each in filings() if each.id == filing_id), None)
    if row is None:
        raise KnownError("no_filing", "这条近亲属备案已不存在，请刷新后再试。")
    home, draft = kept([row.household_id])[row.household_id].record, row.draft
    pairs = (
        ("工作人员姓名", draft.official_name, "身份证号", draft.official_id),
        ("工作单位", draft.workplace, "职务", draft.post),
        ("联系电话", draft.official_phone, "与保障对象关系", draft.relation),
        ("保障对象", draft.recipient_name, "身份证号", draft.recipient_id),
        ("档案号", row.number, "户主", row.head_name),
        ("村（社区）", home.village + home.group, "居住地址", home.address),
        ("救助类型", f"{home.aid_type} {home.category}".strip(), "家庭人口", f"{home.family_size} 人"),
        ("月保障金额", f"{yuan(home.monthly_fen or 0)} 元", "申请时间", draft.applied_on),
        ("申请理由", draft.reason, "经济状况调查情况", draft.findings),
        ("乡镇意见", draft.opinion, "备案日期", draft.filed_on),
        ("县级入户日期", draft.visited_on, "终止日期", row.ended_on),
    )
    blocks: list[Any] = [
        Heading("低保经办人员和村（居）委会成员近亲属备案表", 0),
        Table(("项目", "内容", "项目", "内容"), pairs, (3, 5, 3, 5)),
    ]
    if row.notes:
        blocks += [Heading("动态管理记录"), Table(("日期", "内容"), row.notes, (2, 9))]
    blocks.append(Signatures(("工作人员签字", "经办人签字", "乡镇负责人签字", "日期")))
    return Document(f"近亲属备案表_{row.number}_{draft.recipient_name}", tuple(blocks))


def keeping_register() -> Document:
    """卡折代管台账; card numbers by their last four digits."""
    head = (
        "序号", "村（社区）", "户主", "身份证号", "卡（折）号", "代管人", "身份证号", "电话", "与其关系", "单位职务",
        "代管原因", "书面协议日期", "县备案日期", "支取次数", "支取合计（元）", "最近支取", "检查记录", "终止日期",
    )  # fmt: skip
    rows = keepings()
    lines = tuple((str(n), *_keeping_line(row)) for n, row in enumerate(rows, start=1))
    said = f"代管 {len(rows)} 户，其中正在代管 {sum(not row.ended_on for row in rows)} 户。依据：民发〔2021〕57号第二十六条。"
    return Document("卡折代管台账", (Heading("卡折代管台账", 0), Paragraph(said), Table(head, lines)), landscape=True)


def keeping_form(keeping_id: int) -> Document:
    """卡折代管登记表 of one keeping with every withdrawal and check."""
    row = next((each for each in keepings() if each.id == keeping_id), None)
    if row is None:
        raise KnownError("no_keeping", "这条卡折代管已不存在，请刷新后再试。")
    draft = row.draft
    pairs = (
        ("户主", row.head_name, "身份证号", row.head_id),
        ("档案号", row.number, "卡（折）号", masked_account(row.account_no)),
        ("代管人", draft.keeper_name, "代管人身份证号", draft.keeper_id),
        ("代管人电话", draft.keeper_phone, "与户主关系", draft.relation),
        ("单位和职务", draft.post, "乡镇或村工作人员", "是" if draft.is_staff else "否"),
        ("代管原因", draft.reason, "书面协议日期", draft.agreed_on),
        ("县备案日期", draft.county_filed_on, "终止日期和原因", f"{row.ended_on} {row.end_reason}".strip()),
    )
    withdrawn = tuple(
        (each.on_date, yuan(each.amount_fen or 0), each.words, each.signed_by)
        for each in row.of_kind(EntryKind.WITHDRAWAL)
    )
    checked = tuple((each.on_date, each.words, each.signed_by) for each in row.of_kind(EntryKind.CHECK))
    return Document(
        f"卡折代管登记表_{row.number}_{row.head_name}",
        (
            Heading("卡折代管登记表", 0),
            Table(("项目", "内容", "项目", "内容"), pairs, (3, 5, 3, 5)),
            Heading("支取记录"),
            Table(("日期", "金额（元）", "用途", "签收"), withdrawn, (2, 2, 5, 2)),
            Heading("检查记录"),
            Table(("日期", "检查情况", "检查人"), checked, (2, 7, 2)),
            Signatures(("户主（或家属）签字", "代管人签字", "经办人签字", "日期")),
        ),
    )


def _who(home: Kept) -> tuple[str, str, str]:
    return home.record.number, home.record.head_name, home.record.village


def _keeping_row(row: CardKeeping, home: Kept, entries: Iterable[EntryRow]) -> KeepingRow:
    record = home.record
    head = next((each.id_number for each in record.members if each.name == record.head_name), "")
    draft = _draft(KeepingDraft, row)
    ended = (row.ended_on, row.end_reason, tuple(entries))
    return KeepingRow(
        row.id,
        row.household_id,
        record.number,
        record.head_name,
        head,
        record.village,
        record.account_no,
        draft,
        *ended,
    )


def _draft(kind: Any, row: Any) -> Any:
    return kind(**{field.name: getattr(row, field.name) for field in fields(kind)})


def _filing_line(row: FilingRow, home: Kept) -> tuple[str, ...]:
    draft, record = row.draft, home.record
    since = "；".join(f"{day} {words}" for day, words in row.notes)
    return (
        draft.official_name,
        draft.official_id,
        draft.official_phone,
        draft.workplace,
        draft.post,
        draft.relation,
        draft.recipient_name,
        draft.recipient_id,
        record.village + record.group,
        record.address,
        f"{record.aid_type} {record.category}".strip(),
        str(record.family_size),
        yuan(record.monthly_fen or 0),
        draft.reason,
        draft.applied_on,
        draft.findings,
        draft.opinion,
        since,
        draft.filed_on,
        draft.visited_on,
    )


def _keeping_line(row: KeepingRow) -> tuple[str, ...]:
    draft, withdrawn = row.draft, row.of_kind(EntryKind.WITHDRAWAL)
    checks = "；".join(f"{each.on_date} {each.words}" for each in row.of_kind(EntryKind.CHECK))
    return (
        row.village,
        row.head_name,
        row.head_id,
        masked_account(row.account_no),
        draft.keeper_name,
        draft.keeper_id,
        draft.keeper_phone,
        draft.relation,
        draft.post,
        draft.reason,
        draft.agreed_on,
        draft.county_filed_on,
        str(len(withdrawn)),
        short_yuan(sum(each.amount_fen or 0 for each in withdrawn)),
        withdrawn[-1].on_date if withdrawn else "",
        checks,
        row.ended_on,
    )
