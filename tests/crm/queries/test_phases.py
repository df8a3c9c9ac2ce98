# SPDX-License-Identifier: Apache-2.0
"""A project with its phases is one sum, and the new whole typed into one of them is noticed."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import text

from crm.domain.project import Project
from crm.queries import doubts, headline, phases
from crm.queries.phases import Before, Together
from crm.storage.register import Register
from crm.storage.unit import UnitOfWork
from tests.builders import a_project, a_receipt

TODAY = date(2026, 6, 30)
MILLION = 1_000_000


def later(unit: UnitOfWork, of: Project, **given: object) -> Project:
    """What continues a project."""
    return a_project(unit, previous_id=of.id, previous_kind="increment", **given)


def together(store: Register, project: Project) -> Together:
    with store.reading() as session:
        return phases.together(session, project.id)


def doubt(store: Register, project: Project) -> str:
    with store.reading() as session:
        return doubts.doubt(session, "project", project.id)


def test_a_project_tells_what_it_comes_to_with_its_phases(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        head = a_project(unit, total_investment=80 * MILLION, agreed_investment=70 * MILLION)
        second = later(unit, head, total_investment=20 * MILLION, agreed_investment=None)
        third = later(unit, second, total_investment=5 * MILLION, agreed_investment=5 * MILLION)
        gone = later(unit, second, total_investment=900 * MILLION)
        unit.delete(gone)
        for project in (head, third):
            a_receipt(unit, project, amount=MILLION, state="reported")
    assert together(any_store, head) == Together(2, 105 * MILLION, 75 * MILLION, 2 * MILLION)
    assert together(any_store, third) == Together(0, 5 * MILLION, 5 * MILLION, MILLION)
    with any_store.reading() as session:
        facts = headline.facts(session, "project", head.id, today=TODAY)
    (fact,) = [one for one in facts if one.label == "Investment in all"]
    assert fact.money == 105 * MILLION
    assert fact.second == "with 2 phases, agreed CNY 75 million, funds CNY 2 million"


def test_a_project_without_phases_tells_only_its_own(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit, total_investment=80 * MILLION)
    with any_store.reading() as session:
        facts = headline.facts(session, "project", project.id, today=TODAY)
    assert "Investment in all" not in [one.label for one in facts]


def test_the_new_whole_in_an_increase_is_doubted(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        head = a_project(unit, name="Tea", total_investment=80 * MILLION)
        adds = later(unit, head, total_investment=20 * MILLION)
        whole = later(unit, adds, total_investment=130 * MILLION)
        unknown = later(unit, head, total_investment=None)
    assert doubt(any_store, head) == doubt(any_store, adds) == doubt(any_store, unknown) == ""
    assert "CNY 100 million" in doubt(any_store, whole)
    with any_store.reading() as session:
        assert phases.before(session, adds.id) == Before(
            adds.name, {"total_investment": 100 * MILLION}
        )


LINKS = some.lists(
    some.tuples(some.none() | some.integers(0, 9), some.none() | some.integers(0, 10**10)),
    min_size=1, max_size=10,
)  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(links=LINKS)
def test_the_wholes_of_the_first_ones_add_up_to_all_projects(
    store: Register, links: list[tuple[int | None, int | None]]
) -> None:
    with store.writing("Prepared") as unit:
        for one in unit.find(Project):
            unit.delete(one)
        made: list[Project] = []
        for of, amount in links:
            if of is None or not made:
                made.append(a_project(unit, total_investment=amount))
            else:
                made.append(later(unit, made[of % len(made)], total_investment=amount))
    with store.reading() as session:
        firsts = session.query(Project.id).filter(
            Project.previous_id.is_(None), Project.deleted.is_(False)
        )
        wholes = [phases.together(session, one) for (one,) in firsts]
        query = "SELECT COUNT(*), COALESCE(SUM(total_investment), 0) FROM project WHERE NOT deleted"
        assert (
            sum(1 + one.phases for one in wholes), sum(one.total or 0 for one in wholes)
        ) == tuple(session.execute(text(query)).one())  # fmt: skip
