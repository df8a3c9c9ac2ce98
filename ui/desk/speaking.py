# SPDX-License-Identifier: Apache-2.0
"""Changing the language while the program runs, and Qt's own words (file dialogs) in it."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from crm import words
from ui.desk.desk import Desk

_NAME = "qt in our language"


def speak(language: str, desk: Desk) -> None:
    """Speak another language from now on; whoever has said something already says it again."""
    words.set_language(language)
    desk.geometry.keep_word("language", language)
    application = QApplication.instance()
    if isinstance(application, QApplication):
        translate_qt(application)
    desk.commands.translate()


def translate_qt(application: QApplication) -> None:
    """Let Qt speak the language that the program speaks now."""
    for old in application.findChildren(QTranslator, _NAME):
        application.removeTranslator(old)
        old.deleteLater()
    language = words.language()
    if language == "en":
        return
    translator = QTranslator(application)
    translator.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        application.installTranslator(translator)
