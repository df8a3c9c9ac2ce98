# SPDX-License-Identifier: Apache-2.0
"""Troubles: known ones are sentences, bugs are reported and logged, the program stays up."""

from __future__ import annotations

import sys
import threading
from collections.abc import Generator

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from crm import places
from crm.errors import Cancelled, InvalidInput, StorageTrouble
from crm.progress import Progress
from tests.loudness import ExpectLog
from ui.desk.desk import Desk, Notice
from ui.desk.troubles import LOG_FILE, Troubles, report_of
from ui.widgets.bugreport import BugReport
from ui.widgets.confirm import ConfirmDialog


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def desk(window: QWidget) -> Desk:
    return Desk(immediate=True, parent=window)


@pytest.fixture
def troubles(desk: Desk, window: QWidget) -> Generator[Troubles]:
    made = Troubles(desk, window)
    yield made
    made.rest()


def reports(window: QWidget) -> list[BugReport]:
    return [one for one in window.findChildren(BugReport) if one.isVisible()]


def test_a_known_trouble_is_a_notice(desk: Desk, troubles: Troubles) -> None:
    told: list[object] = []
    desk.noticed.connect(told.append)
    troubles.show(InvalidInput("The name is empty.", "Type one."))
    assert told == [Notice("The name is empty. Type one.", "warning")]


def test_trouble_with_the_store_asks_for_attention(troubles: Troubles, window: QWidget) -> None:
    troubles.show(StorageTrouble("The disk is full.", "Make room."))
    assert len([one for one in window.findChildren(ConfirmDialog) if one.isVisible()]) == 1


def test_a_cancelled_job_is_no_trouble(troubles: Troubles, window: QWidget) -> None:
    troubles.show(Cancelled())
    assert reports(window) == []


def test_a_bug_in_a_job_is_reported_with_its_place(
    desk: Desk, troubles: Troubles, window: QWidget, expect_log: ExpectLog
) -> None:
    del troubles

    def work(_progress: Progress) -> None:
        raise KeyError("stage")

    with expect_log("KeyError"):
        desk.jobs.submit_write(work)
    (report,) = reports(window)
    assert "KeyError: 'stage'" in report.report
    report.copy()
    assert QGuiApplication.clipboard().text() == report.report


def test_two_bugs_make_one_report(
    troubles: Troubles, window: QWidget, expect_log: ExpectLog
) -> None:
    with expect_log("first"):
        troubles.show(RuntimeError("first"))
    with expect_log("second"):
        troubles.show(RuntimeError("second"))
    (report,) = reports(window)
    assert "first" in report.report
    assert "second" in report.report


def test_what_nobody_caught_is_shown_and_logged(
    troubles: Troubles, window: QWidget, qtbot: QtBot, expect_log: ExpectLog
) -> None:
    troubles.watch()
    with expect_log("nobody caught"), expect_log("in a thread"):
        sys.excepthook(ValueError, ValueError("nobody caught"), None)
        thread = threading.Thread(target=_fail)
        thread.start()
        thread.join()
        qtbot.waitUntil(
            lambda: bool(reports(window)) and "in a thread" in reports(window)[0].report
        )
    log = (places.config_folder() / LOG_FILE).read_text("utf-8")
    assert "nobody caught" in log
    assert "in a thread" in log


def test_a_log_that_cannot_be_written_is_no_trouble_of_its_own(
    troubles: Troubles, window: QWidget, qtbot: QtBot, expect_log: ExpectLog
) -> None:
    (places.config_folder() / LOG_FILE).mkdir(parents=True)
    troubles.watch()
    with expect_log("nobody caught"):
        sys.excepthook(ValueError, ValueError("nobody caught"), None)
    qtbot.waitUntil(lambda: len(reports(window)) == 1)
    assert reports(window)[0].report.count("Invest CRM") == 1


def test_what_qt_complains_of_is_logged(troubles: Troubles, expect_log: ExpectLog) -> None:
    troubles.watch()
    with expect_log("Qt: something odd"):
        qWarning("something odd")


def test_the_hooks_are_given_back(troubles: Troubles) -> None:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    troubles.watch()
    troubles.rest()
    assert before == (sys.excepthook, threading.excepthook, sys.unraisablehook)


def test_a_report_tells_no_long_numbers() -> None:
    assert "13912345678" not in report_of(ValueError("phone 13912345678"))


def _fail() -> None:
    raise ValueError("in a thread")
