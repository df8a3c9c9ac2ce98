# SPDX-License-Identifier: Apache-2.0
"""Public lists of codes with their names in both languages, kept as tables in the resources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from crm import places
from crm.kinds.base import folded
from crm.words import language

SPOKEN = "spoken.tsv"
"""How the names are said; `resources/spoken.py` writes it."""


_BETWEEN = re.compile("[ '\u2019]")
"""What some type between syllables: xi'an."""


class _Spelled(NamedTuple):
    """What a code is found by, each after a line break.

    `exact` are the forms of its own name, with and without the word for what it is (无锡市, 无锡),
    `heads` all with which it begins, `names` the whole names, `said` the pinyin and the initials
    of the whole name from every syllable on. `depth` tells provinces from what lies in them.
    """

    code: str
    depth: int
    exact: str
    heads: str
    names: str
    said: str


def names(*files: str) -> Mapping[str, str]:
    """Every code of these tables with its full name in the language of here and now."""
    chinese, english = _read(files)
    return chinese if language() == "zh_CN" else english


def find(text: str, *files: str) -> str | None:
    """The code that a text means: the code itself, or its full name in either language."""
    wanted = folded(text)
    if wanted in _read(files)[0]:
        return wanted
    return _codes(files).get(wanted.casefold())


def meant(text: str, *files: str) -> list[str]:
    """The codes that what is typed may mean: by code, name in either language, pinyin, initials.

    First the code itself and those whose own name is so, then those whose own name begins so, then
    those that have it at all; of each the larger division before what lies in it.
    """
    typed = folded(text).casefold()
    if not typed:
        return list(_read(files)[0])
    begun, spoken = f"\n{typed}", "\n" + _BETWEEN.sub("", typed)
    ranked: list[tuple[int, int, str]] = []
    for one in _spelled(files):
        if begun in one.heads or spoken in one.heads:
            known = f"{begun}\n" in one.exact or f"{spoken}\n" in one.exact
            rank = 0 if one.code.casefold() == typed else 1 if known else 2
            ranked.append((rank, one.depth, one.code))
        elif typed in one.names or spoken in one.said:
            ranked.append((3, one.depth, one.code))
    # Of equal ones the order of the list stays.
    return [code for _rank, _depth, code in sorted(ranked, key=lambda one: one[:2])]


def chinese(*files: str) -> Mapping[str, str]:
    """Every code of these tables with its Chinese name, whatever language is spoken."""
    return _read(files)[0]


@cache
def _read(files: tuple[str, ...]) -> tuple[dict[str, str], dict[str, str]]:
    chinese: dict[str, str] = {}
    english: dict[str, str] = {}
    for file in files:
        text = (places.resources() / file).read_text("utf-8")
        for line in text.splitlines():
            code, own, translated = line.split("\t")
            chinese[code], english[code] = own, translated
    return chinese, english


@cache
def _codes(files: tuple[str, ...]) -> dict[str, str]:
    return {folded(name).casefold(): code for table in _read(files) for code, name in table.items()}


@cache
def _spelled(files: tuple[str, ...]) -> tuple[_Spelled, ...]:
    own, translated = _read(files)
    said = _said()
    return tuple(
        _spell(code, name, translated[code], *said.get(code, ((), ())))
        for code, name in own.items()
    )


@cache
def _said() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """By code: the syllables of what it lies in, and those of its own name."""
    found: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for line in (places.resources() / SPOKEN).read_text("utf-8").splitlines():
        code, above, own = line.split("\t")
        found[code] = tuple(above.split()), tuple(own.split())
    return found


def _spell(
    code: str, name: str, translated: str, above: tuple[str, ...], own: tuple[str, ...]
) -> _Spelled:
    bare, plain = name[len(above) :], folded(f"{name}\n{translated}").casefold()
    exact = [code.casefold(), bare, *_forms(own)]
    if code.isdecimal():
        # The last character says what it is: a town, a county.
        exact += (bare[:-1], *_forms(own[:-1]))
    whole = above + own
    said = [form for at in range(len(whole)) for form in _forms(whole[at:])]
    heads = (code.casefold(), bare, plain, *_forms(own))
    return _Spelled(code, _depth(code), _lines(exact), _lines(heads), plain, _lines(said))


def _forms(syllables: tuple[str, ...]) -> tuple[str, ...]:
    """The pinyin and the initials; ü is typed as v, and as u."""
    full, first = "".join(syllables), "".join([one[0] for one in syllables])
    return (full, first, full.replace("v", "u")) if "v" in full else (full, first)


def _lines(forms: Iterable[str]) -> str:
    """The forms, each between line breaks; empty ones are left out."""
    return "\n".join(["", *filter(None, forms), ""])


def _depth(code: str) -> int:
    """0 for a province, a country or a section, 1 and 2 for what lies in it."""
    if code.isdecimal():
        return 0 if code.endswith("0000") else 1 if code.endswith("00") else 2
    return int(len(code) > len("CN"))
