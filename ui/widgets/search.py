# SPDX-License-Identifier: Apache-2.0
"""The line one types into to look for something; it speaks when the typing pauses."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from ui.theme import sizes
from ui.theme.icons import icon


class SearchLine(QLineEdit):
    """Tells `asked` what to look for after a pause, at once on Enter; Escape empties it.

    It listens to the text, never to keys: input methods send none while composing.
    """

    asked = Signal(str)

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._said = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(sizes.PAUSE_TYPING)
        self._pause.timeout.connect(self._ask)
        self.textChanged.connect(self._pause.start)
        self.returnPressed.connect(self._ask)

    def put(self, text: str) -> None:
        """Show a text without telling; what is typed from now on is compared with it."""
        self.blockSignals(True)  # noqa: FBT003 - Qt's own name for it
        self.setText(text)
        self.blockSignals(False)  # noqa: FBT003 - as above
        self._pause.stop()
        self._said = text.strip()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def _ask(self) -> None:
        self._pause.stop()
        words = self.text().strip()
        if words != self._said:
            self._said = words
            self.asked.emit(words)
