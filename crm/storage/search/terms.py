# SPDX-License-Identifier: Apache-2.0
"""What is looked for: the terms of a question, the tokens that answer it, a look at the texts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from crm.storage.search.folding import Run, runs
from crm.storage.search.sounds import Sound, readings
from crm.storage.search.tokens import (
    BODY,
    LEAST_NUMBER,
    LONGEST,
    NUMBER,
    START,
    TITLE,
    Manner,
    Piece,
    number,
    spoken,
)

MOST_TERMS = 12
"""A question with more terms is cut there: nobody types so many, somebody may paste a page."""


class Wanted(NamedTuple):
    """One token in any of the classes named, whole or as the beginning of a longer one."""

    text: str
    classes: str
    whole: bool


def terms(question: str) -> tuple[Run, ...]:
    """The terms of a question; all of them must be found in a record, in any order."""
    return tuple(dict.fromkeys(runs(question)))[:MOST_TERMS]


def wanted(asked: Sequence[Run], classes: str = TITLE + BODY) -> list[Wanted]:
    """The tokens that every record with these terms has; a few others may have them too."""
    found: list[Wanted] = []
    for run in asked:
        if not run.wide:
            number_too = NUMBER if len(run.text) >= LEAST_NUMBER and BODY in classes else ""
            found.append(_beginning(run.text, classes + number_too))
        elif len(run.text) == 1:
            found.append(Wanted(run.text, classes, whole=False))
        else:
            pairs = dict.fromkeys(a + b for a, b in pairwise(run.text))
            found += (Wanted(pair, classes, whole=True) for pair in pairs)
    return found


def starting(question: str) -> Wanted:
    """The token of the titles that begin with a whole question."""
    joined = "".join(run.text for run in runs(question))
    return _beginning(joined, START)


def _beginning(text: str, classes: str) -> Wanted:
    """The tokens that begin with a text; one as long as tokens are is whole, none is longer."""
    return Wanted(text[:LONGEST], classes, whole=len(text) >= LONGEST)


def tell_all(asked: Sequence[Run]) -> bool:
    """Whether the tokens alone decide, so that no text need be looked at."""
    return all(len(run.text) <= (2 if run.wide else LONGEST) for run in asked)


def fits(pieces: Sequence[Piece], asked: Sequence[Run]) -> bool:
    """Whether every term is in one of the texts."""
    return all(any(has(piece, run) for piece in pieces) for run in asked)


def has(piece: Piece, run: Run) -> bool:
    """Whether a term is in a text: a wide one anywhere, a word from its beginning."""
    if piece.manner is Manner.NUMBER:
        long_enough = not run.wide and len(run.text) >= LEAST_NUMBER
        return long_enough and run.text in number(piece.text)
    if written(piece.text, run):
        return True
    if run.wide or piece.manner is not Manner.SAID:
        return False
    return any(run.text in _said(said, len(run.text)) for said in readings(piece.text))


def written(text: str, run: Run) -> bool:
    """Whether a term is in a text as it is written."""
    if run.wide:
        return any(one.wide and run.text in one.text for one in runs(text))
    return any(not one.wide and one.text.startswith(run.text) for one in runs(text))


def _said(said: Sequence[Sound], length: int) -> frozenset[str]:
    """What is heard from each syllable on, cut to a length."""
    return frozenset(one[:length] for one in spoken(said))
