# SPDX-License-Identifier: Apache-2.0
"""The typeface: Chinese is never a box, figures are equally wide."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo, QFontMetricsF, QRawFont

from ui.theme.fonts import FAMILIES, screen_font

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_first_family_is_there_and_knows_chinese() -> None:
    font = screen_font()
    assert QFontInfo(font).family() in {*FAMILIES, font.families()[0]}
    raw = QRawFont.fromFont(font)
    assert all(raw.supportsCharacter(ord(sign)) for sign in "招商硒亿〔〕，a1")


def test_all_figures_are_equally_wide() -> None:
    metrics = QFontMetricsF(screen_font())
    assert len({metrics.horizontalAdvance(figure) for figure in "0123456789"}) == 1
