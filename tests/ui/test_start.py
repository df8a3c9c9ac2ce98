# SPDX-License-Identifier: Apache-2.0
"""The start: nothing heavy before the first frame; then the store and the first page."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm.storage.register import Register
from crm.storage.store import open_store
from tests.builders import a_project
from tests.ui.applications import application
from ui.desk.selftest import SelfTest
from ui.start import App
from ui.widgets.seenday import SeenDayView

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds for a program of its own
# Whatever one of these costs is paid after the window is seen.
ABSENT = (
    "sqlalchemy", "sqlcipher3", "alembic", "psycopg", "reportlab", "PIL", "pikepdf", "pypdfium2",
    "pypinyin", "xlsxwriter", "segno", "chinese_calendar", "crm.domain", "crm.storage",
    "crm.fields", "crm.kinds", "crm.queries", "crm.actions", "crm.documents", "crm.exchange",
    "crm.cli", "ui.forms", "ui.tables", "ui.pages.today", "ui.desk.asking", "ui.desk.troubles",
    "ui.desk.drafts", "ui.desk.stores", "ui.desk.opening", "ui.pages.welcome",
    "ui.widgets.palette", "tomllib", "hashlib", "logging.handlers",
    "concurrent.futures", "dataclasses", "typing_extensions",
)  # fmt: skip
FRAME = """
import sys
from ui.app import Wishes, make
app = make(Wishes(language="zh_CN", theme="light"))
def told():
    print("\\n".join(sys.modules))
    app.qt.exit()
app.window.painted.disconnect()
app.window.painted.connect(told)
app.window.show()
app.qt.exec()
"""

WARM = """
import sys
from ui.app import Wishes, make
app = make(Wishes(store=sys.argv[1], language="en", theme="light"))
def told():
    if app.window.stack.name == "today" and not app.desk.jobs.busy():
        print("\\n".join(sys.modules))
        app.qt.exit()
from PySide6.QtCore import QTimer
timer = QTimer(interval=20)
app.desk.jobs.troubled.connect(lambda error, _job: (print(repr(error)), app.qt.exit(1)))
timer.timeout.connect(told)
timer.start()
app.run()
"""


def test_the_first_frame_imports_nothing_heavy() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", FRAME],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    present = ended.stdout.split()
    assert "ui.window" in present
    assert [name for name in ABSENT if name in present] == []


def test_what_follows_the_first_frame_waits_for_no_records_either() -> None:
    """They are imported with the store, in another thread: the window would stand still."""
    script = "import sys, ui.desk.opening; print(chr(10).join(sys.modules))"
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True,
        timeout=PATIENCE,
    )  # fmt: skip
    present = ended.stdout.split()
    assert [name for name in ("sqlalchemy", "crm.domain", "crm.kinds") if name in present] == []


@pytest.fixture
def app(qtbot: QtBot, tmp_path: Path) -> Generator[App]:
    with application(qtbot, str(tmp_path / "office.icr"), immediate=True) as made:
        yield made


def test_after_the_first_frame_the_store_and_the_first_page_are_opened(
    app: App, qtbot: QtBot, store_path: Path
) -> None:
    assert store_path.exists()
    with qtbot.waitSignal(app.desk.opened, timeout=20_000):
        app.start()
    assert app.desk.has_register
    qtbot.waitUntil(lambda: app.window.stack.name == "today")


def test_the_next_start_shows_the_last_start_page_until_the_store_is_open(
    qtbot: QtBot, store: Register, tmp_path: Path
) -> None:
    where = str(tmp_path / "office.icr")
    with store.writing("Prepared") as unit:
        a_project(unit)
    with application(qtbot, where, immediate=True) as first:
        first.start()
        qtbot.waitUntil(lambda: first.window.stack.name == "today", timeout=20_000)
    with application(qtbot, where) as second:
        seen: list[str] = []

        def look(_opened: object) -> None:
            seen.append(type(second.window.stack.currentWidget()).__name__)

        second.desk.stores.opened.connect(look)
        second.start()
        qtbot.waitUntil(lambda: second.window.stack.name == "today", timeout=20_000)
        assert seen == ["SeenDayView"]
        qtbot.waitUntil(lambda: not second.desk.jobs.busy(), timeout=20_000)
        assert not any(one.isVisible() for one in second.window.findChildren(SeenDayView))


def test_behind_the_start_page_the_other_pages_are_imported(tmp_path: Path) -> None:
    where = tmp_path / "office.icr"
    open_store(where).close()
    ended = subprocess.run(
        [sys.executable, "-c", WARM, str(where)],
        cwd=ROOT, capture_output=True, text=True, check=True, timeout=PATIENCE,
    )  # fmt: skip
    present = set(ended.stdout.split())
    every = {f"ui.pages.{file.stem}" for file in (ROOT / "ui" / "pages").glob("[a-z]*.py")}
    assert every <= present


def test_without_a_store_the_first_page_offers_ways_to_begin_and_makes_nothing(
    app: App, qtbot: QtBot, tmp_path: Path
) -> None:
    app.start()
    qtbot.waitUntil(lambda: app.window.stack.name == "welcome", timeout=20_000)
    assert not app.desk.has_register
    assert list(tmp_path.glob("*.icr")) == []


def test_a_store_that_cannot_be_opened_is_told_and_the_window_stays(
    app: App, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "office.icr").write_bytes(b"this is no store" * 600)
    app.start()
    qtbot.waitUntil(lambda: app.window.stack.name == "trouble", timeout=20_000)
    assert not app.desk.has_register
    assert app.window.isVisible()


def test_the_self_test_walks_through_the_rail(app: App, qtbot: QtBot, store_path: Path) -> None:
    assert store_path.exists()
    test = SelfTest(app.desk, app.pages, app.window)
    ended: list[int] = []
    test.finished.connect(ended.append)
    test.start()
    app.start()
    qtbot.waitUntil(lambda: ended == [0], timeout=30_000)


def test_the_self_test_gives_up_when_no_store_is_opened(app: App, qtbot: QtBot) -> None:
    test = SelfTest(app.desk, app.pages, app.window)
    with qtbot.waitSignal(test.finished) as told:
        test.start(patience=10)
    assert told.signal_triggered


def test_the_self_test_of_a_fresh_machine_walks_through_the_sample_county(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with application(qtbot, str(tmp_path / "new.icr"), immediate=True, self_test=True) as made:
        made.start()
        qtbot.waitUntil(lambda: made.desk.has_register, timeout=20_000)
        assert (tmp_path / "new.icr").exists()
