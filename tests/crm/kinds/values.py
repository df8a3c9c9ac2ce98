# SPDX-License-Identifier: Apache-2.0
"""Values and kinds to try everything on: one of every concrete kind, with what it may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from crm.domain import choices
from crm.kinds import industries, places
from crm.kinds.base import Kind
from crm.kinds.choices import Choice, Choices, Flag
from crm.kinds.days import Clock, Day, DayOrMonth, Moment, Month, PartialDay, Year
from crm.kinds.industries import Industry
from crm.kinds.links import Blob, Reference
from crm.kinds.numbers import LARGEST, Area, Count, ForeignMoney, Money, Percent, Scaled
from crm.kinds.places import Place
from crm.kinds.texts import (
    CreditCode,
    DocumentNumber,
    Email,
    Link,
    LongText,
    Phone,
    Text,
    clean,
)


@dataclass(frozen=True)
class Case:
    """A kind, the values it may hold, texts that it refuses, and whether stores sort like it."""

    kind: Kind[Any]
    values: st.SearchStrategy[Any]
    refused: tuple[str, ...]
    ordered: bool = False


DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
MONTHS = DAYS.map(lambda day: PartialDay(day.year, day.month))
# PostgreSQL keeps no NUL in a text; `clean` takes all control characters out.
LINES = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
LINE = LINES.map(clean).filter(bool)
PARAGRAPHS = LINES.map(lambda text: clean(text, lines=True)).filter(bool)
PHONE = re.compile(r"0\d{3}-\d{7}|1[3-9]\d{9}", re.ASCII)
NUMBERED = st.builds("示政发〔{}〕{}号".format, st.integers(1990, 2030), st.integers(1))
WORD = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
CODES = tuple(option.code for option in choices.CHAINS)


def scaled(places: int, low: int = -(10**9)) -> st.SearchStrategy[Decimal]:
    """Decimals with exactly so many places."""
    return st.integers(low, 10**9).map(lambda number: Decimal(number).scaleb(-places))


def _some(codes: list[str]) -> tuple[str, ...]:
    return tuple(code for code in CODES if code in codes)


NO_NUMBER = ("much", "1.2.3", "一千", "12 apples", "--5")
CASES: Mapping[type[Kind[Any]], Case] = {
    Text: Case(Text(60), LINE, ("x" * 61,)),
    LongText: Case(LongText(60), PARAGRAPHS, ("x" * 61,)),
    Email: Case(
        Email(), st.builds("{}@{}.example".format, WORD, WORD), ("wang", "a@b", "a b@c.cn", "@c.cn")
    ),
    Link: Case(
        Link(), st.builds("https://{}.example/{}".format, WORD, WORD),
        ("nothing", "javascript:alert(1)", "file:///etc/passwd", "ftp://a.example"),
    ),
    Phone: Case(
        Phone(), st.from_regex(PHONE, fullmatch=True),
        ("call me", "12", "1" * 21),
    ),
    CreditCode: Case(
        CreditCode(), st.from_regex(re.compile(r"[0-9A-Z]{18}", re.ASCII), fullmatch=True),
        ("9142", "91420000MA4KXXXXX!"),
    ),
    DocumentNumber: Case(DocumentNumber(), NUMBERED, ("号" * 61,)),
    Count: Case(
        Count(high=500), st.integers(0, 500), (*NO_NUMBER, "1.5", "-1", "501"), ordered=True
    ),
    Scaled: Case(Scaled(4), scaled(4), (*NO_NUMBER, "0.00001", "1" + "0" * 16), ordered=True),
    Percent: Case(Percent(), scaled(2), (*NO_NUMBER, "1.234%"), ordered=True),
    Area: Case(Area(), scaled(2, low=0), (*NO_NUMBER, "-1", "1.234"), ordered=True),
    Money: Case(
        Money(), st.integers(0, LARGEST), (*NO_NUMBER, "-1", "0.00001", "3 dollars", "9" * 16),
        ordered=True,
    ),
    ForeignMoney: Case(
        ForeignMoney("USD"), st.integers(0, LARGEST), (*NO_NUMBER, "-1"), ordered=True
    ),
    Day: Case(
        Day(), DAYS, ("2026-02-30", "2026-13-01", "tomorrow", "2026-06", "30.6.2026"), ordered=True
    ),
    DayOrMonth: Case(
        DayOrMonth(), MONTHS | DAYS.map(PartialDay.of_date),
        ("2026-13", "2026", "June", "2026-02-30"), ordered=True,
    ),
    Month: Case(Month(), MONTHS, ("2026-13", "2026-06-30", "2026"), ordered=True),
    Year: Case(Year(), st.integers(1900, 2200), ("1899", "2201", "26", "MMXX"), ordered=True),
    Moment: Case(
        Moment(),
        st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 - zone follows
            lambda moment: moment.replace(second=0, microsecond=0, tzinfo=UTC)
        ),
        ("now", "2026-06-30 25:00", "2026-02-30 10:00"), ordered=True,
    ),
    Clock: Case(
        Clock(), st.builds(time, st.integers(0, 23), st.integers(0, 59)),
        ("24:00", "10:60", "noon", "10"), ordered=True,
    ),
    Choice: Case(Choice("chain", choices.CHAINS), st.sampled_from(CODES), ("gold", "选")),
    Choices: Case(
        Choices("chain", choices.CHAINS),
        st.lists(st.sampled_from(CODES), min_size=1, unique=True).map(_some),
        ("gold", "tea, gold"),
    ),
    Flag: Case(Flag(), st.booleans(), ("perhaps", "2", "是否"), ordered=True),
    Place: Case(
        Place(), st.deferred(lambda: st.sampled_from(sorted(places.names()))), ("Atlantis",)
    ),
    Industry: Case(
        Industry(), st.deferred(lambda: st.sampled_from(sorted(industries.names()))), ("Alchemy",)
    ),
    Reference: Case(
        Reference("project"), st.integers(1, 2**31 - 1), ("0", "-1", "Tea garden", "1.5"),
        ordered=True,
    ),
    Blob: Case(
        Blob(), st.from_regex(re.compile(r"[0-9a-f]{64}", re.ASCII), fullmatch=True),
        ("cafe", "g" * 64),
    ),
}  # fmt: skip
"""By kind: what it is tried on."""
