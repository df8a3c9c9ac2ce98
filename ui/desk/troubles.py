# SPDX-License-Identifier: Apache-2.0
"""The one door for what goes wrong: known troubles become a sentence, the rest a bug report."""

from __future__ import annotations

import logging
import platform
import re
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from crm import places
from crm.errors import Cancelled, CrmError, StorageTrouble
from crm.words import _
from ui.desk.desk import Desk
from ui.widgets.bugreport import BugReport
from ui.widgets.confirm import Answer, ConfirmDialog

LOG_FILE = "invest-crm.log"
LOG_LIMIT = 1_000_000  # bytes; a longer log starts anew, the old one is kept beside it
_NUMBERS = re.compile(r"\d{7,}")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
# Said at every dialog where there is no window manager.
_NOISE = ("This plugin does not support",)
_log = logging.getLogger("invest-crm")


class Troubles(QObject):
    """Shows troubles on a window; every exception that nobody caught ends here too."""

    _fell = Signal(object)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._report: BugReport | None = None
        self._before: Callable[[], None] | None = None
        self._fell.connect(self.show)
        desk.jobs.troubled.connect(self.show)

    def show(self, error: BaseException, _job: object = None) -> None:
        """Tell the user of a trouble: a known one as a sentence, any other as a bug report."""
        if isinstance(error, Cancelled):
            return
        if isinstance(error, StorageTrouble) and self._desk.has_register:
            # What was typed stands in its form behind it, and is saved again from there.
            self._desk.notice(str(error), kind="trouble")
        elif isinstance(error, StorageTrouble):
            self._ask_attention(error)
        elif isinstance(error, CrmError):
            self._desk.notice(str(error), kind="warning")
        else:
            self._tell_bug(error)

    def watch(self) -> None:
        """From now on every exception that nobody caught is logged and shown."""
        handler = _log_to(places.config_folder() / LOG_FILE)
        hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        sys.unraisablehook = self._on_unraisable
        qt = qInstallMessageHandler(_log_qt)

        def give_back() -> None:
            sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
            qInstallMessageHandler(qt)
            if handler is not None:
                _log.removeHandler(handler)
                handler.close()

        self._before = give_back

    def rest(self) -> None:
        """Give the hooks back to whoever had them before `watch`."""
        give_back, self._before = self._before, None
        if give_back is not None:
            give_back()

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self._fell.emit(error)

    def _on_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self._fell.emit(told.exc_value)

    def _on_unraisable(self, told: sys.UnraisableHookArgs) -> None:
        if told.exc_value is not None:
            _log.error("unraisable in %s\n%s", told.object, report_of(told.exc_value))

    def _ask_attention(self, error: StorageTrouble) -> None:
        answers = (Answer(_("Close"), kind="primary"),)
        dialog = ConfirmDialog(
            self._window,
            error.sentence,
            error.next_step,
            answers,
            sign="triangle-alert",
            role="warning",
        )
        dialog.open()

    def _tell_bug(self, error: BaseException) -> None:
        text = report_of(error)
        _log.error("%s", text)
        if self._report is not None and self._report.isVisible():
            self._report.add(text)
            return
        self._report = BugReport(text, self._window)
        self._report.finished.connect(self._forget)
        self._report.open()

    def _forget(self) -> None:
        self._report = None


def report_of(error: BaseException) -> str:
    """What a developer needs to know of a bug, without long numbers that may be somebody's."""
    trace = "".join(traceback.format_exception(error))
    head = f"Invest CRM · Python {platform.python_version()} · Qt {qVersion()} · {sys.platform}"
    home = str(Path.home())
    return f"{head}\n\n{_NUMBERS.sub('…', trace.replace(home, '~'))}"


class _LogFile(logging.FileHandler):
    """A log that is passed over where it cannot be written: it must not be a trouble itself."""

    @override
    def emit(self, record: logging.LogRecord) -> None:
        with suppress(OSError):
            super().emit(record)


def _log_to(file: Path) -> logging.Handler | None:
    handler: logging.Handler | None = None
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > LOG_LIMIT:
            file.replace(file.with_suffix(".old.log"))
        handler = _LogFile(file, encoding="utf-8", delay=True)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        _log.addHandler(handler)
    return handler


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if not any(noise in message for noise in _NOISE):
        _log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", message)
