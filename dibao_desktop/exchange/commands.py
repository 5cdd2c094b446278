"""Keeping an import as a batch, and taking it back as long as nothing was built on it."""

from __future__ import annotations

from collections.abc import Sequence

from dibao_desktop.audit import queries as audit
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.exchange.batches import BatchFile, as_files, as_text, journal_of
from dibao_desktop.exchange.records import HeadMeaning, ImportBatch, ImportImage, UploadColumn, UploadWord
from dibao_desktop.exchange.sheets import BY_WORD
from dibao_desktop.exchange.template import LABELS, Column, Template, Use
from dibao_desktop.exchange.template.describe import Taught
from dibao_desktop.matching import commands as matching_commands
from dibao_desktop.matching import queries as matching
from dibao_desktop.session import Permission, Session, command
from dibao_desktop.storage.database import insert_rows, tuples
from dibao_desktop.storage.journal import Journal, disturbed, leaning, take_back

# What these note is nobody's work: an undo leaves nothing behind, a lead waits for a verdict.
_NO_WORK = ("exchange.undo_import", "matching.match")
_AFTER = "；请先撤销或改回后面的办理，或者逐项更正，不能再撤销这次导入。"
# What may hang on what an import brought, by table, as people call it.
_WORDS = {
    "household": "档案",
    "member": "家庭成员",
    "village": "村（社区）",
    "case": "清查案卷",
    "case_state": "清查案卷",
    "lead": "已核实的疑点",
    "paper": "材料",
    "statement": "后来导入的表",
    "household_facts": "补充情况",
    "member_facts": "成员补充情况",
    "household_event": "家庭变动",
    "supplement_grant": "分类施保",
    "list_row": "比对名单",
    "official_relative": "近亲属登记",
    "panel_member": "评议小组成员",
    "panel_kin": "评议小组成员的近亲属",
    "attendance": "评议到会记录",
    "meeting": "评议会议",
    "notice_batch": "公示",
    "next_check": "定期核查",
}


@command(Permission.IMPORT, Changes.NOTHING)
def keep_batch(session: Session, files: Sequence[BatchFile], journal: Journal) -> int | None:
    """Remember, inside an import, what it did; None when it did nothing."""
    if not journal.spans and not journal.images:
        return None
    batch = ImportBatch.create(
        at=session.clock().isoformat(timespec="seconds"),
        actor=session.actor.name,
        line=audit.last_line() + 1,
        files=as_text(files),
        spans=as_text(journal.spans),
    )
    rows = [(batch.id, image.table, image.row, image.before, image.after) for image in journal.images]
    insert_rows(ImportImage, ("batch", "name", "row", "before", "after"), rows)
    return int(batch.id)


@command(Permission.IMPORT, Changes.DOSSIERS | Changes.MATCHING | Changes.REVIEW | Changes.CLEARANCE)
def undo_import(session: Session, batch_id: int) -> None:
    """Make the office exactly what it was before an import.

    Raises KnownError, naming what, when anything was built on it: something done about one of its households, a row of
    it changed, a record that hangs on what it brought, a verdict that rests on one of its lists. Leads that nobody has
    judged are nobody's work: those on its new households go with them, the others with the next comparison.
    """
    batch = ImportBatch.get_or_none(ImportBatch.id == batch_id)
    if batch is None or batch.undone_at:
        raise KnownError("already_undone", "这次导入已经撤销过，或已不存在；请刷新后再看。")
    journal = journal_of(batch)
    households = _households(journal)
    _refuse_done_since(batch, households)
    _refuse_judged(batch)
    if found := disturbed(journal):
        raise KnownError("built_upon", f"这次导入之后，它的{_words(found[0][0])}又改动过{_AFTER}")
    matching_commands.forget_unjudged(session, journal.new("household"))
    if hanging := leaning(journal):
        name, owner, row = hanging[0]
        whose = _named(row) if owner == "household" else _words(owner)
        raise KnownError("built_upon", f"这次导入之后，{whose}已有{_words(name)}{_AFTER}")
    take_back(journal)
    ImportBatch.update(undone_at=session.clock().isoformat(timespec="seconds"), undone_by=session.actor.name).where(
        ImportBatch.id == batch_id
    ).execute()
    new = set(journal.new("household"))
    session.touch(households - new)
    session.note(
        f"撤销 {batch.at.replace('T', ' ')} {batch.actor}的导入：去掉新增的 {len(new)} 户，"
        f"恢复改动的 {len(households - new)} 户"
    )
    for household in sorted(households - new):
        session.note("撤销导入，恢复为导入以前", household=household)


@command(Permission.IMPORT, Changes.NOTHING)
def teach_head(session: Session, kind: str, head: str, field: str | None) -> None:
    """From now on take a head, in sheets of a kind, as a field, or keep it as a note (`AS_NOTE`); None forgets it."""
    HeadMeaning.delete().where(HeadMeaning.kind == kind, HeadMeaning.head == head).execute()
    label = "自动识别"
    if field is not None:
        HeadMeaning.create(kind=kind, head=head, field=field)
        label = f"作为“{BY_WORD[kind].field(field).label}”" if field else "留作备注"
    session.note(f"{BY_WORD[kind].label}中表头“{head}”今后{label}")


@command(Permission.EXPORT, Changes.NOTHING)
def teach_column(session: Session, template: Template, column: Column, taught: Taught | None) -> None:
    """From now on fill a column so in every template of these heads; None leaves it to the program again."""
    if taught and taught.use is Use.FIELD and taught.value not in LABELS:
        raise KnownError("unknown_field", f"“{column.head}”不能对应到这一项，请从列表中选择。")
    if taught and taught.use is Use.FIXED and column.choices and taught.value not in column.choices:
        raise KnownError(
            "not_offered",
            f"“{taught.value}”不在“{column.head}”的下拉框里，请从中选一项：{'、'.join(column.choices[:8])}。",
        )
    same = (UploadColumn.template == template.key) & (UploadColumn.head == column.head)
    UploadColumn.delete().where(same).execute()
    how = "自动识别"
    if taught is not None:
        UploadColumn.create(template=template.key, head=column.head, use=taught.use.value, value=taught.value)
        how = {
            Use.FIELD: f"填“{LABELS.get(taught.value, '')}”",
            Use.FIXED: f"固定填“{taught.value}”",
            Use.EMPTY: "留空",
        }[taught.use]
    session.note(f"上传模板（{template.path.name}）的“{column.head}”今后{how}")


@command(Permission.EXPORT, Changes.NOTHING)
def teach_word(session: Session, template: Template, head: str, ours: str, theirs: str) -> None:
    """From now on write `theirs` where one of our values is `ours`; empty forgets it."""
    same = (UploadWord.template == template.key) & (UploadWord.head == head) & (UploadWord.ours == ours)
    UploadWord.delete().where(same).execute()
    if theirs:
        UploadWord.create(template=template.key, head=head, ours=ours, theirs=theirs)
    session.note(f"上传模板（{template.path.name}）的“{head}”：“{ours}”今后填“{theirs or '（自动）'}”")


def _households(journal: Journal) -> set[int]:
    """Those that an import brought or changed."""
    return set(journal.new("household")) | {image.row for image in journal.images if image.table == "household"}


def _refuse_done_since(batch: ImportBatch, households: set[int]) -> None:
    undone = {line for (line,) in tuples(ImportBatch.select(ImportBatch.line).where(ImportBatch.undone_at != ""))}
    for line, entry in audit.noted_since(batch.line):
        if entry.household in households and line not in undone and entry.command not in _NO_WORK:
            raise KnownError(
                "built_upon",
                f"这次导入之后，{entry.at[:10]} {_named(entry.household)}已办理“{entry.text}”{_AFTER}",
            )


def _refuse_judged(batch: ImportBatch) -> None:
    """A verdict on a lead that a list of this import made."""
    names = [each.name for each in as_files(batch.files)]
    for lead in matching.current_leads():
        if lead.verdict and any(f"（{name}" in lead.source for name in names):
            raise KnownError(
                "built_upon", f"依据这次导入的名单，{lead.person_name}的疑点“{lead.kind.label}”已经核实{_AFTER}"
            )


def _named(household: int) -> str:
    found = dossiers.household(household)
    return f"档案 {found.record.number} {found.record.head_name}家" if found else "其中一户"


def _words(table: str) -> str:
    return _WORDS.get(table, "其他记录")
