# SPDX-License-Identifier: Apache-2.0
"""Choosing one of many by typing a part of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import shiboken6
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from crm.words import _
from ui.theme import sizes
from ui.theme.icons import icon
from ui.widgets.droplist import DropList, Option, OptionSource, among

_COMES_BACK = frozenset({Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason})
"""Reasons for which the focus goes for a moment only: nothing is decided yet."""

_NEW = object()


class ChoiceBox(QLineEdit):
    """A field with a list below; `changed` tells that another option, or none, is chosen.

    When it is left, what is typed becomes the option that it names, or the only one it fits. What
    fits none is put back, or stays as `pending` where the field `keeps` it to be corrected.
    """

    changed = Signal()

    edited = Signal()
    """Something was typed: what is chosen may follow."""

    wanted = Signal(str)
    """Something that is not there yet shall be made, by this name."""

    def __init__(
        self,
        options: Sequence[Option] | OptionSource = (),
        *,
        hint: str = "",
        keeps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._keeps = keeps
        self._source = options if callable(options) else among(options)
        self._option: Option | None = None
        self._asked = 0
        self._new: Callable[[str], str] | None = None
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
        self.textEdited.connect(self.edited)

    def value(self) -> object:
        """The key of what is chosen; None if nothing is, also while the field stands empty."""
        return None if self._option is None or self._is_emptied() else self._option.key

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

    def offer_new(self, said: Callable[[str], str]) -> None:
        """Offer last what is typed as something new; it is only made when it is chosen."""
        self._new = said

    def open_list(self) -> None:
        """Show all options."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()
        self._ask("")

    @override
    def event(self, event: QEvent) -> bool:
        # The page may have Alt+Down for something else; in this field it opens the list.
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and Qt.Key(event.key()) in {Qt.Key.Key_Up, Qt.Key.Key_Down}
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Down:
            self._ask(self._typed())
            return
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._typed():
            # The list had no time to open; as when it is open, Enter chooses and does no more.
            self._pause.stop()
            self._settle()
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
        if event.reason() not in _COMES_BACK:
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
        if shiboken6.isValid(self) and asked == self._asked and self.hasFocus():
            typed = self._typed()
            named = any(typed in {one.label, one.search} for one in options)
            new = self._new if typed and not named else None
            last = [] if new is None else [Option(_NEW, new(typed), typed)]
            self._drop.offer([*options, *last], self.value())

    def _choose(self, option: object) -> None:
        if isinstance(option, Option) and option.key is _NEW:
            self.wanted.emit(option.search)
            return
        if isinstance(option, Option) and (option != self._option or self._typed()):
            told = option != self._option
            self.set_option(option)
            (self.changed if told else self.edited).emit()

    def _is_emptied(self) -> bool:
        return self._option is not None and bool(self._option.label) and not self.text().strip()

    def _settle(self) -> None:
        """It is left: choose what is typed, whether the list had the time to open or not."""
        self._asked += 1
        typed = self._typed()
        if self._is_emptied():
            self.set_option(None)
            self.changed.emit()
        elif typed:
            self._source(typed, partial(self._settle_on, self._asked, typed))
        else:
            self.set_option(self._option)

    def _settle_on(self, asked: int, typed: str, options: Sequence[Option]) -> None:
        if not shiboken6.isValid(self) or asked != self._asked or typed != self._typed():
            return
        named = [one for one in options if one.label.casefold() == typed.casefold()]
        fitting = named or options
        if len(fitting) == 1:
            self._choose(fitting[0])
        elif not self._keeps:
            self.set_option(self._option)
