# SPDX-License-Identifier: Apache-2.0
"""Working days follow the Chinese calendar, with the weekends that are worked."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crm.domain.rules.workdays import Workdays, built_in, understood, written

KNOWN = Workdays()
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def test_holidays_are_off_and_the_weekends_worked_for_them_are_on() -> None:
    worked = [date(2026, 10, 10), date(2026, 6, 18), date(2034, 10, 2)]
    off = [date(2026, 10, 1), date(2026, 6, 19), date(2026, 6, 20), date(2034, 10, 1)]
    assert [day for day in sorted(worked + off) if KNOWN.works(day)] == sorted(worked)


@given(day=DAYS, count=st.integers(0, 40))
def test_a_day_so_many_working_days_later_has_them_in_between(day: date, count: int) -> None:
    found = KNOWN.after(day, count)
    passed = [day + timedelta(days=n) for n in range(1, (found - day).days + 1)]
    assert KNOWN.works(found)
    if count:
        assert sum(map(KNOWN.works, passed)) == count
    else:
        assert found == KNOWN.first_from(day)


@given(day=DAYS)
def test_the_first_working_day_is_the_day_itself_or_follows_days_off(day: date) -> None:
    found = KNOWN.first_from(day)
    assert not any(KNOWN.works(day + timedelta(days=n)) for n in range((found - day).days))


def test_what_the_office_read_in_goes_before_what_the_program_knows() -> None:
    festival, sunday = date(2026, 8, 19), date(2026, 8, 23)
    own = Workdays({festival: False, sunday: True})
    assert not own.works(festival)
    assert own.works(sunday)
    assert own.after(date(2026, 8, 18), 1) == date(2026, 8, 20)
    assert KNOWN.after(date(2026, 8, 18), 1) == festival


def test_a_year_is_known_when_its_national_day_was_read_in() -> None:
    last = built_in()[1]
    new_year = Workdays({date(last + 1, 1, 1): False})
    whole = Workdays({date(last + 1, 10, 1): False, date(last + 3, 10, 1): False})
    assert (KNOWN.known_to, new_year.known_to, whole.known_to) == (last, last, last + 1)
    assert whole.read_in == (last + 1, last + 3)


def test_a_day_beyond_the_known_years_is_doubted_in_a_sentence() -> None:
    last = built_in()[1]
    assert not KNOWN.doubt(date(last, 12, 31), None)
    assert str(last + 1) in KNOWN.doubt(date(last + 2, 1, 5), date(last + 1, 1, 5))
    read = Workdays({date(last + 1, 10, 1): False})
    assert not read.doubt(date(last + 1, 1, 5))


def test_a_line_that_names_no_day_of_the_calendar_is_passed_over() -> None:
    kept = {date(2027, 10, 1): False, date(2027, 10, 9): True}
    assert understood(written(kept) + "\n2027-02-30 休\nnonsense") == kept
