# SPDX-License-Identifier: Apache-2.0
"""A piece of work that is going on: what, how far, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from crm.words import _
from ui.theme import sizes
from ui.widgets.labels import push, words

_WHOLE = 1000


class ProgressPanel(QWidget):
    """Title, note, bar and a button to cancel."""

    cancelled = Signal()

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = words(title, "strong", wrap=True)
        self._note = words("", "small")
        self._bar = QProgressBar()
        self._bar.setRange(0, _WHOLE)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(title)
        self._cancel = push(_("Cancel"), "quiet")
        self._cancel.clicked.connect(self._stop)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._cancel)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.TIGHT)
        box.addLayout(head)
        box.addWidget(self._bar)
        box.addWidget(self._note)

    def begin(self) -> None:
        """Stand at the beginning again."""
        self._cancel.setEnabled(True)
        self.show_share(0.0)
        self.show()

    def show_share(self, share: float, note: str = "") -> None:
        """Show that `share` (0 to 1) is done."""
        self._bar.setValue(round(share * _WHOLE))
        percent = f"{share:.0%}"
        self._note.setText(f"{percent}  {note}".rstrip())

    @property
    def note(self) -> str:
        """The line below the bar."""
        return self._note.text()

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._note.setText(_("Stopping …"))
        self.cancelled.emit()
