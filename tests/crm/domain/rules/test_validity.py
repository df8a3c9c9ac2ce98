# SPDX-License-Identifier: Apache-2.0
"""Whether a policy holds: repealed before all, then its days, and soon is within 90 of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.rules.validity import Validity, validity

TODAY = date(2026, 6, 18)
DAYS = st.none() | st.dates(date(2026, 1, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("expires_in", "standing", "found"),
    [
        (-1, "in_force", Validity.EXPIRED), (0, "in_force", Validity.EXPIRING),
        (90, "in_force", Validity.EXPIRING), (91, "in_force", Validity.IN_FORCE),
        (91, "amended", Validity.AMENDED), (-1, "repealed", Validity.REPEALED),
    ],
)  # fmt: skip
def test_the_days_that_are_left_decide(expires_in: int, standing: str, found: Validity) -> None:
    expires = TODAY + timedelta(days=expires_in)
    assert validity(standing, None, expires, TODAY) is found


def test_what_takes_effect_tomorrow_is_coming() -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert validity("in_force", tomorrow, None, TODAY) is Validity.COMING
    assert validity("in_force", TODAY, None, TODAY) is Validity.IN_FORCE


@given(effective=DAYS, expires=DAYS, today=st.dates(date(2026, 1, 1), date(2027, 6, 30)))
def test_what_has_expired_never_comes_back(
    effective: date | None, expires: date | None, today: date
) -> None:
    if validity("in_force", effective, expires, today) is Validity.EXPIRED:
        later = today + timedelta(days=1)
        assert validity("in_force", effective, expires, later) is Validity.EXPIRED
