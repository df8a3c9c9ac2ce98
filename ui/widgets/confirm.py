# SPDX-License-Identifier: Apache-2.0
"""A question before what cannot be undone: a window that is opened, never waited for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from crm.words import _
from ui.theme import sizes
from ui.theme.icons import pixmap
from ui.widgets.foot import grow
from ui.widgets.labels import push, words


@dataclass(frozen=True)
class Answer:
    """One button: its words, what it does, how it looks (primary, danger or nothing)."""

    label: str
    act: Callable[[], object] | None = None
    kind: str = ""


class ConfirmDialog(QDialog):
    """A question with a few answers; Escape is the last one, which changes nothing."""

    def __init__(
        self,
        parent: QWidget | None,
        question: str,
        detail: str,
        answers: Sequence[Answer],
        *,
        sign: str = "circle-question-mark",
        role: str = "accent",
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question)
        self.setMinimumWidth(sizes.DIALOG_WIDTH)
        picture = QLabel()
        picture.setPixmap(pixmap(sign, role, sizes.BROAD, self.devicePixelRatioF()))
        asked, more = words(question, "heading", wrap=True), words(detail, "muted", wrap=True)
        more.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        box = QVBoxLayout(self)
        box.setContentsMargins(sizes.BROAD, sizes.BROAD, sizes.BROAD, sizes.WIDE)
        box.setSpacing(sizes.SPACE)
        head = QHBoxLayout()
        head.setSpacing(sizes.GAP)
        head.addWidget(picture)
        head.addWidget(asked, 1)
        box.addLayout(head)
        box.addWidget(more)
        more.setVisible(bool(detail))
        box.addSpacing(sizes.SPACE)
        self._first: QPushButton | None = None
        box.addLayout(self._buttons(answers))
        if self._first is not None:
            self._first.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        grow(self)

    def _buttons(self, answers: Sequence[Answer]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        for answer in reversed(answers):
            button = push(answer.label, answer.kind)
            button.clicked.connect(partial(self._chosen, answer))
            button.setDefault(answer.kind == "primary")
            row.addWidget(button)
            # Enter does what is meant; before something dangerous it changes nothing.
            if self._first is None or answer.kind == "primary":
                self._first = button
        return row

    def _chosen(self, answer: Answer, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self.close()
        if answer.act is not None:
            answer.act()


def confirm(
    parent: QWidget,
    question: str,
    detail: str,
    *,
    yes: str,
    act: Callable[[], object],
    danger: bool = False,
) -> ConfirmDialog:
    """Ask before doing something; "Cancel" changes nothing."""
    answers = (Answer(yes, act, "danger" if danger else "primary"), Answer(_("Cancel")))
    sign, role = ("triangle-alert", "danger") if danger else ("circle-question-mark", "accent")
    dialog = ConfirmDialog(parent, question, detail, answers, sign=sign, role=role)
    dialog.open()
    return dialog
