# SPDX-License-Identifier: Apache-2.0
"""A window that asks for one line: an address, a password, a name."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from typing_extensions import override

from crm.words import _
from ui.theme import sizes
from ui.widgets.fieldrow import FieldRow
from ui.widgets.foot import body, foot, grow
from ui.widgets.labels import push, words


class AskLine(QDialog):
    """One question, one field; `given` comes with what was typed when it is taken.

    `instead` is another way out beside Cancel, which needs nothing typed and is told by `declined`.
    """

    given = Signal(str)
    declined = Signal()

    def __init__(
        self,
        parent: QWidget | None,
        question: str,
        label: str,
        *,
        yes: str,
        hint: str = "",
        detail: str = "",
        secret: bool = False,
        text: str = "",
        longest: int = 0,
        instead: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question)
        self.setMinimumWidth(sizes.DIALOG_WIDTH)
        self.line = QLineEdit(text)
        if longest:
            self.line.setMaxLength(longest)
        self.line.selectAll()
        if secret:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.row = FieldRow(label, self.line, hint=hint)
        box = body(self, question)
        self.detail = words(detail, "muted", wrap=True)
        self.detail.setVisible(bool(detail))
        box.addWidget(self.detail)
        box.addWidget(self.row)
        box.addSpacing(sizes.SPACE)
        take = push(yes, "primary")
        take.clicked.connect(self._take)
        other = push(instead)
        other.clicked.connect(self._decline)
        box.addLayout(foot(self, take, *([other] if instead else ())))
        self._secret = secret
        self.line.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        grow(self)

    def _take(self) -> None:
        # A password is what was typed, to the last space.
        text = self.line.text() if self._secret else self.line.text().strip()
        if not text:
            self.row.show_error(_("Please fill it in."))
            self.row.focus()
            return
        self.close()
        self.given.emit(text)

    def _decline(self) -> None:
        self.close()
        self.declined.emit()
