# SPDX-License-Identifier: Apache-2.0
"""Later phases and capital increases count with what they add, never as another project."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import text

from crm.actions import records
from crm.domain.project import Project
from crm.domain.records import Record
from crm.domain.rules.counting import USUAL
from crm.errors import InvalidInput
from crm.kinds.days import PartialDay
from crm.queries import board
from crm.queries.conditions import clause
from crm.queries.figures import BY_CODE, Span, behind, compute
from crm.queries.filters import Filter
from crm.storage.register import Register
from crm.storage.undo import undo_last
from tests.builders import a_project

TODAY = date(2026, 6, 30)
YEAR = Span.year_to(TODAY)
NUMBERS = ("planned", "signed", "started", "signed_started")


def continuing(store: Register, previous: Record, kind: str = "increment") -> Record:
    with store.writing("Later") as unit:
        return records.create(unit, "project", {
            "name": "Later", "previous_id": previous.id, "previous_kind": kind,
        })  # fmt: skip


@pytest.mark.parametrize(
    ("given", "field"),
    [({"previous_kind": "phase"}, "previous_id"), ({"previous_id": 1}, "previous_kind")],
)
def test_what_continues_says_what_and_how(
    store: Register, given: dict[str, object], field: str
) -> None:
    with store.writing("First") as unit:
        first = a_project(unit)
    values = {**given, **({"previous_id": first.id} if "previous_id" in given else {})}
    with pytest.raises(InvalidInput) as refused, store.writing("Later") as unit:
        records.create(unit, "project", {"name": "Later", **values})
    assert refused.value.fields.keys() == {field}


def test_no_project_continues_itself_over_others(any_store: Register) -> None:
    with any_store.writing("First") as unit:
        first = a_project(unit)
    second = continuing(any_store, first, "phase")
    third = continuing(any_store, second)
    with pytest.raises(InvalidInput) as refused, any_store.writing("Round") as unit:
        here = unit.get(Project, first.id)
        records.alter(unit, here, {"previous_id": third.id, "previous_kind": "phase"})
    assert refused.value.fields.keys() == {"previous_id"}


def test_when_the_first_is_deleted_the_next_one_takes_its_place_until_it_is_undone(
    any_store: Register,
) -> None:
    with any_store.writing("First") as unit:
        first = a_project(unit)
    second = continuing(any_store, first, "phase")
    third = continuing(any_store, second)

    def links() -> dict[int, tuple[int | None, str | None]]:
        with any_store.writing("Look") as unit:
            return {one.id: (one.previous_id, one.previous_kind) for one in unit.find(Project)}

    before = links()
    with any_store.writing("Delete") as unit:
        records.delete(unit, "project", [second.id])
    assert links() == {first.id: (None, None), third.id: (first.id, "increment")}
    with any_store.writing("Delete") as unit:
        records.delete(unit, "project", [first.id])
    assert links() == {third.id: (None, None)}
    undo_last(any_store)
    undo_last(any_store)
    assert links() == before


def plain(store: Register, select: str) -> int:
    """A number by plain SQL over the live projects signed this year."""
    where = "NOT deleted AND signed_on >= '2026-01' AND signed_on <= '2026-06-30'"
    with store.reading() as session:
        said = session.execute(text(f"SELECT {select} FROM project WHERE {where}"))  # noqa: S608 - ours
        return int(said.scalar_one() or 0)


def counted(store: Register, code: str) -> int:
    with store.reading() as session:
        return compute(session, BY_CODE[code], YEAR).value or 0


STEPS = some.lists(
    some.tuples(
        some.sampled_from(("new", "phase", "increment", "delete", "undo")),
        some.integers(0, 9),
        some.integers(1, 10**9),
    ),
    max_size=10,
)


def step(store: Register, kind: str, at: int, amount: int) -> None:
    if kind == "undo":
        undo_last(store)
        return
    with store.writing(kind) as unit:
        known = unit.find(Project)
        day = PartialDay(2026, 1 + at % 6)
        if kind == "delete" and known:
            records.delete(unit, "project", [known[at % len(known)].id])
        elif kind != "delete":
            link: dict[str, object] = (
                {"previous_id": known[at % len(known)].id, "previous_kind": kind}
                if known and kind != "new" else {}
            )  # fmt: skip
            records.create(unit, "project", {
                "name": kind, "signed_on": day, "started_on": day, "agreed_investment": amount,
                "total_investment": amount, **link,
            })  # fmt: skip


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_an_increase_is_in_every_sum_once_and_in_no_number_of_projects(
    store: Register, steps: list[tuple[str, int, int]]
) -> None:
    for one in steps:
        step(store, *one)
    firsts = plain(store, "COUNT(CASE WHEN previous_id IS NULL THEN 1 END)")
    assert [counted(store, code) for code in NUMBERS if code != "planned"] == [firsts] * 3
    assert counted(store, "agreed") == plain(store, "SUM(agreed_investment)")
    with store.reading() as session:
        shown = board.read(session, Filter(), today=TODAY).columns
        for code in NUMBERS:
            span = Span(date(2026, 1, 1), date(2099, 12, 31)) if code == "planned" else YEAR
            passes = clause("project", behind(BY_CODE[code], span), today=TODAY)
            rows = session.query(Project.id).where(passes).count()
            assert rows == (compute(session, BY_CODE[code], span).value or 0)
    assert sum(len(one.ids) for one in shown) == plain(store, "COUNT(*)")
    assert sum(one.total or 0 for one in shown) == plain(store, "SUM(total_investment)")


@pytest.mark.parametrize("code", [code for code in NUMBERS if code != "planned"])
def test_numbers_of_projects_are_counted_in_the_index_of_their_dates(
    store: Register, code: str
) -> None:
    with store.reading() as session:
        query = BY_CODE[code].query(YEAR, USUAL)
        words = query.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
        plan = [row[3] for row in session.execute(text(f"EXPLAIN QUERY PLAN {words}"))]
    assert len(plan) == 1
    assert "COVERING INDEX ix_project_live_" in plan[0]
