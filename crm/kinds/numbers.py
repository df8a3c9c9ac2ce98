# SPDX-License-Identifier: Apache-2.0
"""Kinds of number: counts, scaled decimals, money. No float is ever stored."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, Literal, cast

from sqlalchemy import BigInteger, Integer
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine
from typing_extensions import override

from crm.errors import InvalidInput
from crm.kinds.base import Json, Kind, folded
from crm.words import N_, _, language

YUAN_PER_WAN = 10_000
YUAN_PER_YI = 100_000_000
LARGEST = 10**15
LARGEST_COUNT = 2**31 - 1
MOST_STORED = 2**63 - 1


def number_of(text: str) -> Decimal:
    """The decimal number a text means; commas and blanks group digits.

    Raises:
        InvalidInput: it means no number.
    """
    plain = re.sub(r"[\s,_\u202f']", "", folded(text))
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", plain, re.ASCII):
        raise InvalidInput(
            _("“{text}” is no number.").format(text=text.strip()[:40]),
            _("Write digits, such as 1200 or 3.5; leave it empty when it is unknown."),
        )
    return Decimal(plain)


@dataclass(frozen=True)
class Count(Kind[int]):
    """A whole number between `low` and `high`, with an optional unit."""

    unit_word: str = ""
    low: int | None = 0
    high: int | None = None
    align: ClassVar[Literal["left", "right"]] = "right"

    @override
    def column_type(self) -> TypeEngine[int]:
        return Integer()

    @override
    def parse(self, text: str) -> int:
        number = number_of(text)
        if number != number.to_integral_value():
            raise InvalidInput(_("This must be a whole number."), _("Leave the decimals out."))
        return _between(int(number), self.low, LARGEST_COUNT if self.high is None else self.high)

    @override
    def show(self, value: int) -> str:
        return f"{value:,}"

    @override
    def pack(self, value: int) -> Json:
        return value

    @override
    def unpack(self, raw: Json) -> int:
        return cast("int", raw)

    @property
    @override
    def unit(self) -> str:
        return self.unit_word

    @property
    @override
    def summable(self) -> bool:
        return True


def _between(value: int, low: int | None, high: int | None) -> int:
    if low is not None and value < low:
        raise InvalidInput(
            _("The number must be at least {n}.").format(n=low), _("Please check it.")
        )
    if high is not None and value > high:
        raise InvalidInput(
            _("The number must be at most {n}.").format(n=high), _("Please check it.")
        )
    return value


class ScaledInteger(TypeDecorator[Decimal]):
    """A decimal of a fixed number of places, stored as a whole number."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, places: int) -> None:
        super().__init__()
        self.places = places

    @override
    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:
        return None if value is None else int(Decimal(value).scaleb(self.places))

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(int(value)).scaleb(-self.places)


@dataclass(frozen=True)
class Scaled(Kind[Decimal]):
    """A decimal number with exactly `places` places."""

    places: int = 2
    unit_word: str = ""
    low: Decimal | None = None
    align: ClassVar[Literal["left", "right"]] = "right"

    @override
    def column_type(self) -> TypeEngine[Decimal]:
        return ScaledInteger(self.places)

    @override
    def parse(self, text: str) -> Decimal:
        number = number_of(folded(text).removesuffix("%"))
        # With its places it must still fit a column of whole numbers.
        if abs(number) > min(LARGEST, Decimal(MOST_STORED).scaleb(-self.places)):
            raise InvalidInput(_("This number is too large."), _("Please check it."))
        exact = number.quantize(Decimal(1).scaleb(-self.places))
        if exact != number:
            raise InvalidInput(
                _("At most {n} decimals can be kept here.").format(n=self.places),
                _("Please round the number."),
            )
        if self.low is not None and exact < self.low:
            raise InvalidInput(
                _("The number must be at least {n}.").format(n=self.low), _("Please check it.")
            )
        return exact

    @override
    def take(self, value: Decimal) -> Decimal:
        return self.parse(f"{value:f}")

    @override
    def show(self, value: Decimal) -> str:
        text = f"{value:,.{self.places}f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    @override
    def pack(self, value: Decimal) -> Json:
        return f"{value:.{self.places}f}"

    @override
    def unpack(self, raw: Json) -> Decimal:
        return Decimal(cast("str", raw))

    @property
    @override
    def unit(self) -> str:
        return self.unit_word

    @property
    @override
    def summable(self) -> bool:
        return self.unit_word != "%"


@dataclass(frozen=True)
class Percent(Scaled):
    """A percentage with two decimals."""

    unit_word: str = "%"


@dataclass(frozen=True)
class Area(Scaled):
    """An area in mu (亩) with two decimals."""

    unit_word: str = N_("mu")
    low: Decimal | None = Decimal(0)


MONEY = re.compile(r"(?i)([+-]?[\d.,\s]+)(亿元?|万元?|元|yuan|wan|yi)?")


@dataclass(frozen=True)
class Money(Kind[int]):
    """Money in whole yuan, shown in 万元 (10,000 yuan) with up to four decimals."""

    low: int | None = 0
    align: ClassVar[Literal["left", "right"]] = "right"

    @override
    def column_type(self) -> TypeEngine[int]:
        return BigInteger()

    @override
    def parse(self, text: str) -> int:
        match = MONEY.fullmatch(folded(text))
        if match is None:
            number_of(text)
            raise InvalidInput(
                _("This is no amount of money."), _("Write it like 3,500 or 1.2亿元 or 350万元.")
            )
        yuan = number_of(match[1]) * _yuan_per(match[2])
        if yuan != yuan.to_integral_value():
            raise InvalidInput(
                _("Amounts are kept in whole yuan, four decimals of 万元."),
                _("Please round the amount."),
            )
        return _between(int(yuan), self.low, LARGEST)

    @override
    def show(self, value: int) -> str:
        text = f"{Decimal(value) / YUAN_PER_WAN:,.4f}"
        return text.rstrip("0").rstrip(".")

    @override
    def pack(self, value: int) -> Json:
        return value

    @override
    def unpack(self, raw: Json) -> int:
        return cast("int", raw)

    @property
    @override
    def unit(self) -> str:
        return N_("10k yuan")

    @property
    @override
    def summable(self) -> bool:
        return True


def _yuan_per(unit: str | None) -> int:
    if unit is None or unit[0] in "万wW":
        return YUAN_PER_WAN
    return YUAN_PER_YI if unit[0] == "亿" or unit.lower() == "yi" else 1


def money_in_yi(yuan: int) -> str:
    """An amount in 亿元 with two decimals, without its unit."""
    return f"{Decimal(yuan) / YUAN_PER_YI:,.2f}"


def money_words(yuan: int) -> str:
    """An amount with its unit as the language says it: 1.2亿元, 3,500万元; CNY 120 million."""
    if language() == "en":
        million = Decimal(yuan) / 1_000_000
        return f"CNY {million:,.2f}".rstrip("0").rstrip(".") + " million"
    if abs(yuan) >= YUAN_PER_YI:
        return f"{Decimal(yuan) / YUAN_PER_YI:,.4f}".rstrip("0").rstrip(".") + "亿元"
    return f"{Decimal(yuan) / YUAN_PER_WAN:,.4f}".rstrip("0").rstrip(".") + "万元"


@dataclass(frozen=True)
class ForeignMoney(Count):
    """Money of another country in whole units."""

    currency: str = "USD"

    def __init__(self, currency: str = "USD") -> None:
        object.__setattr__(self, "currency", currency)
        object.__setattr__(self, "unit_word", currency)
        object.__setattr__(self, "low", 0)
        object.__setattr__(self, "high", LARGEST)

    @override
    def column_type(self) -> TypeEngine[int]:
        return BigInteger()
