# SPDX-License-Identifier: Apache-2.0
"""Lists: first page, ids in order, windows of rows, sums; read through the live indexes."""

from __future__ import annotations

from array import array
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import text
from sqlalchemy.orm import Session

from crm.domain.all_records import PAGED, RECORDS
from crm.domain.office import Staff
from crm.domain.project import Project
from crm.errors import Cancelled, InvalidInput
from crm.kinds.days import PartialDay
from crm.progress import Progress
from crm.queries import listing
from crm.queries.filters import Condition, Filter
from crm.queries.listing import Linked, Listing
from crm.storage.register import Register
from tests.builders import a_project, a_staff_member, a_unit

TODAY = date(2026, 6, 30)
SIGNED = Filter((Condition("stage", "one_of", ("sign",)),))


@pytest.fixture
def projects(any_store: Register) -> list[int]:
    """Nine projects A to I; every third is signed and has no amount; G is deleted."""
    with any_store.writing("Prepared") as unit:
        wen, bureau = a_staff_member(unit, name="Officer Wen"), a_unit(unit, name="Bureau")
        made = [
            a_project(
                unit,
                name=f"{letter} works",
                stage="reserve" if at % 3 else "sign",
                total_investment=10_000_000 * (9 - at) if at % 3 else None,
                land_area=Decimal("12.50") if at < 2 else None,
                signed_on=PartialDay(2026, 6) if at == 0 else None,
                staff_id=wen.id if at < 5 else None,
                unit_id=bureau.id,
                jobs=at,
            )
            for at, letter in enumerate("ABCDEFGHI")
        ]
        unit.delete(made[6])
        return [one.id for one in made]


def ids(store: Register, asked: Listing) -> list[int]:
    with store.reading() as session:
        return list(listing.ids(session, asked, today=TODAY))


def letters(store: Register, asked: Listing) -> str:
    """The first letters of the names, in the order of the list."""
    found = ids(store, asked)
    with store.reading() as session:
        known = listing.rows(session, "project", ("name",), found)
    return "".join(str(known[one][0])[0] for one in found)


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (("name",), "ABCDEFHI"),
        (("-name",), "IHFEDCBA"),
        (("total_investment",), "IHFECBAD"),
        (("-total_investment",), "BCEFHIDA"),
        (("stage", "-name"), "IHFECBDA"),
        (("-stage", "name"), "ADBCEFHI"),
        (("staff_id", "-jobs"), "EDCBAIHF"),
        (("-jobs",), "IHFEDCBA"),
        (("id",), "ABCDEFHI"),
    ],
)
def test_the_order_is_total_and_the_unknown_stands_last(
    any_store: Register, projects: list[int], sort: tuple[str, ...], order: str
) -> None:
    assert projects
    assert letters(any_store, Listing("project", sort=sort)) == order


@pytest.mark.parametrize("down", [False, True])
def test_options_stand_in_their_own_order_not_in_that_of_their_codes(
    any_store: Register, *, down: bool
) -> None:
    with any_store.writing("Prepared") as unit:
        for stage in ("build", "advance", "sign", "reserve", "negotiate"):
            a_project(unit, name=stage, stage=stage)
    asked = Listing("project", sort=("-stage" if down else "stage",), columns=("name",))
    with any_store.reading() as session:
        names = [row[0] for _, row in listing.first(session, asked, today=TODAY, limit=9)]
    board = ["reserve", "advance", "negotiate", "sign", "build"]
    assert names == (board[::-1] if down else board)


@pytest.mark.parametrize("down", [False, True])
def test_a_list_by_the_one_in_charge_goes_by_names_as_they_are_said(
    any_store: Register, *, down: bool
) -> None:
    with any_store.writing("Prepared") as unit:
        for name in ("尹其松", "曾建国", "卢念霞", "熊望舟"):
            a_project(unit, name=name, staff_id=a_staff_member(unit, name=name).id)
        a_project(unit, name="nobody")
    asked = Listing("project", sort=("-staff_id" if down else "staff_id",), columns=("name",))
    with any_store.reading() as session:
        names = [row[0] for _, row in listing.first(session, asked, today=TODAY, limit=9)]
    said = ["卢念霞", "熊望舟", "尹其松", "曾建国"]
    assert names == [*(said[::-1] if down else said), "nobody"]


def test_without_an_order_the_record_type_has_its_own(
    any_store: Register, projects: list[int]
) -> None:
    with any_store.writing("Renamed") as unit:
        unit.change(unit.get(Project, projects[3]), {"site": "Town"})
    assert letters(any_store, Listing("project"))[0] == "D"


def test_a_filter_narrows_ids_first_page_count_and_sums(
    any_store: Register, projects: list[int]
) -> None:
    asked = Listing("project", SIGNED, ("name",), ("name", "jobs"))
    with any_store.reading() as session:
        found = listing.ids(session, asked, today=TODAY)
        assert found == array("q", [projects[0], projects[3]])
        assert listing.count(session, asked, today=TODAY) == 2
        assert listing.first(session, asked, today=TODAY, limit=1) == [
            (projects[0], ("A works", 0))
        ]
        assert listing.sums(session, asked, today=TODAY) == {"jobs": 3}


def test_a_row_holds_values_and_the_names_of_other_records(
    any_store: Register, projects: list[int]
) -> None:
    columns = ("staff_id", "total_investment", "land_area", "signed_on", "unit_id", "modes")
    with any_store.reading() as session:
        known = listing.rows(session, "project", columns, [projects[8], projects[0]])
    assert known[projects[0]][0] == Linked(1, "Officer Wen")
    assert known[projects[0]][1:4] == (None, Decimal("12.50"), PartialDay(2026, 6))
    assert known[projects[8]][0] is None
    assert known[projects[8]][4] == Linked(1, "Bureau")


def test_rows_that_are_gone_are_left_out_and_deleted_ones_still_read(
    any_store: Register, projects: list[int]
) -> None:
    with any_store.reading() as session:
        known = listing.rows(session, "project", ("name",), [projects[6], 9_999])
    assert known == {projects[6]: ("G works",)}


def test_the_name_of_a_deleted_colleague_still_stands_in_the_list(
    any_store: Register, projects: list[int]
) -> None:
    with any_store.writing("Left") as unit:
        unit.delete(unit.find(Staff)[0])
    with any_store.reading() as session:
        known = listing.rows(session, "project", ("staff_id",), projects[:1])
    assert known[projects[0]] == (Linked(1, "Officer Wen"),)


def test_sums_are_exact_and_leave_out_what_is_unknown_everywhere(
    any_store: Register, projects: list[int]
) -> None:
    columns = ("name", "total_investment", "land_area", "jobs", "fixed_assets", "irr")
    asked = Listing("project", columns=columns)
    with any_store.reading() as session:
        whole = listing.sums(session, asked, today=TODAY)
        chosen = listing.sums(session, asked, today=TODAY, ids=array("q", projects[1:3]))
        nothing = listing.sums(session, asked, today=TODAY, ids=())
        words = listing.sums(session, Listing("project", columns=("name",)), today=TODAY)
    amounts = [10_000_000 * (9 - at) for at in (1, 2, 4, 5, 7, 8)]
    assert whole == {
        "total_investment": sum(amounts), "land_area": Decimal("25.00"), "jobs": 30,
    }  # fmt: skip
    assert chosen == {"total_investment": 150_000_000, "land_area": Decimal("12.50"), "jobs": 3}
    assert {type(one) for one in whole.values()} == {int, Decimal}
    assert nothing == words == {}


def test_amounts_add_up_beyond_what_a_float_holds(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        unit.add_all([Project(name="Vast", total_investment=10**15 - 1) for _at in range(12)])
    asked = Listing("project", columns=("total_investment",))
    with any_store.reading() as session:
        assert listing.sums(session, asked, today=TODAY) == {"total_investment": 12 * (10**15 - 1)}


def test_only_what_means_something_adds_up() -> None:
    columns = [
        (name, field)
        for record in PAGED
        for name, field in RECORDS[record].fields().items()
        if listing.adds_up(field.kind)
    ]
    assert {"total_investment", "jobs", "land_area", "budget"} <= {name for name, _field in columns}
    ranks = {"position", "quarter", "key_figure", "plan_step", "bearing", "exchange_rate", "irr"}
    assert ranks.isdisjoint(name for name, _field in columns)


def test_every_listed_field_of_every_record_can_be_a_column_an_order_and_is_read(
    any_store: Register,
) -> None:
    with any_store.reading() as session:
        for record in PAGED:
            columns = listing.possible_columns(record)
            assert set(listing.default_columns(record)) <= set(columns)
            asked = Listing(record, columns=columns)
            assert listing.first(session, asked, today=TODAY, limit=1) == []
            for name in columns:
                by = Listing(record, sort=(f"-{name}",))
                assert not listing.ids(session, by, today=TODAY)


def test_the_columns_that_matter_most_stand_at_the_left() -> None:
    columns = listing.default_columns("project")
    assert columns[:3] == ("name", "stage", "total_investment")
    assert len(set(columns)) == len(columns)
    for record, ahead in listing.AHEAD.items():
        assert listing.default_columns(record)[: len(ahead)] == ahead


def test_an_order_or_a_column_that_there_is_not_is_refused(any_store: Register) -> None:
    with any_store.reading() as session:
        with pytest.raises(InvalidInput):
            listing.ids(session, Listing("project", sort=("colour",)), today=TODAY)
        with pytest.raises(InvalidInput):
            listing.rows(session, "project", ("colour",), [1])


def test_reading_the_ids_can_be_stopped(any_store: Register, projects: list[int]) -> None:
    assert projects
    progress = Progress()
    progress.cancel()
    with any_store.reading() as session, pytest.raises(Cancelled):
        listing.ids(session, Listing("project"), today=TODAY, progress=progress)


def test_many_ids_come_in_order_and_the_first_page_begins_them(any_store: Register) -> None:
    with any_store.writing("Many") as unit:
        unit.add_all([Project(name=f"P{at * 7919 % 10_007:05d}") for at in range(4_200)])
    asked = Listing("project", sort=("name",), columns=("name",))
    found = ids(any_store, asked)
    with any_store.reading() as session:
        first = listing.first(session, asked, today=TODAY, limit=200)
        known = listing.rows(session, "project", ("name",), found)
    assert len(found) == 4_200
    assert [one for one, _values in first] == found[:200]
    assert all(str(known[one]) <= str(known[other]) for one, other in pairwise(found))


names = some.lists(some.text("aB茶%", max_size=3), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(given_names=names, down=some.booleans())
def test_pages_rows_and_ids_agree_whatever_the_names(
    store: Register, given_names: list[str], *, down: bool
) -> None:
    with store.writing("Prepared") as unit:
        unit.add_all([Project(name=one) for one in given_names])
    asked = Listing("project", sort=("-name" if down else "name",), columns=("name",))
    found = ids(store, asked)
    with store.reading() as session:
        first = listing.first(session, asked, today=TODAY, limit=len(found) + 1)
        known = listing.rows(session, "project", ("name",), found)
    assert first == [(one, known[one]) for one in found]


def plan(session: Session, asked: Listing) -> str:
    """How SQLite finds the ids of a listing."""
    query = listing.ordered(asked, TODAY)
    bind = session.get_bind()
    said = str(query.compile(bind, compile_kwargs={"literal_binds": True}))
    rows = session.connection().execute(text(f"EXPLAIN QUERY PLAN {said}"))
    return "; ".join(str(row[-1]) for row in rows)


LIVE = [
    ("project", ("name",)), ("project", ("-name",)), ("project", ("-updated_at",)),
    ("project", ("total_investment",)), ("project", ("-total_investment",)),
    ("organisation", ("name",)), ("person", ("name",)), ("event", ("-starts_on",)),
    ("event", ("starts_on",)), ("follow_up", ("due_on",)), ("activity", ("-happened_on",)),
    ("policy", ("-issued_on",)), ("policy", ("issued_on",)),
]  # fmt: skip


@pytest.mark.parametrize(("record", "sort"), LIVE)
def test_an_indexed_order_is_read_from_the_live_index_alone(
    store: Register, record: str, sort: tuple[str, ...]
) -> None:
    with store.reading() as session:
        steps = plan(session, Listing(record, sort=sort))
    assert f"USING COVERING INDEX ix_{record}_live_" in steps
    assert "TEMP B-TREE" not in steps


@pytest.mark.parametrize(
    ("record", "wanted", "sort"),
    [
        ("project", SIGNED, ("-updated_at",)),
        ("follow_up", Filter((Condition("state", "one_of", ("open",)),)), ("due_on",)),
        ("event", Filter((Condition("kind", "one_of", ("expo",)),)), ("-starts_on",)),
        ("organisation", Filter((Condition("type", "one_of", ("fund",)),)), ("name",)),
        ("policy", Filter((Condition("level", "one_of", ("county",)),)), ("-issued_on",)),
    ],
)
def test_a_common_filter_with_its_order_is_one_search_of_the_live_index(
    store: Register, record: str, wanted: Filter, sort: tuple[str, ...]
) -> None:
    with store.reading() as session:
        steps = plan(session, Listing(record, wanted, sort))
    assert f"SEARCH {record} USING" in steps
    assert f"INDEX ix_{record}_live_" in steps


def test_rows_are_found_by_their_ids(store: Register) -> None:
    columns = listing.default_columns("project")
    with store.reading() as session:
        query = listing.by_ids("project", columns)
        said = str(query.compile(session.get_bind())).replace("?", "'[1,2]'")
        found = session.connection().execute(text(f"EXPLAIN QUERY PLAN {said}"))
        steps = "; ".join(str(row[-1]) for row in found)
    assert "SEARCH project USING INTEGER PRIMARY KEY" in steps
    assert "SCAN project" not in steps
