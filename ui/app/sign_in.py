"""Opening an office: which one, as whom, with which password or recovery code; and making a new one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from dibao_desktop import office as offices
from dibao_desktop.domain.document import Document, Heading, Paragraph
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.storage.keys import RECOVERY, KeyFile
from ui.forms.fields import ChoiceField, TextField
from ui.printing import print_pdf
from ui.theme.icons import Icon
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card, row
from ui.widgets.dialogs import Dialog
from ui.widgets.files import choose_folder, choose_target
from ui.widgets.rail import PRODUCT
from ui.widgets.text import Caption, Label, PageTitle, Soft, Strong

_REMEMBERED = 6


class Recent:
    """The offices opened on this computer, the latest first."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def paths(self) -> list[Path]:
        """Those that are still there."""
        kept = self._settings.value("recent", [])
        # One name comes back as text, several as a list.
        names = [kept] if isinstance(kept, str) else kept if isinstance(kept, list) else []
        return [path for path in map(Path, names) if (path / "keys.json").exists()]

    def remember(self, path: Path) -> None:
        """Put one on top."""
        whole = path.resolve()
        names = [str(whole), *(str(each) for each in self.paths() if each != whole)]
        self._settings.setValue("recent", names[:_REMEMBERED])


class WelcomeWindow(QWidget):
    """What stands there before an office is open: recent ones, open, new."""

    path_chosen = Signal(object)
    new_wanted = Signal()

    def __init__(self, recent: Sequence[Path], problem: str = "") -> None:
        super().__init__()
        self.setObjectName("ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(PRODUCT)
        self.resize(620, 440)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 36, 40, 28)
        layout.setSpacing(12)
        brand = PageTitle(PRODUCT, tone=Tone.BLUE)
        layout.addWidget(brand)
        layout.addWidget(Soft("打开一份办公数据（以 .dibao 结尾的文件夹），或者新建一份。"))
        self.banner = Banner()
        layout.addWidget(self.banner)
        card = Card("最近打开")
        for path in recent:
            card.add(
                row(
                    LinkButton(path.stem, partial(self.path_chosen.emit, path)),
                    Caption(str(path.parent)),
                    None,
                )
            )
        if not recent:
            card.add(Soft("这台电脑上还没有打开过办公数据。"))
        card.body.addStretch(1)
        layout.addWidget(card, 1)
        layout.addLayout(
            row(
                SecondaryButton("打开其他…", self.choose, picture=Icon.FOLDER),
                None,
                PrimaryButton("新建办公数据", self.new_wanted.emit, picture=Icon.ADD),
            )
        )
        if problem:
            self.banner.say(problem, Tone.RED)

    def choose(self) -> None:
        """Ask for a folder."""
        choose_folder(self, "打开办公数据文件夹", self.path_chosen.emit)


class SignInDialog(Dialog):
    """Asks for the password; the recovery code opens the office too. Emits `opened(office)`."""

    opened = Signal(object)

    def __init__(self, parent: QWidget | None, folder: Path) -> None:
        accounts = KeyFile.read(folder / "keys.json").accounts()
        super().__init__(parent, f"登录 {folder.stem}", yes="登录", accept_if=self._refusal)
        self._folder = folder
        self._by_code = False
        self._account = ChoiceField("account", "账户", [(name, name) for name in accounts])
        self._caption = Caption("密码")
        self._secret = QLineEdit()
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._switch = LinkButton("忘记密码？用恢复码登录", self._change_way, small=True)
        self.body.addWidget(self._account)
        self.body.addWidget(self._caption)
        self.body.addWidget(self._secret)
        self.body.addWidget(self._switch)
        self._secret.setFocus()

    def type_secret(self, secret: str, account: str = "") -> None:
        """Fill the fields."""
        if account:
            self._account.write(account)
        self._secret.setText(secret)

    def _change_way(self) -> None:
        self._by_code = not self._by_code
        self._account.setVisible(not self._by_code)
        self._caption.setText("恢复码（建立办公数据时打印的那一串）" if self._by_code else "密码")
        self._secret.setEchoMode(QLineEdit.EchoMode.Normal if self._by_code else QLineEdit.EchoMode.Password)
        self._switch.setText("改用密码登录" if self._by_code else "忘记密码？用恢复码登录")
        self._secret.clear()
        self.show_problem("")
        self._secret.setFocus()
        # What was hidden gives its room back only once the layout has run.
        QTimer.singleShot(0, self, self._shrink)

    def _shrink(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.resize(self.width(), self.minimumSizeHint().height())

    def _refusal(self) -> str:
        if not self._secret.text():
            return "请输入恢复码。" if self._by_code else "请输入密码。"
        account = RECOVERY if self._by_code else str(self._account.read() or "") or None
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            office = offices.open_office(self._folder, self._secret.text(), account)
        except KnownError as error:
            self._secret.selectAll()
            return error.message
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.accepted.connect(lambda: self.opened.emit(office))
        return ""


class NewOfficeDialog(Dialog):
    """Makes an empty office. Emits `made(office, recovery_code)`."""

    made = Signal(object, str)

    def __init__(self, parent: QWidget | None, policies: Sequence[tuple[str, str]], folder: Path) -> None:
        super().__init__(parent, "新建办公数据", yes="建立", accept_if=self._refusal, width=480)
        self._folder = folder
        self.town = TextField("town", "乡镇（街道）名称", hint="例如 青石乡")
        self.policy = ChoiceField("policy", "政策方案（建立后可以修改）", policies)
        self.account = TextField("account", "你的姓名")
        self.password = TextField("password", "密码（至少 6 位）")
        self.again = TextField("again", "再输一次密码")
        for field in (self.password, self.again):
            field.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._where = Soft(wrap=True)
        for each in (self.town, self.policy, self.account, self.password, self.again):
            self.body.addWidget(each)
        self.body.addWidget(Caption("保存在"))
        self.body.addLayout(row(self._where, LinkButton("更改…", self._choose_folder)))
        self.town.line.textChanged.connect(self._show_where)
        self._show_where()

    def _choose_folder(self) -> None:
        choose_folder(self, "把办公数据存在哪里", self._take_folder, folder=self._folder)

    def _take_folder(self, folder: Path) -> None:
        self._folder = folder
        self._show_where()

    def _target(self) -> Path:
        return self._folder / f"{self.town.line.text().strip() or '某某乡'}.dibao"

    def _show_where(self) -> None:
        self._where.setText(str(self._target()))

    def _problems(self) -> dict[TextField, str]:
        found = {
            field: f"请填写{name}。"
            for field, name in ((self.town, "乡镇名称"), (self.account, "姓名"))
            if not field.read()
        }
        if any(sign in str(self.town.read()) for sign in '\\/:*?"<>|'):
            found[self.town] = '名称里不能有 \\ / : * ? " < > | 这些符号。'
        if len(self.password.line.text()) < 6:
            found[self.password] = "密码至少 6 位。"
        elif self.password.line.text() != self.again.line.text():
            found[self.again] = "两次输入的密码不同。"
        return found

    def _refusal(self) -> str:
        problems = self._problems()
        for field in (self.town, self.account, self.password, self.again):
            field.show_problem(problems.get(field, ""))
        if problems:
            return "请先改正标红的地方。"
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            office, code = offices.create(
                self._target(),
                str(self.town.read()),
                str(self.policy.read()),
                str(self.account.read()),
                self.password.line.text(),
            )
        except KnownError as error:
            return error.message
        except OSError:
            return f"无法写入 {self._folder}，请换一个文件夹。"
        finally:
            QGuiApplication.restoreOverrideCursor()
        self.accepted.connect(lambda: self.made.emit(office, code))
        return ""


class RecoveryDialog(Dialog):
    """Shows the recovery code once; it closes when the clerk says that it is kept on paper."""

    def __init__(self, parent: QWidget | None, town: str, code: str) -> None:
        super().__init__(parent, "请保存恢复码", yes="继续", no="", width=520, accept_if=self._refusal)
        self._town, self._code = town, code
        self.body.addWidget(
            Label("忘记密码时，只有这串恢复码能打开办公数据。它只显示这一次，请打印或抄写后锁好。", wrap=True)
        )
        shown = Strong(code)
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(shown)
        self.body.addLayout(row(SecondaryButton("存成 PDF 打印…", self._save, picture=Icon.PRINT), None))
        self._kept = QCheckBox("我已经打印或抄写，并且锁好了")
        self.body.addWidget(self._kept)

    def confirm_kept(self) -> None:
        """Tick the box."""
        self._kept.setChecked(True)

    def _refusal(self) -> str:
        return "" if self._kept.isChecked() else "请先保存恢复码，再勾选上面这一项。"

    def _save(self) -> None:
        choose_target(self, "保存恢复码", f"{self._town}恢复码.pdf", self.write, kinds="PDF 文件 (*.pdf)")

    def write(self, path: Path) -> None:
        """Write the sheet to be locked away."""
        sheet = Document(
            f"{self._town}恢复码",
            (
                Heading(f"{self._town}低保清查办公数据恢复码", 0),
                Paragraph("忘记密码时，用下面这串恢复码登录。任何人拿到它都能打开全部数据，请锁好，不要拍照或上传。"),
                Heading(self._code, 1),
            ),
        )
        try:
            print_pdf(sheet, path)
        except KnownError as error:
            self.show_problem(error.message)
