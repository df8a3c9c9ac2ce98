# SPDX-License-Identifier: Apache-2.0
"""Lists laid together: each record in one group, sums equal to plain SQL, groups lead back."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from crm.domain.organisation import Organisation
from crm.queries.filters import Condition, Filter
from crm.queries.grouping import condition, groupable, grouped
from crm.queries.listing import Listing, count
from crm.storage.register import Register
from tests.builders import a, a_project

TODAY = date(2026, 6, 30)
ALL = Listing("project")


def fill(register: Register) -> None:
    with register.writing("Prepared") as unit:
        for at in range(12):
            a_project(
                unit,
                name=f"Works {at}",
                stage=("sign", "reserve", "build")[at % 3],
                selenium=(True, False, None)[at % 3],
                chain="tea" if at % 2 else None,
                total_investment=None if at % 3 == 1 else 10_000_000 * at,
            )
        unit.delete(a_project(unit, name="Gone", stage="sign", total_investment=990_000_000))


def test_choices_keep_their_order_and_count_with_their_sums(any_store: Register) -> None:
    fill(any_store)
    with any_store.reading() as session:
        found = grouped(session, ALL, "stage", today=TODAY)
        plain = session.execute(
            text(
                "SELECT stage, count(*), sum(total_investment) FROM project"
                " WHERE name <> 'Gone' GROUP BY stage"
            )
        ).all()
    assert [one.label for one in found.groups] == ["Reserved", "Signed", "Under construction"]
    got = {one.key: (one.count, one.sums["total_investment"]) for one in found.groups}
    assert got == {stage: (n, None if s is None else int(s)) for stage, n, s in plain}
    assert got["reserve"] == (4, None)
    assert found.whole.count == 12
    assert found.whole.sums["total_investment"] == sum(
        10_000_000 * n for n in (0, 2, 3, 5, 6, 8, 9, 11)
    )


def test_what_is_not_known_stands_last_and_is_found_again(any_store: Register) -> None:
    fill(any_store)
    with any_store.reading() as session:
        found = grouped(session, ALL, "chain", today=TODAY)
        unknown = found.groups[-1]
        assert (unknown.key, unknown.label, unknown.count) == (None, "Not known", 6)
        narrowed = Listing("project", Filter((condition("chain", None),)))
        assert count(session, narrowed, today=TODAY) == 6


@pytest.mark.parametrize("by", ["stage", "chain", "selenium", "status", "staff_id"])
def test_every_group_leads_to_just_its_records(any_store: Register, by: str) -> None:
    fill(any_store)
    wanted = Filter((Condition("total_investment", "filled"),))
    with any_store.reading() as session:
        found = grouped(session, Listing("project", wanted), by, today=TODAY)
        for one in found.groups:
            narrowed = Filter((*wanted.conditions, condition(by, one.key)))
            assert count(session, Listing("project", narrowed), today=TODAY) == one.count
        assert sum(one.count for one in found.groups) == found.whole.count == 8


def test_other_records_are_called_by_their_titles_the_largest_group_first(store: Register) -> None:
    with store.writing("Prepared") as unit:
        small, large = (a(unit, Organisation, name=name) for name in ("Small", "Large"))
        for at in range(5):
            a(unit, Organisation, name=f"Child {at}", parent_id=(large if at else small).id)
    with store.reading() as session:
        found = grouped(session, Listing("organisation"), "parent_id", today=TODAY)
    assert [(one.label, one.count) for one in found.groups] == [
        ("Large", 4), ("Small", 1), ("Not known", 2),
    ]  # fmt: skip


def test_texts_and_amounts_are_nothing_to_group_by() -> None:
    names = groupable("project")
    assert {"stage", "status", "industry", "chain", "staff_id"} <= set(names)
    assert not {"name", "code", "total_investment", "signed_on"} & set(names)
