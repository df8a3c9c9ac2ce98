# SPDX-License-Identifier: Apache-2.0
"""The whole application for a test, and afterwards Qt as it was before."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from crm import words
from ui.start import App


@contextmanager
def application(
    qtbot: QtBot, store: str, *, immediate: bool = False, self_test: bool = False
) -> Generator[App]:
    """An application in English, not yet shown; at its end everything is given back."""
    before = QApplication.font(), QApplication.palette()
    made = App(store, "en", "light", immediate=immediate, self_test=self_test)
    try:
        yield made
    finally:
        qtbot.waitUntil(lambda: not made.desk.jobs.busy(), timeout=20_000)
        made.end()
        made.window.hide()
        made.window.deleteLater()
        made.desk.deleteLater()
        made.theme.deleteLater()
        made.qt.setStyleSheet("")
        made.qt.setFont(before[0])
        made.qt.setPalette(before[1])
        words.set_language("en")


def page(app: App) -> str:
    """The name of the page that is shown; nothing while there is none."""
    return app.window.stack.name
