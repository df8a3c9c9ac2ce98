# SPDX-License-Identifier: Apache-2.0
"""The guards that stand around every test do catch what they are there for."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BAD_TESTS = """
import logging, socket, threading, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget
from crm import places, words

KEPT = []

def test_bad_log(): logging.getLogger("crm").warning("oh")
def test_bad_silence(expect_log):
    with expect_log("disk"):
        pass
def test_bad_thread(): threading.Thread(target=time.sleep, args=(4,), daemon=True).start()
def test_bad_widget(qapp): KEPT.append(QWidget())
def test_bad_timer(qapp):
    KEPT.append(QTimer())
    KEPT[-1].start(1000)
def test_bad_dialog(qapp): QDialog().exec()
def test_bad_box(qapp): QMessageBox.question(None, "a", "b")
def test_bad_file(qapp): QFileDialog.getSaveFileName()
def test_bad_network(): socket.create_connection(("192.0.2.1", 80), timeout=1)
def test_bad_slot(qtbot):
    QTimer.singleShot(0, lambda: 1 / 0)
    qtbot.wait(20)
def test_bad_warning():
    import warnings
    warnings.warn("old")

def test_good_log(expect_log):
    with expect_log("disk"):
        logging.getLogger("crm").warning("the disk is full")
def test_good_thread(): threading.Thread(target=time.sleep, args=(0.1,)).start()
def test_good_widget(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
def test_good_circle(qapp):
    widget = QWidget()
    widget.me = widget
def test_good_language_one(): words.set_language("zh_CN")
def test_good_language_two(): assert words.language() == "en"
def test_good_folders(tmp_path):
    for place in (places.data_folder(), places.config_folder(), Path.home()):
        assert place.is_relative_to(tmp_path)
def test_good_local_socket():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """What pytest says of each of the tests above: the words in front of its name."""
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "test_guarded.py").write_text(BAD_TESTS, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nfilterwarnings = error\n", encoding="utf-8")
    # Its own base: a session that makes the usual one closes it to others, and a server for the
    # tests that runs as another user no longer finds its files.
    base = f"--basetemp={tmp_path_factory.mktemp('base')}"
    plugins = ["-p", "tests.conftest", "-p", "no:cacheprovider"]
    order = ["-m", "pytest", *plugins, "-rA", base, str(folder)]
    done = subprocess.run(
        [sys.executable, *order], cwd=ROOT, capture_output=True, text=True, check=False
    )
    found: dict[str, set[str]] = {}
    for word, name in re.findall(r"^(PASSED|FAILED|ERROR) .*::(\w+)", done.stdout, re.MULTILINE):
        found.setdefault(name, set()).add(word)
    return found


def names(beginning: str) -> list[str]:
    return re.findall(rf"def ({beginning}\w+)", BAD_TESTS)


@pytest.mark.parametrize("name", names("test_bad_"))
def test_a_bad_test_does_not_pass_quietly(name: str, outcomes: dict[str, set[str]]) -> None:
    assert outcomes[name] & {"FAILED", "ERROR"}


@pytest.mark.parametrize("name", names("test_good_"))
def test_a_good_test_is_left_in_peace(name: str, outcomes: dict[str, set[str]]) -> None:
    assert outcomes[name] == {"PASSED"}
