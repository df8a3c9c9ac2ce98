# SPDX-License-Identifier: Apache-2.0
"""A project begun at a visit comes from the event that the visit answers."""

from __future__ import annotations

from datetime import date

import pytest

from crm.domain.rules.reception import Met, origin

VISIT = Met(9, "inbound", date(2026, 8, 1))


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ([], 9),
        ([Met(1, "roadshow", date(2026, 6, 18))], 1),
        ([Met(2, "expo", date(2026, 7, 1)), Met(1, "roadshow", date(2026, 6, 18))], 1),
        ([Met(1, "inbound", date(2026, 6, 18))], 9),
        ([Met(1, "roadshow", date(2025, 7, 31))], 9),
        ([Met(1, "roadshow", date(2026, 8, 1))], 9),
        ([VISIT], 9),
    ],
)
def test_a_visit_answers_the_first_event_of_the_year_before(before: list[Met], wanted: int) -> None:
    assert origin(VISIT, before) == wanted


def test_another_event_is_its_own_origin() -> None:
    roadshow = Met(5, "roadshow", date(2026, 8, 1))
    assert origin(roadshow, [Met(1, "expo", date(2026, 6, 18))]) == 5
