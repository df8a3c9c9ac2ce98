# SPDX-License-Identifier: Apache-2.0
"""What each character is to the line breaker: a class letter, and which pairs may not be parted.

Letters: `H` ideographs and whatever may stand anywhere, `C` closing and `O` opening punctuation of
Chinese, `c` and `o` those of Latin, `L` letters, `D` digits, `Y` hyphen and slash, `P` dashes and
ellipses, `G` no-break space, `S` spaces, `N` a forced new line.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import product

VARIANT = 0xF0000
"""Glyphs of layout features stand at this plane plus their code point (see `make_fonts.py`)."""

NARROW = {sign: chr(VARIANT + ord(sign)) for sign in "“”‘’…"}
_DASH, WIDE_DASH = "—", chr(VARIANT + ord("—"))
_AS_WRITTEN = {VARIANT + ord(sign): sign for sign in (*NARROW, _DASH)}

CLOSING = "，。、；：？！）》〉】」』〕｝］〗％‰℃°·・々ー～／’”"
OPENING = "（《〈【「『〔｛［〖￥＄‘“"
TRIMMED = frozenset("，。、；：？！）》〉】」』〕｝］〗’”")
"""Closing signs whose right half is blank: it is given up at the end of a line."""
HANGING = frozenset("（《〈【「『〔｛［〖‘“")
"""Opening signs whose left half is blank: it is given up at the start of a line."""

SPACES = " \t\u2002\u2003\u2009\u3000"

_FIRST_IDEOGRAPHIC = 0x2E80
_SIGNS = {
    **dict.fromkeys(CLOSING, "C"),
    **dict.fromkeys(OPENING, "O"),
    **dict.fromkeys(",.;:!?)]}%", "c"),
    **dict.fromkeys("([{$£", "o"),
    **dict.fromkeys(SPACES, "S"),
    **dict.fromkeys("—…" + WIDE_DASH, "P"),
    **dict.fromkeys("-/‐–", "Y"),
    "\n": "N",
    "\xa0": "G",
    NARROW["“"]: "o",
    NARROW["‘"]: "o",
    NARROW["”"]: "c",
    NARROW["’"]: "c",
    NARROW["…"]: "c",
}


_SHARING = "，。、；：？！）》〉】」』〕’”（《〈【「『〔‘“"
"""Signs of full width that share their blank halves with a neighbour."""
_SAID = str.maketrans(
    {"J": "H", "X": "H", "Q": "O", "K": "C", "k": "C", "p": "c", "M": "L", "E": "D"}
)
"""The class of each kind."""


class _Kinds(dict[int, str]):
    """The kind of each code point, found once; kinds tell more than classes.

    `H` and `k` are 汉字, `J` and `X` others of class H; `C` and `O` share their blank halves, `K`,
    `k` and `Q` do not; a quarter em stands between 汉字 and `L`, `X`, `D` and, behind it, `p`, but
    none at `M` and `E`.
    """

    def __missing__(self, code: int) -> str:
        self[code] = kind = _kind_of(chr(code))
        return kind


def _kind_of(character: str) -> str:
    """The kind of a character, of which `classes` makes its class."""
    letter, han = _class_of(character), HAN.match(character) is not None
    if letter in "CO" and character not in _SHARING:
        return "k" if han else {"C": "K", "O": "Q"}[letter]
    if character == "%":
        return "p"
    if letter == "H" and not han:
        return "X" if _is_latin(character) else "J"
    return letter if letter not in "LD" or _is_latin(character) else {"L": "M", "D": "E"}[letter]


def _is_latin(character: str) -> bool:
    """Whether it is a letter or figure that a quarter em stands beside."""
    return any(first <= character <= last for first, last in _LATIN)


def _class_of(character: str) -> str:
    known = _SIGNS.get(character)
    if known is not None:
        return known
    if ord(character) >= _FIRST_IDEOGRAPHIC:
        return "H"
    if character.isdigit():
        return "D"
    return "L" if character.isalnum() or character in "\"#&'*+<=>@\\^_`|~" else "H"


_KINDS = _Kinds()
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|[\u3005\u3007]")
_LATIN = (("0", "9"), ("A", "Z"), ("a", "z"), ("\u00c0", "\u024f"), ("\u0370", "\u04ff"))


def kinds(text: str) -> str:
    """The kind of each character."""
    return text.translate(_KINDS)


def classes(kinds_of_it: str) -> str:
    """The class of each character of a text whose kinds are known."""
    return kinds_of_it.translate(_SAID)


SHIFTED = re.compile("C(?=[CO])|O(?=O)|[Hk](?=[LDX])|[LDXp](?=[Hk])")
"""The kind of a sign that gives up half of it to the sign that follows (`C` or `O`), or of a
character after which a quarter em stands, since there 汉字 and Latin meet."""


def gaps(text: str) -> int:
    """After how many characters a quarter em stands."""
    return sum(match.group() not in "CO" for match in SHIFTED.finditer(kinds(text)))


_ALL = "HCOcoLDYPGSN"
_WORD = "LDGYo"
PARTED_NEVER = frozenset(
    [f"{before}{after}" for before, after in product(_ALL, "CcSYG")]
    + [f"{before}{after}" for before, after in product("OoG", _ALL)]
    + [f"{before}{after}" for before, after in product("LDc", _WORD)]
    + ["YD", "YG", "Yo", "YY", "PP"]
)
"""Pairs of class letters between which no line ends."""

LATIN_RUN = re.compile("[LDcoYG]+")
_STRAYS = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
)
_STRAY = re.compile(f"[{_STRAYS}]")
_SUSPECT = re.compile(f"[\u0300-\u036f{_STRAYS}]")
"""What a text holds at least one of if anything in it has to be changed."""
_KEPT = {"\t": " ", **dict.fromkeys("\x0b\x0c\r\x85\u2028\u2029", "\n")}
_UNKNOWN = "\ufffd"


def clean(text: str) -> str:
    """The text without what cannot be printed: controls, direction marks, halves of pairs.

    New lines stay, tabs become spaces, letters with loose accents are composed.
    """
    if not _SUSPECT.search(text):
        return text
    text = _STRAY.sub(_replacement, text.replace("\r\n", "\n"))
    return _COMBINED.sub(_composed, text)


def _replacement(match: re.Match[str]) -> str:
    sign = match.group()
    if "\ud800" <= sign <= "\udfff" or sign >= "\U000f0000":
        return _UNKNOWN
    return _KEPT.get(sign, "")


_COMBINED = re.compile("[A-Za-z\u00c0-\u024f][\u0300-\u036f]+")


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match.group())


def variants(text: str) -> str:
    """The text with narrow quotes where it is Latin, and unbroken dashes where it is Chinese."""
    if not _VARYING.search(text):
        return text
    if not HAN.search(text):
        return _narrow(text)
    return _LATIN_QUOTES.sub(lambda match: _narrow(match.group()), text).replace(_DASH, WIDE_DASH)


def as_written(text: str) -> str:
    """The text as it was before `variants`, sign for sign."""
    return text.translate(_AS_WRITTEN)


def _narrow(text: str) -> str:
    """The text with narrow quotes; five replacements are quicker than one table."""
    for sign, narrow in NARROW.items():
        text = text.replace(sign, narrow)
    return text


_LATIN_QUOTES = re.compile("[“‘](?<=[A-Za-z,;] .)[ -~’]+[”’]|’(?<=[A-Za-z].)(?=[A-Za-z])")
"""Quotes inside an English phrase, and apostrophes."""
_VARYING = re.compile("[“”‘’…—]")
