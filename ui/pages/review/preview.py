"""The wall in small, exactly as the room sees it, with a button for everything that is done with the real one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QVBoxLayout, QWidget

from ui.pages.review.wall_acts import KEYS, SCENES, WallAct, WallStand
from ui.projector.canvas import Picture, SceneCanvas
from ui.projector.screens import other_screens, resolution
from ui.projector.window import Where
from ui.theme import tokens
from ui.theme.tokens import Tone
from ui.widgets.buttons import LinkButton
from ui.widgets.card import row
from ui.widgets.pill import Pill
from ui.widgets.text import Caption, ElidedLabel

# Until the window has given it a width.
_FIRST_HEIGHT = 160


class WallPreview(QWidget):
    """Caption, picture and buttons; the picture keeps the shape of the wall. Where letters are typed, the keys are Alt's."""

    act_wanted = Signal(object)
    screen_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, with_alt: bool = False) -> None:
        super().__init__(parent)
        self._with_alt = with_alt
        self._caption = ElidedLabel("投影画面 · 未打开", role="caption")
        self._pill = Pill()
        self._pill.hide()
        self._open = self._button(WallAct.OPEN, "在第二屏打开投影画面，再按一次收起")
        self._canvas = SceneCanvas(self, corner=tokens.RADIUS)
        self._canvas.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._canvas.setFixedHeight(_FIRST_HEIGHT)
        self._blank = self._button(WallAct.BLANK, "投影黑屏，再按一次恢复")
        self._freeze = self._button(WallAct.FREEZE, "投影停在现在的画面，桌面上可以放心查别的")
        self._scenes = LinkButton("换画面", self._show_menu, small=True, tip="议程、评议规则、评议结果、休息")
        self._look = self._button(WallAct.LOOK, "深色适合关灯，浅色适合开灯")
        self._back = LinkButton(
            "‹ 上页", partial(self.act_wanted.emit, WallAct.BACK), small=True, tip=KEYS[WallAct.BACK]
        )
        self._page = Caption()
        self._on = LinkButton("下页 ›", partial(self.act_wanted.emit, WallAct.ON), small=True, tip=KEYS[WallAct.ON])
        self._pages = QWidget()
        self._pages.setLayout(row(self._back, None, self._page, None, self._on))
        self._pages.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        head = row(spacing=6)
        head.addWidget(self._caption, 1)
        head.addWidget(self._pill)
        head.addWidget(self._open)
        layout.addLayout(head)
        layout.addWidget(self._canvas)
        layout.addWidget(self._pages)
        layout.addLayout(row(self._blank, None, self._freeze, None, self._scenes, None, self._look, spacing=0))
        self._shape = QSize(16, 9)
        self._menu: QMenu | None = None

    @property
    def picture(self) -> Picture:
        """What the small picture shows."""
        return self._canvas.picture

    def show_picture(self, picture: Picture) -> None:
        """Show what the wall shows."""
        self._canvas.show_picture(picture)

    def show_stand(self, stand: WallStand, shape: QSize | None) -> None:
        """Say how the wall stands, and take the shape of its screen."""
        self._caption.setText(f"投影画面 · {stand.place or '未打开'}")
        words, tone = _state(stand)
        self._pill.show_state(words, tone)
        self._pill.setVisible(bool(words))
        self._say(self._open, WallAct.OPEN, "收起" if stand.where else "投影")
        self._say(self._blank, WallAct.BLANK, "亮屏" if stand.blank else "黑屏")
        self._say(self._freeze, WallAct.FREEZE, "放开" if stand.frozen else "定格")
        self._say(self._look, WallAct.LOOK, stand.look.other.value)
        self._pages.setVisible(stand.pages > 1)
        self._page.setText(f"第 {stand.page + 1} 页，共 {stand.pages} 页")
        self._shape = shape or QSize(16, 9)
        if self.isVisible():
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _button(self, act: WallAct, tip: str) -> LinkButton:
        key = f"（Alt+{KEYS[act]}）" if self._with_alt else ""
        return LinkButton("", partial(self.act_wanted.emit, act), small=True, tip=f"{tip}{key}")

    def _say(self, button: LinkButton, act: WallAct, words: str) -> None:
        button.setText(words if self._with_alt else f"{words} {KEYS[act]}")

    def _show_menu(self) -> None:
        """What else can be shown, and where; built anew, for screens come and go."""
        menu = QMenu(self)
        for act, words in SCENES.items():
            key = f"Alt+{KEYS[act]}" if self._with_alt else KEYS[act]
            self._add(menu, f"{words}\t{key}", act)
        menu.addSeparator()
        for number, screen in enumerate(other_screens(self.window().screen())):
            self._add(menu, f"投到第 {number + 2} 屏 {resolution(screen)}", number)
        self._add(menu, "在本屏开一个窗口", WallAct.FRAME)
        menu.triggered.connect(self._chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        self._menu = menu
        menu.popup(self._scenes.mapToGlobal(self._scenes.rect().bottomLeft()))

    @staticmethod
    def _add(menu: QMenu, words: str, what: object) -> None:
        menu.addAction(words).setData(what)

    def _chosen(self, action: QAction) -> None:
        what = action.data()
        if isinstance(what, int):
            self.screen_wanted.emit(what)
        else:
            self.act_wanted.emit(WallAct(what))

    def _fit(self) -> None:
        self._canvas.setFixedHeight(max(40, self.width() * self._shape.height() // max(1, self._shape.width())))


def _state(stand: WallStand) -> tuple[str, Tone]:
    """The one thing to know about the wall that the picture does not say."""
    if stand.where is Where.UNPLUGGED:
        return "接上自动恢复", Tone.AMBER
    if stand.blank:
        return "黑屏", Tone.AMBER
    if stand.frozen:
        return "定格", Tone.AMBER
    return (stand.shown.value, Tone.BLUE) if stand.shown else ("", Tone.NEUTRAL)
