"""Putting a closed vote right: which one, what it should have been, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.review.queries import ClosedVote
from dibao_desktop.review.rules.counted import CountedVotes
from dibao_desktop.review.rules.states import Choice, VoteWay
from dibao_desktop.review.rules.tally import ReadingKind
from ui.forms.fields import ChoiceField, EnumField, TextField, Unreadable
from ui.pages.review.counting import CountFields
from ui.widgets.dialogs import Dialog
from ui.widgets.text import Soft

Votes = Mapping[int, Choice | None] | CountedVotes
Save = Callable[[str, Votes, Mapping[int, str], ReadingKind | None], object]

_RECUSED = "recused"
_CHOICES: tuple[tuple[object, str], ...] = (
    *((choice, choice.label) for choice in Choice),
    (None, "未表决"),
    (_RECUSED, "应当回避"),
)
_COLUMNS = 3


class ChooseVoteDialog(Dialog):
    """Which of the closed votes is to be corrected."""

    def __init__(
        self, parent: QWidget | None, votes: Sequence[ClosedVote], on_vote: Callable[[ClosedVote], object]
    ) -> None:
        super().__init__(parent, "更正表决", yes="更正…")
        named = [(vote, f"第 {vote.position} 户 {vote.head_name}（{vote.state.label}）") for vote in votes]
        self.vote = ChoiceField("vote", "更正哪一户的表决", named)
        self.vote.write(votes[0])
        self.body.addWidget(self.vote)
        self.accepted.connect(lambda: on_vote(self._chosen()))

    def _chosen(self) -> ClosedVote:
        chosen = self.vote.read()
        assert isinstance(chosen, ClosedVote)
        return chosen


class CorrectionDialog(Dialog):
    """The vote as it stands, to be changed, and the reason. Where the readings part, the chair's word is asked for."""

    def __init__(self, parent: QWidget | None, vote: ClosedVote, save: Save) -> None:
        super().__init__(
            parent, f"更正第 {vote.position} 户 {vote.head_name} 的表决", yes="更正", width=560, accept_if=self._try
        )
        self._vote, self._save = vote, save
        self.body.addWidget(Soft("原来的表决不会删除，和更正一起写进评议记录。", wrap=True))
        self.reason = TextField("reason", "更正原因", hint="例如：唱票时录错一票")
        self.body.addWidget(self.reason)
        self.choices: dict[int, ChoiceField] = {}
        self.counts: CountFields | None = None
        if vote.way is VoteWay.NAMED:
            self._add_voters()
        else:
            self.counts = CountFields(vote.way, len(vote.voters), vote.counted)
            self.body.addWidget(self.counts)
        self.reading = EnumField("reading", "主持人确认", ReadingKind)
        self.reading.hide()
        self.body.addWidget(self.reading)
        self.reason.line.setFocus()

    def _add_voters(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(8)
        for place, voter in enumerate(self._vote.voters):
            field = self.choices[voter.member_id] = ChoiceField(str(voter.member_id), voter.name, _CHOICES)
            field.write(voter.choice)
            grid.addWidget(field, place // _COLUMNS, place % _COLUMNS)
        self.body.addLayout(grid)

    def _try(self) -> str:
        reason = str(self.reason.read())
        reading = self.reading.read()
        try:
            votes, recused = self._votes(reason)
            self._save(reason, votes, recused, reading if isinstance(reading, ReadingKind) else None)
        except KnownError as refusal:
            if refusal.code == "readings_differ":
                self.reading.show()
            return refusal.message
        except Unreadable as problem:
            return str(problem)
        return ""

    def _votes(self, reason: str) -> tuple[Votes, Mapping[int, str]]:
        if self.counts is not None:
            return self.counts.read(), {}
        votes: dict[int, Choice | None] = {}
        recused: dict[int, str] = {}
        for voter in self._vote.voters:
            chosen = self.choices[voter.member_id].read()
            if chosen == _RECUSED:
                recused[voter.member_id] = reason
            else:
                votes[voter.member_id] = chosen if isinstance(chosen, Choice) else None
        return votes, recused
