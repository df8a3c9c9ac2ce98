# SPDX-License-Identifier: Apache-2.0
"""The fonts of one document: which characters it shows, under which codes, and what is missing."""

from __future__ import annotations

import hashlib
from collections import Counter
from itertools import groupby
from typing import NamedTuple

from crm.documents.engine.classes import VARIANT
from crm.documents.engine.faces import GETA, Face, Glyph, Voice, shown_as
from crm.documents.engine.linebreak import QUARTER

_LAST_CODE = 0xD7FF
"""Codes end before the surrogates: a document would need 55,000 different glyphs of one face."""


class EmbeddedFace:
    """A face in a document: code `n` shows `glyphs[n]` and is read as `texts[n]`.

    `name` is what the page streams call it.
    """

    def __init__(self, face: Face, name: str) -> None:
        self.face, self.name = face, name
        self.glyphs: list[int] = [0]
        self.texts: list[str] = [""]
        self.wider: dict[int, float] = {}
        self.codes = _Codes(self)
        self._spaced: dict[str, str] = {}

    def code(self, number: int, text: str) -> str:
        """A new code for a glyph that is read as `text`."""
        if len(self.glyphs) > _LAST_CODE:
            return self.codes[ord(GETA)]
        self.glyphs.append(number)
        self.texts.append(text)
        return chr(len(self.glyphs) - 1)

    def spaced(self, code: str) -> str:
        """The code of the same glyph with a quarter em behind it.

        The space is part of the glyph, not a move between two, which readers of the file would
        take for a blank: a search for 2026年 must find it.
        """
        found = self._spaced.get(code)
        if found is None:
            place = ord(code)
            found = self._spaced[code] = self.code(self.glyphs[place], self.texts[place])
            self.wider[ord(found)] = 1000 * QUARTER
        return found

    def subset(self) -> bytes:
        """The font file to embed: glyph numbers are the codes."""
        return self.face.font.subset(self.glyphs, self.wider)

    def tag(self) -> str:
        """Six letters that name this subset, the same for the same glyphs."""
        digest = hashlib.sha256(repr((self.glyphs, self.wider)).encode()).digest()
        return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])

    def widths(self) -> list[float]:
        """The width of each code, in thousandths of the type size."""
        advance, wider = self.face.font.advance, self.wider
        return [advance(glyph) + wider.get(place, 0.0) for place, glyph in enumerate(self.glyphs)]


class _Codes(dict[int, str]):
    """The code of each character that the face itself has: a table for `str.translate`."""

    def __init__(self, embedded: EmbeddedFace) -> None:
        super().__init__()
        self._embedded = embedded

    def __missing__(self, code: int) -> str:
        number = self._embedded.face.font.glyphs[shown_as(code)]
        text = chr(code - VARIANT if code >= VARIANT else code)
        self[code] = found = self._embedded.code(number, text)
        return found


class Stretch(NamedTuple):
    """Characters `start` to `stop` of a text that one face shows."""

    start: int
    stop: int
    face: EmbeddedFace


class Fonts:
    """All faces of a document; `missing` counts the characters that no face has."""

    def __init__(self) -> None:
        self.faces: dict[str, EmbeddedFace] = {}
        self.missing: Counter[str] = Counter()
        self._odd: dict[tuple[str, str], str] = {}

    def embedded(self, face: Face) -> EmbeddedFace:
        """The face in this document."""
        found = self.faces.get(face.name)
        if found is None:
            found = EmbeddedFace(face, f"F{len(self.faces) + 1}")
            self.faces[face.name] = found
        return found

    def encode(self, text: str, voice: Voice) -> tuple[str, list[Stretch]]:
        """The codes of a text, one a character, and which face shows which stretch of it.

        The voice must know the text: its widths have been looked up.
        """
        first = self.embedded(voice.chain.first)
        if not voice.strangers or voice.strangers.isdisjoint(text):
            return text.translate(first.codes), [Stretch(0, len(text), first)]
        codes: list[str] = []
        stretches: list[Stretch] = []
        start = 0
        glyphs = [(character, voice.chain.glyph(character)) for character in text]
        for face, group in groupby(glyphs, key=lambda pair: pair[1].face):
            embedded = self.embedded(face)
            shown = [self._code(embedded, character, glyph) for character, glyph in group]
            stretches.append(Stretch(start, start + len(shown), embedded))
            start += len(shown)
            codes += shown
        return "".join(codes), stretches

    def _code(self, embedded: EmbeddedFace, character: str, glyph: Glyph) -> str:
        if not glyph.missing:
            return embedded.codes[ord(character)]
        self.missing[character] += 1
        key = (embedded.name, character)
        if key not in self._odd:
            self._odd[key] = embedded.code(glyph.number, character)
        return self._odd[key]


def to_unicode(texts: list[str]) -> bytes:
    """The map by which a reader finds and copies the text of these codes."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    pairs = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>"
        for code, text in enumerate(texts)
        if text
    ]
    for start in range(0, len(pairs), 100):
        block = pairs[start : start + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")
