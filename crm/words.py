# SPDX-License-Identifier: Apache-2.0
"""The program's words in the user's language: gettext with English as the source.

`_("…")` translates now, `N_("…")` marks a word that a declaration holds and that is translated
when it is shown (`tr(word)`). The screen and each document choose their language independently:
a document is composed inside `with speaking("en"):`.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from crm import places

DOMAIN = "invest-crm"
LANGUAGES = ("zh_CN", "en")
_LITTLE = b"\xde\x12\x04\x95"
"""How a `.mo` file begins whose numbers have the lowest byte first."""


class _Catalogue:
    """The words of one language out of a compiled `.mo` file; each is decoded when it is asked.

    The standard reader decodes every word at once, which the first frame would wait for.
    """

    def __init__(self, data: bytes = b"") -> None:
        self._data = data
        self._places: dict[bytes, int] = {}
        self._said: dict[str, str] = {}
        if data:
            order = "<" if data[:4] == _LITTLE else ">"
            count, keys, self._texts = struct.unpack_from(f"{order}3I", data, 8)
            self._pair = struct.Struct(f"{order}2I")
            spans = struct.iter_unpack(f"{order}2I", data[keys : keys + 8 * count])
            self._places = {data[at : at + long]: n for n, (long, at) in enumerate(spans)}

    def say(self, key: str, otherwise: str) -> str:
        """The word with this key, else the one that is given."""
        known = self._said.get(key)
        if known is not None:
            return known
        place = self._places.get(key.encode())
        if place is None:
            return otherwise
        long, at = self._pair.unpack_from(self._data, self._texts + 8 * place)
        said = self._said[key] = self._data[at : at + long].decode()
        return said


@cache
def _catalogue(language: str) -> _Catalogue:
    folder = places.resources() / "translations" / language / "LC_MESSAGES"
    try:
        return _Catalogue((folder / f"{DOMAIN}.mo").read_bytes())
    except OSError:
        return _Catalogue()


def forget_catalogues() -> None:
    """Read the words from their files again when they are next needed."""
    _catalogue.cache_clear()


def system_language() -> str:
    """The language of this computer: `zh_CN` for any Chinese locale, else `en`."""
    named = os.environ.get("INVEST_CRM_LANGUAGE", "")
    if named in LANGUAGES:
        return named
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "zh_CN" if value.startswith("zh") else "en"
    import locale  # noqa: PLC0415 - a millisecond that few computers need before the first frame

    name = locale.getlocale()[0] or ""
    return "zh_CN" if name.lower().startswith(("zh", "chinese")) else "en"


_default = "en"
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


def set_language(language: str) -> None:
    """Choose the language of the program, one of `LANGUAGES`.

    Raises:
        ValueError: there is no such language.
    """
    global _default  # noqa: PLW0603 - the one choice of language, behind this one door
    if language not in LANGUAGES:
        raise ValueError(language)
    _default = language


def language() -> str:
    """The language that words come out in here and now."""
    return _spoken.get() or _default


@contextmanager
def speaking(wanted: str) -> Generator[None]:
    """Inside the block, in this thread only, words come out in another language."""
    token = _spoken.set(wanted)
    try:
        yield
    finally:
        _spoken.reset(token)


def _(word: str) -> str:
    """The word in the language of here and now."""
    return _catalogue(language()).say(word, word) if word else ""


def tr(word: str) -> str:
    """A marked word (`N_`, `NC_`) in the language of here and now."""
    context, separator, text = word.partition("\x04")
    return pgettext(context, text) if separator else _(word)


def ngettext(one: str, many: str, n: int) -> str:
    """The right form for `n` things; holds `{n}`, which the caller formats."""
    # Chinese has one form for any number, English the two of the source.
    return _catalogue(language()).say(f"{one}\0{many}", one if n == 1 else many)


def pgettext(context: str, word: str) -> str:
    """A word that means different things in different places, told apart by its context."""
    return _catalogue(language()).say(f"{context}\x04{word}", word)


def N_(word: str) -> str:  # noqa: N802 - gettext's own name for a marked word
    """Mark a word for translation without translating it yet."""
    return word


def NC_(context: str, word: str) -> str:  # noqa: N802
    """Mark a word with its context; `tr` translates it."""
    return f"{context}\x04{word}"
