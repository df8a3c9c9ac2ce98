# SPDX-License-Identifier: Apache-2.0
"""The two bytes by which a page names a glyph: the same in every document, whatever else it says.

A code follows from the place of a character among all that its font has, so that a page that was
composed before can be taken again. Its bytes are chosen so that no code needs to be escaped within
a string of a page, and so that no row of codes looks like an operator with its numbers.
"""

from __future__ import annotations

from typing import NamedTuple

from crm.documents.engine.classes import VARIANT
from crm.documents.engine.linebreak import QUARTER
from crm.documents.engine.truetype import TrueType

_SHOWN_AS = {0x0A: 0x20, 0xA0: 0x20, VARIANT + 0x2014: 0x2500}
"""Characters shown by the glyph of another: the Chinese dash must be one unbroken line."""
_ESCAPED = b"\n\r()\\"
_NUMERIC = b" .0123456789"
_SURROGATES = range(0xD8, 0xE0)
_LOW = [byte for byte in range(256) if byte not in _ESCAPED]
_HIGH = [byte for byte in _LOW if byte not in _NUMERIC and byte not in _SURROGATES]
MOST = len(_LOW) * len(_HIGH)
"""So many codes there are."""


def shown_as(code: int) -> int:
    """The code point whose glyph shows a character."""
    return _SHOWN_AS.get(code, code)


def code(number: int) -> str:
    """The code of this number, as a character of two bytes."""
    high, low = divmod(number, len(_LOW))
    return chr(_HIGH[high] << 8 | _LOW[low])


class Shown(NamedTuple):
    """What a code shows: a glyph, and the text it is read as.

    `wider` is what stands behind the glyph, in thousandths of the type size.
    """

    glyph: int
    text: str
    wider: float = 0.0


class Codes(dict[int, str]):
    """The code of each character that a font has: a table for `str.translate`.

    `shown` tells what the codes handed out so far show.
    """

    def __init__(self, font: TrueType) -> None:
        super().__init__()
        self.font = font
        self._spaced: dict[str, str] = {}
        self.shown: dict[str, Shown] = {}

    def __missing__(self, point: int) -> str:
        if point == ord("\n"):
            return self[ord(" ")]
        glyphs = self.font.glyphs
        found = code(1 + glyphs.rank(point))
        text = chr(point - VARIANT if point >= VARIANT else point)
        self.shown[found] = Shown(glyphs[shown_as(point)], text)
        self[point] = found
        return found

    def spaced(self, plain: str) -> str:
        """The code of the same glyph with a quarter em behind it; none for what no face has.

        The space is part of the glyph, not a move between two, which readers of the file would
        take for a blank: a search for 2026年 must find it.
        """
        found = self._spaced.get(plain)
        if found is None and plain not in self.shown:
            return ""
        if found is None:
            number = _LOW.index(ord(plain) & 0xFF) + len(_LOW) * _HIGH.index(ord(plain) >> 8)
            found = code(number + len(self.font.glyphs))
            self.shown[found] = self.shown[plain]._replace(wider=1000 * QUARTER)
            self._spaced[plain] = found
        return found

    @property
    def free(self) -> int:
        """The first number that no character of the font needs."""
        return 1 + 2 * len(self.font.glyphs)
