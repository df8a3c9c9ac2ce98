# SPDX-License-Identifier: Apache-2.0
"""The program's beginning: the frame is painted first, with as little as possible; then it works.

`invest-crm [--store PATH-OR-URL] [--lang zh_CN|en] [--theme system|light|dark] [--self-test]`
opens the window; any other first word goes to the command line (`crm.cli`).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from crm import places, words
from ui.desk.desk import Desk
from ui.desk.geometry import Geometry
from ui.desk.pages import PageTable
from ui.pages.registry import PAGES
from ui.theme.fonts import screen_font
from ui.theme.theme import CHOICES, STYLE, Theme
from ui.window import Window

STORE_FILE = "office.crm"
_LANGUAGES = {"zh": "zh_CN", "zh_CN": "zh_CN", "en": "en"}


@dataclass(frozen=True)
class Wishes:
    """What the words of the command line wish for the window; empty is as it was last time."""

    store: str = ""
    language: str = ""
    theme: str = ""
    self_test: bool = False


class App:
    """The application with its window: `start` shows it, `fill` makes it work."""

    def __init__(self, wishes: Wishes, *, immediate: bool = False) -> None:
        self.qt = _application()
        self.wishes = wishes
        geometry = Geometry()
        words.set_language(wishes.language or geometry.word("language") or words.system_language())
        self.qt.setFont(screen_font())
        self.theme = Theme(self.qt, wishes.theme or geometry.word("theme", "system"))
        self.desk = Desk(_pages(), geometry=geometry, immediate=immediate)
        self.window = Window(self.desk, self.theme)
        self._rest: Callable[[], None] | None = None

    def start(self) -> None:
        """Show the frame; what it is filled with is looked for after it was painted."""
        self.window.show()
        QTimer.singleShot(0, self.window, self.fill)

    def fill(self) -> None:
        """Open the store and the first page; from now on no trouble is lost."""
        from ui.desk.opening import fill  # noqa: PLC0415 - only after the first frame

        store = self.wishes.store or _usual_store()
        self._rest = fill(self.qt, self.desk, self.window, store, self.window.start)

    def end(self) -> None:
        """Finish what is being written and give everything back."""
        self.desk.close()
        if self._rest is not None:
            self._rest()


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the words say; the answer is the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    wishes = wishes_of(given)
    if wishes is None:
        from crm import cli  # noqa: PLC0415 - without a window nothing of Qt is needed

        return cli.main(given)
    app = App(wishes)
    app.start()
    if wishes.self_test:
        from ui.desk.selftest import SelfTest  # noqa: PLC0415 - only when asked for

        test = SelfTest(app.desk, app.window)
        test.finished.connect(app.qt.exit)
        test.start()
    code = app.qt.exec()
    app.end()
    return code


def wishes_of(given: Sequence[str]) -> Wishes | None:
    """What the words wish for the window; None if they are meant for the command line."""
    found: dict[str, str] = {}
    rest = list(given)
    self_test = "--self-test" in rest
    rest = [word for word in rest if word != "--self-test"]
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name not in {"--store", "--lang", "--theme"} or not (equals or rest):
            return None
        found[name] = value if equals else rest.pop(0)
    language, theme = found.get("--lang", ""), found.get("--theme", "")
    if (language and language not in _LANGUAGES) or (theme and theme not in CHOICES):
        return None
    return Wishes(found.get("--store", ""), _LANGUAGES.get(language, ""), theme, self_test)


def _application() -> QApplication:
    there = QApplication.instance()
    if isinstance(there, QApplication):
        return there
    made = QApplication(["invest-crm", *STYLE])
    made.setApplicationName("invest-crm")
    made.setDesktopFileName("invest-crm")
    return made


def _pages() -> PageTable:
    table = PageTable()
    table.add(*PAGES)
    return table


def _usual_store() -> str:
    return str(places.data_folder() / STORE_FILE)


if __name__ == "__main__":
    sys.exit(main())
