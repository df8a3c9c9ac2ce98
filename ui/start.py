# SPDX-License-Identifier: Apache-2.0
"""The start: the frame is painted first, with as little as possible; then it begins to work."""

from __future__ import annotations

import gc
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from crm import words
from crm.progress import Progress
from ui import pages
from ui.desk.desk import Desk
from ui.desk.geometry import Geometry
from ui.desk.pages import PageTable
from ui.pages.registry import PAGES, new_commands, page_commands
from ui.theme.fonts import screen_font
from ui.theme.theme import STYLE, Theme
from ui.window import Window


class App:
    """The application with its window: `start` shows it; once painted it fills itself.

    `immediate` does all work at once in this thread: for tests.
    """

    def __init__(
        self,
        store: str = "",
        language: str = "",
        theme: str = "",
        *,
        self_test: bool = False,
        immediate: bool = False,
    ) -> None:
        self.qt = _application()
        self._store = store
        self._self_test = self_test
        self._immediate = immediate
        geometry = Geometry()
        words.set_language(language or geometry.word("language") or words.system_language())
        self.qt.setFont(screen_font())
        self.theme = Theme(self.qt, theme or geometry.word("theme", "system"))
        self.pages = PageTable()
        self.pages.add(*PAGES)
        self.desk = Desk(geometry=geometry, immediate=immediate)
        self.desk.commands.add(*new_commands(self.desk), *page_commands(self.desk))
        self.window = Window(self.desk, self.theme, self.pages)
        self.window.painted.connect(self.fill)
        self._rest: Callable[[], None] | None = None

    def run(self) -> int:
        """Show the window until it is closed; the answer is the exit code."""
        self.start()
        code = self.qt.exec()
        self.end()
        return code

    def start(self) -> None:
        """Show the frame."""
        self.window.show()

    def fill(self) -> None:
        """Open the store and the first page; from now on no trouble is lost."""
        from ui.desk.opening import fill  # noqa: PLC0415 - only after the first frame

        gc.enable()
        if self._self_test:
            self._test()
        self._rest = fill(
            self.qt, self.desk, self.window, self.window, self._store, self._import_first
        )
        self.window.stack.turned.connect(self._warm_once)

    def _import_first(self) -> None:
        """Import the start page while the store is being opened."""
        if not self._immediate:
            self.desk.jobs.submit_read(_import_start_page)

    def _warm_once(self) -> None:
        """The first page is there and asks for its rows; behind them comes what is needed next."""
        self.window.stack.turned.disconnect(self._warm_once)
        if not self._immediate:
            self.desk.jobs.submit_read(self.warm)

    def warm(self, progress: Progress) -> None:
        """Import what the pages are made of, so that nobody waits for it who opens one."""
        from importlib import import_module  # noqa: PLC0415 - only after the first frame
        from pkgutil import iter_modules  # noqa: PLC0415 - only after the first frame

        names = [one.name for one in iter_modules(pages.__path__, f"{pages.__name__}.")]
        for done, name in enumerate(names):
            progress.step(done / len(names))
            import_module(name)

    def end(self) -> None:
        """Finish what is being written and give everything back."""
        self.desk.close()
        if self._rest is not None:
            self._rest()

    def _test(self) -> None:
        from ui.desk.selftest import SelfTest  # noqa: PLC0415 - only when asked for

        test = SelfTest(self.desk, self.pages, self.window)
        test.finished.connect(self.qt.exit)
        # Where there is no store yet, the sample county shows more than an empty one.
        self.desk.stores.missing.connect(self.desk.stores.make_sample)
        test.start()


def _import_start_page(_progress: Progress) -> None:
    from importlib import import_module  # noqa: PLC0415 - only after the first frame

    import_module(f"{pages.__name__}.today")


def _application() -> QApplication:
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    made = QApplication(["invest-crm", *STYLE])
    made.setApplicationName("invest-crm")
    made.setDesktopFileName("invest-crm")
    return made
