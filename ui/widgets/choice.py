# SPDX-License-Identifier: Apache-2.0
"""Choosing one of many by typing a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from crm.words import _
from ui.theme import sizes
from ui.theme.icons import icon
from ui.widgets.droplist import DropList, Option, OptionSource, among


class ChoiceBox(QLineEdit):
    """A field with a list below; `changed` tells that another option, or none, is chosen.

    What is typed but fits no option is put back when the field is left.
    """

    changed = Signal()

    def __init__(
        self,
        options: Sequence[Option] | OptionSource = (),
        *,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._source = options if callable(options) else among(options)
        self._option: Option | None = None
        self._asked = 0
        self._drop = DropList(self)
        self._drop.chosen.connect(self._choose)
        self.setPlaceholderText(hint or _("Choose …"))
        opened = self.addAction(
            icon("chevron-down", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        opened.setToolTip(_("Show all"))
        opened.triggered.connect(self.open_list)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(sizes.PAUSE_TYPING)
        self._pause.timeout.connect(self._look)
        self.textEdited.connect(self._pause.start)

    def value(self) -> object:
        """The key of what is chosen; None if nothing is."""
        return None if self._option is None else self._option.key

    def option(self) -> Option | None:
        """What is chosen."""
        return self._option

    def pending(self) -> str:
        """What is typed and not yet chosen; nothing when the field says what is chosen."""
        return self._typed()

    def set_option(self, option: Option | None) -> None:
        """Show a choice without telling."""
        self._option = option
        self.setText("" if option is None else option.label)
        self.setCursorPosition(0)

    def set_source(self, options: Sequence[Option] | OptionSource) -> None:
        """Choose among others from now on; what is chosen stays."""
        self._source = options if callable(options) else among(options)

    def open_list(self) -> None:
        """Show all options."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()
        self._ask("")

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) == Qt.Key.Key_Down:
            self._ask(self._typed())
            return
        super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self._drop.isVisible():
            self._ask(self._typed())

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._pause.stop()
        self._settle()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._drop.hide()

    def _typed(self) -> str:
        label = "" if self._option is None else self._option.label
        return "" if self.text() == label else self.text().strip()

    def _look(self) -> None:
        self._ask(self.text().strip())

    def _ask(self, text: str) -> None:
        if self.isReadOnly():
            return
        self._asked += 1
        self._source(text, partial(self._offer, self._asked))

    def _offer(self, asked: int, options: Sequence[Option]) -> None:
        if asked == self._asked and self.hasFocus():
            self._drop.offer(options, self.value())

    def _choose(self, option: object) -> None:
        if isinstance(option, Option) and option != self._option:
            self.set_option(option)
            self.changed.emit()

    def _settle(self) -> None:
        if not self.text().strip() and self._option is not None:
            self.set_option(None)
            self.changed.emit()
            return
        typed = self._typed().casefold()
        fitting = [one for one in self._drop.options if one.label.casefold() == typed]
        if typed and len(fitting) == 1:
            self._choose(fitting[0])
        else:
            self.set_option(self._option)
