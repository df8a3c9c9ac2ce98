# SPDX-License-Identifier: Apache-2.0
"""Kinds of text: lines, paragraphs, and texts with a form of their own."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import cast

from sqlalchemy import String
from sqlalchemy import Text as TextColumn
from sqlalchemy.types import TypeEngine
from typing_extensions import override

from crm.errors import InvalidInput
from crm.kinds.base import Json, Kind, folded
from crm.words import _

PHONE_DIGITS = range(3, 21)
MOBILE_DIGITS = 11
LONGEST_SHORT_NUMBER = 6
CREDIT_CODE_LENGTH = 18
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
BREAK = re.compile("\r\n|[\r\u2028\u2029]")
"""The ends of lines and paragraphs of other programs."""


def clean(text: str, *, lines: bool = False) -> str:
    """The text without control characters and direction overrides; blanks folded in a line."""
    text = INVISIBLE.sub("", BREAK.sub("\n", text))
    kept = "".join(
        c
        for c in text
        if (lines and c in "\n\t") or unicodedata.category(c) not in {"Cc", "Cs"} or c in "\n\t"
    )
    return kept.strip() if lines else " ".join(kept.split())


@dataclass(frozen=True)
class _Worded(Kind[str]):
    """What all texts share: kept as they are."""

    length: int = 200

    @override
    def column_type(self) -> TypeEngine[str]:
        return String(self.length)

    @override
    def parse(self, text: str) -> str:
        return self._within(clean(text))

    @override
    def show(self, value: str) -> str:
        return value

    @override
    def pack(self, value: str) -> Json:
        return value

    @override
    def unpack(self, raw: Json) -> str:
        return cast("str", raw)

    def _within(self, text: str) -> str:
        if len(text) > self.length:
            raise InvalidInput(
                _("The text has {n} characters; {most} fit here.").format(
                    n=len(text), most=self.length
                ),
                _("Please shorten it."),
            )
        return text


@dataclass(frozen=True)
class Text(_Worded):
    """One line of text of at most `length` characters."""


@dataclass(frozen=True)
class LongText(_Worded):
    """Several lines of text."""

    length: int = 20_000

    @override
    def column_type(self) -> TypeEngine[str]:
        return TextColumn()

    @override
    def parse(self, text: str) -> str:
        return self._within(clean(text, lines=True))


@dataclass(frozen=True)
class Email(_Worded):
    """An e-mail address."""

    length: int = 120

    @override
    def parse(self, text: str) -> str:
        address = folded(clean(text))
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", address):
            raise InvalidInput(
                _("This is no e-mail address."), _("It looks like name@example.com.")
            )
        return self._within(address)


@dataclass(frozen=True)
class Link(_Worded):
    """A web address; only http and https."""

    length: int = 500

    @override
    def parse(self, text: str) -> str:
        address = folded(clean(text))
        if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:(?!\d)", address) is None:
            address = f"https://{address}"
        if not re.fullmatch(r"(?i)https?://[^\s/]+\.[^\s/]+(/\S*)?", address):
            raise InvalidInput(
                _("This is no web address."), _("It looks like https://www.example.com.")
            )
        return self._within(address)


@dataclass(frozen=True)
class Phone(_Worded):
    """A telephone number, mobile or landline, with an extension or a country code."""

    length: int = 40

    @override
    def parse(self, text: str) -> str:
        number = re.sub(r"\s+", " ", folded(clean(text)))
        if not re.fullmatch(r"\+?[\d() \-–—.#*]+(?:(?:转|ext\.?|x) ?\d+)?", number, re.IGNORECASE):
            raise InvalidInput(
                _("This is no telephone number."),
                _("Write digits, such as 0719-5550100 or 13800000000."),
            )
        number = re.sub(r"[–—]", "-", number)
        bare = digits(number)
        if re.fullmatch(r"(?:\+?86)?1\d{10}", re.sub(r"[ \-]", "", number)):
            number = bare[-MOBILE_DIGITS:]
        if len(bare) not in PHONE_DIGITS:
            raise InvalidInput(
                _("A telephone number has 3 to 20 digits."), _("Please check the number.")
            )
        return self._within(number)

    @override
    def doubt(self, value: str) -> str:
        bare = digits(value)
        long = len(bare) > LONGEST_SHORT_NUMBER
        if value.startswith("1") and long and len(bare) != MOBILE_DIGITS:
            return _("A mobile number has 11 digits; this one has {n}.").format(n=len(bare))
        return ""


def digits(number: str) -> str:
    """The digits of a telephone number, nothing else."""
    return "".join(c for c in number if c.isdigit())


@dataclass(frozen=True)
class CreditCode(_Worded):
    """A unified social credit code of 18 characters (GB 32100)."""

    length: int = CREDIT_CODE_LENGTH

    @override
    def parse(self, text: str) -> str:
        code = re.sub(r"[\s-]", "", folded(clean(text))).upper()
        if not re.fullmatch(r"[0-9A-Z]{18}", code):
            raise InvalidInput(
                _("A unified credit code has 18 digits and letters; this one has {n}.").format(
                    n=len(code)
                ),
                _("Copy it from the business licence."),
            )
        return code

    @override
    def doubt(self, value: str) -> str:
        if credit_code_holds(value):
            return ""
        return _("The check digit of this credit code does not fit; please compare it.")


ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def credit_code_holds(code: str) -> bool:
    """Whether the last character of a credit code is the check digit of GB 32100-2015."""
    if len(code) != CREDIT_CODE_LENGTH or any(c not in ALPHABET for c in code):
        return False
    total = sum(ALPHABET.index(c) * w for c, w in zip(code[:17], WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31] == code[17]


@dataclass(frozen=True)
class DocumentNumber(_Worded):
    """The number of an official document, its year in 六角括号: 示政发〔2017〕16号."""

    length: int = 60

    @override
    def parse(self, text: str) -> str:
        number = clean(text)
        number = re.sub(r"\s*[\[(（［〔【]\s*(\d{4})\s*[\])）］〕】]\s*", r"〔\1〕", number)
        return self._within(number)
