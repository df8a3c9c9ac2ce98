# SPDX-License-Identifier: Apache-2.0
"""What a text is found by: pairs of characters, words, pinyin, runs of digits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from crm.storage.search.folding import Run, fold, runs
from crm.storage.search.sounds import Sound, readings

LONGEST = 8
"""Characters of a token; what is longer is found by its beginning and then looked at.

Longer ones would hardly ever be shared, and a beginning would have to be gathered from thousands.
"""

LEAST_NUMBER = 3
"""Fewer characters of a telephone number or code find nothing: they would find everything."""

START, TITLE, BODY, NUMBER = "s", "t", "b", "n"
"""What a token begins with: how a title starts, what stands in it, elsewhere, in a number."""


class Manner(Enum):
    """How a text is looked for: as written only, also as said, or by any part of its digits."""

    WRITTEN = "written"
    SAID = "said"
    NUMBER = "number"


@dataclass(frozen=True)
class Piece:
    """The text of one field; `title` ones name the record and count more."""

    name: str
    text: str
    manner: Manner
    title: bool = False


def tokens(pieces: Sequence[Piece]) -> list[str]:
    """Everything that some pieces of one record are found by, in a fixed order."""
    found: dict[str, set[str]] = {START: set(), TITLE: set(), BODY: set(), NUMBER: set()}
    for piece in pieces:
        if piece.manner is Manner.NUMBER:
            found[NUMBER].update(_ends(number(piece.text)))
            continue
        found[TITLE if piece.title else BODY].update(_of(piece))
        if piece.title:
            found[START].update(_starts(piece))
    found[BODY] -= found[TITLE]
    return sorted(kind + one for kind, some in found.items() for one in some)


def _of(piece: Piece) -> Iterator[str]:
    for run in runs(piece.text):
        yield from _grams(run)
    if piece.manner is Manner.SAID:
        for said in readings(piece.text):
            yield from (one[:LONGEST] for one in spoken(said))


def _grams(run: Run) -> Iterator[str]:
    """A word by its beginning; a wide run by its pairs, and its last character by itself.

    A single character is then looked for as the beginning of a pair.
    """
    if not run.wide:
        yield run.text[:LONGEST]
        return
    yield from (first + second for first, second in pairwise(run.text))
    yield run.text[-1]


def spoken(said: Sequence[Sound]) -> Iterator[str]:
    """The pinyin and the initials from each syllable on."""
    full, first = "", ""
    for sound in reversed(said):
        full, first = sound.full + full, sound.first + first
        yield full
        yield first


def number(text: str) -> str:
    """The digits and letters of a telephone number or code without what stands between."""
    return "".join(c for c in fold(text) if c.isascii() and c.isalnum())


def _ends(digits: str) -> Iterator[str]:
    yield from (digits[at : at + LONGEST] for at in range(len(digits) - LEAST_NUMBER + 1))


def _starts(piece: Piece) -> Iterator[str]:
    """A title from its beginning: as written, as said, by its initials."""
    yield "".join(run.text for run in runs(piece.text))[:LONGEST]
    for said in readings(piece.text) if piece.manner is Manner.SAID else ():
        yield "".join(sound.full for sound in said)[:LONGEST]
        yield "".join(sound.first for sound in said)[:LONGEST]
