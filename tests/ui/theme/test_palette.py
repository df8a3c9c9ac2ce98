# SPDX-License-Identifier: Apache-2.0
"""The palette: Qt's own widgets are painted in the theme's colours."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette

from ui.theme.palette import palette_of
from ui.theme.tokens import THEMES, contrast, read_tokens


@pytest.mark.parametrize("name", THEMES)
def test_words_of_any_widget_can_be_read(name: str) -> None:
    palette = palette_of(read_tokens(name))
    role = QPalette.ColorRole
    for words, ground in (
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.PlaceholderText, role.Base),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase),
        (role.Link, role.Window),
    ):
        assert contrast(palette.color(words), palette.color(ground)) >= 4.5
