# SPDX-License-Identifier: Apache-2.0
"""A timetable tells what ends too early, and who would be in two places at once."""

from __future__ import annotations

from datetime import date, time

import pytest

from crm.domain.rules.agenda import Line, backward, clashes, days, overlap

FIRST, SECOND = date(2026, 6, 18), date(2026, 6, 19)


def at(start: str, end: str = "", subject: str = "", **who: str) -> Line:
    until = time.fromisoformat(end) if end else None
    return Line(FIRST, time.fromisoformat(start), until, subject, **who)


def test_a_line_without_a_day_is_on_the_day_of_the_line_above_it() -> None:
    assert days([None, None, SECOND, None], FIRST) == (FIRST, FIRST, SECOND, SECOND)
    assert days([], FIRST) == ()


def test_what_ends_before_it_begins_is_told_at_its_end() -> None:
    told = backward([at("09:00", "08:59"), at("09:00", "09:00"), at("09:00"), Line()])
    assert told == {(0, "ends_at"): "This ends before it begins at 09:00."}


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (at("09:00", "10:00"), at("09:59", "11:00"), True),
        (at("09:59", "11:00"), at("09:00", "10:00"), True),
        (at("09:00", "10:00"), at("10:00", "11:00"), False),
        (at("09:00"), at("09:30"), False),
        (at("09:00"), at("09:00"), True),
        (at("09:00", "12:00"), at("10:00"), True),
        (at("09:00", "10:00"), Line(SECOND, time(9, 30), time(10)), False),
        (at("09:00", "10:00"), Line(FIRST), False),
    ],
)
def test_two_lines_of_a_day_overlap_by_the_minute(
    one: Line, other: Line, *, together: bool
) -> None:
    assert overlap(one, other) is together


def test_a_presenter_in_two_places_is_told_at_both() -> None:
    told = clashes([
        at("09:00", "10:00", "Tea garden", speaker="Wang, Li"),
        at("09:30", "10:30", "Park", speaker="Li、Zhao", vehicle="Coach 1"),
        at("10:30", "11:00", "Talks", speaker="Li"),
    ])  # fmt: skip
    assert told == {
        (0, "speaker"): "Li is needed at 09:30 as well: “Park”.",
        (1, "speaker"): "Li is needed at 09:00 as well: “Tea garden”.",
    }


def test_a_vehicle_on_two_ways_is_told_at_both() -> None:
    told = clashes([
        at("09:00", "10:00", "Tea garden", vehicle="Coach 1"),
        at("09:30", "10:30", "Park", vehicle=" Coach 1 "),
        at("09:30", "10:30", "Hotel", vehicle="Coach 2"),
    ])  # fmt: skip
    assert set(told) == {(0, "vehicle"), (1, "vehicle")}
    assert told[0, "vehicle"] == "Coach 1 is on the way at 09:30 as well: “Park”."
