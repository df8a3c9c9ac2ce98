# SPDX-License-Identifier: Apache-2.0
"""What an empty page says: what belongs here, and the first step."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from ui.theme import sizes
from ui.theme.icons import pixmap
from ui.widgets.labels import push, words


class EmptyState(QWidget):
    """An icon, a heading, a sentence and up to two buttons."""

    first = Signal()
    second = Signal()

    def __init__(
        self,
        sign: str,
        heading: str,
        sentence: str = "",
        *,
        first: str = "",
        second: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sign = sign
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(self)
        box.setSpacing(sizes.SPACE)
        box.addStretch(2)
        box.addWidget(self._picture)
        box.addSpacing(sizes.SPACE)
        for text, voice in ((heading, "heading"), (sentence, "muted")):
            label = words(text, voice, wrap=True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setMinimumWidth(sizes.READING_WIDTH)
            label.setMaximumWidth(sizes.READING_WIDTH)
            # An aligned item would get the height of one line, whatever it needs.
            across = QHBoxLayout()
            across.addStretch(1)
            across.addWidget(label)
            across.addStretch(1)
            box.addLayout(across)
            label.setVisible(bool(text))
        box.addSpacing(sizes.SPACE)
        for text, kind, told in ((first, "primary", self.first), (second, "link", self.second)):
            if text:
                button = push(text, kind)
                button.clicked.connect(told)
                box.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)
        self._draw()

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
        super().changeEvent(event)

    def _draw(self) -> None:
        self._picture.setPixmap(
            pixmap(self._sign, "muted", sizes.ICON_HERO, self.devicePixelRatioF())
        )
