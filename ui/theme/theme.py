# SPDX-License-Identifier: Apache-2.0
"""The one theme of the program: which it is, and putting it on."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from crm import places
from ui.theme import sizes
from ui.theme.palette import palette_of
from ui.theme.tokens import THEMES, Tokens, read_tokens

CHOICES = ("system", *THEMES)
_PLACE = re.compile(r"\$([a-z_0-9]+)")

STYLE = ("-style", "Fusion")
"""For the making of the application: `setStyle` later on costs ten milliseconds more."""

_current = ["light"]


def tokens() -> Tokens:
    """The colours of the theme that is on."""
    return read_tokens(_current[0])


class Theme(QObject):
    """The look of the application: one of `CHOICES`; `system` follows the computer's setting."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: str = "system") -> None:
        super().__init__(application)
        self._application = application
        self._choice = choice
        self._on = ""
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)
        self._put_on()

    @property
    def choice(self) -> str:
        """What was chosen, one of `CHOICES`."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Change the theme.

        Raises:
            ValueError: there is no such choice.
        """
        if choice not in CHOICES:
            raise ValueError(choice)
        self._choice = choice
        self._put_on()

    def _follow(self) -> None:
        if self._choice == "system":
            self._put_on()

    def _put_on(self) -> None:
        name = self._name()
        if name == self._on:
            return
        first, self._on = not self._on, name
        _current[0] = name
        self._application.setPalette(palette_of(tokens()))
        self._application.setStyleSheet(style_sheet(tokens()))
        if not first:
            self.changed.emit()

    def _name(self) -> str:
        if self._choice in THEMES:
            return self._choice
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"


def style_sheet(of: Tokens) -> str:
    """The style sheet of the screen with the colours and sizes of a theme put in.

    Raises:
        KeyError: the sheet names something that is neither a colour nor a size.
    """
    template = (places.resources() / "themes" / "screen.qss").read_text("utf-8")
    values = {**of.roles(), **_sizes(), "name": of.name}
    values["themes"] = (places.resources() / "themes").as_posix()
    return _PLACE.sub(lambda found: values[found.group(1)], template)


def _sizes() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in vars(sizes).items():
        if name.isupper():
            unit = "pt" if name.startswith("FONT") else "px"
            found[name.lower()] = f"{value}{unit}"
    return found
