# SPDX-License-Identifier: Apache-2.0
"""Makes pictures of every page from the sample county, to be looked at by a person.

python -m tests.pictures FOLDER [page …] [--lang=zh|en] [--theme=light|dark] [--size=1280x720]
python -m tests.pictures --manual        the pictures of docs/manual
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer

from crm.domain.all_records import RECORDS
from crm.sample.making import make_sample
from crm.storage import troubles
from crm.storage.engine import bare_connection
from ui.desk.stores import Refused
from ui.start import App
from ui.theme import sizes

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "manual" / "pictures"
MANUAL = {
    "today": ("today", "today"),
    "board": ("projects", "projects-turned"),
    "project": ("project", "project"),
    "event": ("event", "event"),
    "guide": ("guide", "guide"),
}
"""What a picture of the manual is called: the page it shows, and how that was kept."""

OF_EVENTS = ("event_desk",)
PATIENCE = 20_000
PAINTED = 250  # milliseconds in which what was read is also painted


class Photographer:
    """Walks through the window of one language and theme."""

    def __init__(self, app: App, folder: Path, ending: str) -> None:
        self._app, self._folder, self._ending = app, folder, ending

    def wait(self, until: Callable[[], bool], patience: int = PATIENCE) -> None:
        """Let the window work until something is so."""
        loop = QEventLoop()
        look = QTimer()
        look.timeout.connect(lambda: loop.quit() if until() else None)
        look.start(20)
        QTimer.singleShot(patience, loop.quit)
        loop.exec()

    def settle(self) -> None:
        """Let everything be read and painted."""
        for _turn in range(3):
            self.wait(lambda: not self._app.desk.jobs.busy())
            self.wait(lambda: False, PAINTED)

    def shoot(self, name: str) -> None:
        """Keep what the window looks like now."""
        self.settle()
        self._app.window.grab().save(str(self._folder / f"{name}-{self._ending}.png"))

    def doors(self) -> None:
        """The pages without a store."""
        window = self._app.window
        window.shut_in("welcome", "")
        self.shoot("welcome")
        told = troubles.trouble(troubles.DAMAGED)
        window.shut_in("trouble", Refused("/home/li/office.icr", told.sentence, told.next_step))
        self.shoot("trouble")

    def pages(self, wanted: Sequence[str]) -> None:
        """Every page, or those that are wanted."""
        desk = self._app.desk
        self.settle()
        for name, entry in self._app.pages.entries.items():
            if name in {"welcome", "trouble"} or (wanted and name not in wanted):
                continue
            if entry.rail or name not in RECORDS:
                self._page(name, name, _first(desk.store, "event") if name in OF_EVENTS else None)
                self._turned(name)
                continue
            self._page(name, name, _first(desk.store, name))
            self._page(f"{name}-new", name, None)

    def _turned(self, name: str) -> None:
        """The same page as a board or a calendar, where it can be turned."""
        page = self._app.window.stack.page
        deeds = {} if page is None else page.handlers()
        turn = next((deed for key, deed in deeds.items() if key.endswith(".turn")), None)
        if turn is None:
            return
        turn()
        self.shoot(f"{name}-turned")
        turn()

    def _page(self, picture: str, name: str, argument: object) -> None:
        self._app.desk.go(name, argument)
        page = self._app.window.stack.page
        if self._app.window.stack.name != name or page is None:
            sys.stderr.write(f"{name}: the page did not open\n")
            return
        self.shoot(picture)
        page.discard()


def _first(store: str, record: str) -> int | None:
    with closing(bare_connection(Path(store))) as connection:
        # The names come out of the table of pages.
        words = f'SELECT min(id) FROM "{record}" WHERE NOT deleted'  # noqa: S608
        (found,) = connection.execute(words).fetchone()
        return found


def manual() -> int:
    """Make the pictures of the manual: few colours are enough, and the files stay small."""
    with tempfile.TemporaryDirectory() as place:
        main([place, *{name for name, _shot in MANUAL.values()}, "--theme=light"])
        PICTURES.mkdir(parents=True, exist_ok=True)
        for kept, (_page, shot) in MANUAL.items():
            for tongue in ("zh", "en"):
                with Image.open(Path(place) / f"{shot}-{tongue}-light.png") as picture:
                    few = picture.convert("RGB").quantize(128, dither=Image.Dither.NONE)
                    few.save(PICTURES / f"{kept}-{tongue}.png", optimize=True)
    return 0


def main(given: list[str]) -> int:
    """Make the pictures of one language, theme and size after the other."""
    if given == ["--manual"]:
        return manual()
    folder = Path(given[0])
    folder.mkdir(parents=True, exist_ok=True)
    options = dict(word[2:].split("=", 1) for word in given if word.startswith("--"))
    wanted = [word for word in given[1:] if not word.startswith("--")]
    width, height = (int(n) for n in options.get("size", "1280x720").split("x"))
    with tempfile.TemporaryDirectory() as place:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ["INVEST_CRM_CONFIG"] = os.environ["INVEST_CRM_DATA"] = place
        store = Path(place) / "sample.icr"
        make_sample(store, today=datetime.now().astimezone().date())
        for tongue in options.get("lang", "zh,en").split(","):
            for theme in options.get("theme", "light,dark").split(","):
                language = "zh_CN" if tongue == "zh" else "en"
                app = App(str(store), language, theme)
                app.window.resize(max(width, sizes.WINDOW_LEAST_WIDTH), height)
                app.start()
                by = Photographer(app, folder, f"{tongue}-{theme}")
                by.wait(lambda app=app: app.desk.has_register)
                by.pages(wanted)
                if not wanted or "welcome" in wanted:
                    by.doors()
                app.window.hide()
                app.end()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
