# SPDX-License-Identifier: Apache-2.0
"""How a text is said: pinyin by syllables, and surnames that are read unlike the same word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from crm.storage.search.folding import REMEMBERED, Run, runs

SURNAMES: Mapping[str, tuple[str, ...]] = {
    "单": ("shan",), "曾": ("zeng",), "解": ("xie",), "仇": ("qiu",), "区": ("ou",),
    "查": ("zha",), "盖": ("ge", "gai"), "朴": ("piao",), "吕": ("lv", "lu", "lyu"),
    "任": ("ren",), "华": ("hua",), "覃": ("qin", "tan"), "冼": ("xian",), "洗": ("xian",),
    "召": ("shao",), "种": ("chong",), "员": ("yun",), "尉": ("wei",), "乐": ("yue", "le"),
    "缪": ("miao",), "繁": ("po",), "秘": ("bi",), "折": ("she",), "黑": ("he",),
    "燕": ("yan",), "过": ("guo",), "纪": ("ji",), "宁": ("ning",), "葛": ("ge",),
    "重": ("chong",), "郇": ("xun", "huan"), "隗": ("wei", "kui"), "祭": ("zhai",),
    "曲": ("qu",), "訾": ("zi",), "晟": ("cheng",), "殷": ("yin",), "臧": ("zang",),
    "万俟": ("mo qi",), "尉迟": ("yu chi",), "单于": ("chan yu",), "澹台": ("tan tai",),
    "长孙": ("zhang sun",), "令狐": ("ling hu",),
}  # fmt: skip
"""Surnames that a dictionary reads as another word, or that are typed in several ways."""

NAME_LENGTH = 5
"""A text of a wide script no longer than this may be somebody's name."""

PHRASE_LENGTH = 4

_TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}


class Sound(NamedTuple):
    """One step of a spoken text: a syllable with its first letter, or a word as it stands."""

    full: str
    first: str


@lru_cache(REMEMBERED)
def readings(text: str) -> tuple[tuple[Sound, ...], ...]:
    """The ways in which a text may be said: as words, and as the name of somebody.

    Nothing for a text without a wide script; characters that nobody reads are left out.
    """
    parts = runs(text)
    if not any(run.wide for run in parts):
        return ()
    usual = tuple(_said(parts))
    first = parts[0]
    if not first.wide or len(first.text) > NAME_LENGTH:
        return (usual,)
    named = ((*head, *usual[taken:]) for head, taken in _surnames(first.text))
    return tuple(dict.fromkeys((usual, *named)))


def _said(parts: Sequence[Run]) -> Iterator[Sound]:
    for run in parts:
        if run.wide:
            yield from (Sound(said, said[0]) for said in syllables(run.text))
        else:
            yield Sound(run.text, run.text)


def _surnames(name: str) -> Iterator[tuple[tuple[Sound, ...], int]]:
    """The readings of the surname a name begins with, and how many characters it takes."""
    for length in (2, 1):
        for said in SURNAMES.get(name[:length], ()):
            yield tuple(Sound(one, one[0]) for one in said.split()), length


def syllables(wide: str) -> list[str]:
    """The syllables of a run of a wide script without tones, `lv` for 绿."""
    return [_plain(said) for said in pronounced(wide) if said]


def pronounced(wide: str) -> list[str]:
    """How each character of a run is said, with its tone; empty for one that nobody reads.

    The longest known phrase decides: 重庆 is chóng qìng although 重 alone is zhòng.
    """
    characters, phrases = _dictionaries()
    found: list[str] = []
    at = 0
    while at < len(wide):
        for length in range(min(PHRASE_LENGTH, len(wide) - at), 1, -1):
            phrase = phrases.get(wide[at : at + length])
            if phrase is not None and len(phrase) == length:
                found += [said[0] for said in phrase]
                at += length
                break
        else:
            found.append(characters.get(ord(wide[at]), "").partition(",")[0])
            at += 1
    return found


def surname(name: str) -> list[str]:
    """How a surname that is read unlike the same word is said, with its tones where known."""
    characters, _phrases = _dictionaries()
    for length in (2, 1):
        for said in SURNAMES.get(name[:length], ())[:1]:
            return [
                _with_tone(characters.get(ord(character), ""), plain)
                for character, plain in zip(name, said.split(), strict=False)
            ]
    return []


@cache
def syllable_and_tone(said: str) -> tuple[str, int]:
    """A syllable without its tone, and the tone from 1 to 4; 5 for none."""
    marks = unicodedata.normalize("NFD", said)
    return _plain(said), next((tone for mark, tone in _TONES.items() if mark in marks), 5)


def _with_tone(ways: str, plain: str) -> str:
    """The one of several readings that sounds so, else the sound alone."""
    return next((one for one in ways.split(",") if _plain(one) == plain), plain)


@cache
def _plain(said: str) -> str:
    """A syllable without its tone."""
    plain = unicodedata.normalize("NFD", said.replace("ü", "v"))
    spelled = plain.replace("u\u0308", "v")
    return "".join(c for c in spelled if c.isascii() and c.isalpha())


@cache
def _dictionaries() -> tuple[Mapping[int, str], Mapping[str, Sequence[Sequence[str]]]]:
    # A fifth of a second, which only whoever writes Chinese pays, and on a worker.
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT  # noqa: PLC0415 - as above

    return PINYIN_DICT, PHRASES_DICT
