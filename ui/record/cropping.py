# SPDX-License-Identifier: Apache-2.0
"""A window in which the part of a picture that is shown is chosen, in the shape of its place."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QDialog, QWidget
from typing_extensions import override

from crm.domain.rules.cropping import WHOLE, Window, fitting
from crm.words import _
from ui.theme import sizes
from ui.theme.theme import tokens
from ui.widgets.foot import body, foot
from ui.widgets.labels import push, words

STEP = 10
FAR = 50
KEYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
GROWING = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}


class _Grip(Enum):
    INSIDE = "inside"
    CORNER = "corner"


class CropView(QWidget):
    """A picture with a frame: dragged inside it moves, at a corner it grows; arrows and + − too."""

    changed = Signal()

    def __init__(self, image: QImage, place: float, window: Window | None) -> None:
        super().__init__()
        self._image = image
        shape = image.width() / max(1, image.height())
        self.window_part = window or fitting(shape, place)
        self._grip: _Grip | None = None
        self._at = QPointF()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(sizes.PREVIEW_WIDTH, sizes.PREVIEW_WIDTH))
        self.setAccessibleName(_("Part that is shown"))
        self.setAccessibleDescription(_("Arrows move the frame, plus and minus size it."))

    def choose(self, window: Window) -> None:
        """Put the frame somewhere else."""
        if window != self.window_part:
            self.window_part = window
            self.update()
            self.changed.emit()

    def area(self) -> QRect:
        """Where the picture stands."""
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(self.rect().topLeft(), size)
        place.moveCenter(self.rect().center())
        return place

    def frame(self) -> QRectF:
        """Where the frame stands."""
        area, part = self.area(), self.window_part
        wide, high = area.width() / WHOLE, area.height() / WHOLE
        left, top = area.left() + part.left * wide, area.top() + part.top * high
        return QRectF(left, top, part.width * wide, part.height * high)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.area(), self._image)
        frame = self.frame()
        painter.save()
        painter.setOpacity(_VEIL)
        veil = tokens().colour("surface")
        area = QRectF(self.area())
        painter.fillRect(QRectF(area.topLeft(), QPointF(area.right(), frame.top())), veil)
        painter.fillRect(QRectF(QPointF(area.left(), frame.bottom()), area.bottomRight()), veil)
        row = QRectF(area.left(), frame.top(), frame.left() - area.left(), frame.height())
        painter.fillRect(row, veil)
        row = QRectF(frame.right(), frame.top(), area.right() - frame.right(), frame.height())
        painter.fillRect(row, veil)
        painter.restore()
        painter.setPen(QPen(tokens().colour("accent"), sizes.RING))
        painter.drawRect(frame)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        frame, at = self.frame(), event.position()
        corners = frame.topLeft(), frame.topRight(), frame.bottomLeft(), frame.bottomRight()
        near = min((corner - at).manhattanLength() for corner in corners) <= sizes.BROAD
        self._grip = _Grip.CORNER if near else _Grip.INSIDE if frame.contains(at) else None
        self._at = at

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        area, at = self.area(), event.position()
        if self._grip is _Grip.INSIDE:
            step = at - self._at
            right, down = (
                round(step.x() * WHOLE / area.width()),
                round(step.y() * WHOLE / area.height()),
            )
            self.choose(self.window_part.moved(right, down))
            self._at = at
        elif self._grip is _Grip.CORNER:
            half = abs(at.x() - self.frame().center().x())
            self.choose(self.window_part.sized(round(2 * half * WHOLE / area.width())))

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        self._grow(1 if event.angleDelta().y() > 0 else -1, STEP)
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        far = FAR if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
        if key in KEYS:
            right, down = KEYS[key]
            self.choose(self.window_part.moved(right * far, down * far))
        elif key in GROWING:
            self._grow(GROWING[key], far)
        else:
            super().keyPressEvent(event)

    def _grow(self, way: int, step: int) -> None:
        self.choose(self.window_part.sized(self.window_part.width + 2 * way * step))


_VEIL = 0.7


class CropDialog(QDialog):
    """Tells the part as a `Window`, or None for the whole picture."""

    taken = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        image: QImage,
        place: float,
        window: Window | None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Part of the picture that is printed"))
        self.view = CropView(image, place, window)
        self.whole = push(_("Print the whole picture"), "quiet")
        take = push(_("Use this part"), "primary")
        take.clicked.connect(self._take)
        self.whole.clicked.connect(self._take_whole)
        box = body(self, self.windowTitle())
        hint = _("Drag the frame or its corners; arrows move it, + and − size it.")
        box.addWidget(words(hint, "muted", wrap=True))
        box.addWidget(self.view, 1)
        box.addLayout(foot(self, take, self.whole))
        self.resize(sizes.SHEET_WIDTH, sizes.SHEET_HEIGHT)
        self.view.setFocus()

    def _take(self) -> None:
        self.taken.emit(self.view.window_part)
        self.accept()

    def _take_whole(self) -> None:
        self.taken.emit(None)
        self.accept()
