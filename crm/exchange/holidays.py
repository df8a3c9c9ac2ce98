# SPDX-License-Identifier: Apache-2.0
"""Days off and worked weekends out of a file: a calendar (ICS), a table, or the notice as text.

Calendars say 休 and 班 in the title of a day, or mark it as phones do; a table has a day, or the
first and the last, and 休 or 班 in each line; the State Council's notice is read as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from crm.errors import InvalidInput
from crm.kinds.base import folded
from crm.words import _

LARGEST = 2_000_000
LONGEST = 31
"""So many days one holiday lasts at most."""
MOST_OFF = 120
"""A year with more days off that were no weekend is no calendar of holidays."""
FIRST, LAST = 2000, 2100

_MARKED = {"WORK-HOLIDAY": False, "ALTERNATE-WORKDAY": True}
_WORKED = re.compile(r"班|特别工作日|\bwork", re.I)
_OFF = re.compile(r"休|放假|假期|公众假|\bholiday|\boff\b|\brest\b", re.I)
_SHUT = re.compile(r"[(\[【][^)\]】]*[)\]】]")
_DAY = re.compile(
    r"(?<!\d)(?P<whole>(?:19|20|21)\d{6})(?!\d)"
    r"|(?:(?P<year>\d{4})\s*[-/.年]\s*)?(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
    r"|(?<=\D)(?P<only>\d{1,2})\s*日"
)
_TILL = re.compile(r"\s*(?:至|到|~|-{1,2}|–|—+|to)\s*", re.I)
_CELL = re.compile(r"\s*[,;\t]\s*")
"""In a table the first and the last day of a holiday stand in two cells."""
_HEADED = re.compile(r"(\d{4})\s*年[^\d。\n]{0,40}(?:节假日|放假|休假|安排)")
_PROPERTY = re.compile(r"(?P<name>[\w-]+)(?P<said>(?:;[^:]*)?):(?P<value>.*)")
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\dZ?)?")

Found = dict[date, bool]


def read_holidays(data: bytes) -> Found:
    """The days of a file, and whether offices work on them.

    Raises:
        InvalidInput: it is no such file, or something in it cannot be right.
    """
    if len(data) > LARGEST:
        raise _refused(_("This file is too large for a calendar of holidays."))
    text = _text(data)
    pairs = _of_calendar(text) if "BEGIN:VCALENDAR" in text.upper() else _of_lines(text)
    return _checked(pairs)


def _text(data: bytes) -> str:
    for charset in ("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig", "gb18030"):
        try:
            return data.decode(charset)
        except UnicodeDecodeError:
            continue
    raise _refused(_("This file is no text."))


def _checked(pairs: Iterable[tuple[date, bool]]) -> Found:
    found: Found = {}
    for day, on in pairs:
        if not FIRST <= day.year <= LAST:
            raise _refused(_("{day} cannot be right.").format(day=day))
        if found.setdefault(day, on) != on:
            raise _refused(_("{day} is said to be off and to be worked.").format(day=day))
    if not found:
        raise _refused(_("No day off and no worked weekend is found in this file."))
    free = [day.year for day, on in found.items() if not on]
    crowded = next((year for year in sorted(set(free)) if free.count(year) > MOST_OFF), None)
    if crowded is not None:
        said = _("{n} days off in {year}: this is no calendar of holidays.")
        raise _refused(said.format(n=free.count(crowded), year=crowded))
    return found


def _refused(sentence: str) -> InvalidInput:
    step = _(
        "Take a calendar with 休 and 班 (ICS), a table such as “2027-01-01,休”, or the notice."
    )
    return InvalidInput(sentence, step)


def _of_calendar(text: str) -> Iterator[tuple[date, bool]]:
    for entry in _entries(text):
        on = _kind(entry)
        first, last = (_ends(entry) if on is not None else None) or (None, None)
        if on is not None and first is not None and last is not None:
            yield from ((day, on) for day in _days(first, last))


def _entries(text: str) -> Iterator[Mapping[str, str]]:
    """The entries of a calendar, each with its properties by their names."""
    entry: dict[str, str] | None = None
    depth = 0
    for line in re.sub(r"\r?\n[ \t]", "", text).splitlines():
        found = _PROPERTY.fullmatch(line.strip())
        if found is None:
            continue
        name, value = found["name"].upper(), found["value"].strip()
        if (name, value.upper()) == ("BEGIN", "VEVENT"):
            entry, depth = {}, 0
        elif (name, value.upper()) == ("END", "VEVENT") and entry is not None:
            yield entry
            entry = None
        elif entry is not None and name in {"BEGIN", "END"}:
            depth += 1 if name == "BEGIN" else -1
        elif entry is not None and depth == 0:
            entry[name] = value


def _kind(entry: Mapping[str, str]) -> bool | None:
    """Whether the day of an entry is worked or off; None when it is neither."""
    marked = _MARKED.get(entry.get("X-APPLE-SPECIAL-DAY", "").upper())
    if marked is not None:
        return marked
    said = [_said(entry.get(name, "")) for name in ("SUMMARY", "CATEGORIES", "DESCRIPTION")]
    return next((one for one in said if one is not None), None)


def _said(words: str) -> bool | None:
    if _WORKED.search(words):
        return True
    return False if _OFF.search(words) else None


def _ends(entry: Mapping[str, str]) -> tuple[date, date] | None:
    """The first and the last day of an entry; the end of whole days is the day after."""
    begins = _stamp(entry.get("DTSTART", ""))
    if begins is None:
        return None
    ends = _stamp(entry.get("DTEND", "")) or begins
    last = ends[0] if ends[1] else ends[0] - timedelta(days=1)
    return begins[0], max(begins[0], last)


def _stamp(value: str) -> tuple[date, bool] | None:
    """The day of a stamp, and whether a time of that day is named that is not its beginning."""
    found = _STAMP.fullmatch(value)
    if found is None:
        return None
    day = _day(found[1], found[2], found[3])
    return day, bool(found[4]) and (found[4], found[5]) != ("00", "00")


def _of_lines(text: str) -> Iterator[tuple[date, bool]]:
    headed = _HEADED.search(text)
    year = int(headed[1]) if headed else None
    for number, line in enumerate(text.splitlines(), 1):
        for sentence in re.split(r"[。；!！]", line):
            yield from _of_sentence(sentence, year, number, strict=headed is None)


def _of_sentence(
    sentence: str, year: int | None, number: int, *, strict: bool
) -> Iterator[tuple[date, bool]]:
    """The days of one sentence; a line of a table must say of each day what it is."""
    words = _SHUT.sub(" ", folded(sentence))
    on = _of_cells(words)
    spans = list(_spans(words, year, cells=strict and on is False))
    if not spans and not (strict and re.search(r"\d", words)):
        return
    if not spans or on is None:
        if strict and not (number == 1 and not spans):
            said = _("Line {n} is not understood: “{line}”.")
            raise _refused(said.format(n=number, line=sentence.strip()[:40]))
        return
    for first, last in spans:
        yield from ((day, on) for day in _days(first, last))


def _of_cells(words: str) -> bool | None:
    """What a line says: a cell with nothing but a sign counts before its other words."""
    cells = {cell.strip() for cell in re.split(r"[,;\t ]", words)}
    if cells & {"休", "班"} in ({"休"}, {"班"}):
        return "班" in cells
    return _said(words)


def _spans(words: str, year: int | None, *, cells: bool) -> Iterator[tuple[date, date]]:
    """The days of a sentence, those from one to another together."""
    found = list(_DAY.finditer(words))
    days: list[date] = []
    for one in found:
        before = days[-1] if days else None
        days.append(_meant(one, before, year))
    between = [words[one.end() : two.start()] for one, two in pairwise(found)]
    joined = [bool(_TILL.fullmatch(one) or (cells and _CELL.fullmatch(one))) for one in between]
    at = 0
    while at < len(days):
        till = at + 1 if at < len(joined) and joined[at] else at
        yield days[at], days[till]
        at = till + 1


def _meant(one: re.Match[str], before: date | None, year: int | None) -> date:
    """The day that is written, with the year and the month that go without saying."""
    if one["whole"]:
        return _day(one["whole"][:4], one["whole"][4:6], one["whole"][6:])
    given = one["year"] or (str(year) if year else str(before.year) if before else "")
    month = one["month"] or (str(before.month) if before else "")
    if not given or not month:
        raise _refused(_("It is not said of which year {day} is.").format(day=one[0].strip()))
    return _day(given, month, one["day"] or one["only"])


def _day(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise _refused(_("{day} cannot be right.").format(day=f"{year}-{month}-{day}")) from None


def _days(first: date, last: date) -> Iterator[date]:
    many = (last - first).days + 1
    if not 1 <= many <= LONGEST:
        said = _("From {first} to {last}: no holiday is like that.")
        raise _refused(said.format(first=first, last=last))
    return (first + timedelta(days=n) for n in range(many))
