# SPDX-License-Identifier: Apache-2.0
"""Which changes can alter a list's order or members, and which only its words."""

from __future__ import annotations

import pytest

from crm.kinds.base import Json
from crm.queries.filters import Condition, Filter
from crm.queries.listing import Listing
from crm.storage.changes import Change
from ui.tables.effects import linked_records, looked_through, may_move

BY_NAME = Listing("project", sort=("name",))
NESTED = Filter((Filter((Condition("stage", "is", "sign"),), any_of=True),))


def changed(**after: Json) -> Change:
    return Change("project", 1, "uuid", 2, dict.fromkeys(after), after)


@pytest.mark.parametrize(
    ("listing", "change", "moves"),
    [
        (BY_NAME, changed(name="Tea"), True),
        (BY_NAME, changed(site="Town"), False),
        (BY_NAME, changed(deleted=True), True),
        (Listing("project", sort=("-updated_at",)), changed(site="Town"), True),
        (Listing("project", NESTED, ("name",)), changed(stage="sign"), True),
        (Listing("project", Filter(text="tea"), ("code",)), changed(name="Tea"), True),
        (Listing("project", Filter(text="tea"), ("code",)), changed(jobs=3), False),
    ],
)
def test_a_change_can_move_a_record_only_by_what_is_looked_at(
    listing: Listing, change: Change, *, moves: bool
) -> None:
    assert may_move(listing, [change]) is moves


def test_a_new_record_always_counts() -> None:
    assert may_move(BY_NAME, [Change("project", 1, "uuid", 1, None, {"site": "Town"})])


def test_columns_that_name_other_records_are_known() -> None:
    assert linked_records("project", ("name", "staff_id", "unit_id")) == {"staff", "unit"}


def test_the_parts_a_filter_looks_at_are_known_at_any_depth() -> None:
    parts = Condition("problem", "has", Filter((Condition("state", "is", "open"),)))
    wanted = Filter((Condition("name", "filled"), Filter((parts,), any_of=True)))
    assert looked_through("project", wanted) == {"problem"}
    assert looked_through("project", NESTED) == frozenset()
