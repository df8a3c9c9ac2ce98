# SPDX-License-Identifier: Apache-2.0
"""Files that were written for the user: a name for them, a notice, and the way to their folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from crm.words import _, ngettext
from ui.desk.desk import Desk

LONGEST = 80


def as_name(title: str, fallback: str) -> str:
    """A title as every computer takes it for the name of a file."""
    kept = "".join(" " if letter in '\\/:*?"<>|' else letter for letter in title)
    return " ".join(kept.split())[:LONGEST].strip(". ") or fallback


def tell_pages(desk: Desk, file: Path, pages: int, more: str = "") -> None:
    """Tell that a document was written (and `more`), with a button that opens its folder."""
    said = ngettext("{file} is written: {n} page.", "{file} is written: {n} pages.", pages)
    desk.notice(
        f"{said.format(file=file.name, n=pages)} {more}".strip(),
        action=_("Open the folder"),
        act=partial(open_folder, file),
    )


def open_folder(file: Path) -> None:
    """Show the folder of a file in the computer's own way."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))
