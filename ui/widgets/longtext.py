# SPDX-License-Identifier: Apache-2.0
"""A field for longer text that grows with what is typed."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget
from typing_extensions import override

from ui.theme import sizes


class LongText(QPlainTextEdit):
    """Plain text between a few lines and a limit, beyond which it scrolls; Tab leaves it."""

    changed = Signal()

    def __init__(self, *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._quiet = False
        self.textChanged.connect(self._tell)
        self._grow()

    def value(self) -> str:
        """The text."""
        # The plain text would have a blank for each no-break space.
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def set_value(self, text: str) -> None:
        """Show a text without telling."""
        self._quiet = True
        self.setPlainText(text)
        self._quiet = False

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), sizes.LONG_TEXT_LEAST)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text())

    def _tell(self) -> None:
        if not self._quiet:
            self.changed.emit()

    def _grow(self) -> None:
        # A plain text document counts its height in lines, wrapped ones included.
        lines = self.document().size().height()
        wanted = round(lines * self.fontMetrics().lineSpacing()) + 2 * sizes.GAP
        self.setFixedHeight(min(max(wanted, sizes.LONG_TEXT_LEAST), sizes.LONG_TEXT_MOST))
