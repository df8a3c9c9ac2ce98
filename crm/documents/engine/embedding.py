# SPDX-License-Identifier: Apache-2.0
"""The fonts of one document: which codes of each face its pages show, and what is missing."""

from __future__ import annotations

import hashlib
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from crm.documents.engine.codes import MOST, Shown, code
from crm.documents.engine.faces import GETA, Face, Glyph, Voice, face
from crm.documents.engine.objects import pack

_WIDE = 1000
"""The width of a glyph, in thousandths of the type size, unless something else is said."""


class Stretch(NamedTuple):
    """Characters `start` to `stop` of a text that one face shows."""

    start: int
    stop: int
    face: Face


class Fonts:
    """What a document shows of each face; `missing` counts the characters that no face has."""

    def __init__(self) -> None:
        self.missing: Counter[str] = Counter()
        self._used: dict[str, set[str]] = {}
        self._odd: dict[tuple[str, str], str] = {}
        self._odd_shown: dict[tuple[str, str], Shown] = {}

    def use(self, name: str, codes: Iterable[str]) -> None:
        """Codes of the face of this name that a page shows."""
        self._used.setdefault(name, set()).update(codes)

    def encode(self, text: str, voice: Voice) -> tuple[str, list[Stretch]]:
        """The codes of a text, one a character, and which face shows which stretch of it.

        The voice must know the text: its widths have been looked up.
        """
        codes: list[str] = []
        stretches: list[Stretch] = []
        start = 0
        glyphs = [(character, voice.chain.glyph(character)) for character in text]
        for own, group in groupby(glyphs, key=lambda pair: pair[1].face):
            shown = [self._code(own, character, glyph) for character, glyph in group]
            stretches.append(Stretch(start, start + len(shown), own))
            start += len(shown)
            codes += shown
        return "".join(codes), stretches

    def _code(self, own: Face, character: str, glyph: Glyph) -> str:
        return self._odd_code(own, character, glyph) if glyph.missing else own.codes[ord(character)]

    def _odd_code(self, own: Face, character: str, glyph: Glyph) -> str:
        """The code of a character that no face has, in this document alone."""
        key = own.name, character
        found = self._odd.get(key)
        if found is None:
            number = own.codes.free + len(self._odd)
            if number >= MOST:
                return own.codes[ord(GETA)]
            found = self._odd[key] = code(number)
            self._odd_shown[own.name, found] = Shown(glyph.number, character)
        return found

    def embedded(self) -> list[Embedded]:
        """The faces as they go into the file."""
        return [self._embedded(name) for name in sorted(self._used)]

    def _embedded(self, name: str) -> Embedded:
        own = face(name)
        chosen: list[tuple[str, Shown]] = []
        for used in sorted(self._used[name]):
            shown = own.codes.shown.get(used) or self._odd_shown[name, used]
            chosen.append((used, shown))
        return embedded(name, tuple(chosen))


class Embedded(NamedTuple):
    """A face as it goes into a file; streams are packed.

    `widths` says where widths differ from a whole em: from which code on, and which they are.
    """

    face: Face
    name: str
    file: bytes
    length: int
    glyphs: bytes
    texts: bytes
    widths: Sequence[tuple[int, Sequence[float]]]


@lru_cache(maxsize=16)
def embedded(name: str, chosen: tuple[tuple[str, Shown], ...]) -> Embedded:
    """The subset of a face that shows these codes; the same codes give the same bytes."""
    own = face(name)
    glyphs = [0, *(shown.glyph for _code, shown in chosen)]
    wider = {place: shown.wider for place, (_code, shown) in enumerate(chosen, 1) if shown.wider}
    digest = hashlib.sha256(repr((name, glyphs, wider)).encode()).digest()
    tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
    file = own.font.subset(glyphs, wider)
    return Embedded(
        own,
        f"{tag}+{name}",
        pack(file),
        len(file),
        pack(_places(chosen)),
        pack(to_unicode([(ord(used), shown.text) for used, shown in chosen])),
        _widths(own, chosen),
    )


def _places(chosen: Sequence[tuple[str, Shown]]) -> bytes:
    """For every code, which glyph of the subset it shows."""
    places = array("H", bytes(2 * ord(chosen[-1][0]) + 2))
    for place, (used, _shown) in enumerate(chosen, 1):
        places[ord(used)] = place
    if sys.byteorder == "little":
        places.byteswap()
    return places.tobytes()


def _widths(own: Face, chosen: Sequence[tuple[str, Shown]]) -> list[tuple[int, list[float]]]:
    found: list[tuple[int, list[float]]] = []
    for used, shown in chosen:
        width = own.font.advance(shown.glyph) + shown.wider
        if width == _WIDE:
            continue
        if found and found[-1][0] + len(found[-1][1]) == ord(used):
            found[-1][1].append(width)
        else:
            found.append((ord(used), [width]))
    return found


def to_unicode(texts: Sequence[tuple[int, str]]) -> bytes:
    """The map by which a reader finds and copies the text of these codes.

    A space that keeps words on one line is found and copied as any other.
    """
    texts = [(used, text.replace("\xa0", " ")) for used, text in texts]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    pairs = [f"<{used:04X}> <{text.encode('utf-16-be').hex().upper()}>" for used, text in texts]
    for start in range(0, len(pairs), 100):
        block = pairs[start : start + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")
