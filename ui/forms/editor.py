# SPDX-License-Identifier: Apache-2.0
"""What every editor is: a widget that shows a value of a kind and gives it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.errors import InvalidInput
from crm.kinds.base import Kind
from crm.words import tr
from ui.theme import sizes


class Editor(QWidget):
    """Shows one value; `changed` tells that the user changed it, never that the program did.

    `typed` and `put_typed` carry what stands in it word for word: a draft keeps what is not yet
    a value. `target` is the widget that has the focus and is named by the label.
    """

    changed = Signal()

    def __init__(self, kind: Kind[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.unit = tr(kind.unit)
        self.target: QWidget = self
        self.box = QHBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(sizes.TIGHT)

    def value(self) -> object:
        """The value; None when it is unknown.

        Raises:
            InvalidInput: what stands there is no such value; the kind's own sentence.
        """
        raise NotImplementedError

    def set_value(self, value: object, label: str = "") -> None:
        """Show a value without telling; `label` names a record that is referred to."""
        raise NotImplementedError

    def typed(self) -> str:
        """What stands in it, word for word."""
        return ""

    def put_typed(self, text: str) -> None:
        """Show a text as if it had been typed, without telling."""

    def words_of(self, value: object, label: str = "") -> str:
        """A value in words, for somebody who compares; `label` names a record."""
        show: Callable[[Any], str] = self.kind.show
        return label or ("" if value is None else show(value))

    def label(self) -> str:
        """The words of the record that is chosen; nothing for other kinds."""
        return ""

    def doubt(self) -> str:
        """A sentence when the value is accepted but looks wrong, else nothing."""
        value: Any = self.valid()
        return "" if value is None else self.kind.doubt(value)

    def valid(self) -> object:
        """The value; None as well when what stands there is none."""
        try:
            return self.value()
        except InvalidInput:
            return None

    def set_read_only(self, *, on: bool) -> None:
        """Let it only be looked at, or be changed again."""
        self.setEnabled(not on)

    def hold(self, widget: QWidget, *, stretch: int = 1) -> None:
        """Stand on this widget: it has the focus and the label names it."""
        self.target = widget.focusProxy() or widget
        self.setFocusProxy(widget)
        self.box.addWidget(widget, stretch)
