"""公示: the postings at the left, the chosen one with its board at the right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.permissions import Permission
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.notices import commands, queries
from dibao_desktop.notices.commands.posting import Ended
from dibao_desktop.notices.queries import BatchRow, EntryRow, ObjectionRow, Ready
from dibao_desktop.notices.rules.board import short_day
from dibao_desktop.notices.rules.states import EntryState, Handling
from dibao_desktop.session import Session
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key
from ui.forms.dialog import Values
from ui.pages.notices.batch_view import OBJECTIONS, BatchView
from ui.pages.notices.dialogs import HandlingDialog, ObjectionDialog, PostDialog, ResolveDialog
from ui.pages.notices.files import A4_PDF, BoardFile
from ui.pages.notices.ready_view import ReadyView
from ui.pages.notices.work_list import WorkList
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.buttons import SecondaryButton
from ui.widgets.dialogs import AskDialog, ConfirmDialog
from ui.widgets.empty import EmptyState
from ui.widgets.files import choose_target
from ui.widgets.page import Page, PageContext, PageHead


class NoticesPage(Page):
    """Opened by others with the id of a posting, or with a dictionary: `village` by name, `case` by id."""

    NAME = "notices"
    TITLE = "公示"
    ICON = Icon.NOTICES
    LISTENS_TO = Changes.NOTICES | Changes.CLEARANCE | Changes.DOSSIERS | Changes.REVIEW | Changes.SETTINGS
    HELP = (
        "“可公示”的村有户等待张榜：生成公示，核对后打印张贴，再登记张贴日期、地点和张贴人。\n\n"
        "公示天数从张贴的次日起算，期满日遇休息日顺延，次日起可以撤下。\n\n"
        "有异议的户停在这一步，其他户照常继续。异议由重新调查或民主评议来答复的，这一户退回那一步，办完再填处理结论。\n"
        "人口、类别、金额或处理意见在张贴后有变动的户，原公示作废，须重新公示。\n\n"
        "身份证号、账号、电话、病残情况和未成年人姓名不会出现在公示榜上；网站公示只写姓，公示期满请从网站撤下。"
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.publish = SecondaryButton(
            "长期公布…", self.ask_publication, picture=Icon.PRINT, tip="在保名单，按村分页，村里长期张贴"
        )
        self.head = PageHead("公示", "", self.publish)
        self.list = WorkList()
        self.setFocusProxy(self.list.table)
        self.view, self.ready = BatchView(), ReadyView()
        self.empty = EmptyState("", picture=Icon.NOTICES)
        self.empty.chosen.connect(lambda: self.go.emit("clearance", None))
        self._right = QStackedWidget()
        for part in (self.view, self.ready, self.empty):
            self._right.addWidget(part)
        self._build()
        self._connect()
        view = self.view
        self.needs(Permission.NOTICES, view.post, view.end, view.object, view.again, view.discard)
        self.needs(Permission.NOTICES, *view.photos.adders.values())
        self.needs(
            Permission.NOTICES, self.ready.make, self.ready.carry, view.households.remove, view.objections.settle
        )

    def _build(self) -> None:
        across = QWidget()
        layout = QHBoxLayout(across)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        self.list.setMinimumWidth(232)
        self.list.setMaximumWidth(368)
        layout.addWidget(self.list, 9)
        layout.addWidget(self._right, 19)
        self.body.addWidget(self.head)
        self.body.addWidget(across, 1)

    def _connect(self) -> None:
        self.list.chosen.connect(self._show)
        self.ready.board_asked.connect(self.prepare)
        self.ready.carry_on_asked.connect(self.carry_on)
        self.ready.dossier_asked.connect(lambda household: self.go.emit("dossiers", household))
        self.view.post_asked.connect(self.ask_post)
        self.view.end_asked.connect(self.ask_end)
        self.view.refresh_asked.connect(lambda: self._on_batch(commands.refresh_batch, "已按现在的情况重新生成"))
        self.view.discard_asked.connect(self.ask_discard)
        self.view.objection_asked.connect(self.ask_objection)
        self.view.objections.settling_asked.connect(self.ask_settling)
        self.view.households.removal_asked.connect(self.ask_removal)
        self.view.households.dossier_asked.connect(lambda household: self.go.emit("dossiers", household))
        self.view.file_asked.connect(self.ask_file)
        self.view.photos.changed.connect(self.said)
        self._held = 0
        self.banner.acted.connect(lambda: self.go.emit("clearance", self._held))
        self.view.photos.refused.connect(lambda sentence: self.banner.say(sentence, Tone.RED))

    # Showing

    def refresh(self) -> None:
        campaign_id, today = self._campaign_id(), self.session.today()
        if campaign_id is None:
            self.head.set_note("还没有清查行动")
            self.empty.show_state("公示的是清查行动里的户。先到“清查核查”新建行动。", "去清查核查")
            self.list.show_items((), (), today)
            return
        due = queries.due(campaign_id, today)
        batches = queries.batches(campaign_id)
        village = self.scope.village
        ready = [each for each in due.ready if not village or each.village == village]
        self.head.set_note(_note(due))
        self.empty.show_state("现在没有等待公示的户。办到公示这一步的户会列在左边。", "去清查核查")
        self.list.show_items(ready, [each for each in batches if not village or each.village == village], today)

    def open_target(self, target: object) -> None:
        if isinstance(target, int):
            self.list.choose_batch(target)
        elif isinstance(target, Mapping):
            case_id = target.get("case")
            objected = isinstance(case_id, int) and clearance.case_row(case_id).open_objections > 0
            self.list.choose_village(str(target.get("village", "")), objected)
            if objected:
                self.view.tabs.choose(OBJECTIONS)

    def _campaign_id(self) -> int | None:
        if self.scope.campaign_id is not None:
            return self.scope.campaign_id
        found = clearance.current_campaign()
        return found.id if found else None

    def _show(self, what: object) -> None:
        campaign_id = self._campaign_id()
        if isinstance(what, Ready):
            waiting = queries.waiting_cases(campaign_id, what.round, what.village_id) if campaign_id else []
            self.ready.show_ready(what, waiting)
            self._right.setCurrentWidget(self.ready)
        elif isinstance(what, BatchRow):
            today = self.session.today()
            document = queries.board(what.id, today)
            doubts, phone = queries.doubts(what.id, today), settings.value(Key.PHONE)
            found, notice = queries.batch(what.id), clearance.policy_of(what.campaign_id).notice
            self.view.show_batch(found, document, doubts, today, phone)
            self.view.photos.show_photos(self.session, found, notice.photos_to_end)
            self._right.setCurrentWidget(self.view)
        else:
            self._right.setCurrentWidget(self.empty)

    # Making and hanging

    def prepare(self, ready: Ready) -> None:
        """Make the board of a village and show it."""
        campaign_id = self._campaign_id()
        if campaign_id is None:
            return
        made: list[int] = []
        session = self.session
        if self._try(lambda: made.append(commands.prepare_batch(session, campaign_id, ready.village_id, ready.round))):
            self.refresh()
            self.list.choose_batch(made[0])
            self.said.emit("公示榜已生成")

    def carry_on(self, ready: Ready) -> None:
        """Let households past a round that need no second posting."""
        campaign_id, session = self._campaign_id(), self.session
        if campaign_id is not None and self._try(
            lambda: commands.carry_on(session, campaign_id, ready.village_id, ready.round, session.today())
        ):
            self.said.emit("已继续办理")

    def ask_post(self) -> None:
        """Ask when, where and by whom the board was hung up."""
        found = self.view.found
        if found is None:
            return
        dialog = PostDialog(self, f"张贴{found.village}{found.round_label}", self._until, self._post)
        place, today = self._usual_place(found), self.session.today()
        dialog.show_values({"posted_on": today, "place": place, "posted_by": self.session.actor.name})
        dialog.open()

    def _usual_place(self, found: BatchRow) -> str:
        """Where the last board of this round hung, in the village when it is the village's round; else what is usual."""
        rounds = clearance.policy_of(found.campaign_id).notice.rounds
        level = next((each.level for each in rounds if each.number == found.round), "")
        in_village = level == "village"
        others = queries.batches(found.campaign_id, found.village_id if in_village else None)
        known = [each.place for each in others if each.place and each.round == found.round]
        if known:
            return known[0]
        return f"{found.village}村务公开栏" if in_village else f"{self.context.office.town}政务公开栏"

    def _until(self, day: dt.date) -> str:
        period = queries.period(self.view.found, day) if self.view.found else None
        if period is None:
            return ""
        unsure = f"{period.last.year}年的节假日安排还不知道，按周末推算。" if period.provisional else ""
        return f"公示到{short_day(period.last)}，{short_day(period.closable)}起可以撤下。{unsure}"

    def _post(self, values: Values) -> None:
        found, day = self.view.found, values["posted_on"]
        if found is None or not isinstance(day, dt.date):
            raise KnownError("missing", "请填写张贴日期。")
        commands.post_batch(self.session, found.id, day, str(values["posted_by"]), str(values["place"]))
        self.said.emit("已登记张贴")

    def ask_end(self) -> None:
        """Ask before the board comes down."""
        found = self.view.found
        if found is None:
            return
        held = sum(entry.state is EntryState.OBJECTED for entry in found.entries)
        sentence = f"{found.households - held} 户公示期满，进入下一步。"
        if held:
            sentence += f"{held} 户的异议还没有处理，停在公示这一步。"
        ConfirmDialog(self, "期满撤下", sentence, self.end, yes="撤下").open()

    def end(self) -> None:
        """Take the board down today."""
        found = self.view.found
        ended: list[Ended] = []
        if found is None:
            return
        if self._try(lambda: ended.append(commands.end_batch(self.session, found.id, self.session.today()))):
            self.said.emit(f"已撤下：{ended[0].cleared} 户无异议")
            if ended[0].repost:
                self.banner.say(f"{ended[0].repost} 户在张贴后有变动，原公示作废，须重新公示。", Tone.AMBER)

    def ask_discard(self) -> None:
        """Ask before a board is thrown away."""
        act = lambda: self._on_batch(commands.discard_batch, "公示榜已作废")  # noqa: E731
        ConfirmDialog(
            self, "作废公示榜", "作废后这些户重新等待公示，编号不再使用。", act, yes="作废", danger=True
        ).open()

    def ask_removal(self, entry: EntryRow) -> None:
        """Ask why a household is to be taken off."""
        take_off = lambda reason: self._try(  # noqa: E731
            lambda: commands.remove_entry(self.session, entry.id, reason)
        )
        AskDialog(self, f"把{entry.line.head_name}家移出公示榜", "理由", take_off, many_lines=True, yes="移出").open()

    # Objections

    def ask_objection(self) -> None:
        """Ask for an objection to one of the households that hang."""
        found = self.view.found
        if found is None:
            return
        hanging = (EntryState.POSTED, EntryState.OBJECTED)
        households: list[tuple[object, str]] = [
            (entry.id, f"{entry.line.head_name}（{entry.line.village_group or '未分组'}，档案号 {entry.number}）")
            for entry in found.entries
            if entry.state in hanging and not entry.outdated
        ]
        dialog = ObjectionDialog(self, f"登记对{found.village}公示的异议", households, self._object)
        current = self.view.households.current()
        first = (
            current.id if current is not None and current.state in hanging else households[0][0] if households else None
        )
        dialog.show_values({"entry_id": first, "raised_on": self.session.today()})
        dialog.open()

    def _object(self, values: Values) -> None:
        entry_id, day = values["entry_id"], values["raised_on"]
        if not isinstance(entry_id, int) or not isinstance(day, dt.date):
            raise KnownError("missing", "请选择户并填写异议日期。")
        commands.raise_objection(self.session, entry_id, day, str(values["text"]), str(values["raiser"]))
        self.view.tabs.choose(OBJECTIONS)
        self.said.emit("异议已登记，这一户暂停办理")

    def ask_settling(self, objection: ObjectionRow) -> None:
        """Ask by what an objection is answered; once it was sent back and that is done, what came of it."""
        if not objection.handling:
            self._ask_handling(objection)
            return
        missing = queries.waits_for(objection.id)
        if missing:
            self._held = objection.household_id
            self.banner.say(f"{objection.head_name}家的异议{missing}", Tone.AMBER, action="去办这一户")
            return
        self._ask_conclusion(objection)

    def _ask_handling(self, objection: ObjectionRow) -> None:
        dialog = HandlingDialog(self, objection, lambda values: self._send_back(objection, values["handling"]))
        dialog.show_values({"handling": Handling.INVESTIGATED})
        dialog.accepted.connect(lambda: self._go_on(objection, dialog.values()["handling"]))
        dialog.open()

    def _send_back(self, objection: ObjectionRow, handling: object) -> None:
        if not isinstance(handling, Handling):
            raise KnownError("missing", "请选择怎样处理。")
        if handling.sends_back:
            commands.send_back_objection(self.session, objection.id, handling)
            self.said.emit(f"{objection.head_name}家已退回{handling.value}")

    def _go_on(self, objection: ObjectionRow, handling: object) -> None:
        """What needs no new step is answered at once."""
        if isinstance(handling, Handling) and not handling.sends_back:
            self._ask_conclusion(objection)

    def _ask_conclusion(self, objection: ObjectionRow) -> None:
        found = self.view.found
        if found is None:
            return
        days = clearance.policy_of(found.campaign_id).notice.repost_days
        after = (
            f"有变动的，方案规定重新公示 {days} 天。" if days else "有变动的，方案不要求重新公示，按新意见继续办理。"
        )
        dialog = ResolveDialog(self, objection, after, lambda values: self._settle(objection.id, values))
        dialog.show_values({"resolved_on": self.session.today()})
        dialog.open()

    def _settle(self, objection_id: int, values: Values) -> None:
        day, answered = values["resolved_on"], values["answered_on"]
        if not isinstance(day, dt.date):
            raise KnownError("missing", "请填写处理日期。")
        state = commands.resolve_objection(
            self.session,
            objection_id,
            str(values["conclusion"]),
            day,
            answered if isinstance(answered, dt.date) else None,
            bool(values["content_changed"]),
        )
        self.said.emit(f"异议已办结：{state.value}")

    # Paper

    def ask_file(self, kind: BoardFile) -> None:
        """Ask where to write the board that is shown."""
        found = self.view.found
        if found is not None:
            name = f"{found.village}{found.round_label}{'网站公示' if kind.online else ''}{kind.ending}"
            choose_target(self, "保存公示", name, lambda path: self.write(found.id, kind, path), kinds=kind.kinds)

    def ask_publication(self) -> None:
        """Ask where to write who is paid, of the village in scope or of all."""
        name = f"{self.scope.village or self.context.office.town}低保对象公布.pdf"
        choose_target(self, "保存长期公布", name, self.write_publication, kinds=A4_PDF.kinds)

    def write_publication(self, path: Path) -> None:
        """Write who is paid."""

        def act() -> None:
            campaign_id = self._campaign_id()
            if campaign_id is None:
                raise KnownError("no_campaign", "还没有清查行动，请先在“清查核查”中新建行动。")
            ids = {each.name: each.id for each in dossiers.villages()}
            A4_PDF.write(queries.publication(campaign_id, ids.get(self.scope.village), self.session.today()), path)

        if self._try(act):
            self.said.emit(f"已保存 {path.name}")

    def write(self, batch_id: int, kind: BoardFile, path: Path) -> None:
        """Write a posting to a file."""

        def act() -> None:
            online, today = kind.online, self.session.today()
            made = (
                commands.put_online(self.session, [batch_id]) if online else queries.board(batch_id, today, kind.paper)
            )
            kind.write(made, path)

        if self._try(act):
            self.said.emit(f"已保存 {path.name}")

    def _on_batch(self, act: Callable[[Session, int], object], words: str) -> None:
        found = self.view.found
        if found is not None and self._try(lambda: act(self.session, found.id)):
            self.said.emit(words)

    def _try(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except KnownError as refused:
            self.banner.say(refused.message, Tone.RED)
            return False
        self.banner.hide()
        return True


def _note(due: queries.Due) -> str:
    said = [
        (len(due.ready), "个村可公示"),
        (len(due.to_post), "张待张贴"),
        (len(due.to_end), "张可撤下"),
        (due.open_objections, "条异议待处理"),
    ]
    return " · ".join(f"{count} {words}" for count, words in said if count) or "今天没有要办的"
