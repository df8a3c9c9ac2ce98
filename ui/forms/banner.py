# SPDX-License-Identifier: Apache-2.0
"""What a form says above its fields until somebody has decided: a draft, a trouble, a deletion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.theme import sizes
from ui.theme.icons import pixmap
from ui.widgets.labels import push, restyle, words

Act = Callable[[], object]


class Banner(QFrame):
    """A sentence with what can be done about it; doing it takes the banner away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = QLabel()
        self._said = words("", wrap=True)
        self._said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons: list[QPushButton] = []
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(sizes.GAP, sizes.SPACE, sizes.SPACE, sizes.SPACE)
        self._box.setSpacing(sizes.SPACE)
        self._box.addWidget(self._sign)
        self._box.addWidget(self._said, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; nothing when it is away."""
        return self._said.text() if not self.isHidden() else ""

    def say(self, sentence: str, acts: Sequence[tuple[str, Act]] = (), role: str = "") -> None:
        """Say a sentence; `role` is danger for what went wrong, else a warning."""
        role = role or "warning"
        self._clear()
        restyle(self, "role", f"note-{role}")
        sign = "circle-alert" if role == "danger" else "triangle-alert"
        self._sign.setPixmap(pixmap(sign, role, sizes.ICON, self.devicePixelRatioF()))
        self._said.setText(sentence)
        self.setAccessibleName(sentence)
        for label, act in acts:
            button = push(label)
            button.clicked.connect(partial(self._do, act))
            self._box.addWidget(button)
            self._buttons.append(button)
        self.show()

    def press(self, place: int) -> None:
        """Do what one of the buttons says.

        Raises:
            IndexError: there is no such button.
        """
        self._buttons[place].click()

    def _do(self, act: Act, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self.hide()
        act()

    def _clear(self) -> None:
        for button in self._buttons:
            self._box.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()
