# SPDX-License-Identifier: Apache-2.0
"""What all QR codes of a version have alike: corners, timing, alignment, and what they are.

Versions 1 to 9 at level M with mask 4, by ISO/IEC 18004.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

ALIGNED: Sequence[Sequence[int]] = (
    (6,), (6, 18), (6, 22), (6, 26), (6, 30), (6, 34), (6, 22, 38), (6, 24, 42), (6, 26, 46),
)  # fmt: skip
"""The rows and columns on which patterns of alignment are centred."""
NUMBERED = 7
"""From this version on a code says its own version."""
_NUMBERS = (0b000111110010010100, 0b001000010110111100, 0b001001101010011001)
_FORM = 0b100010111111001
"""Level M and mask 4, with their correction."""

Place = tuple[int, int]
"""A row and a column."""


def frame(version: int) -> dict[Place, bool]:
    """The modules that hold no data, and whether each is dark."""
    size = 17 + 4 * version
    found = {place: at % 2 == 0 for at in range(size) for place in ((6, at), (at, 6))}
    for row, column in ((3, 3), (3, size - 4), (size - 4, 3)):
        found.update(_corner(row, column, size))
    middles = ALIGNED[version - 1]
    corners = {(6, 6), (6, middles[-1]), (middles[-1], 6)}
    for row, column in set(product(middles, middles)) - corners:
        found.update(_alignment(row, column))
    found.update(_form(size))
    if version >= NUMBERED:
        number = _NUMBERS[version - NUMBERED]
        for bit in range(18):
            place = size - 11 + bit % 3, bit // 3
            found[place] = found[place[1], place[0]] = bool(number >> bit & 1)
    return found


def _corner(row: int, column: int, size: int) -> Iterator[tuple[Place, bool]]:
    """A pattern by which a code is found, with the white around it."""
    for down, right in product(range(-4, 5), range(-4, 5)):
        place = row + down, column + right
        if min(place) >= 0 and max(place) < size:
            yield place, max(abs(down), abs(right)) not in {2, 4}


def _alignment(row: int, column: int) -> Iterator[tuple[Place, bool]]:
    for down, right in product(range(-2, 3), range(-2, 3)):
        yield (row + down, column + right), max(abs(down), abs(right)) != 1


def _form(size: int) -> Iterator[tuple[Place, bool]]:
    """Level and mask, twice."""
    beside = [*range(6), 7, 8, *range(size - 7, size)]
    below = [*range(size - 1, size - 9, -1), 7, *range(5, -1, -1)]
    for bit in range(15):
        dark = bool(_FORM >> bit & 1)
        yield (beside[bit], 8), dark
        yield (8, below[bit]), dark
    yield (size - 8, 8), True
