# SPDX-License-Identifier: Apache-2.0
"""From the start of a process to its first frame and to its filled start page.

Both against a bare Qt window.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.rows import Row, of_pairs
from crm.domain.records import today
from crm.sample.making import make_sample

ROUNDS = 11
ROOT = Path(__file__).resolve().parent.parent

# Both programs end in the first turn of the event loop after a frame was painted, and tell the
# processor time they took until then: what else the computer does disturbs it least.
_BARE = """
import os, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, done)
def done():
    print(time.process_time() * 1000, flush=True)
    os._exit(0)
window = Window()
window.resize(1280, 720)
window.show()
app.exec()
"""
_OURS = """
import os, time
from ui.app import make, Wishes
app = make(Wishes(theme="light", language="zh_CN"))
def done():
    print(time.process_time() * 1000, flush=True)
    os._exit(0)
app.window.painted.disconnect()
app.window.painted.connect(done)
app.window.show()
app.qt.exec()
"""

# Looks a hundred times a second whether the start page has its rows, then lets it be painted.
_SEEN = """
import os, sys, time
from ui.app import make, Wishes
app = make(Wishes(store=sys.argv[1], theme="light", language="zh_CN"))
app.desk.stores.open = lambda where: None
def look():
    from PySide6.QtCore import QTimer
    assert type(app.window.stack.currentWidget()).__name__ == "SeenDayView"
    app.window.stack.repaint()
    QTimer.singleShot(0, done)
def done():
    print(time.process_time() * 1000, flush=True)
    os._exit(0)
app.window.painted.connect(look)
app.window.show()
app.qt.exec()
"""
_FILLED = """
import os, sys, time
from PySide6.QtCore import QTimer
from ui.app import make, Wishes
app = make(Wishes(store=sys.argv[1], theme="light", language="zh_CN"))
def look():
    page = app.window.stack.currentWidget()
    stack = getattr(page, "stack", None)
    if app.window.stack.name == "today" and stack.currentIndex() == 1 and stack.isVisible():
        global spent
        timer.stop()
        stack.repaint()
        spent = time.process_time() * 1000
        QTimer.singleShot(0, kept)
def kept():
    if app.desk.jobs.busy():
        QTimer.singleShot(1, kept)
        return
    done()
def done():
    print(spent, flush=True)
    os._exit(0)
timer = QTimer(interval=10)
timer.timeout.connect(look)
timer.start()
app.window.show()
app.qt.exec()
"""


def measure() -> list[Row]:
    """The rows of start-up."""
    ours: list[float] = []
    bare: list[float] = []
    seen: list[float] = []
    filled: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "office.icr"
        make_sample(store, today=today())
        # The first filled page is what the next start shows at once.
        for program in (_OURS, _FILLED, _SEEN):
            _run(program, folder, store)  # what is compiled once is not measured
        for _round in range(ROUNDS):
            bare.append(_run(_BARE, folder, store))
            ours.append(_run(_OURS, folder, store))
            seen.append(_run(_SEEN, folder, store))
            filled.append(_run(_FILLED, folder, store))
    return [
        of_pairs(
            "first painted frame",
            "ms CPU",
            ours,
            bare,
            goal="≤ 1.6",
            against="a bare Qt window",
        ),
        of_pairs(
            "start page with the rows seen last",
            "ms CPU",
            seen,
            bare,
            goal="≤ 4.5",
            against="a bare Qt window",
        ),
        of_pairs(
            "start page read anew",
            "ms CPU",
            filled,
            bare,
            goal="—",
            against="a bare Qt window",
        ),
    ]


def _run(program: str, folder: str, store: Path) -> float:
    surroundings = {
        **os.environ,
        "INVEST_CRM_CONFIG": folder,
        "INVEST_CRM_DATA": folder,
        "PYTHONPATH": str(ROOT),
    }
    surroundings["PYTHONPYCACHEPREFIX"] = f"{folder}/compiled"
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    surroundings.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [sys.executable, "-c", program, str(store)]
    ended = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True)
    return float(ended.stdout.split()[-1])
