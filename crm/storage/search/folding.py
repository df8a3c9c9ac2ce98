# SPDX-License-Identifier: Apache-2.0
"""Texts as the search compares them: width, case and accents away, cut into runs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

WIDE = "々-〇ぁ-ゖァ-ヺーㄅ-ㄯㆠ-ㆿ㐀-䶿一-鿿ᄀ-ᇿ가-힣𠀀-\U0003fffd"
"""Scripts written without blanks: every character may begin what is looked for."""

REMEMBERED = 64
"""Texts whose runs and readings are remembered: one is asked for several times in turn."""

_ACCENTS = re.compile("[\u0300-\u036f\u20d0-\u20ff\u3099\u309a]")
_RUN = re.compile(rf"([{WIDE}]+)|[^\W_{WIDE}]+")


class Run(NamedTuple):
    """Characters without anything between: a run of a wide script, or one word with digits."""

    text: str
    wide: bool


def fold(text: str) -> str:
    """The text in the form in which it is compared."""
    if text.isascii():
        return text.lower()
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", plain))


@lru_cache(REMEMBERED)
def runs(text: str) -> tuple[Run, ...]:
    """The runs of a text, folded; what stands between them does not count."""
    return tuple(Run(found[0], found[1] is not None) for found in _RUN.finditer(fold(text)))
