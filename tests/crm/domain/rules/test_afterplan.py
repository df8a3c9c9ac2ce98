# SPDX-License-Identifier: Apache-2.0
"""The plan after an event is read as the office writes it and falls on working days only."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.rules import afterplan
from crm.domain.rules.afterplan import Step, due_days, steps
from crm.domain.rules.workdays import Workdays
from crm.errors import InvalidInput
from crm.words import speaking

WORKDAYS = Workdays()

days = st.dates(date(2024, 1, 1), date(2027, 12, 31))


def test_the_usual_plan_is_that_of_the_office_in_its_language() -> None:
    for code, first in (("en", "Thank them for coming"), ("zh_CN", "感谢参会")):
        with speaking(code):
            assert [one.days for one in steps(None)] == [1, 3, 7, 30]
            assert steps("")[0].subject == first
            assert steps(afterplan.write(steps(None))) == steps(None)


@pytest.mark.parametrize(
    "written",
    ["1 致谢；3 电话", "D+3：电话; D+1 致谢", "第1天致谢\n第3个工作日 电话", "１、致谢;３ 电话；"],
)
def test_a_plan_is_read_as_people_write_it(written: str) -> None:
    assert steps(written) == (Step(1, "致谢"), Step(3, "电话"))


@pytest.mark.parametrize(
    "written", ["Call them", "1", "1 Thank; call", "999 Call", "3 " + "x" * 201]
)
def test_what_is_no_plan_is_refused(written: str) -> None:
    with pytest.raises(InvalidInput, match="no step"):
        steps(written)


def test_days_are_working_days_over_a_holiday() -> None:
    # The State Council's calendar: 1 to 7 October off, Saturday 10 October worked.
    plan = steps("1 Thank; 3 Call; 7 Send")
    held = date(2026, 9, 29)
    assert due_days(plan, held, held, WORKDAYS) == (
        date(2026, 9, 30), date(2026, 10, 9), date(2026, 10, 14),
    )  # fmt: skip


@given(days, days, st.lists(st.integers(0, 60), max_size=5))
def test_no_step_is_due_on_a_day_off_or_before_today(
    held: date, today: date, wanted: list[int]
) -> None:
    plan = steps("; ".join(f"{one} Call" for one in wanted)) if wanted else ()
    due = due_days(plan, held, today, WORKDAYS)
    assert len(due) == len(wanted)
    assert list(due) == sorted(due)
    assert all(WORKDAYS.works(day) and day >= min(held, today) for day in due)
    assert not due or due[0] >= today or due[0] > held


@given(days, st.integers(0, 400))
def test_a_plan_made_late_begins_today(held: date, late: int) -> None:
    today = held + timedelta(days=late)
    first, second = due_days(steps("1 Thank; 3 Call"), held, today, WORKDAYS)
    assert first >= today
    assert second > first
