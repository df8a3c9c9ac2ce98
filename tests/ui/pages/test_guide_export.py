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
from ui.pages import guide_making as making
from ui.pages.guide import GuidePage
from ui.widgets.askversion import AskVersion


def asked(page: GuidePage) -> AskVersion:
    """The window that asks, after an export was asked for."""
    page.export()
    found = page.window().findChild(AskVersion)
    assert found is not None
    return found


def taken(page: GuidePage, dialog: AskVersion, target: Path, qtbot: QtBot) -> None:
    """Take what is chosen, and print into a file."""
    press(dialog, KEYS.Key_Return)
    file = page.window().findChild(QFileDialog)
    assert file is not None
    file.fileSelected.emit(str(target))
    file.close()
    qtbot.waitUntil(lambda: not page.desk.jobs.busy(), timeout=15_000)


def test_a_guide_is_exported_for_the_archive_when_the_dialog_says_so(
    guide_page: GuidePage, qtbot: QtBot, tmp_path: Path
) -> None:
    assert (making.VERSIONS, making.SHORTEST) == (versions.VERSIONS, versions.SHORTEST)
    assert making.LOCKABLE == versions.LOCKABLE
    dialog = asked(guide_page)
    dialog.ways["archive"].click()
    assert not dialog.row.isEnabled()
    taken(guide_page, dialog, tmp_path / "archive.pdf", qtbot)
    with pikepdf.open(tmp_path / "archive.pdf") as pdf:
        assert pdfa.check(pdf, "2b").passed


def test_a_guide_for_the_screen_can_be_locked(
    guide_page: GuidePage, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog, word = asked(guide_page), "long enough"
    dialog.line.setText("short")
    press(dialog, KEYS.Key_Return)
    assert dialog.row.message == "A password needs at least 6 characters."
    dialog.line.setText(word)
    taken(guide_page, dialog, tmp_path / "locked.pdf", qtbot)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(tmp_path / "locked.pdf")
    with pikepdf.open(tmp_path / "locked.pdf", password=word) as pdf:
        assert pdf.is_encrypted
        assert len(pdf.pages) > 10
