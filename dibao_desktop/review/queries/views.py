"""What the desk sees of a meeting, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dibao_desktop.review.queries.sheet import CaseSheet
from dibao_desktop.review.rules.conditions import Condition
from dibao_desktop.review.rules.counted import CountedVotes
from dibao_desktop.review.rules.states import Choice, ItemState, MeetingState, VoteWay
from dibao_desktop.review.rules.tally import Decision, Reading


@dataclass(frozen=True)
class MeetingRow:
    """A meeting in the list."""

    id: int
    village_id: int
    village: str
    number: int
    starts_at: str
    state: MeetingState
    cases: int
    done: int


class Mark(StrEnum):
    """What stands beside a roster member; the value is the label."""

    AGREE = "同意"
    AGAINST = "不同意"
    ABSTAIN = "弃权"
    WAITING = "未表决"
    RECUSED = "回避"
    ABSENT = "缺席"
    PRESENT = "到会"


MARK_OF = {Choice.AGREE: Mark.AGREE, Choice.AGAINST: Mark.AGAINST, Choice.ABSTAIN: Mark.ABSTAIN}


@dataclass(frozen=True)
class RollRow:
    """A roster member: there or not, and what they did on the present case. `suspicion` asks the clerk to look;
    `left_room`: recused, and seen to leave their seat."""

    member_id: int
    seat: int
    name: str
    initials: str
    role: str
    present: bool
    arrived_at: str
    left_at: str
    mark: Mark
    recusal: str = ""
    declared: bool = False
    left_room: bool = False
    suspicion: str = ""


@dataclass(frozen=True)
class AgendaRow:
    """A case in the agenda; `lacking` names the step it still waits for, `agree` of `base` stands once it is closed."""

    item_id: int
    position: int
    case_id: int
    household_id: int
    head_name: str
    group: str
    proposal: str
    state: ItemState
    lacking: str = ""
    agree: int | None = None
    base: int | None = None


@dataclass(frozen=True)
class QuestionRow:
    """A question with its answer; unanswered while `answer` is empty."""

    id: int
    asker: str
    topic: str
    text: str
    answer: str
    answerer: str
    asked_at: str


@dataclass(frozen=True)
class CurrentCase:
    """The case the room is on. `decision` is what the votes so far decide and `holding` the reading of the rule that
    counts; `share` names the majority; a closed case has `explanation` and `opinion` as they were written down.
    `counted` is what was counted when the vote is not by name; `absent` are out of the room for this case, which is not
    abstaining; `corrected` tells that the vote was corrected after it was closed."""

    item_id: int
    position: int
    state: ItemState
    sheet: CaseSheet
    decision: Decision
    holding: Reading
    share: str
    voted: int
    recused: int
    against: int
    abstain: int
    not_voted: tuple[str, ...]
    questions: tuple[QuestionRow, ...]
    explanation: str = ""
    opinion: str = ""
    way: VoteWay = VoteWay.NAMED
    counted: CountedVotes | None = None
    absent: tuple[str, ...] = ()
    corrected: bool = False

    @property
    def all_voted(self) -> bool:
        """Whether nothing is waited for: by name everyone has voted, else the count is there."""
        return not self.not_voted if self.way is VoteWay.NAMED else self.counted is not None


@dataclass(frozen=True)
class Voter:
    """Someone who could vote on a case when its vote was closed, and what they voted."""

    member_id: int
    name: str
    choice: Choice | None


@dataclass(frozen=True)
class ClosedVote:
    """A closed vote as a correction starts from it; `counted` when it was not by name."""

    item_id: int
    position: int
    head_name: str
    state: ItemState
    way: VoteWay
    voters: tuple[Voter, ...]
    counted: CountedVotes | None


@dataclass(frozen=True)
class MeetingDetail:
    """Everything the desk shows of one meeting."""

    id: int
    campaign_id: int
    village_id: int
    village: str
    number: int
    starts_at: str
    place: str
    chair: str
    recorder: str
    township_staff: tuple[str, ...]
    observers: tuple[str, ...]
    state: MeetingState
    conditions: tuple[Condition, ...]
    roll: tuple[RollRow, ...]
    agenda: tuple[AgendaRow, ...]
    current: CurrentCase | None = None

    @property
    def present(self) -> int:
        return sum(row.present for row in self.roll)

    @property
    def holds(self) -> bool:
        """Whether the meeting may deliberate."""
        return all(condition.holds for condition in self.conditions if condition.binding)

    @property
    def next_item(self) -> AgendaRow | None:
        """The first case still to come that is ready."""
        return next((row for row in self.agenda if row.state is ItemState.WAITING and not row.lacking), None)
