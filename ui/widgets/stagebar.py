# SPDX-License-Identifier: Apache-2.0
"""The bar of stages: where something stands, and what the next stage still lacks."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from crm.words import _
from ui.theme import sizes
from ui.theme.theme import tokens
from ui.theme.tokens import tint
from ui.widgets.readiness import Readiness


class StageBar(QWidget):
    """Arrows in a row; `asked` tells the index of a stage somebody wants to move to."""

    asked = Signal(int)

    lack_asked = Signal(int)
    """Something the next stage lacks shall be given: its place among what was shown."""

    def __init__(self, stages: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arrows = _Arrows(list(stages))
        self._arrows.asked.connect(self.asked)
        self.lacks = Readiness()
        self.lacks.asked.connect(self.lack_asked)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(sizes.TIGHT)
        box.addWidget(self._arrows)
        box.addWidget(self.lacks)

    def show_stage(self, index: int, lacking: Sequence[str] = ()) -> None:
        """Show that the stage at `index` is reached, and what the next one lacks."""
        self._arrows.set_current(index)
        last = index + 1 >= len(self._arrows.stages)
        following = "" if last else self._arrows.stages[index + 1]
        self.setAccessibleDescription(self.lacks.show_lacks(following, lacking))


class _Arrows(QWidget):
    """The painted row; left and right choose, Enter asks."""

    asked = Signal(int)

    def __init__(self, stages: list[str]) -> None:
        super().__init__()
        self.stages = stages
        self._current = -1
        self._chosen = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_current(self, index: int) -> None:
        self._current = self._chosen = index
        self._say()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(sizes.FIGURE_LEAST * 3, sizes.STAGE_BAR)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if step is not None:
            self._chosen = min(max(0, self._chosen + step), len(self.stages) - 1)
            self._say()
            self.update()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._ask(self._chosen)
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
            return
        for index in range(len(self.stages)):
            if self._shape(index).containsPoint(event.position(), Qt.FillRule.OddEvenFill):
                self._ask(index)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._chosen = self._current
        super().focusOutEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, stage in enumerate(self.stages):
            self._paint(painter, index, stage)

    def _paint(self, painter: QPainter, index: int, stage: str) -> None:
        colours = tokens()
        own, ground = colours.stage(index + 1), colours.colour("raised")
        here = index == self._current
        fill = own if here else tint(own, ground, 0.14) if index < self._current else ground
        pen = QPen(own if index <= self._current else colours.colour("line"))
        if self.hasFocus() and index == self._chosen:
            pen = QPen(colours.colour("text"), sizes.RING)
        painter.setPen(pen)
        painter.setBrush(fill)
        painter.drawPolygon(self._shape(index))
        painter.setPen(_ink(fill, own if index < self._current else colours.colour("muted"), here))
        font = QFont(self.font())
        font.setBold(here)
        painter.setFont(font)
        area = self._shape(index).boundingRect().adjusted(sizes.ARROW, 0, -sizes.ARROW, 0)
        mark = "✓ " if index < self._current else ""
        text = painter.fontMetrics().elidedText(
            f"{mark}{stage}", Qt.TextElideMode.ElideRight, int(area.width())
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def _shape(self, index: int) -> QPolygonF:
        count = max(1, len(self.stages))
        width = (self.width() - sizes.ARROW - 2 * sizes.RING) / count
        left, tip = sizes.RING + index * width, sizes.ARROW
        box = QRectF(left, sizes.RING, width - sizes.TIGHT, self.height() - 2 * sizes.RING)
        notch = 0 if index == 0 else tip
        return QPolygonF(
            [
                box.topLeft(),
                box.topRight(),
                QPointF(box.right() + tip, box.center().y()),
                box.bottomRight(),
                box.bottomLeft(),
                QPointF(box.left() + notch, box.center().y()),
            ]
        )

    def _say(self) -> None:
        if 0 <= self._current < len(self.stages):
            here, chosen = self.stages[self._current], self.stages[self._chosen]
            text = _("Stage: {stage}").format(stage=here)
            if chosen != here:
                text = f"{text} → {chosen}"
            self.setAccessibleName(text)

    def _ask(self, index: int) -> None:
        if index != self._current:
            self.asked.emit(index)


def _ink(fill: QColor, otherwise: QColor, here: bool) -> QColor:  # noqa: FBT001 - a plain choice
    return tokens().colour("raised") if here and fill.isValid() else otherwise
