# SPDX-License-Identifier: Apache-2.0
"""What the file of a guide is for is asked first: screen, archive, print shop; and its password."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pikepdf import pdfa
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from crm.documents.engine import versions
from tests.ui.keys import press
from tests.ui.pages.guidedesk import KEYS
from ui.desk.desk import Desk
from ui.pages import guide_making as making
from ui.pages.guide import GuidePage
from ui.widgets.askversion import AskVersion


@pytest.fixture
def desk(guide_desk: Desk) -> Desk:
    return guide_desk


@pytest.fixture
def page(guide_page: GuidePage) -> GuidePage:
    return guide_page


def test_a_guide_is_exported_for_the_archive_when_the_dialog_says_so(
    page: GuidePage, qtbot: QtBot, tmp_path: Path
) -> None:
    assert (making.VERSIONS, making.SHORTEST) == (versions.VERSIONS, versions.SHORTEST)
    page.export()
    asked = page.window().findChild(AskVersion)
    assert asked is not None
    asked.ways["archive"].click()
    assert not asked.row.isEnabled()
    press(asked, KEYS.Key_Return)
    dialog = page.window().findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "archive.pdf"))
    dialog.close()
    qtbot.waitUntil(lambda: not page.desk.jobs.busy(), timeout=15_000)
    with pikepdf.open(tmp_path / "archive.pdf") as pdf:
        assert pdfa.check(pdf, "2b").passed


def test_a_guide_for_the_screen_can_be_locked(
    page: GuidePage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.export()
    asked = page.window().findChild(AskVersion)
    assert asked is not None
    asked.line.setText("short")
    press(asked, KEYS.Key_Return)
    assert asked.row.message == "A password needs at least 6 characters."
    word = "long enough"
    asked.line.setText(word)
    press(asked, KEYS.Key_Return)
    dialog = page.window().findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "locked.pdf"))
    dialog.close()
    qtbot.waitUntil(lambda: not page.desk.jobs.busy(), timeout=15_000)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "locked.pdf")
    with pikepdf.open(tmp_path / "locked.pdf", password=word) as pdf:
        assert pdf.is_encrypted
        assert len(pdf.pages) > 10
