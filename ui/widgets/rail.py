# SPDX-License-Identifier: Apache-2.0
"""The rail at the left: where one can go, with icon and word, or icons only when it is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from crm.words import _
from ui.overriding import override
from ui.theme import sizes
from ui.theme.icons import icon


class RailEntry(NamedTuple):
    """One place to go; `label` and `key` are shown as they are."""

    name: str
    label: str
    icon: str
    key: str = ""


class Rail(QFrame):
    """The list of places; the arrows walk through it, Enter and Space go."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.translate()
        self._buttons: dict[str, QToolButton] = {}
        self._entries: dict[str, RailEntry] = {}
        self._counts: dict[str, int] = {}
        self._group = QButtonGroup(self)
        self._narrow = False
        self._lit = ""
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(sizes.SPACE, sizes.GAP, sizes.SPACE, sizes.GAP)
        self._box.setSpacing(sizes.TIGHT)
        self.setFixedWidth(sizes.RAIL_WIDE)

    @property
    def current(self) -> str:
        """The lit entry; empty if none is."""
        return next((name for name, one in self._buttons.items() if one.isChecked()), "")

    @property
    def narrow(self) -> bool:
        """Whether only icons are shown."""
        return self._narrow

    def translate(self) -> None:
        """Name it in the language that is now spoken."""
        self.setAccessibleName(_("Places"))

    def set_entries(self, entries: Sequence[RailEntry], *, last_apart: bool = True) -> None:
        """Show these places; the last (the settings) stands at the foot."""
        while self._box.count():
            item = self._box.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
        self._buttons.clear()
        self._entries = {entry.name: entry for entry in entries}
        for index, entry in enumerate(entries):
            if last_apart and index == len(entries) - 1:
                self._box.addStretch(1)
            self._box.addWidget(self._make(entry))

    def light(self, name: str) -> None:
        """Light one entry, or none."""
        self._lit = name
        self._group.setExclusive(False)
        for one, button in self._buttons.items():
            button.setChecked(one == name)
        self._group.setExclusive(True)

    def set_count(self, name: str, count: int) -> None:
        """Show how many things wait there."""
        self._counts[name] = count
        self._say(name)

    def set_narrow(self, *, narrow: bool) -> None:
        """Show icons only, or icons and words."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.setFixedWidth(sizes.RAIL_NARROW if narrow else sizes.RAIL_WIDE)
        for name in self._buttons:
            self._say(name)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        here = next((i for i, one in enumerate(buttons) if one.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        buttons[(here + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _make(self, entry: RailEntry) -> QToolButton:
        button = _Entry(self)
        button.setProperty("kind", "rail")
        button.setCheckable(True)
        button.setIcon(icon(entry.icon, "muted"))
        button.setIconSize(QSize(sizes.ICON_LARGE, sizes.ICON_LARGE))
        button.setFixedHeight(sizes.RAIL_ENTRY)
        button.clicked.connect(partial(self._go, entry.name))
        button.toggled.connect(partial(_colour, button, entry.icon))
        self._group.addButton(button)
        self._buttons[entry.name] = button
        self._say(entry.name)
        return button

    def _say(self, name: str) -> None:
        button, entry, count = self._buttons[name], self._entries[name], self._counts.get(name, 0)
        style = Qt.ToolButtonStyle
        button.setToolButtonStyle(
            style.ToolButtonIconOnly if self._narrow else style.ToolButtonTextBesideIcon
        )
        spoken = f"{entry.label} ({count})" if count else entry.label
        button.setText(f"  {entry.label}" + (f"  {count}" if count else ""))
        button.setAccessibleName(spoken)
        button.setToolTip(f"{spoken} ({entry.key})" if entry.key else spoken)

    def _go(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        # Who is asked about unsaved work may stay: lit is what is shown, not what was pressed.
        self.light(self._lit)
        self.chosen.emit(name)


class _Entry(QToolButton):
    """A button as wide as the rail; the rail, not Qt's group, moves the focus by arrows."""

    def __init__(self, parent: Rail) -> None:
        super().__init__(parent)
        policy = self.sizePolicy()
        policy.setHorizontalPolicy(policy.Policy.Expanding)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


def _colour(button: QToolButton, name: str, checked: bool) -> None:  # noqa: FBT001 - Qt's
    button.setIcon(icon(name, "accent" if checked else "muted"))
