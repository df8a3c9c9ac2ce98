# SPDX-License-Identifier: Apache-2.0
"""What comes first never comes last; unknown values stand in nobody's way."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.domain.all_records import RECORDS
from crm.domain.rules.orders import ORDERS, in_order, wrong
from crm.kinds.days import PartialDay


def test_the_pairs_are_fields_of_the_same_kind() -> None:
    for record, pairs in ORDERS.items():
        fields = RECORDS[record].fields()
        for lower, upper in pairs:
            assert type(fields[lower].kind) is type(fields[upper].kind)


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        (date(2026, 6, 1), date(2026, 6, 2)), (1, 2), (Decimal("0.5"), Decimal(1)),
        (time(9), time(9, 30)), (PartialDay(2026, 5), PartialDay(2026, 6)),
    ],
)  # fmt: skip
def test_the_wrong_way_round_is_seen(lower: object, upper: object) -> None:
    assert in_order(lower, upper)
    assert in_order(lower, lower)
    assert in_order(None, lower)
    assert in_order(upper, None)
    assert not in_order(upper, lower)


@given(day=st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_month_may_end_what_began_within_it(day: date) -> None:
    month = PartialDay(day.year, day.month)
    assert in_order(PartialDay.of_date(day), month)
    assert in_order(month, PartialDay.of_date(day))


def test_both_fields_get_the_sentence() -> None:
    fields = RECORDS["event"].fields()
    values = {"starts_on": date(2026, 6, 2), "ends_on": date(2026, 6, 1)}
    found = wrong("event", values, fields)
    assert found.keys() == {"starts_on", "ends_on"}
    assert "First day" in found["ends_on"]
    assert wrong("event", {"starts_on": date(2026, 6, 2)}, fields) == {}
    assert wrong("person", {}, RECORDS["person"].fields()) == {}
