# SPDX-License-Identifier: Apache-2.0
"""The window in which a file is chosen: it begins where one was chosen last."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from crm.words import _
from ui.desk.desk import Desk

KEPT = "folder of files"


def file_dialog(desk: Desk, parent: QWidget, caption: str) -> QFileDialog:
    """A window that begins in the folder of the last file, at first in the user's documents."""
    dialog = in_words(QFileDialog(parent, caption, str(start(desk))))
    dialog.fileSelected.connect(partial(_keep, desk))
    return dialog


def in_words(dialog: QFileDialog) -> QFileDialog:
    """Qt's own window leaves some of its words in English: they are said here."""
    for label, text in (
        (QFileDialog.DialogLabel.LookIn, _("Look in:")),
        (QFileDialog.DialogLabel.FileName, _("File name:")),
        (QFileDialog.DialogLabel.FileType, _("File type:")),
    ):
        dialog.setLabelText(label, text)
    return dialog


def start(desk: Desk) -> Path:
    """The folder in which choosing begins."""
    kept = desk.geometry.word(KEPT)
    if kept and Path(kept).is_dir():
        return Path(kept)
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    found = Path(QStandardPaths.writableLocation(documents))
    return found if found.is_dir() else Path.home()


def _keep(desk: Desk, name: str) -> None:
    desk.geometry.keep_word(KEPT, str(Path(name).parent))
