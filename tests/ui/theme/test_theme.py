# SPDX-License-Identifier: Apache-2.0
"""Putting a theme on: palette, style sheet, following a choice."""

from __future__ import annotations

import re
from collections.abc import Generator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme, style_sheet, tokens
from ui.theme.tokens import THEMES, read_tokens


@pytest.fixture
def theme(qapp: QApplication) -> Generator[Theme]:
    before = qapp.palette()
    made = Theme(qapp, "light")
    yield made
    made.choose("light")
    qapp.setStyleSheet("")
    qapp.setPalette(before)
    made.deleteLater()


@pytest.mark.parametrize("name", THEMES)
def test_every_name_of_the_style_sheet_is_known(name: str) -> None:
    sheet = style_sheet(read_tokens(name))
    assert "$" not in sheet
    assert not re.search(r"[{;]\s*[a-z-]+:\s*;", sheet)


@pytest.mark.usefixtures("qtbot")
def test_choosing_changes_palette_and_tokens_and_tells(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.choose("dark")
    ground = QApplication.palette().color(QPalette.ColorRole.Window)
    assert ground == read_tokens("dark").colour("surface")
    assert tokens().dark


def test_choosing_the_same_again_tells_nothing(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose("light")


def test_system_is_one_of_the_two(theme: Theme) -> None:
    theme.choose("system")
    assert theme.choice == "system"
    assert tokens().name in THEMES


def test_an_unknown_theme_is_refused(theme: Theme) -> None:
    with pytest.raises(ValueError, match="purple"):
        theme.choose("purple")
