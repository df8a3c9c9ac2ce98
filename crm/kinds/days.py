# SPDX-License-Identifier: Apache-2.0
"""Kinds of time: days, partial days, months, years, moments."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, cast

from sqlalchemy import Date, DateTime, Integer, String, Time
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine
from typing_extensions import override

from crm.errors import InvalidInput
from crm.kinds.base import Json, Kind, folded
from crm.words import _, language

DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?(?:份|[初底末]|[上中下]旬)?")
MONTHS_EN = calendar.month_name
MONTHS = range(1, 13)
HOURS = range(24)
MINUTES = range(60)


@dataclass(frozen=True)
class PartialDay:
    """A day, or only a month when the day is not known."""

    year: int
    month: int
    day: int | None = None

    @staticmethod
    def of(text: str) -> PartialDay:
        """From `2026-06` or `2026-06-30`; ValueError for anything else."""
        parts = [int(part) for part in text.split("-")]
        found = PartialDay(*parts)
        found.first()
        return found

    @staticmethod
    def of_date(day: date) -> PartialDay:
        """The partial day that is this day."""
        return PartialDay(day.year, day.month, day.day)

    def first(self) -> date:
        """The earliest day it can be."""
        return date(self.year, self.month, self.day or 1)

    def last(self) -> date:
        """The latest day it can be."""
        days = calendar.monthrange(self.year, self.month)[1]
        return date(self.year, self.month, self.day or days)

    def text(self) -> str:
        """`2026-06` or `2026-06-30`."""
        month = f"{self.year:04d}-{self.month:02d}"
        return month if self.day is None else f"{month}-{self.day:02d}"

    def __lt__(self, other: PartialDay) -> bool:
        return self.text() < other.text()

    def __le__(self, other: PartialDay) -> bool:
        return self.text() <= other.text()

    def __gt__(self, other: PartialDay) -> bool:
        return self.text() > other.text()

    def __ge__(self, other: PartialDay) -> bool:
        return self.text() >= other.text()


class PartialDayColumn(TypeDecorator[PartialDay]):
    """A partial day as the text that sorts like it."""

    impl = String(10)
    cache_ok = True

    @override
    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return value.text() if isinstance(value, PartialDay) else value

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> PartialDay | None:
        return None if value is None else PartialDay.of(value)


class UtcColumn(TypeDecorator[datetime]):
    """A moment, kept in UTC without its zone."""

    impl = DateTime
    cache_ok = True

    @override
    def process_bind_param(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    @override
    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def day_of(text: str) -> date | None:
    """The day a text means, in any of the forms an office writes; None when it means none."""
    plain = folded(text)
    match = DAY.fullmatch(plain) or COMPACT.fullmatch(plain)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def month_of(text: str) -> PartialDay | None:
    """The month a text means, 6月底 and 6月上旬 included; None when it means none."""
    match = MONTH.fullmatch(folded(text))
    if match is None or int(match[2]) not in MONTHS or int(match[1]) < 1:
        return None
    return PartialDay(int(match[1]), int(match[2]))


def no_day(text: str) -> InvalidInput:
    """The error for a text that is no day."""
    return InvalidInput(
        _("“{text}” is no day.").format(text=text.strip()[:40]),
        _("Write it like 2026-06-30."),
    )


_SHORT = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


@dataclass(frozen=True)
class Day(Kind[date]):
    """A day of the calendar; without its year it is understood only where `year` says which."""

    year: int = 0

    @override
    def column_type(self) -> TypeEngine[date]:
        return Date()

    @override
    def parse(self, text: str) -> date:
        short = _SHORT.fullmatch(folded(text)) if self.year else None
        day = day_of(f"{self.year}-{short[1]}-{short[2]}" if short else text)
        if day is None:
            raise no_day(text)
        return day

    @override
    def show(self, value: date) -> str:
        return value.isoformat()

    @override
    def pack(self, value: date) -> Json:
        return value.isoformat()

    @override
    def unpack(self, raw: Json) -> date:
        return date.fromisoformat(cast("str", raw))


@dataclass(frozen=True)
class DayOrMonth(Kind[PartialDay]):
    """A day, or only a month when the day is not known."""

    @override
    def column_type(self) -> TypeEngine[PartialDay]:
        return PartialDayColumn()

    @override
    def parse(self, text: str) -> PartialDay:
        day = day_of(text)
        if day is not None:
            return PartialDay.of_date(day)
        month = month_of(text)
        if month is None:
            raise InvalidInput(
                _("“{text}” is neither a day nor a month.").format(text=text.strip()[:40]),
                _("Write it like 2026-06-30, or 2026-06 when only the month is known."),
            )
        return month

    @override
    def show(self, value: PartialDay) -> str:
        return value.text()

    @override
    def pack(self, value: PartialDay) -> Json:
        return value.text()

    @override
    def unpack(self, raw: Json) -> PartialDay:
        return PartialDay.of(cast("str", raw))


@dataclass(frozen=True)
class Month(DayOrMonth):
    """A month of a year."""

    @override
    def parse(self, text: str) -> PartialDay:
        month = month_of(text)
        if month is None:
            raise InvalidInput(
                _("“{text}” is no month.").format(text=text.strip()[:40]),
                _("Write it like 2026-06."),
            )
        return month


@dataclass(frozen=True)
class Year(Kind[int]):
    """A year between 1900 and 2200."""

    @override
    def column_type(self) -> TypeEngine[int]:
        return Integer()

    @override
    def parse(self, text: str) -> int:
        plain = folded(text).removesuffix("年")
        if not re.fullmatch(r"(?:19|20|21)\d\d|2200", plain, re.ASCII):
            raise InvalidInput(
                _("“{text}” is no year.").format(text=text.strip()[:40]),
                _("Write it like 2026."),
            )
        return int(plain)

    @override
    def show(self, value: int) -> str:
        return str(value)

    @override
    def pack(self, value: int) -> Json:
        return value

    @override
    def unpack(self, raw: Json) -> int:
        return cast("int", raw)


@dataclass(frozen=True)
class Moment(Kind[datetime]):
    """A moment in UTC, shown in local time to the minute."""

    @override
    def column_type(self) -> TypeEngine[datetime]:
        return UtcColumn()

    @override
    def parse(self, text: str) -> datetime:
        day, _blank, clock = folded(text).partition(" ")
        found = day_of(day)
        if found is None:
            raise no_day(text)
        return datetime.combine(found, Clock().parse(clock or "0:00")).astimezone(UTC)

    @override
    def take(self, value: datetime) -> datetime:
        return value

    @override
    def show(self, value: datetime) -> str:
        return value.astimezone().strftime("%Y-%m-%d %H:%M")

    @override
    def pack(self, value: datetime) -> Json:
        return value.astimezone(UTC).isoformat()

    @override
    def unpack(self, raw: Json) -> datetime:
        return datetime.fromisoformat(cast("str", raw))


@dataclass(frozen=True)
class Clock(Kind[time]):
    """A time of day to the minute."""

    @override
    def column_type(self) -> TypeEngine[time]:
        return Time()

    @override
    def parse(self, text: str) -> time:
        match = re.fullmatch(r"(\d{1,2})[:.时h](\d{2})(?:分|:00)?", folded(text))
        if match is None or int(match[1]) not in HOURS or int(match[2]) not in MINUTES:
            raise InvalidInput(
                _("“{text}” is no time of day.").format(text=text.strip()[:40]),
                _("Write it like 14:30."),
            )
        return time(int(match[1]), int(match[2]))

    @override
    def show(self, value: time) -> str:
        return value.strftime("%H:%M")

    @override
    def pack(self, value: time) -> Json:
        return value.strftime("%H:%M")

    @override
    def unpack(self, raw: Json) -> time:
        return time.fromisoformat(cast("str", raw))


def long_day(value: date | PartialDay) -> str:
    """A day as documents write it: 2026年6月30日, 30 June 2026; a month likewise."""
    year, month, day = value.year, value.month, value.day
    if language() == "en":
        return f"{day or ''} {MONTHS_EN[month]} {year}".strip()
    return f"{year}年{month}月" + (f"{day}日" if day else "")
