# SPDX-License-Identifier: Apache-2.0
"""QR codes as one path of rectangles.

A guide holds hundreds of codes of the same size, so what they share (their frame, the order in
which the bits are laid, the mask) is worked out once for each size; the rest is arithmetic with
whole numbers. Texts for which that is not worth while are left to segno.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import product, zip_longest
from operator import itemgetter
from typing import NamedTuple

from crm.documents.engine.qrframe import frame
from crm.errors import InvalidInput
from crm.words import _

QUIET = 4
"""The blank border, in modules, that readers need."""
_MASK = 4
"""One fixed mask instead of trying all eight: it is read as well and made far quicker."""
_DARK = re.compile("1+")
_DENSER = re.compile(r"[0-9A-Z $%*+\-./:]*")
"""Texts of these signs alone are packed closer than byte by byte."""
_PADDING = b"\x00" + b"\xec\x11" * 100
"""What fills a code up; it begins with the byte that segno puts there, so both print the same."""

_BLOCKS: Sequence[Sequence[tuple[int, int]]] = (
    ((1, 16),), ((1, 28),), ((1, 44),), ((2, 32),), ((2, 43),), ((4, 27),), ((4, 31),),
    ((2, 38), (2, 39)), ((3, 36), (2, 37)),
)  # fmt: skip
"""For versions 1 to 9 at level M: how many blocks there are, of how many bytes."""
_CORRECTION = (10, 16, 26, 18, 24, 16, 18, 22, 22)
"""And how many bytes of correction each block has."""
_LARGEST = 177
"""So many modules has a side of the largest code there is."""


class _Form(NamedTuple):
    """What all codes of a version share."""

    size: int
    mask: int
    bits: str
    """How the data is written as text: so many binary digits."""
    laid: Callable[[str], tuple[str, ...]]
    """Takes the digits, and a 0 and a 1 after them, to the modules row by row."""
    remainder: int


@lru_cache(maxsize=4096)
def path(text: str) -> tuple[int, str]:
    """How many modules a side has (with the border), and the rectangles in module units.

    Of each rectangle it says how far up it stands, how far to the right, how high and how wide it
    is, in this order.

    Raises:
        InvalidInput: the text is too long for a code.
    """
    rows = _quick(text) or _by_segno(text)
    size = len(rows)
    bars = [
        up + _BARS[match.span()]
        for up, row in zip(_UPS[-size:], rows, strict=True)
        for match in _DARK.finditer(row)
    ]
    return size + 2 * QUIET, " ".join(bars)


class _Bars(dict[tuple[int, int], str]):
    """How bars of dark modules lie in a row, by their first module and the one behind them."""

    def __missing__(self, span: tuple[int, int]) -> str:
        start, stop = span
        self[span] = found = f"{start + QUIET} 1 {stop - start} re"
        return found


_BARS = _Bars()
_UPS = [f"{row + QUIET} " for row in range(_LARGEST - 1, -1, -1)]
"""How far up the rows of the largest code stand; those of a smaller one are its last."""


def _by_segno(text: str) -> list[str]:
    import segno  # noqa: PLC0415 - most documents need none of it

    try:
        made = segno.make(text, error="m", micro=False, boost_error=False, mask=_MASK)
    except (segno.DataOverflowError, ValueError) as trouble:
        raise InvalidInput(
            _("The text is too long for a QR code."), _("Shorten the address or the note.")
        ) from trouble
    return ["".join(map(str, row)) for row in made.matrix]


def _quick(text: str) -> list[str]:
    """The rows of a code of version 1 to 9 that holds the text byte by byte; else nothing."""
    if _DENSER.fullmatch(text):
        return []
    data = _as_bytes(text)
    for number, blocks in enumerate(_BLOCKS):
        room = sum(count * length for count, length in blocks)
        if len(data) + 2 <= room:
            return _drawn(number + 1, _stream(data, number, room))
    return []


def _as_bytes(text: str) -> bytes:
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def _stream(data: bytes, number: int, room: int) -> bytes:
    """Data and correction in the order in which they are laid."""
    head = 0x4 << 12 | len(data) << 4
    whole = int.from_bytes(data, "big") << 4 | head << 8 * len(data)
    filled = (whole.to_bytes(len(data) + 2, "big") + _PADDING)[:room]
    blocks: list[bytes] = []
    at = 0
    for count, length in _BLOCKS[number]:
        for _block in range(count):
            blocks.append(filled[at : at + length])
            at += length
    corrections = [_correction(block, _CORRECTION[number]) for block in blocks]
    mixed = [byte for row in zip_longest(*blocks) for byte in row if byte is not None]
    return bytes(mixed) + bytes(byte for row in zip(*corrections, strict=True) for byte in row)


def _correction(block: bytes, length: int) -> bytes:
    """The remainder of a block divided by the generator of so many bytes, over GF(256)."""
    table, rest, keep = _multiples(length), 0, (1 << 8 * length) - 1
    top = 8 * (length - 1)
    for byte in block:
        rest = (rest << 8 & keep) ^ table[byte ^ rest >> top]
    return rest.to_bytes(length, "big")


@lru_cache
def _multiples(length: int) -> list[int]:
    """The generator of so many bytes, without its first, times each number of GF(256)."""
    generator, root = [1], 1
    for _step in range(length):
        shifted = [_times(one, root) for one in generator]
        generator = [a ^ b for a, b in zip([*generator, 0], [0, *shifted], strict=True)]
        root = _times(root, 2)
    return [
        int.from_bytes(bytes(_times(one, factor) for one in generator[1:]), "big")
        for factor in range(256)
    ]


def _times(one: int, other: int) -> int:
    """The product in GF(256) as QR codes use it."""
    return _POWERS[_LOGARITHMS[one] + _LOGARITHMS[other]] if one and other else 0


def _powers() -> list[int]:
    """The powers of 2 in GF(256), twice over."""
    found = [1]
    while len(found) < 2 * _ORDER:
        found.append(found[-1] << 1 ^ (0x11D if found[-1] & 0x80 else 0))
    return found


_ORDER = 255
_POWERS = _powers()
_LOGARITHMS = {power: at for at, power in enumerate(_POWERS[:_ORDER])}


def _drawn(version: int, stream: bytes) -> list[str]:
    form = _form(version)
    laid = int.from_bytes(stream, "big") << form.remainder ^ form.mask
    modules = "".join(form.laid(format(laid, form.bits) + "01"))
    return [modules[at : at + form.size] for at in range(0, len(modules), form.size)]


@lru_cache
def _form(version: int) -> _Form:
    """The form of a version."""
    fixed, size = frame(version), 17 + 4 * version
    order = [place for place in _places(size) if place not in fixed]
    mask = "".join(str(1 - (row // 2 + column // 3) % 2) for row, column in order)
    number = {place: at for at, place in enumerate(order)}
    taken = [
        len(order) + fixed[place] if place in fixed else number[place]
        for place in product(range(size), range(size))
    ]
    return _Form(size, int(mask, 2), f"0{len(order)}b", itemgetter(*taken), len(order) % 8)


def _places(size: int) -> list[tuple[int, int]]:
    """All modules in the order in which bits are laid: pairs of columns, up and down in turn."""
    rights = [right - (right <= 6) for right in range(size - 1, 0, -2)]  # noqa: PLR2004 - the column of the timing pattern
    places: list[tuple[int, int]] = []
    for turn, right in enumerate(rights):
        rows = range(size) if turn % 2 else range(size - 1, -1, -1)
        places += [(row, column) for row in rows for column in (right, right - 1)]
    return places
