"""登记: near relatives filed and cards kept of one household, and the whole registers of the office."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dibao_desktop.domain.document import Document
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.money import short_yuan
from dibao_desktop.dossiers import queries
from dibao_desktop.dossiers.queries import FilingRow, HouseholdDetail, KeepingRow
from dibao_desktop.dossiers.rules.registers import (
    EntryKind,
    FilingDraft,
    KeepingDraft,
    filing_duties,
    keeping_duties,
)
from dibao_desktop.reports.leaving import let_out
from dibao_desktop.reports.workbooks import write_xlsx
from dibao_desktop.session import Session
from ui.models.column import Column
from ui.models.table import fixed_table
from ui.pages.dossiers import register_forms
from ui.printing import print_pdf
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton, SecondaryButton
from ui.widgets.card import Card, clear, row
from ui.widgets.dialogs import Dialog
from ui.widgets.files import choose_target
from ui.widgets.pill import Pill
from ui.widgets.segments import Segments
from ui.widgets.text import Caption, Label, Soft

_FILINGS = (
    Column("工作人员", lambda row: row.draft.official_name, width=90),
    Column("职务", lambda row: f"{row.draft.workplace} {row.draft.post}".strip(), width=150),
    Column("关系", lambda row: row.draft.relation, width=70),
    Column("保障对象", lambda row: row.draft.recipient_name, width=90),
    Column("村（社区）", lambda row: row.village, width=110),
    Column("档案号", lambda row: row.number, width=80),
    Column("备案日期", lambda row: row.draft.filed_on, width=100),
    Column("县级入户", lambda row: row.draft.visited_on or "未入户", width=100),
    Column("状态", lambda row: f"{row.ended_on} 终止" if row.ended_on else "在册", width=0),
)
_KEEPINGS = (
    Column("户主", lambda row: row.head_name, width=90),
    Column("村（社区）", lambda row: row.village, width=110),
    Column("档案号", lambda row: row.number, width=80),
    Column("代管人", lambda row: row.draft.keeper_name, width=90),
    Column("单位和职务", lambda row: row.draft.post, width=130),
    Column("协议日期", lambda row: row.draft.agreed_on, width=100),
    Column(
        "县备案", lambda row: row.draft.county_filed_on or ("未备案" if row.draft.is_staff else "不需要"), width=100
    ),
    Column("支取", lambda row: f"{len(row.of_kind(EntryKind.WITHDRAWAL))} 次", width=70),
    Column("状态", lambda row: f"{row.ended_on} 终止" if row.ended_on else "代管中", width=0),
)


class RegistersCard(Card):
    """The household's lines on the two registers, with what is still owed; `saved` tells what was done."""

    saved = Signal(str)
    target_asked = Signal(object)
    """A household's id, or filters of the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("近亲属备案和卡折代管", parent=parent)
        self._session: Session | None = None
        self._household: HouseholdDetail | None = None
        self.file = LinkButton("备案…", self.ask_filing, small=True, tip="登记近亲属备案")
        self.keep = LinkButton("登记代管…", self.ask_keeping, small=True, tip="登记卡折代管")
        self.may_change = (self.file, self.keep)
        self.whole = LinkButton("全部台账", self.open_registers, small=True)
        for link in (self.file, self.keep, self.whole):
            self.add_to_head(link)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.add(self._rows)

    def show_household(self, session: Session, household: HouseholdDetail) -> None:
        """Show what the registers say of one household; what is entered goes through the session."""
        self._session, self._household = session, household
        clear(self._rows)
        filings, keepings = queries.filings(household.id), queries.keepings(household.id)
        found = queries.unfiled_of(household, filings)
        for draft in found:
            self._rows.addLayout(self._found(draft))
        for filing in filings:
            self._rows.addLayout(self._filing(filing))
        for keeping in keepings:
            self._rows.addLayout(self._keeping(keeping))
        if not (found or filings or keepings):
            self._rows.addWidget(Soft("没有登记。"))
        self.keep.setVisible(all(each.ended_on for each in keepings))
        self.set_accent(Tone.AMBER if found else None)

    def _found(self, draft: FilingDraft) -> QVBoxLayout:
        said = f"{draft.recipient_name}在干部名单上（{draft.workplace}{draft.post} {draft.official_name}，{draft.relation}），还没有备案。"
        return _line(
            Pill("应备案", Tone.AMBER), said, [], [LinkButton("备案…", partial(self.ask_filing, draft), small=True)]
        )

    def _filing(self, filing: FilingRow) -> QVBoxLayout:
        draft = filing.draft
        said = f"{draft.recipient_name}是{draft.workplace}{draft.post}{draft.official_name}的{draft.relation}，{draft.filed_on} 备案。"
        told = [*(f"{day} {words}" for day, words in filing.notes), *filing_duties(draft.visited_on, filing.ended_on)]
        acts = [LinkButton("打印…", partial(self._print, queries.filing_form, filing.id), small=True)]
        if not filing.ended_on:
            acts = [
                LinkButton("动态…", partial(self._open_note, filing), small=True),
                LinkButton("修改…", partial(self._open_filing, filing), small=True),
                *acts,
            ]
        state = Pill("已终止", Tone.NEUTRAL) if filing.ended_on else Pill("近亲属备案", Tone.BLUE)
        return _line(state, said, told, acts)

    def _keeping(self, keeping: KeepingRow) -> QVBoxLayout:
        draft, spent = keeping.draft, keeping.of_kind(EntryKind.WITHDRAWAL)
        who = f"（{draft.relation}）" if draft.relation else ""
        said = f"卡折由{draft.keeper_name}{who}代管，{draft.reason}，{draft.agreed_on} 签书面协议。"
        told = [
            f"{each.on_date} {each.kind}"
            + (f" {short_yuan(each.amount_fen)} 元" if each.amount_fen is not None else "")
            + f"：{each.words}（{each.signed_by}）"
            for each in keeping.entries[-3:]
        ]
        if len(keeping.entries) > len(told):
            told.insert(0, f"共支取 {len(spent)} 次，{short_yuan(sum(each.amount_fen or 0 for each in spent))} 元")
        told += keeping_duties(draft.is_staff, draft.county_filed_on, keeping.ended_on)
        acts = [LinkButton("打印…", partial(self._print, queries.keeping_form, keeping.id), small=True)]
        if keeping.ended_on:
            told.append(f"{keeping.ended_on} 终止：{keeping.end_reason}")
        else:
            acts = [
                LinkButton("支取…", partial(self._open_entry, keeping, EntryKind.WITHDRAWAL), small=True),
                LinkButton("检查…", partial(self._open_entry, keeping, EntryKind.CHECK), small=True),
                LinkButton("修改…", partial(self._open_keeping, keeping), small=True),
                LinkButton("终止…", partial(self._open_end, keeping), small=True),
                *acts,
            ]
        state = Pill("已终止", Tone.NEUTRAL) if keeping.ended_on else Pill("卡折代管", Tone.BLUE)
        return _line(state, said, told, acts)

    # Acting

    def ask_filing(self, draft: FilingDraft | None = None) -> None:
        """Ask for a filing, filled in where the officials' list knows."""
        if self._session is not None and self._household is not None:
            names = [each.name for each in self._household.record.members]
            register_forms.filing_form(
                self, self._session, self._household.id, names, draft or FilingDraft(), self.saved.emit
            ).open()

    def ask_keeping(self) -> None:
        """Ask for a keeping."""
        if self._session is not None and self._household is not None:
            register_forms.keeping_form(self, self._session, self._household.id, KeepingDraft(), self.saved.emit).open()

    def _open_filing(self, filing: FilingRow) -> None:
        if self._session is not None and self._household is not None:
            names = [each.name for each in self._household.record.members]
            register_forms.filing_form(
                self, self._session, filing.household_id, names, filing.draft, self.saved.emit, filing
            ).open()

    def _open_note(self, filing: FilingRow) -> None:
        if self._session is not None:
            register_forms.note_form(self, self._session, filing, self.saved.emit).open()

    def _open_keeping(self, keeping: KeepingRow) -> None:
        if self._session is not None:
            register_forms.keeping_form(
                self, self._session, keeping.household_id, keeping.draft, self.saved.emit, keeping
            ).open()

    def _open_entry(self, keeping: KeepingRow, kind: EntryKind) -> None:
        if self._session is not None:
            register_forms.entry_form(self, self._session, keeping, kind, self.saved.emit).open()

    def _open_end(self, keeping: KeepingRow) -> None:
        if self._session is not None:
            register_forms.end_form(self, self._session, keeping, self.saved.emit).open()

    def _print(self, make: Callable[[int], Document], id_: int) -> None:
        document = make(id_)
        choose_target(
            self, "保存为 PDF", f"{document.name}.pdf", partial(self.write_pdf, document), kinds="PDF 文件 (*.pdf)"
        )

    def write_pdf(self, document: Document, path: Path) -> None:
        """Write a form of one register."""
        if self._session is not None:
            let_out(self._session, document.name.split("_")[0], [self._household.id] if self._household else [])
        print_pdf(document, path)

    def open_registers(self) -> None:
        """Show both registers of the whole office."""
        RegistersDialog(self, self.target_asked.emit, self._session).open()


class RegistersDialog(Dialog):
    """Both registers as tables; Enter or a double click opens the household."""

    def __init__(self, parent: QWidget, on_target: Callable[[object], object], session: Session | None = None) -> None:
        super().__init__(parent, "登记台账", yes="关闭", no="", width=980)
        self._session = session
        self._on_target = on_target
        self.which = Segments((("filed", "近亲属备案"), ("kept", "卡折代管")))
        self.which.chosen.connect(self._show)
        self.export = SecondaryButton("导出…", self._ask_where)
        self.note = Caption("双击一行打开档案")
        self.tables = {"filed": fixed_table(_FILINGS), "kept": fixed_table(_KEEPINGS)}
        self.list = SecondaryButton("在名单中列出", self._list_all, tip="左边的名单只留在册的这些户")
        self.body.addLayout(row(self.which, None, self.note, self.list, self.export))
        for name, rows in (("filed", queries.filings()), ("kept", queries.keepings())):
            table = self.tables[name]
            table.empty_words = "还没有登记。在各户档案的“近亲属备案和卡折代管”里登记。"
            table.show_rows(rows)
            table.setMinimumHeight(380)
            table.row_opened.connect(partial(self._open, name))
            self.body.addWidget(table, 1)
        self._shown = "filed"
        self._show("filed")

    def _show(self, name: object) -> None:
        self._shown = str(name)
        for each, table in self.tables.items():
            table.setVisible(each == name)
        filled = self.tables[self._shown].model().rowCount() > 0
        for button in (self.list, self.export):
            button.allow(filled, "还没有登记")

    def _open(self, name: str, place: object) -> None:
        found = self.tables[name].paged.row_at(int(str(place)))
        if found is not None:
            self.accept()
            self._on_target(found.household_id)

    def _list_all(self) -> None:
        self.accept()
        self._on_target({"ids": sorted(queries.register_households(self._shown)), "standing": ""})

    def document(self) -> Document:
        """The register that is shown, whole."""
        return queries.filing_register() if self._shown == "filed" else queries.keeping_register()

    def _ask_where(self) -> None:
        choose_target(self, "导出台账", f"{self.document().name}.xlsx", self.export_to, kinds="工作簿 (*.xlsx)")

    def export_to(self, path: Path) -> None:
        """Write the register that is shown."""
        document = self.document()
        try:
            if self._session is not None:
                let_out(self._session, document.name, queries.register_households(self._shown))
            write_xlsx(document, path)
        except KnownError as refused:
            self.show_problem(refused.message)
        else:
            self.show_problem("")
            self.note.setText(f"已保存 {path.name}")


def _line(state: Pill, said: str, told: list[str], acts: list[LinkButton]) -> QVBoxLayout:
    words = Label(said, wrap=True)
    top = row(state, words, *acts)
    top.setStretch(1, 1)
    whole = QVBoxLayout()
    whole.setSpacing(2)
    whole.addLayout(top)
    if told:
        whole.addWidget(Caption("\n".join(told), wrap=True))
    return whole
