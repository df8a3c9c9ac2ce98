# SPDX-License-Identifier: Apache-2.0
"""The face of a card on a board, painted: a name, two lines below it, a light, what is lacking."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from ui.theme import sizes
from ui.theme.icons import pixmap
from ui.theme.theme import tokens

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
ELIDE = Qt.TextElideMode.ElideRight

SIGNS = {"good": "circle-check", "warning": "clock", "danger": "circle-alert"}
"""A light is never told by its colour alone."""


class Face(NamedTuple):
    """What a card says: `light` is good, warning or danger; `light_words` say the same."""

    title: str
    second: str = ""
    figure: str = ""
    light: str = "good"
    light_words: str = ""
    mark: str = ""
    lacks: str = ""

    @property
    def spoken(self) -> str:
        """All of it in one sentence, for those who listen."""
        parts = (self.title, self.second, self.figure, self.mark, self.light_words, self.lacks)
        return ", ".join(part for part in parts if part)


class Manner(NamedTuple):
    """How a card is shown just now."""

    current: bool = False
    focused: bool = False
    pointed: bool = False
    faint: bool = False


def paint_face(painter: QPainter, room: QRect, face: Face | None, manner: Manner) -> None:
    """Paint a card into its room; without a face it is still being read."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_ground(painter, QRectF(room), face, manner)
    if manner.faint:
        painter.setOpacity(0.4)
    inside = room.adjusted(sizes.GAP, sizes.SPACE, -sizes.GAP, -sizes.SPACE)
    if face is None:
        _paint_waiting(painter, inside)
    else:
        _paint_words(painter, inside, face)
    painter.restore()


def _paint_ground(painter: QPainter, room: QRectF, face: Face | None, manner: Manner) -> None:
    colours = tokens()
    strong = manner.current and manner.focused
    edge = colours.colour("focus" if strong else "edge" if manner.pointed else "line")
    painter.setPen(QPen(edge, sizes.RING if strong else sizes.HAIR))
    painter.setBrush(colours.colour("hover" if manner.current else "raised"))
    half = sizes.HAIR / 2 if not strong else sizes.HAIR
    painter.drawRoundedRect(room.adjusted(half, half, -half, -half), sizes.RADIUS, sizes.RADIUS)
    if face is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour(face.light))
        inset = sizes.SPACE
        bar = QRectF(room.left() + sizes.RING, room.top() + inset,
                     sizes.MARK, room.height() - 2 * inset)  # fmt: skip
        painter.drawRoundedRect(bar, sizes.MARK / 2, sizes.MARK / 2)


def _paint_words(painter: QPainter, room: QRect, face: Face) -> None:
    colours, line = tokens(), room.height() // 4
    usual = QFont(painter.font())
    bold = QFont(usual)
    bold.setBold(True)
    small = QFont(usual)
    small.setPointSizeF(sizes.FONT_SMALL)
    rows = [QRect(room.left(), room.top() + at * line, room.width(), line) for at in range(4)]
    painter.setFont(bold)
    painter.setPen(colours.colour("text"))
    _text(painter, rows[0], face.title)
    painter.setFont(small)
    painter.setPen(colours.colour("warning"))
    painter.drawText(rows[1], RIGHT, face.mark)
    taken = painter.fontMetrics().horizontalAdvance(face.mark) + sizes.SPACE
    painter.setPen(colours.colour("muted"))
    _text(painter, rows[1].adjusted(0, 0, -taken if face.mark else 0, 0), face.second)
    painter.setFont(usual)
    painter.setPen(colours.colour("text"))
    painter.drawText(rows[2], RIGHT, face.figure)
    taken = painter.fontMetrics().horizontalAdvance(face.figure) + sizes.SPACE
    painter.setFont(small)
    _paint_light(painter, rows[2].adjusted(0, 0, -taken if face.figure else 0, 0), face)
    painter.setPen(colours.colour("muted"))
    _text(painter, rows[3], face.lacks)


def _paint_light(painter: QPainter, row: QRect, face: Face) -> None:
    top = row.center().y() - sizes.ICON_SMALL // 2 + 1
    ratio = painter.combinedTransform().m11() or 1.0
    sign = pixmap(SIGNS[face.light], face.light, sizes.ICON_SMALL, ratio)
    painter.drawPixmap(row.left(), top, sign)
    painter.setPen(tokens().colour("muted" if face.light == "good" else face.light))
    _text(painter, row.adjusted(sizes.ICON_SMALL + sizes.SNUG, 0, 0, 0), face.light_words)


def _text(painter: QPainter, room: QRect, text: str) -> None:
    painter.drawText(room, LEFT, painter.fontMetrics().elidedText(text, ELIDE, room.width()))


def _paint_waiting(painter: QPainter, room: QRect) -> None:
    for at, share in enumerate((0.8, 0.5, 0.6)):
        top = room.top() + sizes.TIGHT + at * (sizes.SPACE + sizes.GAP)
        bar = QRect(room.left(), top, int(room.width() * share), sizes.SPACE)
        painter.fillRect(bar, tokens().colour("sunken"))
