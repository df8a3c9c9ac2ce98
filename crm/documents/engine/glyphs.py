# SPDX-License-Identifier: Apache-2.0
"""Which glyph shows each code point of a font, looked up in its own table without unpacking it."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from itertools import accumulate

from typing_extensions import override


class Glyphs(Mapping[int, int]):
    """The glyph of each code point; groups of neighbouring code points have neighbouring glyphs.

    Args:
        firsts: the first code point of each group, in their order.
        lasts: the last one.
        glyphs: the glyph of the first one.
    """

    def __init__(self, firsts: array[int], lasts: array[int], glyphs: array[int]) -> None:
        self._firsts, self._lasts, self._glyphs = firsts, lasts, glyphs
        sizes = map(int.__sub__, lasts, firsts)
        self._before = array("I", accumulate((size + 1 for size in sizes), initial=0))

    @override
    def __getitem__(self, code: int) -> int:
        group = bisect_right(self._firsts, code) - 1
        if group < 0 or code > self._lasts[group]:
            raise KeyError(code)
        return self._glyphs[group] + code - self._firsts[group]

    @override
    def __iter__(self) -> Iterator[int]:
        for first, last in zip(self._firsts, self._lasts, strict=True):
            yield from range(first, last + 1)

    @override
    def __len__(self) -> int:
        return self._before[-1]

    def rank(self, code: int) -> int:
        """The place of a code point that the font has among all of its code points."""
        group = bisect_right(self._firsts, code) - 1
        return self._before[group] + code - self._firsts[group]
