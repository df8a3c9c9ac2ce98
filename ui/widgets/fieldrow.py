# SPDX-License-Identifier: Apache-2.0
"""A row of a form: label, editor, unit, hint; beside it what is wrong, warned of or changed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QScrollArea, QWidget
from typing_extensions import override

from crm.words import _
from ui.theme import sizes
from ui.theme.icons import pixmap
from ui.theme.theme import tokens
from ui.widgets.labels import restyle, words


class FieldRow(QWidget):
    """One field: the label names the editor, a sentence below says what to do about it.

    The editor is any widget; if it is made of several, `target` is the one that has the focus.
    """

    def __init__(
        self,
        label: str,
        editor: QWidget,
        *,
        unit: str = "",
        hint: str = "",
        required: bool = False,
        target: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.label = label
        self.editor = editor
        self._hint = hint
        self._changed = False
        self._target = target or focused_in(editor)
        self._name = _name(label, required=required)
        self._name.setBuddy(self._target)
        self._sign = QLabel()
        self._told = words("", "small", wrap=True)
        self._lay_out(unit)
        self._target.setAccessibleName(f"{label} ({unit})" if unit else label)
        self._say("", "")

    @property
    def message(self) -> str:
        """The sentence that is shown: error, warning or hint."""
        return self._told.text()

    @property
    def changed(self) -> bool:
        """Whether it is marked as changed."""
        return self._changed

    def show_error(self, sentence: str) -> None:
        """Say what is wrong and what to do; empty: nothing is."""
        self._say(sentence, "error" if sentence else "")

    def show_warning(self, sentence: str) -> None:
        """Say what looks wrong but may be kept; empty: nothing does."""
        self._say(sentence, "warning" if sentence else "")

    def mark_changed(self, *, changed: bool = True) -> None:
        """Mark that it differs from what is saved."""
        if changed != self._changed:
            self._changed = changed
            self.setToolTip(_("Changed, not yet saved") if changed else "")
            self.update()

    def put_below(self, widget: QWidget) -> None:
        """Put something below the editor and its sentence."""
        self._grid.addWidget(widget, 2, 1)

    def focus(self) -> None:
        """Put the focus into the editor; the sentence below it is seen too."""
        self._target.setFocus(Qt.FocusReason.OtherFocusReason)
        around = _scrolling(self)
        if around is not None:
            # A sentence that came just now first makes the row higher.
            QTimer.singleShot(0, self, partial(around.ensureWidgetVisible, self, 0, 0))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._changed:
            return
        painter = QPainter(self)
        height = self.editor.height()
        painter.fillRect(0, 0, sizes.MARK, height, tokens().colour("accent"))

    def _lay_out(self, unit: str) -> None:
        across = QHBoxLayout()
        across.setSpacing(sizes.SPACE)
        across.addWidget(self.editor, 1)
        if unit:
            across.addWidget(words(unit, "muted"))
        below = QHBoxLayout()
        below.setSpacing(sizes.TIGHT)
        below.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._told, 1)
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(sizes.SPACE, 0, 0, 0)
        grid.setHorizontalSpacing(sizes.GAP)
        grid.setVerticalSpacing(sizes.RING)
        grid.addWidget(self._name, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(across, 0, 1)
        grid.addLayout(below, 1, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(3, 1)

    def _say(self, sentence: str, voice: str) -> None:
        self._told.setText(sentence or self._hint)
        restyle(self._told, "role", voice or "small")
        self._told.setVisible(bool(sentence or self._hint))
        self._sign.setVisible(bool(voice))
        if voice:
            sign, role = (
                ("circle-alert", "danger") if voice == "error" else ("triangle-alert", "warning")
            )
            ratio = self.devicePixelRatioF()
            self._sign.setPixmap(pixmap(sign, role, sizes.ICON_SMALL, ratio))
        state = {"error": "wrong", "warning": "warned"}.get(voice, "")
        restyle(self._target, "state", state)
        self._target.setAccessibleDescription(sentence or self._hint)


def focused_in(editor: QWidget) -> QWidget:
    """The widget that has the focus when an editor made of several is entered."""
    widget = editor
    while (inner := widget.focusProxy()) is not None:
        widget = inner
    return widget


def _scrolling(widget: QWidget) -> QScrollArea | None:
    """What the widget is scrolled in, if anything."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


def _name(label: str, *, required: bool) -> QLabel:
    name = words(f"{label} *" if required else label, "muted", wrap=True)
    name.setFixedWidth(sizes.FIELD_LABEL)
    name.setMinimumHeight(sizes.CONTROL)
    name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    if required:
        name.setToolTip(_("Needed"))
    return name
