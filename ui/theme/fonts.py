# SPDX-License-Identifier: Apache-2.0
"""The typeface of the screen: the system's own Chinese one, else the one that came along."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

from crm import places
from ui.theme import sizes

# An explicit list: by itself the system picks a Japanese or Hong Kong variant of the characters.
FAMILIES = (
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "PingFang SC",
    "WenQuanYi Micro Hei",
)
BUNDLED = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")


def screen_font() -> QFont:
    """The font of the whole screen, with figures of equal width."""
    font = QFont(_families())
    font.setPointSizeF(sizes.FONT)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _families() -> list[str]:
    found = [name for name in FAMILIES if QFontDatabase.hasFamily(name)]
    return found or [*_bundled(), *FAMILIES]


def _bundled() -> list[str]:
    names: list[str] = []
    for file in BUNDLED:
        number = QFontDatabase.addApplicationFont(str(places.resources() / "fonts" / file))
        if number >= 0:
            names += QFontDatabase.applicationFontFamilies(number)
    return list(dict.fromkeys(names))
