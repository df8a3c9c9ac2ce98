# SPDX-License-Identifier: Apache-2.0
"""Qt's own words (file dialogs, text menus) in the language of the program."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from crm import words

_NAME = "qt in our language"


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
