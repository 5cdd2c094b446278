"""政策方案: the plans as they are in force, each figure with its clause, and the office's own standards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from dibao_desktop.clearance import commands as clearance_commands
from dibao_desktop.clearance import queries as clearance
from dibao_desktop.clearance.queries import PackOnDay
from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.policy import commands, queries
from dibao_desktop.policy.rules.aid import AidType
from dibao_desktop.policy.rules.amending import with_standard
from dibao_desktop.policy.rules.editing import editable
from dibao_desktop.policy.rules.pack import Category, Policy, Standard
from dibao_desktop.policy.rules.reading import read_pack
from dibao_desktop.policy.rules.supplements import Supplement
from dibao_desktop.session import Permission
from dibao_desktop.settings import commands as settings_commands
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key
from ui.pages.policy.changing import ChangeDialog
from ui.pages.policy.comparing import CompareDialog
from ui.pages.policy.dialogs import category_dialog, standard_dialog, supplement_dialog
from ui.pages.policy.effects import EffectsDialog
from ui.pages.policy.more import PACK_FILES, MoreButton
from ui.pages.policy.reading import Reading
from ui.pages.policy.sections import Line, missing_standards, sections
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.chooser import Chooser
from ui.widgets.dialogs import AskDialog, ConfirmDialog
from ui.widgets.files import choose_file, choose_target
from ui.widgets.page import Page, PageContext, PageHead
from ui.widgets.side_list import SideItem, SideList
from ui.widgets.text import Caption


class PolicyPage(Page):
    """Opened by others with the id of a pack, or with `{"pack": id, "section": id}`."""

    NAME = "policy"
    TITLE = "政策方案"
    ICON = Icon.POLICY
    LISTENS_TO = Changes.POLICY | Changes.SETTINGS | Changes.CLEARANCE
    HELP = (
        "每个数字后面都写着依据。随程序提供的方案不能改；当地公布的标准和类别金额用“填入标准”“填入类别”加进去，"
        "从执行日期起算，之前的照旧。要改别的数字，先“复制”成本单位自己的方案，再点每一行后面的“修改”。\n\n"
        "保存之前可以“先看影响”：哪些户、每月多多少、少多少。“更多”里可以与另一方案对照，导出成文件或导入县里发来的方案文件。\n\n"
        "行动开始时会把方案留一份。之后填入的标准，要在这里点“让行动采用”才用于正在进行的行动，已作出的决定不变。"
    )

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._policy: Policy | None = None
        self._toml, self._wanted = "", ""
        self._same = False
        self.chooser = Chooser("方案", width_limit=420)
        self.chooser.chosen.connect(self._chosen)
        self.fill_standard = PrimaryButton("填入标准…", self.ask_standard)
        self.fill_category = SecondaryButton("填入类别…", self.ask_category)
        self.use = SecondaryButton("设为本单位方案", self.use_pack)
        self.copy = SecondaryButton("复制…", self.ask_copy, tip="复制为本单位自己的方案，逐项修改")
        self.more = MoreButton()
        self.more.chosen.connect(self._more_chosen)
        self.restore = SecondaryButton("恢复原方案…", self.ask_restore, tip="去掉本单位填入的标准和类别")
        self._buttons = (self.restore, self.use, self.copy, self.fill_category, self.fill_standard)
        self.head = PageHead("政策方案", "", self.chooser, self.more, *self._buttons)
        self.document = Caption("", wrap=True)
        self.adopt_banner = Banner()
        self.adopt_banner.acted.connect(self.ask_adopt)
        self.contents, self.reading = SideList(), Reading()
        self.contents.chosen.connect(self.reading.jump_to)
        self.reading.change_asked.connect(self.ask_change)
        self._build()

    def _build(self) -> None:
        across = QWidget()
        layout = QHBoxLayout(across)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        left = Card(padded=False)
        left.setFixedWidth(190)
        left.add(self.contents, 1)
        layout.addWidget(left)
        layout.addWidget(self.reading, 1)
        self.body.addWidget(self.head)
        self.body.addWidget(self.document)
        self.body.addWidget(self.adopt_banner)
        self.body.addWidget(across, 1)

    # Showing

    def refresh(self) -> None:
        packs, own = queries.office_packs(), settings.value(Key.POLICY)
        wanted = self._wanted or str(self.chooser.value() or "") or own
        choices = [(each.id, each.title) for each in packs.policies.values()]
        self.chooser.set_choices(choices, wanted)
        before = self._policy
        self._policy = packs.policies.get(str(self.chooser.value()))
        self._same = before is not None and self._policy is not None and before.id == self._policy.id
        self._toml = packs.texts.get(str(self.chooser.value()), "")
        self._wanted = ""
        if packs.problems:
            self.banner.say(packs.problems[0].sentence, Tone.RED)
        if self._policy is not None:
            self._show(self._policy, own)

    def open_target(self, target: object) -> None:
        pack = target.get("pack") if isinstance(target, dict) else target
        if isinstance(pack, str):
            self._wanted = pack
            self.become_stale()
        if isinstance(target, dict) and target.get("section"):
            self.contents.choose(target["section"])

    def _chosen(self, value: object) -> None:
        self._wanted = str(value)
        self.become_stale()

    def _show(self, policy: Policy, own: str) -> None:
        today = self.session.today()
        parts = sections(policy, today)
        current = self.contents.current_key() if self._same else parts[0].id
        self.contents.show_items(
            [SideItem(part.id, part.title, note=str(len(part.lines) or "")) for part in parts], current=current
        )
        may = Permission.ADMINISTER in self.session.actor.permissions
        own_copy = policy.id in queries.own_packs()
        paths = editable(self._toml, [line.path for part in parts for line in part.lines]) if own_copy and may else ()
        self.reading.show_sections(parts, paths, stay=self._same)
        changed = queries.changed_packs().get(policy.id)
        said = f"{policy.issuer}，{policy.year}年。{policy.document}。"
        how = "改过" if own_copy else "填入过标准"
        self.document.setText(said + (f"本单位 {changed[:10]} {how}。" if changed else ""))
        self.head.set_note("本单位方案" if policy.id == own else "")
        self.more.show_acts(may, own_copy)
        for button in self._buttons:
            button.setVisible(may)
        self.use.setVisible(may and policy.id != own)
        self.restore.setVisible(may and changed is not None and not own_copy)
        self._hint(policy, own, may)

    def _hint(self, policy: Policy, own: str, may: bool) -> None:
        running = clearance.current_campaign()
        missing = missing_standards(policy, self.session.today())
        if running is not None and running.policy_id == policy.id and clearance.pack_changed(running.id):
            self.adopt_banner.say(
                f"行动“{running.title}”用的是开始时的方案，和现在的内容不一样。",
                Tone.AMBER,
                "让行动采用" if may else "",
            )
        elif running is not None and own == policy.id != running.policy_id:
            self.adopt_banner.say(
                f"行动“{running.title}”还在用方案“{clearance.policy_of(running.id).title}”。",
                Tone.AMBER,
                "让行动采用" if may else "",
            )
        elif missing:
            self.adopt_banner.say(
                f"还没有{'、'.join(missing)}标准，请填入当地公布的标准，否则金额算不出来。", Tone.AMBER
            )
        else:
            self.adopt_banner.hide()

    # Acting

    def ask_standard(self) -> None:
        """Ask for a standard, the missing kind of aid first."""
        policy = self._policy
        if policy is None:
            return
        missing = missing_standards(policy, self.session.today())
        standard_dialog(
            self, AidType(missing[0]) if missing else AidType.RURAL, self._put_standard, self._preview
        ).open()

    def ask_category(self) -> None:
        """Ask for a category."""
        if self._policy is not None:
            category_dialog(self, self._put_category).open()

    def _put_standard(self, standard: Standard) -> None:
        if self._policy is not None:
            commands.set_standard(self.session, self._policy.id, standard)
            self.said.emit("标准已填入")

    def _put_category(self, category: Category) -> None:
        if self._policy is not None:
            commands.set_category(self.session, self._policy.id, category)
            self.said.emit("类别金额已填入")

    # The office's own copies

    def ask_copy(self) -> None:
        """Ask what the copy is to be called."""
        policy = self._policy
        if policy is not None:
            town = settings.value(Key.TOWN)
            AskDialog(
                self, "复制为本单位的方案", "新方案的名称", self._copy, text=f"{town} {policy.year} 年方案", yes="复制"
            ).open()

    def _copy(self, title: str) -> None:
        policy, made = self._policy, []
        if policy is not None:
            self._try(lambda: made.append(commands.copy_pack(self.session, policy.id, title)), "已复制，可以逐项修改")
            self._go_to(made)

    def _go_to(self, made: list[str]) -> None:
        if made:
            self._wanted = made[0]
            self.become_stale()

    def ask_change(self, line: object) -> None:
        """Open the fields of one line of the copy that is shown."""
        policy = self._policy
        if policy is None or not isinstance(line, Line):
            return

        def save(said: dict[str, str]) -> None:
            commands.amend_line(self.session, policy.id, line.path, said, line.name.strip())
            self.said.emit("已保存")

        money = line.path.split("[")[0] in ("standards", "categories") or line.path.startswith("amount.")
        preview = self.show_effects if money else None
        ChangeDialog(self, line.name.strip() or "名称和文件", self._toml, line.path, save, preview).open()

    def _preview(self, standard: Standard) -> None:
        """Show whom a standard would touch that is not put in yet."""
        if self._policy is None:
            return
        reading = read_pack(with_standard(self._toml, standard), self._policy.title)
        if reading.policy is None:
            raise KnownError("bad_policy", reading.problems[0].sentence)
        self.show_effects(reading.policy, standard.in_force_from)

    def show_effects(self, policy: Policy, on: dt.date | None = None) -> None:
        """Whom a plan would touch: against the same plan as it is now, or against the one in use."""
        packs, today = queries.office_packs(), self.session.today()
        running, own = clearance.current_campaign(), settings.value(Key.POLICY)
        present = clearance.policy_of(running.id) if running is not None else packs.policies.get(own)
        before = packs.policies.get(policy.id, policy)
        if before == policy and present is not None:
            before = present
        starts = [each.in_force_from for each in (*policy.standards, *policy.categories)]
        day = on or max([today, *starts])
        EffectsDialog(
            self, self.context.runner, PackOnDay(before, today), PackOnDay(policy, max(day, today)), self._to_households
        ).open()

    def _to_households(self, ids: list[int]) -> None:
        self.go.emit("dossiers", {"ids": ids})

    # More

    def _more_chosen(self, act: str) -> None:
        policy = self._policy
        if policy is None:
            return
        if act == "compare":
            others = [each for each in queries.office_packs().policies.values() if each.id != policy.id]
            CompareDialog(self, policy, others, self.session.today()).open()
        elif act == "supplement":
            supplement_dialog(self, self._put_supplement).open()
        elif act == "effects":
            self.show_effects(policy)
        elif act == "rename":
            self.ask_change(Line("", "", ""))
        elif act == "export":
            choose_target(self, "导出方案", f"{policy.title}.toml", self.export_to, kinds=PACK_FILES)
        elif act == "import":
            choose_file(self, "导入方案文件", self.import_from, kinds=PACK_FILES)
        elif act == "drop":
            ConfirmDialog(
                self,
                "删除方案",
                f"将删除本单位的方案“{policy.title}”，用它办过的行动不受影响。",
                lambda: self._drop(policy.id),
                yes="删除",
                danger=True,
            ).open()

    def export_to(self, path: Path) -> None:
        """Write the plan that is shown into a file."""
        policy = self._policy
        if policy is not None:
            self._try(lambda: queries.write_pack_file(policy.id, path), f"已保存 {path.name}")

    def import_from(self, path: Path) -> None:
        """Take a plan in from a file and show it."""
        made: list[str] = []
        self._try(lambda: made.append(commands.take_pack_file(self.session, path)), "方案已导入")
        self._go_to(made)

    def _drop(self, policy_id: str) -> None:
        self._wanted = settings.value(Key.POLICY)
        self._try(lambda: commands.drop_copy(self.session, policy_id), "已删除")

    def _put_supplement(self, supplement: Supplement) -> None:
        if self._policy is not None:
            commands.set_supplement(self.session, self._policy.id, supplement)
            self.said.emit("分类施保已填入")

    def use_pack(self) -> None:
        """Make the plan shown the one of the office."""
        policy = self._policy
        if policy is not None:
            self._try(
                lambda: settings_commands.change_settings(self.session, {Key.POLICY: policy.id}), "已设为本单位方案"
            )

    def ask_restore(self) -> None:
        """Ask before the office's own figures go."""
        policy = self._policy
        if policy is not None:
            ConfirmDialog(
                self,
                "恢复原方案",
                f"将去掉本单位在“{policy.title}”中填入的全部标准和类别金额，进行中的行动不受影响。",
                lambda: self._try(lambda: commands.restore_pack(self.session, policy.id), "已恢复"),
                yes="恢复",
                danger=True,
            ).open()

    def ask_adopt(self) -> None:
        """Ask before the campaign under way takes the plan as it is now."""
        running = clearance.current_campaign()
        if running is not None:
            ConfirmDialog(
                self,
                "让行动采用现在的方案",
                f"“{running.title}”中还没有决定、金额因此变化的户要重新核算，已作出的决定不变。",
                lambda: self._adopt(running.id),
                yes="采用",
            ).open()

    def _adopt(self, campaign_id: int) -> None:
        counted: list[int] = []
        wanted = self._policy.id if self._policy is not None else ""
        self._try(lambda: counted.append(clearance_commands.adopt_pack(self.session, campaign_id, wanted)), "")
        if counted:
            self.said.emit(f"已采用，{counted[0]} 户须重新核算")

    def _try(self, act: Callable[[], object], words: str) -> None:
        try:
            act()
        except KnownError as refused:
            self.banner.say(refused.message, Tone.RED)
            return
        self.banner.hide()
        if words:
            self.said.emit(words)
