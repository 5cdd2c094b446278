"""Puts the look on an application: style, palette, font, locale and the one style sheet."""

from __future__ import annotations

from pathlib import Path
from string import Template

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme import tokens
from ui.theme.fonts import font

_HERE = Path(__file__).parent
CHINESE = QLocale(QLocale.Language.Chinese, QLocale.Country.China)


def style_sheet() -> str:
    """`style.qss` with the tokens filled in."""
    template = Template((_HERE / "style.qss").read_text(encoding="utf-8"))
    return template.substitute(tokens.for_style_sheet(), here=_HERE.as_posix())


def _palette() -> QPalette:
    roles = QPalette.ColorRole
    colours = {
        roles.Window: tokens.GROUND, roles.WindowText: tokens.INK, roles.Base: tokens.SURFACE,
        roles.AlternateBase: tokens.HOVER, roles.Text: tokens.INK, roles.Button: tokens.SURFACE,
        roles.ButtonText: tokens.INK, roles.Highlight: tokens.PRIMARY, roles.HighlightedText: tokens.ON_PRIMARY,
        roles.PlaceholderText: tokens.INK_FAINT, roles.ToolTipBase: tokens.SURFACE, roles.ToolTipText: tokens.INK,
        roles.Link: tokens.PRIMARY, roles.Mid: tokens.BORDER, roles.Light: tokens.SURFACE,
    }  # fmt: skip
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    return palette


def dress(application: QApplication) -> None:
    """Give the application its look and its language."""
    QLocale.setDefault(CHINESE)
    application.setStyle("Fusion")
    application.setPalette(_palette())
    application.setFont(font())
    application.setStyleSheet(style_sheet())
    # Qt's own words (calendar, context menus of fields, file dialogs) come from its Chinese catalogue.
    translator = QTranslator(application)
    if translator.load(CHINESE, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
