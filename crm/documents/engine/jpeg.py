# SPDX-License-Identifier: Apache-2.0
"""A JPEG without all that is no picture: where it was taken, comments, what follows its end."""

from __future__ import annotations

import re

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_SIZES = frozenset({0xC0, 0xC1, 0xC2})
_KEPT = _SIZES | {0xC4, 0xDB, 0xDD}
"""Size and kind of coding, tables, and how often a scan can be entered."""
_DROPPED = frozenset({*range(0xE0, 0xEE), 0xEF, 0xFE})
"""What programs and cameras say of it; colours are told otherwise only by 0xEE."""
_USUAL = (b"\x01", b"\x01\x02\x03", b"\x00\x01\x02")
"""The parts of a picture in grey, or in brightness and colour, that every reader takes for it."""
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def bare(data: bytes) -> bytes:
    """The picture alone, its pixels untouched; nothing if it is built in another way."""
    if data[:2] != bytes((0xFF, _START)):
        return b""
    pieces, at = [data[:2]], 2
    while data[at : at + 1] == b"\xff" and at + 4 <= len(data):
        marker = data[at + 1]
        if marker == _END:
            return b"".join([*pieces, data[at : at + 2]])
        stop = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SCAN:
            found = _MARKER.search(data, stop)
            if found is None:
                return b""
            stop = found.start()
        elif marker not in _KEPT | _DROPPED or (marker in _SIZES and not _usual(data, at)):
            return b""
        if marker not in _DROPPED:
            pieces.append(data[at:stop])
        at = stop
    return b"".join([*pieces, data[at : at + 2]]) if data[at : at + 2] == b"\xff\xd9" else b""


def _usual(data: bytes, at: int) -> bool:
    """Whether the size that is said here is of parts that are read alike everywhere."""
    parts = data[at + 9 : at + 10]
    return bool(parts) and data[at + 10 : at + 10 + 3 * parts[0] : 3] in _USUAL
