# SPDX-License-Identifier: Apache-2.0
"""A timetable tells what ends too early, and who would be in two places at once."""

from __future__ import annotations

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.rules import agenda
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


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("9:00-10:20", "09:00 10:20"),
        ("9：00—10：20", "09:00 10:20"),
        ("上午9点至10点半", "09:00 10:30"),
        ("下午2时30分到4时", "14:30 16:00"),
        ("上午10点至2点", "10:00 14:00"),
        ("中午12点至1点半", "12:00 13:30"),
        ("晚上7点", "19:00"),
        ("14:30起", "14:30"),
        ("9-10点", "09:00 10:00"),
        ("2pm to 4:30pm", "14:00 16:30"),
        ("9-10", ""),
        ("25:00-26:00", ""),
        ("9:70", ""),
        ("全天", ""),
        ("", ""),
    ],
)
def test_hours_are_read_as_offices_write_them(text: str, hours: str) -> None:
    assert " ".join(one.strftime("%H:%M") for one in agenda.hours(text)) == hours


@given(first=st.times(), last=st.times(), dash=st.sampled_from("-–—~至到"))
def test_any_two_times_with_a_dash_between_are_those_two(
    first: time, last: time, dash: str
) -> None:
    text = f"{first:%H:%M}{dash}{last:%H:%M}"
    assert agenda.hours(text) == tuple(
        one.replace(second=0, microsecond=0) for one in (first, last)
    )
