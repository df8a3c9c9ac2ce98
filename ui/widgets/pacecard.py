# SPDX-License-Identifier: Apache-2.0
"""A target on a card: what is reached of it, a bar with the mark of the time that has gone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from typing_extensions import override

from ui.theme import sizes
from ui.theme.theme import tokens
from ui.widgets.card import Card
from ui.widgets.labels import restyle, words


class PaceCard(Card):
    """Pressed, it opens the rows behind the figure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(pressable=True, parent=parent)
        self._label, self._of = words("", "muted"), words("", "small")
        self._number, self._unit = words("", "figure"), words("", "muted")
        self._share, self._pace = words("", "strong"), words("", "small")
        self._bar = PaceBar()
        low = Qt.AlignmentFlag.AlignBottom
        head, row = QHBoxLayout(), QHBoxLayout()
        for line in (head, row):
            line.setSpacing(sizes.SNUG)
        head.addWidget(self._label)
        head.addStretch(1)
        head.addWidget(self._pace)
        row.addWidget(self._number)
        row.addWidget(self._unit, 0, low)
        row.addStretch(1)
        row.addWidget(self._share, 0, low)
        row.addWidget(self._of, 0, low)
        self.box.setSpacing(sizes.TIGHT)
        self.box.addLayout(head)
        self.box.addLayout(row)
        self.box.addWidget(self._bar)

    @property
    def text(self) -> str:
        """What it says, in one line."""
        return self.accessibleName()

    def show_target(
        self, label: str, number: str, unit: str, of: str, *, share: str, pace: str, voice: str
    ) -> None:
        """Show a target; `voice` of the pace is good, warning or error."""
        self._label.setText(label)
        self._number.setText(number or "—")
        self._unit.setText(unit if number else "")
        self._of.setText(of)
        self._share.setText(share)
        self._pace.setText(pace)
        restyle(self._pace, "role", voice or "small")
        parts = (label, f"{number or '—'} {unit if number else ''}".strip(), of, share, pace)
        self.setAccessibleName(", ".join(part for part in parts if part))

    def show_bar(self, reached: float | None, gone: float) -> None:
        """Show the bar: shares from 0 to 1; None when it is not known what is reached."""
        self._bar.show_shares(reached, gone)


class PaceBar(QWidget):
    """A thin bar with a mark where the time is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reached: float | None = None
        self._gone = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_shares(self, reached: float | None, gone: float) -> None:
        """Show other shares."""
        self._reached, self._gone = reached, gone
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(sizes.FIELD_LEAST, sizes.GAP)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colours = tokens()
        track = QRectF(self.rect()).adjusted(0, sizes.MARK, 0, -sizes.MARK)
        painter.setBrush(colours.colour("sunken"))
        painter.drawRoundedRect(track, sizes.MARK, sizes.MARK)
        if self._reached is not None and self._reached > 0:
            ahead = self._reached >= self._gone
            painter.setBrush(colours.colour("good" if ahead else "warning"))
            width = max(track.height(), track.width() * min(1.0, self._reached))
            painter.drawRoundedRect(
                QRectF(track.left(), track.top(), width, track.height()), sizes.MARK, sizes.MARK
            )
        place = track.left() + track.width() * min(1.0, self._gone)
        painter.setBrush(colours.colour("text"))
        painter.drawRect(QRectF(place - 1, 0, sizes.RING, self.height()))
