# SPDX-License-Identifier: Apache-2.0
"""The typefaces: which font shows a character, and how wide it is.

A `Chain` is an order of faces: what the first has not is looked for in the next; what none has is
shown as 〓. A `Voice` is a chain at a size. Both belong to no document and are made only once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from crm import places
from crm.documents.engine.classes import VARIANT
from crm.documents.engine.codes import Codes, shown_as
from crm.documents.engine.truetype import TrueType

GETA = "〓"
RARE = "NotoSansSC-Rare"
CHAINS: Mapping[str, tuple[str, ...]] = {
    "serif": ("NotoSerifSC-Regular", "NotoSansSC-Regular", RARE),
    "serif-bold": ("NotoSerifSC-Bold", "NotoSansSC-Bold", RARE),
    "sans": ("NotoSansSC-Regular", RARE),
    "sans-bold": ("NotoSansSC-Bold", "NotoSansSC-Regular", RARE),
}
_NAMES = sorted({name for names in CHAINS.values() for name in names})


@dataclass(frozen=True, eq=False)
class Face:
    """One font file under its PostScript name, and the codes by which pages name its glyphs.

    `label` is what the pages of every document call it.
    """

    name: str
    label: str
    font: TrueType
    codes: Codes


@cache
def face(name: str) -> Face:
    """The bundled face of this name, read when it is first needed."""
    font = TrueType(places.resources() / "fonts" / f"{name}.ttf")
    return Face(name, f"F{_NAMES.index(name) + 1}", font, Codes(font))


class Glyph(NamedTuple):
    """How a character is shown: by which face and glyph; `missing` when it is a mere 〓."""

    face: Face
    number: int
    missing: bool


class Chain:
    """An order of faces; `first` shows nearly everything."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self._names = names
        self._found: dict[str, Glyph] = {}

    @property
    def first(self) -> Face:
        """The face of ordinary characters."""
        return face(self._names[0])

    def glyph(self, character: str) -> Glyph:
        """How a character is shown."""
        found = self._found.get(character)
        if found is None:
            found = self._found[character] = self._find(character)
        return found

    def _find(self, character: str) -> Glyph:
        code = shown_as(ord(character))
        for name in self._names:
            number = face(name).font.glyphs.get(code)
            if number:
                return Glyph(face(name), number, missing=False)
        return Glyph(self.first, self.first.font.glyphs[ord(GETA)], missing=True)


@cache
def chain(name: str) -> Chain:
    """The chain of a name in `CHAINS`."""
    return Chain(CHAINS[name])


class _Widths(dict[str, float]):
    """The width of each character in points, found once."""

    def __init__(self, voice_chain: Chain, size: float, strangers: set[str]) -> None:
        super().__init__()
        self._chain, self._size, self._strangers = voice_chain, size, strangers

    def __missing__(self, character: str) -> float:
        glyph = self._chain.glyph(character)
        if glyph.missing or glyph.face is not self._chain.first:
            self._strangers.add(character)
        width = 0.0 if character == "\n" else glyph.face.font.advance(glyph.number)
        self[character] = width = width * self._size / 1000
        return width


class Voice:
    """A chain of faces at a size in points.

    `strangers` are the characters met so far that the first face does not have.
    """

    def __init__(self, chain_name: str, size: float) -> None:
        self.chain = chain(chain_name)
        self.size = size
        self.strangers: set[str] = set()
        self.widths: Mapping[str, float] = _Widths(self.chain, size, self.strangers)

    def all_known(self, text: str) -> bool:
        """Whether the first face shows all of a text whose widths have been looked up."""
        return not self.strangers or self.strangers.isdisjoint(text)

    def width(self, text: str) -> float:
        """How wide a text is on one line, in points, before any punctuation is squeezed."""
        return sum(map(self.widths.__getitem__, text))

    def kerning(self, text: str) -> dict[int, float]:
        """What is added after a letter, by its index, so that Latin pairs stand evenly."""
        pairs = _kerning(self.chain.first.name)
        scale = self.size / 1000
        return {
            index: pairs[pair] * scale for index, pair in enumerate(pairwise(text)) if pair in pairs
        }


@cache
def _kerning(name: str) -> dict[tuple[str, str], float]:
    """The kerning of a face by pairs of characters."""
    font = face(name).font
    codes = [*range(0x21, 0x7F), *(VARIANT + ord(sign) for sign in "“”‘’…")]
    letters = {font.glyphs[code]: chr(code) for code in codes if code in font.glyphs}
    return {
        (letters[left], letters[right]): value
        for (left, right), value in font.kerning.items()
        if left in letters and right in letters
    }


@cache
def voice(chain_name: str, size: float) -> Voice:
    """The voice of a chain at a size."""
    return Voice(chain_name, size)
