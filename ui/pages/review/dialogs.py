"""Small questions of the desk: a question with its answer, and which reading of the rule the chair confirms."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QButtonGroup, QComboBox, QRadioButton, QWidget

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.review.rules.states import Topic
from dibao_desktop.review.rules.tally import Decision, ReadingKind, TallyRule, explain_reading
from ui.forms.fields import EnumField, LongTextField, TextField
from ui.widgets.dialogs import Dialog
from ui.widgets.text import Soft


class QuestionDialog(Dialog):
    """Writes down a question; the answer may be given at once or later."""

    def __init__(
        self,
        parent: QWidget | None,
        save: Callable[[str, Topic, str, str, str], object],
        answerers: Sequence[str],
    ) -> None:
        super().__init__(parent, "记录质询", yes="保存", width=460, accept_if=self._try)
        self._save = save
        self.asker = TextField("asker", "提问人", hint="居民代表")
        self.topic = EnumField("topic", "质询的事项", Topic)
        self.topic.write(Topic.GROUNDS)
        self.text = LongTextField("text", "问题", lines=2)
        self.answerer = TextField("answerer", "答复人")
        self.answerer.write(answerers[0] if answerers else "")
        self.answer = LongTextField("answer", "答复（可以稍后再记）", lines=2)
        for field in (self.asker, self.topic, self.text, self.answerer, self.answer):
            self.body.addWidget(field)
        self.asker.line.setFocus()

    def _try(self) -> str:
        topic = self.topic.read()
        texts = [str(field.read()) for field in (self.asker, self.text, self.answerer, self.answer)]
        asker, text, answerer, answer = texts
        try:
            self._save(asker, topic if isinstance(topic, Topic) else Topic.OTHER, text, answerer, answer)
        except KnownError as refusal:
            return refusal.message
        return ""


class AnswerDialog(Dialog):
    """Writes down the answer to one question."""

    def __init__(
        self, parent: QWidget | None, question: str, save: Callable[[str, str], object], answerers: Sequence[str]
    ) -> None:
        super().__init__(parent, "记录答复", yes="保存", width=460, accept_if=self._try)
        self._save = save
        self.body.addWidget(Soft(question, wrap=True))
        self.who = QComboBox()
        self.who.setEditable(True)
        self.who.addItems(list(answerers))
        self.answer = LongTextField("answer", "答复", lines=3)
        self.body.addWidget(Soft("答复人"))
        self.body.addWidget(self.who)
        self.body.addWidget(self.answer)
        self.answer.area.setFocus()

    def _try(self) -> str:
        try:
            self._save(self.who.currentText(), str(self.answer.read()))
        except KnownError as refusal:
            return refusal.message
        return ""


class ReadingDialog(Dialog):
    """The two readings of the rule part: the chair says which one holds."""

    def __init__(
        self,
        parent: QWidget | None,
        decision: Decision,
        rule: TallyRule,
        preferred: ReadingKind,
        on_reading: Callable[[ReadingKind], object],
    ) -> None:
        super().__init__(parent, "两种算法结果不同，请主持人确认", yes="按此确认", width=560)
        self.body.addWidget(Soft("方案没有写明回避人员是否计入人数，请主持人当场说明采用哪一种。", wrap=True))
        self._choices = QButtonGroup(self)
        for number, kind in enumerate(ReadingKind):
            reading = decision.reading(kind)
            button = QRadioButton(f"{kind.label}：{reading.outcome.label}")
            button.setChecked(kind is preferred)
            self._choices.addButton(button, number)
            self.body.addWidget(button)
            self.body.addWidget(Soft(explain_reading(rule, reading), wrap=True))
        self.accepted.connect(lambda: on_reading(list(ReadingKind)[self._choices.checkedId()]))
