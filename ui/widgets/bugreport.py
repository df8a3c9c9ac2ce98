# SPDX-License-Identifier: Apache-2.0
"""The report of a bug: an honest sentence, the details, and a button that copies them."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from crm.words import _
from ui.theme import sizes
from ui.widgets.labels import push, words


class BugReport(QDialog):
    """Shows what went wrong inside the program; the work goes on when it is closed."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Something went wrong inside the program"))
        self.resize(sizes.SHEET_WIDTH, sizes.PALETTE_HEIGHT)
        self._details = QPlainTextEdit(report)
        self._details.setReadOnly(True)
        self._details.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._details.setAccessibleName(_("Details for the developers"))
        self._copy = push(_("Copy the details"), "primary", sign="copy")
        self._copy.clicked.connect(self.copy)
        close = push(_("Go on working"))
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(self._copy)
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.BROAD, sizes.BROAD, sizes.BROAD, sizes.WIDE)
        box.setSpacing(sizes.GAP)
        box.addWidget(words(self.windowTitle(), "title"))
        box.addWidget(words(_advice(), "muted", wrap=True))
        box.addWidget(self._details, 1)
        box.addLayout(row)

    @property
    def report(self) -> str:
        """The details."""
        return self._details.toPlainText()

    def add(self, report: str) -> None:
        """Add another bug to the same report."""
        self._details.appendPlainText(f"\n{report}")

    def copy(self) -> None:
        """Put the details on the clipboard."""
        QGuiApplication.clipboard().setText(self.report)
        self._copy.setText(_("Copied"))


def _advice() -> str:
    return _(
        "What is saved is safe, and your draft was kept. Copy the details and send them to whoever "
        "looks after the program; look through them first, they may quote a record."
    )
