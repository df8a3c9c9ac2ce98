# SPDX-License-Identifier: Apache-2.0
"""Finding what a test left behind: threads, running timers, top-level widgets."""

from __future__ import annotations

import gc
import threading
import time

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE = 3.0  # seconds that a thread may take to end by itself
# Qt keeps these hidden for the next time.
QTS_OWN = frozenset({"QTipLabel"})


class Leftovers:
    """What is alive when the test starts; `sweep` finds and removes what came since."""

    def __init__(self) -> None:
        self._threads = set(threading.enumerate())
        self._objects = {_address(one) for one in _live_objects()}

    def sweep(self) -> list[str]:
        """What is new and still alive, in words; Qt objects among it are stopped and deleted."""
        told = [f"thread {thread.name}" for thread in self._new_threads()]
        if QCoreApplication.instance() is None:
            return told
        QThreadPool.globalInstance().waitForDone(round(PATIENCE * 1000))
        _deliver_deletions()
        if self._new_objects():
            gc.collect()  # a widget may only be waiting for its circle to be collected
            _deliver_deletions()
        for one in self._new_objects():
            told.append(_in_words(one))
            _remove(one)
        _deliver_deletions()
        return told

    def _new_threads(self) -> list[threading.Thread]:
        end = time.monotonic() + PATIENCE
        while True:
            # "Dummy" threads are Qt's own pool threads that have once called Python.
            new = [
                thread
                for thread in threading.enumerate()
                if thread not in self._threads and not thread.name.startswith("Dummy-")
            ]
            if not new or time.monotonic() > end:
                return new
            time.sleep(0.01)

    def _new_objects(self) -> list[QObject]:
        return [one for one in _live_objects() if _address(one) not in self._objects]


def _live_objects() -> list[QObject]:
    """Top-level widgets, running timers and running threads that Python knows of."""
    if QCoreApplication.instance() is None:
        return []
    found: list[QObject] = [
        widget for widget in _top_level_widgets() if widget.metaObject().className() not in QTS_OWN
    ]
    for one in shiboken6.getAllValidWrappers():
        running = (isinstance(one, QTimer) and one.isActive()) or (
            isinstance(one, QThread)
            and one.isRunning()
            and _address(one) != _address(QThread.currentThread())
        )
        if running and isinstance(one, QObject):
            found.append(one)
    return found


def _top_level_widgets() -> list[QWidget]:
    is_graphical = isinstance(QCoreApplication.instance(), QApplication)
    return QApplication.topLevelWidgets() if is_graphical else []


def _deliver_deletions() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()


def _address(one: QObject) -> int:
    return shiboken6.getCppPointer(one)[0]


def _in_words(one: QObject) -> str:
    name = f" {one.objectName()!r}" if one.objectName() else ""
    return f"{type(one).__name__}{name} of {type(one.parent()).__name__}"


def _remove(one: QObject) -> None:
    if isinstance(one, QTimer):
        one.stop()
    elif isinstance(one, QThread):
        one.quit()
        one.wait(round(PATIENCE * 1000))
    elif isinstance(one, QWidget):
        one.close()
        one.deleteLater()
