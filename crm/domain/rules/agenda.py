# SPDX-License-Identifier: Apache-2.0
"""A timetable by the minute: what ends before it begins, and who would be in two places at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import combinations

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
