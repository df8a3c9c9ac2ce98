# SPDX-License-Identifier: Apache-2.0
"""The bar at the top: menu, way back, search, New, Undo, running jobs, whose desk it is."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from crm.words import _
from ui.theme import sizes
from ui.theme.icons import icon
from ui.widgets.joblist import JobsButton
from ui.widgets.labels import push, words


class TopBar(QFrame):
    """The pieces in their places; what they do is wired by the window."""

    search_asked = Signal()

    desk_asked = Signal()
    """Somebody wants to say whose desk it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self.setFixedHeight(sizes.TOP_BAR)
        self.menu = QMenu(self)
        self.new_menu = QMenu(self)
        self.search = SearchButton(_("Search everything"))
        self.search.clicked.connect(self.search_asked)
        self.new = _with_menu(_("New"), "plus", self.new_menu)
        self.jobs = JobsButton()
        self._right: list[QWidget] = []
        self._mark = words("", "key")
        self.desk = push("", "quiet", sign="user")
        self.desk.clicked.connect(self.desk_asked)
        self.set_desk("")
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(sizes.SPACE, 0, sizes.WIDE, 0)
        self._box.setSpacing(sizes.SPACE)
        self._lay_out()

    def set_desk(self, name: str, store: str = "") -> None:
        """Say whose desk it is and which store is open."""
        self._owner = name
        said = _("Whose desk is this?")
        self.desk.setText(name or said)
        self.desk.setAccessibleName(_("{question} {name}").format(question=said, name=name).strip())
        self.desk.setToolTip(store or said)

    def set_mark(self, text: str, told: str = "") -> None:
        """Show a small word beside the desk, such as that the store is only a sample."""
        self._mark.setText(text)
        self._mark.setToolTip(told)
        self._mark.setVisible(bool(text))

    def set_open(self, *, is_open: bool) -> None:
        """Whether a store is there that can be searched and added to."""
        self.search.setVisible(is_open)
        self.new.setVisible(is_open)
        self.desk.setVisible(is_open)
        for button in self._right:
            button.setVisible(is_open)

    def translate(self) -> None:
        """Say everything again in the language that is now spoken."""
        self._main.setToolTip(_("Menu"))
        self._main.setAccessibleName(_("Menu"))
        self.search.set_hint(_("Search everything"))
        self.new.setText(_("New"))
        self.new.setAccessibleName(_("New"))
        self.jobs.setToolTip(_("Work going on"))
        self.jobs.setAccessibleName(_("Work going on"))
        self.set_desk(self._owner)

    def add_left(self, action: QAction) -> None:
        """Put a command as an icon before the search field."""
        self._box.insertWidget(self._box.indexOf(self.search) - 1, _command(action))

    def add_right(self, action: QAction) -> None:
        """Put a command as an icon after New."""
        self._right.append(_command(action))
        self._box.insertWidget(self._box.indexOf(self.new) + 1, self._right[-1])

    def _lay_out(self) -> None:
        main = QToolButton()
        main.setIcon(icon("menu", "muted"))
        main.setIconSize(QSize(sizes.ICON_LARGE, sizes.ICON_LARGE))
        main.setProperty("kind", "icon")
        main.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        main.setMenu(self.menu)
        main.setToolTip(_("Menu"))
        main.setAccessibleName(_("Menu"))
        self._main = main
        self._box.addWidget(main)
        self._box.addStretch(1)
        self._box.addWidget(self.search, 4)
        self._box.addStretch(1)
        self._box.addWidget(self.jobs)
        self._box.addWidget(self.new)
        self._box.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        self._box.addWidget(self.desk)
        self._mark.hide()
        self.desk.hide()

    def open_menu(self) -> None:
        """Open the menu by key."""
        self._main.showMenu()

    def open_new(self) -> None:
        """Open the menu of what can be made new."""
        self.new.showMenu()


class SearchButton(QPushButton):
    """Looks like the field that it opens; shows the key."""

    def __init__(self, hint: str, key: str = "Ctrl+K") -> None:
        super().__init__()
        self.setProperty("kind", "search")
        self.setIcon(icon("search", "muted"))
        self.setIconSize(QSize(sizes.ICON, sizes.ICON))
        self.setMaximumWidth(sizes.SEARCH_WIDTH)
        self.setMinimumWidth(sizes.FIELD_LEAST)
        self._key = key
        self.set_hint(hint)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, sizes.SPACE, 0)
        box.addStretch(1)
        box.addWidget(words(key, "key"), 0, Qt.AlignmentFlag.AlignVCenter)

    def set_hint(self, hint: str) -> None:
        """Say what is found here."""
        self.setText(f" {hint}")
        self.setAccessibleName(hint)
        self.setToolTip(f"{hint} ({self._key})")


def _with_menu(label: str, sign: str, menu: QMenu) -> QToolButton:
    button = QToolButton()
    button.setText(label)
    button.setAccessibleName(label)
    button.setIcon(icon(sign, "on_accent"))
    button.setIconSize(QSize(sizes.ICON, sizes.ICON))
    button.setProperty("kind", "primary")
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setMenu(menu)
    return button


def _command(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setProperty("kind", "icon")
    button.setIconSize(QSize(sizes.ICON, sizes.ICON))
    button.setAccessibleName(action.text())
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
