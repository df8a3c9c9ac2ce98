# SPDX-License-Identifier: Apache-2.0
"""A timetable by the minute: what ends before it begins, and who would be in two places at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import combinations

from crm.kinds.base import folded
from crm.words import N_, _, tr

ALONE: Mapping[str, str] = {
    "speaker": N_("{who} is needed at {other} as well: “{subject}”."),
    "vehicle": N_("{who} is on the way at {other} as well: “{subject}”."),
}
"""By field: who or what can be in one place only, and what is said of two."""

_APART = "、，,;；/"
"""What stands between the names when several present, or several vehicles go."""


@dataclass(frozen=True)
class Line:
    """One line of a timetable."""

    day: date | None = None
    starts_at: time | None = None
    ends_at: time | None = None
    subject: str = ""
    speaker: str = ""
    vehicle: str = ""


Place = tuple[int, str]
"""A line and a field of it."""


_HALVES = r"凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|早|晚|am|pm"
_LATE = frozenset({"下午", "傍晚", "晚上", "晚", "pm"})
_MOMENT = re.compile(
    rf"(?P<half>{_HALVES})?\s*(?P<hour>\d{{1,2}})\s*"
    r"(?P<sign>[:.时点h]\s*(?:钟|(?P<minute>\d{1,2})|(?P<part>半|一刻|三刻))?)?\s*分?\s*"
    r"(?P<after>am|pm)?",
    re.I,
)
_PARTS = {"半": 30, "一刻": 15, "三刻": 45}
_BETWEEN = re.compile(r"\s*(?:-{1,2}|–|—{1,2}|―|~|至|到|to)\s*", re.I)
_OPEN = re.compile(r"\s*(?:起|开始|-|–|—|~)?\s*")
NOON = 12


def hours(text: str) -> tuple[time, ...]:
    """From when, and until when if it says so: “9：00—10：20”, “上午9点至10点半”; nothing else."""
    said = folded(text)
    first = _MOMENT.match(said)
    if first is None:
        return ()
    between = _BETWEEN.match(said, first.end())
    last = _MOMENT.fullmatch(said, between.end()) if between else None
    if last is not None:
        begun = _moment(first, bare=bool(last["sign"]))
        ended = _moment(last, begun=begun, half=_half(first))
        return (begun, ended) if begun and ended else ()
    begun = _moment(first) if _OPEN.fullmatch(said, first.end()) else None
    return (begun,) if begun else ()


def _moment(
    said: re.Match[str], *, bare: bool = False, begun: time | None = None, half: str = ""
) -> time | None:
    """The time that is written; an end in the same half of the day need not say which."""
    hour, own = int(said["hour"]), _half(said)
    minute = int(said["minute"] or _PARTS.get(said["part"] or "", 0))
    if not (said["sign"] or own or bare):
        return None
    late = (own or half) in _LATE or ((own or half) == "中午" and hour < NOON - 1)
    earlier = begun is not None and bool(half) and not own and hour < begun.hour
    if hour < NOON and (late or earlier):
        hour += NOON
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - of a day


def _half(said: re.Match[str]) -> str:
    """The half of the day that is named, before the hour or after it."""
    return (said["half"] or said["after"] or "").lower()


def days(given: Sequence[date | None], first: date) -> tuple[date, ...]:
    """The day of each line: one that names none is on the day of the line above it."""
    found: list[date] = []
    for day in given:
        found.append(day or (found[-1] if found else first))
    return tuple(found)


def backward(lines: Sequence[Line]) -> dict[Place, str]:
    """A sentence at the end of each line that ends before it begins."""
    return {
        (at, "ends_at"): _("This ends before it begins at {start}.").format(start=_clock(one))
        for at, one in enumerate(lines)
        if one.starts_at is not None and one.ends_at is not None and one.ends_at < one.starts_at
    }


def clashes(lines: Sequence[Line]) -> dict[Place, str]:
    """A sentence at both lines that need the same presenter or vehicle at the same time."""
    found: dict[Place, str] = {}
    for (at, one), (beside, other) in combinations(enumerate(lines), 2):
        if not overlap(one, other):
            continue
        for name, said in ALONE.items():
            for who in {*named(getattr(one, name))} & {*named(getattr(other, name))}:
                found.setdefault((at, name), _told(said, who, other))
                found.setdefault((beside, name), _told(said, who, one))
    return found


def overlap(one: Line, other: Line) -> bool:
    """Whether two lines of a day run at the same time; one without an end is a moment."""
    if one.day != other.day or one.starts_at is None or other.starts_at is None:
        return False
    first, second = sorted((one, other), key=lambda line: line.starts_at or time.min)
    begun, later = first.starts_at, second.starts_at
    return begun == later or (
        first.ends_at is not None and later is not None and later < first.ends_at
    )


def named(text: str) -> tuple[str, ...]:
    """The names in a text, each once and without the spaces around it."""
    for mark in _APART:
        text = text.replace(mark, "\n")
    found = (name.strip() for name in text.split("\n"))
    return tuple(dict.fromkeys(name for name in found if name))


def _told(said: str, who: str, other: Line) -> str:
    return tr(said).format(who=who, other=_clock(other), subject=other.subject)


def _clock(line: Line) -> str:
    return line.starts_at.strftime("%H:%M") if line.starts_at else ""
