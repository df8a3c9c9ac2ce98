# SPDX-License-Identifier: Apache-2.0
"""Words on the screen: always plain text, in one of the theme's voices."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QToolButton, QWidget

from ui.theme import sizes
from ui.theme.icons import icon


def words(text: str = "", voice: str = "", *, wrap: bool = False) -> QLabel:
    """A label; `voice` is title, heading, strong, muted, small, figure, error, warning or good."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if voice:
        label.setProperty("role", voice)
    return label


def push(text: str, kind: str = "", *, sign: str = "") -> QPushButton:
    """A button with words; `kind` is primary, danger, quiet, link, jump or nothing."""
    button = QPushButton(text.replace("&", "&&"))
    button.setAccessibleName(text)
    button.setAutoDefault(False)
    if kind:
        button.setProperty("kind", kind)
    if sign:
        button.setIcon(
            icon(sign, {"primary": "on_accent", "danger": "on_danger"}.get(kind, "text"))
        )
        button.setIconSize(QSize(sizes.ICON, sizes.ICON))
    return button


def sign_button(sign: str, name: str, *, role: str = "muted") -> QToolButton:
    """A button that is an icon; `name` is its tooltip and its accessible name."""
    button = QToolButton()
    button.setIcon(icon(sign, role))
    button.setIconSize(QSize(sizes.ICON, sizes.ICON))
    button.setProperty("kind", "icon")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button


def frame(role: str) -> QFrame:
    """A surface: card, well, panel, rule, note-warning, note-danger, note-good."""
    made = QFrame()
    made.setProperty("role", role)
    return made


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Change a property that the style sheet looks at."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
