# SPDX-License-Identifier: Apache-2.0
"""The icons, drawn in a colour of the theme that is current when they are painted."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from crm import places
from ui.overriding import override
from ui.theme.theme import tokens

# Thinner than drawn: most icons are shown at two thirds of their size.
_DRAWN_STROKE, _OUR_STROKE = b'stroke-width="2"', b'stroke-width="1.75"'


@cache
def icon(name: str, role: str = "text") -> QIcon:
    """An icon by its file name in `resources/icons`, in the colour of a role.

    It follows a change of theme by itself; disabled, it takes the colour of disabled words.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    _source(name)
    return QIcon(_Engine(name, role))


def pixmap(name: str, role: str, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture of `size` by `size` device-independent pixels."""
    return _drawn(name, tokens().colour(role).name(), round(size * ratio), ratio)


def icon_names() -> list[str]:
    """Every icon there is."""
    return sorted(file.stem for file in (places.resources() / "icons").glob("*.svg"))


_KEPT: list[QIconEngine] = []


class _Engine(QIconEngine):
    """Draws one icon when it is asked for, so that it always has the current colour."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name, self._role = name, role

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        # Not by the device: what Python once knew at its address may be long gone.
        ratio = painter.combinedTransform().m11() or 1.0
        side = min(rect.width(), rect.height())
        drawn = self._picture(round(side * ratio), ratio, mode)
        left = rect.left() + (rect.width() - side) // 2
        painter.drawPixmap(left, rect.top() + (rect.height() - side) // 2, drawn)

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._picture(min(size.width(), size.height()), 1.0, mode)

    @override
    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        # Qt asks in device-independent pixels.
        side = min(size.width(), size.height())
        return self._picture(round(side * scale), scale, mode)

    @override
    def clone(self) -> QIconEngine:
        copy = _Engine(self._name, self._role)
        _KEPT.append(copy)
        return copy

    @override
    def key(self) -> str:
        return "invest-crm"

    @override
    def isNull(self) -> bool:
        return False

    def _picture(self, pixels: int, ratio: float, mode: QIcon.Mode) -> QPixmap:
        role = "edge" if mode == QIcon.Mode.Disabled else self._role
        return _drawn(self._name, tokens().colour(role).name(), pixels, ratio)


@cache
def _source(name: str) -> bytes:
    drawing = (places.resources() / "icons" / f"{name}.svg").read_bytes()
    return drawing.replace(_DRAWN_STROKE, _OUR_STROKE)


@cache
def _drawn(name: str, colour: str, pixels: int, ratio: float) -> QPixmap:
    if pixels < 1:  # a widget squeezed to nothing has no room for its icon
        return QPixmap()
    picture = QPixmap(pixels, pixels)
    picture.fill(Qt.GlobalColor.transparent)
    drawing = _source(name).replace(b"currentColor", colour.encode())
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
