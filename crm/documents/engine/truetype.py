# SPDX-License-Identifier: Apache-2.0
"""Reads a static TrueType font and cuts subsets out of it: just what embedding in a PDF needs."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Literal

from crm.documents.engine.glyphs import Glyphs

_CMAP_GROUPS = 12
_WORDS, _SCALE, _MORE, _XY_SCALE, _TWO_BY_TWO = 0x1, 0x8, 0x20, 0x40, 0x80
_COMPOSITE = 0x80
_CHECKSUM = 0xB1B0AFBA
_AS_THEY_ARE: Mapping[int, float] = {}
_KEPT_AS_THEY_ARE = ("cvt ", "fpgm", "prep")


class TrueType:
    """A font file: glyph numbers by code point, widths and outlines.

    Raises:
        ValueError: the file holds no TrueType outlines.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self.data = mmap(file.fileno(), 0, access=ACCESS_READ)
        self._tables = self._directory()
        missing = {"head", "hhea", "hmtx", "maxp", "cmap", "glyf", "loca"} - self._tables.keys()
        if missing:
            raise ValueError(f"{path.name}: no {', '.join(sorted(missing))}")
        head = self._start("head")
        self.units = self._u16(head + 18)
        self.bbox = tuple(
            self.scaled(value) for value in struct.unpack_from(">4h", self.data, head + 36)
        )
        self._long_offsets = self._u16(head + 50) != 0
        hhea = self._start("hhea")
        self._advance_count = self._u16(hhea + 34)
        self.glyph_count = self._u16(self._start("maxp") + 4)
        self.ascent, self.descent, self.cap_height = self._heights(hhea)

    def _directory(self) -> dict[str, tuple[int, int]]:
        count = self._u16(4) if len(self.data) >= 12 else 0  # noqa: PLR2004 - the header's size
        tables: dict[str, tuple[int, int]] = {}
        for index in range(count):
            tag, _sum, start, length = struct.unpack_from(">4sLLL", self.data, 12 + 16 * index)
            tables[tag.decode("latin-1")] = (start, length)
        return tables

    def _heights(self, hhea: int) -> tuple[float, float, float]:
        if "OS/2" not in self._tables:
            ascent, descent = struct.unpack_from(">hh", self.data, hhea + 4)
            return self.scaled(ascent), self.scaled(descent), self.scaled(ascent) * 0.8
        os2 = self._start("OS/2")
        ascent, descent = struct.unpack_from(">hh", self.data, os2 + 68)
        caps = struct.unpack_from(">h", self.data, os2 + 88)[0]
        return self.scaled(ascent), self.scaled(descent), self.scaled(caps)

    def scaled(self, value: float) -> float:
        """A length in font units as thousandths of the type size."""
        return value * 1000 / self.units

    def _start(self, tag: str) -> int:
        return self._tables[tag][0]

    def _u16(self, at: int) -> int:
        return int.from_bytes(self.data[at : at + 2], "big")

    def _numbers(self, code: Literal["H", "I"], start: int, count: int) -> array[int]:
        """`count` big-endian numbers of an array type, from `start`."""
        numbers: array[int] = array(code)
        numbers.frombytes(self.data[start : start + count * numbers.itemsize])
        if sys.byteorder == "little":
            numbers.byteswap()
        return numbers

    @cached_property
    def glyphs(self) -> Glyphs:
        """The glyph of each code point that the font has.

        Raises:
            ValueError: it has no table of all code points by groups.
        """
        cmap = self._start("cmap")
        for index in range(self._u16(cmap + 2)):
            _platform, _encoding, offset = struct.unpack_from(
                ">HHL", self.data, cmap + 4 + 8 * index
            )
            if self._u16(cmap + offset) == _CMAP_GROUPS:
                count = struct.unpack_from(">L", self.data, cmap + offset + 12)[0]
                numbers = self._numbers("I", cmap + offset + 16, 3 * count)
                return Glyphs(numbers[0::3], numbers[1::3], numbers[2::3])
        raise ValueError("no Unicode character map")

    @cached_property
    def _metrics(self) -> tuple[array[int], array[int]]:
        start, count = self._start("hmtx"), self._advance_count
        pairs = self._numbers("H", start, 2 * count)
        bearings = self._numbers("H", start + 4 * count, self.glyph_count - count)
        return pairs[0::2], pairs[1::2] + bearings

    def advance(self, glyph: int) -> float:
        """How wide a glyph is, in thousandths of the type size."""
        advances = self._metrics[0]
        return self.scaled(advances[min(glyph, len(advances) - 1)])

    @cached_property
    def kerning(self) -> dict[tuple[int, int], float]:
        """What is added between two glyphs, in thousandths of the type size."""
        if "kern" not in self._tables:
            return {}
        start = self._start("kern")
        count = self._u16(start + 10)
        pairs = struct.iter_unpack(">HHh", self.data[start + 18 : start + 18 + 6 * count])
        return {(left, right): self.scaled(value) for left, right, value in pairs}

    @cached_property
    def _offsets(self) -> array[int]:
        count = self.glyph_count + 1
        if self._long_offsets:
            return self._numbers("I", self._start("loca"), count)
        halves = self._numbers("H", self._start("loca"), count)
        return array("I", (2 * half for half in halves))

    def _outline(self, glyph: int) -> bytes:
        start = self._start("glyf")
        return self.data[start + self._offsets[glyph] : start + self._offsets[glyph + 1]]

    def subset(self, glyphs: Sequence[int], wider: Mapping[int, float] = _AS_THEY_ARE) -> bytes:
        """A font whose glyph `i` is `glyphs[i]`; parts of composite glyphs come after them.

        `wider` says by how many thousandths of the type size the glyph at a place is wider.
        """
        chosen = list(glyphs)
        places: dict[int, int] = {}
        for place, glyph in enumerate(chosen):
            places.setdefault(glyph, place)
        outlines: list[bytes] = []
        for glyph in chosen:  # grows while it is walked, by the parts of composites
            outline = self._outline(glyph)
            if outline and outline[0] & _COMPOSITE:
                outline = _renumbered(outline, chosen, places)
            outlines.append(outline + b"\0" * (-len(outline) % 4))
        return _assembled(self._subset_tables(chosen, outlines, wider))

    def _subset_tables(
        self, chosen: list[int], outlines: list[bytes], wider: Mapping[int, float]
    ) -> dict[str, bytes]:
        offsets = array("I", [0])
        for outline in outlines:
            offsets.append(offsets[-1] + len(outline))
        advances, bearings = self._metrics
        last = len(advances) - 1
        metrics = array("H")
        for place, glyph in enumerate(chosen):
            more = round(wider.get(place, 0.0) * self.units / 1000)
            metrics.append(advances[min(glyph, last)] + more)
            metrics.append(bearings[glyph])
        if sys.byteorder == "little":
            offsets.byteswap()
            metrics.byteswap()
        count = len(chosen)
        tables = {tag: self._table(tag) for tag in _KEPT_AS_THEY_ARE if tag in self._tables}
        tables["glyf"] = b"".join(outlines)
        tables["head"] = _patched(_patched(self._table("head"), 8, b"\0" * 4), 50, b"\0\1")
        tables["hhea"] = _patched(self._table("hhea"), 34, struct.pack(">H", count))
        tables["hmtx"] = metrics.tobytes()
        tables["loca"] = offsets.tobytes()
        tables["maxp"] = _patched(self._table("maxp"), 4, struct.pack(">H", count))
        return tables

    def _table(self, tag: str) -> bytes:
        start, length = self._tables[tag]
        return self.data[start : start + length]


def _patched(table: bytes, at: int, new: bytes) -> bytes:
    return table[:at] + new + table[at + len(new) :]


def _parts(outline: bytes) -> Iterator[tuple[int, int]]:
    """The parts of a composite glyph: where its number stands, and the number."""
    at = 10
    while True:
        flags, glyph = struct.unpack_from(">HH", outline, at)
        yield at + 2, glyph
        at += 8 if flags & _WORDS else 6
        if flags & _SCALE:
            at += 2
        elif flags & _XY_SCALE:
            at += 4
        elif flags & _TWO_BY_TWO:
            at += 8
        if not flags & _MORE:
            return


def _renumbered(outline: bytes, chosen: list[int], places: dict[int, int]) -> bytes:
    """A composite glyph that names its parts by their new numbers, which are chosen as well."""
    renumbered = bytearray(outline)
    for at, glyph in _parts(outline):
        if glyph not in places:
            places[glyph] = len(chosen)
            chosen.append(glyph)
        struct.pack_into(">H", renumbered, at, places[glyph])
    return bytes(renumbered)


def _sum(data: bytes) -> int:
    words = struct.unpack(f">{(len(data) + 3) // 4}L", data + b"\0" * (-len(data) % 4))
    return sum(words) & 0xFFFFFFFF


def _assembled(tables: dict[str, bytes]) -> bytes:
    """A font file of these tables, with its checksums."""
    count = len(tables)
    power = count.bit_length() - 1
    header = struct.pack(
        ">LHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power)
    )
    at, records, bodies = 12 + 16 * count, b"", b""
    for tag in sorted(tables):
        table = tables[tag]
        records += struct.pack(">4sLLL", tag.encode("latin-1"), _sum(table), at, len(table))
        padded = table + b"\0" * (-len(table) % 4)
        bodies += padded
        at += len(padded)
    font = bytearray(header + records + bodies)
    for index in range(count):
        tag, _, start, _ = struct.unpack_from(">4sLLL", font, 12 + 16 * index)
        if tag == b"head":
            struct.pack_into(">L", font, start + 8, (_CHECKSUM - _sum(bytes(font))) & 0xFFFFFFFF)
    return bytes(font)
