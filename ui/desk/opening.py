# SPDX-License-Identifier: Apache-2.0
"""What follows the first painted frame: hooks, Qt's own words, the store, the first page."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication, QWidget

from crm import words
from crm.progress import Progress
from ui.desk.desk import Desk
from ui.desk.troubles import Troubles

if TYPE_CHECKING:
    from crm.storage.register import Register


def fill(
    application: QApplication,
    desk: Desk,
    window: QWidget,
    store: str,
    ready: Callable[[], None],
) -> Callable[[], None]:
    """Open the store behind the window and call `ready`; the answer gives all hooks back."""
    troubles = Troubles(desk, window)
    troubles.watch()
    _translate_qt(application)

    def work(_progress: Progress) -> Register:
        from crm.storage.store import open_store  # noqa: PLC0415 - heavy; off the window's thread

        if "://" not in store:
            Path(store).parent.mkdir(parents=True, exist_ok=True)
        return open_store(store)

    def opened(register: Register) -> None:
        desk.open(register, store=store)
        ready()
        # What was imported stays for good: the collector need not walk it at every turn.
        gc.freeze()

    desk.jobs.submit_write(work, opened, owner=window)
    return troubles.rest


def _translate_qt(application: QApplication) -> None:
    language = words.language()
    if language == "en":
        return
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        application.installTranslator(translator)
