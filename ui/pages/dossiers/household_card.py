"""The first card of the form: what a roster says of the household, and below it what is rarely needed of a family."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from dibao_desktop.dossiers.rules import codes
from dibao_desktop.policy.rules.aid import AidType
from ui.forms.fields import CheckField, DateField, FenField, Field, LongTextField, TextField, WholeNumberField
from ui.pages.dossiers.circumstance_form import CircumstancesForm
from ui.pages.dossiers.fields import SuggestField, words_of
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card

_COLUMNS = 4
Lines = Sequence[Sequence[tuple[Field, int]]]


class HouseholdCard(Card):
    """Lays the fields out; `more` holds those that are no part of a roster. `fields` are those of the record."""

    def __init__(self, more: CircumstancesForm) -> None:
        super().__init__("家庭情况")
        self.head_name = TextField("head_name", "户主姓名")
        self.village = SuggestField("village", "村（社区）", ())
        self.category = SuggestField("category", "保障类别", ())
        self.family_size = WholeNumberField("family_size", "家庭人口", empty=0)
        self.income = FenField("annual_income_fen", "家庭年收入（元）", hint="没有收入填 0")
        self.applicant = CheckField("applicant", "按新申请受理（尚未享受待遇）")
        note = LongTextField("note", "备注", lines=2)
        usual, rare = self._usual(), (*_family_lines(more), ((note, _COLUMNS),))
        self._rare_fields = [field for line in rare for field, _ in line]
        self.fields: list[Field] = [*(field for line in usual for field, _ in line), note]
        self._link = LinkButton("申请人、联系人、户口性质、保障方式、柜盒袋号、标签、备注…", self.open_rare, small=True)
        self._rare = QWidget()
        below = _grid(rare)
        below.setContentsMargins(0, 0, 0, 0)
        self._rare.setLayout(below)
        self.add(self.applicant)
        self.add(_grid(usual))
        self.add(self._link)
        self.add(self._rare)

    def open_rare(self, shown: bool = True) -> None:
        """Show what is rarely needed, or put it behind its link."""
        self._rare.setVisible(shown)
        self._link.setVisible(not shown)

    def open_where_said(self) -> None:
        """Show what is rarely needed where it says something."""
        self.open_rare(any(field.read() not in ("", None, ()) for field in self._rare_fields))

    def open_for(self, names: Sequence[str]) -> None:
        """Show what is rarely needed if one of these fields is among it."""
        if any(field.name in names for field in self._rare_fields):
            self.open_rare()

    def _usual(self) -> Lines:
        return (
            (
                (self.head_name, 1),
                (TextField("number", "档案号", hint="留空自动编号"), 1),
                (self.village, 1),
                (TextField("group", "村民小组"), 1),
            ),
            (
                (SuggestField("aid_type", "救助类型", words_of(AidType)), 1),
                (self.category, 1),
                (FenField("monthly_fen", "月保障金（元）", empty=0), 1),
                (DateField("start_month", "起保年月", hint="年-月"), 1),
            ),
            (
                (self.family_size, 1),
                (self.income, 1),
                (SuggestField("cause", "主要致困原因", words_of(codes.Cause)), 1),
                (TextField("phone", "联系电话"), 1),
            ),
            (
                (TextField("register_no", "户口簿号"), 1),
                (TextField("certificate_no", "低保证号"), 1),
                (TextField("address", "家庭住址"), 2),
            ),
            (
                (TextField("bank", "开户银行"), 1),
                (TextField("account_no", "银行账号"), 2),
                (TextField("account_name", "账户名称"), 1),
            ),
        )


def _family_lines(more: CircumstancesForm) -> Lines:
    """The lines of the household that are no part of a roster."""
    return (
        ((more.applicant, 1), (more.contact, 1), (more.residence, 1), (more.reason, 1)),
        (*((place, 1) for place in more.places),),
        ((more.tags, _COLUMNS),),
    )


def _grid(lines: Lines) -> QGridLayout:
    """Lines of fields in the form's columns, each field as many columns wide as is said."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(10)
    for line, fields in enumerate(lines):
        at = 0
        for field, span in fields:
            grid.addWidget(field, line, at, 1, span, Qt.AlignmentFlag.AlignTop)
            at += span
    for place in range(_COLUMNS):
        grid.setColumnStretch(place, 1)
    return grid
