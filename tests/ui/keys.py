# SPDX-License-Identifier: Apache-2.0
"""Keys, clicks and typing for tests, as a user makes them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def press(
    widget: QWidget,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press a key and let it go."""
    QTest.keyClick(widget, key, modifiers)


def type_in(widget: QWidget, text: str) -> None:
    """Type a text: by keys, and what is not on them as an input method commits it."""
    if text.isascii():
        QTest.keyClicks(widget, text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def click(widget: QWidget, place: QPoint | None = None) -> None:
    """Click with the left button, in the middle unless a place is named."""
    where = widget.rect().center() if place is None else place
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)


def double_click(widget: QWidget, place: QPoint) -> None:
    """Click twice with the left button."""
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def point(widget: QWidget, place: QPoint) -> None:
    """Move the pointer to a place, without pressing a button."""
    none, where = Qt.MouseButton.NoButton, QPointF(place)
    event = QMouseEvent(
        QEvent.Type.MouseMove, where, QPointF(widget.mapToGlobal(place)), none, none,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
