# SPDX-License-Identifier: Apache-2.0
"""How the guide says values in its language: texts, money, quantities, days, and what is unknown.

An English edition prints the Chinese text where the English one is missing, with a mark; what was
printed so is remembered in `untranslated`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crm.domain.all_records import RECORDS
from crm.fields import Field
from crm.kinds.days import MONTHS_EN, PartialDay
from crm.kinds.numbers import YUAN_PER_WAN, YUAN_PER_YI
from crm.queries.guide import Row
from crm.words import _, ngettext

UNKNOWN = "＿＿"
"""What stands where a value is not known; never 0."""
MARK = "†"
"""Stands behind a Chinese text in an English edition."""
KEPT = 24
"""So many signs are kept on one line, where lines are broken between parts."""
_MILLION, _BILLION = 1_000_000, 1_000_000_000
_WAN_EN = ("0,000", "10,000", "10k", "10 thousand", "ten thousand")
_YI_EN = ("CNY 100 million", "100 million CNY", "100 million yuan", "100 million")
_UNITS_EN = {
    **dict.fromkeys("个家张项种处条座件名所", ""), **dict.fromkeys("头只", "head"), "人": "people",
    "户": "households", "亩": "mu", "公里": "km", "平方公里": "km²", "平方米": "m²", "吨": "tonnes",
    "元": "CNY", "公顷": "ha", "米": "m", "千瓦": "kW",
}  # fmt: skip
"""Units that have no English beside them in the register; counting words need none."""
_MOST_DECIMALS = 4
_UNSPACED = ("%", "‰", "℃", "°C")
_NUMBERED = re.compile(r"\b(Nos?|Arts?|Figs?)\. (?=\d)")
"""A short word that stands on one line with the number behind it."""


class Quantity(NamedTuple):
    """A figure and its unit, to be set in two sizes."""

    figure: str
    unit: str

    def closed(self) -> Quantity:
        """The same, but a sign such as % stands with its figure, as it does on a line."""
        return Quantity(str(self), "") if self.unit.startswith(_UNSPACED) else self

    def __str__(self) -> str:
        """Both in one line."""
        if not self.unit or self.unit.startswith(_UNSPACED):
            return self.figure + self.unit
        if self.unit.startswith("CNY"):
            return f"CNY {self.figure}{self.unit.removeprefix('CNY')}"
        return self.figure + (" " if self.unit[0].isascii() else "") + self.unit


def field_of(row: Row, name: str) -> Field:
    """The declaration of a field of a row."""
    return RECORDS[row.record].fields()[name]


def plain(number: Decimal | int) -> str:
    """A number with its thousands parted and no needless decimals."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def glossary(rows: Iterable[Row]) -> dict[str, str]:
    """The English of every Chinese text of the data that has it beside it somewhere."""
    found: dict[str, str] = {}
    for row in rows:
        fields = RECORDS[row.record].fields()
        for name, value in row.values.items():
            english = row.get(fields[name].english or f"{name}_en")
            if isinstance(value, str) and isinstance(english, str) and value and english:
                found.setdefault(value, english)
    return found


@dataclass
class Speech:
    """Says what records hold in one language, `zh_CN` or `en`."""

    language: str
    names: dict[str, str] = field(default_factory=dict[str, str])
    untranslated: set[tuple[str, int, str]] = field(default_factory=set[tuple[str, int, str]])
    known: Mapping[str, str] = field(default_factory=dict[str, str])
    """The English of texts that stand elsewhere in the data (see `glossary`)."""

    @property
    def english(self) -> bool:
        """Whether the edition is English."""
        return self.language == "en"

    # texts -----------------------------------------------------------------------------------

    def text(self, row: Row, name: str) -> str:
        """A text of a record in the edition's language; empty when it is not known."""
        chinese = str(row.get(name) or "")
        if not self.english:
            return chinese
        english = str(row.get(field_of(row, name).english or f"{name}_en") or "")
        english = english or self.known.get(chinese, "")
        if english or not chinese:
            return _NUMBERED.sub("\\1.\xa0", english)
        if chinese.isascii():
            return chinese
        self.untranslated.add((row.record, row.id, name))
        return chinese + MARK

    def either(self, row: Row, name: str) -> str:
        """A text, or the sign for what is not known."""
        return self.text(row, name) or UNKNOWN

    def joined(self, *parts: str) -> str:
        """What is known of several texts, side by side on one line."""
        return (" · " if self.english else "　").join(part for part in parts if part)

    def kept(self, *parts: str) -> str:
        """The same, where a line is broken between the parts only; what is long breaks anyway."""
        closed = (part.replace(" ", "\xa0") if len(part) <= KEPT else part for part in parts)
        return self.joined(*closed)

    def second(self, row: Row, name: str) -> str:
        """A text in the other language, to stand small below; empty when there is none."""
        if not self.english:
            return str(row.get(f"{name}_en") or "")
        chinese = str(row.get(name) or "")
        return chinese if row.get(f"{name}_en") else ""

    def choice(self, row: Row, name: str) -> str:
        """The word for a chosen code, or for several; empty when nothing is chosen."""
        shown = field_of(row, name).show(row.get(name))
        if not self.english or not isinstance(row.get(name), tuple):
            return shown
        first, *others = shown.split(", ")
        return ", ".join((first, *map(_uncapped, others)))

    def contact(self, row: Row, name: str) -> str:
        """A person or counter to turn to; one of the office's people as readers can say it."""
        chinese = str(row.get(name) or "")
        spoken = self.names.get(chinese, "")
        if self.english and spoken and not row.get(f"{name}_en"):
            return f"{spoken} ({chinese})"
        return self.text(row, name)

    def reached(self, row: Row, name: str, phone: str) -> str:
        """Whom to turn to and the number to call: under each other where names are long."""
        parts = self.contact(row, name), str(row[phone] or "")
        return "\n".join(filter(None, parts)) if self.english else self.joined(*parts)

    # figures ---------------------------------------------------------------------------------

    def money(self, yuan: int | None) -> Quantity:
        """An amount: 3.5 亿元, 4,200 万元; CNY 350 million."""
        if yuan is None:
            return Quantity(UNKNOWN, "")
        amount = Decimal(yuan)
        if not self.english:
            if abs(yuan) >= YUAN_PER_YI:
                return Quantity(_short(amount / YUAN_PER_YI), "亿元")
            return Quantity(_short(amount / YUAN_PER_WAN), "万元")
        if abs(yuan) >= 10 * _BILLION:
            return Quantity(_short(amount / _BILLION), "CNY billion")
        return Quantity(_short(amount / _MILLION), "CNY million")

    def amounts(self, yuan: Sequence[int | None]) -> list[str]:
        """The amounts of a column: one unit and as many decimals for all, so that points align."""
        known = [abs(one) for one in yuan if one]
        unit, size = _column_unit(max(known, default=0), english=self.english)
        places = max((_decimals(Decimal(one) / size) for one in known), default=0)
        return [
            UNKNOWN
            if one is None
            else str(Quantity(f"{round(Decimal(one) / size, places):,f}", unit))
            for one in yuan
        ]

    def quantity(self, value: Decimal | int | None, unit: str, unit_en: str = "") -> Quantity:
        """A figure with its unit; in English 万 and 亿 are multiplied out."""
        if value is None:
            return Quantity(UNKNOWN, self.quantity(0, unit, unit_en).unit)
        if not self.english:
            return Quantity(plain(value), unit)
        return _in_english(Decimal(value), unit, unit_en)

    def area(self, mu: Decimal | None) -> Quantity:
        """An area of land: 120 亩, 24.6 万亩; 120 mu."""
        unit = _("mu")
        if mu is None:
            return Quantity(UNKNOWN, unit)
        if not self.english and mu >= YUAN_PER_WAN:
            return Quantity(plain(mu / YUAN_PER_WAN), "万亩")
        return Quantity(plain(mu), unit)

    def years(self, years: Decimal | None) -> str:
        """A time in years."""
        if years is None:
            return UNKNOWN
        return ngettext("{n} year", "{n} years", 1 if years == 1 else 2).format(n=plain(years))

    def hours(self, hours: Decimal | None) -> str:
        """A time in hours; empty when it is not known."""
        if hours is None:
            return ""
        return ngettext("{n} hour", "{n} hours", 1 if hours == 1 else 2).format(n=plain(hours))

    def working_days(self, days: int | None) -> str:
        """A time in working days."""
        if days is None:
            return UNKNOWN
        return ngettext("{n} working day", "{n} working days", days).format(n=days)

    # days ------------------------------------------------------------------------------------

    def day(self, day: date | PartialDay | None) -> str:
        """A day as documents write it: 2026年6月30日, 30 June 2026; only the month if so known."""
        if day is None:
            return UNKNOWN
        known = day if isinstance(day, PartialDay) else PartialDay.of_date(day)
        if self.english:
            month = f"{MONTHS_EN[known.month]} {known.year}"
            return month if known.day is None else f"{known.day} {month}"
        month = f"{known.year}年{known.month}月"
        return month if known.day is None else f"{month}{known.day}日"

    def month(self, day: date | None) -> str:
        """The month of a day; empty when it is not known."""
        return "" if day is None else self.day(PartialDay(day.year, day.month))


def _uncapped(words: str) -> str:
    """Words as they stand within a line; an abbreviation keeps its capitals."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def _short(number: Decimal) -> str:
    """At most four decimals, as many as are needed."""
    return plain(round(number, _MOST_DECIMALS))


def _column_unit(largest: int, *, english: bool) -> tuple[str, int]:
    """The unit of the amounts of a column, and how many yuan it has."""
    if english:
        return "CNY million", _MILLION
    return ("亿元", YUAN_PER_YI) if largest >= YUAN_PER_YI else ("万元", YUAN_PER_WAN)


def _decimals(number: Decimal) -> int:
    """How many decimals a number needs, of at most four."""
    exponent = round(number, _MOST_DECIMALS).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _in_english(value: Decimal, unit: str, unit_en: str) -> Quantity:
    unit_en = unit_en.replace("RMB", "CNY")
    if unit[:1] == "万":
        for prefix in _WAN_EN:
            if unit_en.startswith(prefix):
                return Quantity(plain(value * YUAN_PER_WAN), unit_en.removeprefix(prefix).strip())
    if unit[:2] == "亿元" and unit_en.startswith(_YI_EN):
        yuan = value * YUAN_PER_YI
        if abs(yuan) >= _BILLION:
            return Quantity(_short(yuan / _BILLION), "CNY billion")
        return Quantity(_short(yuan / _MILLION), "CNY million")
    if not unit_en:
        many, one = (YUAN_PER_WAN, unit[1:]) if unit[:1] == "万" else (1, unit)
        if one in _UNITS_EN:
            return Quantity(plain(value * many), _UNITS_EN[one])
        return Quantity(plain(value), unit if unit.isascii() else unit + MARK)
    return Quantity(plain(value), unit_en)
