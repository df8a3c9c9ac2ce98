# SPDX-License-Identifier: Apache-2.0
"""Organisations that fit a project and projects that fit an organisation, the best first."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.domain.choices import CHAINS
from crm.domain.course import Party
from crm.domain.event import AttendanceProject
from crm.queries.matching import Match, matches
from crm.storage.register import Register
from tests.builders import (
    a,
    a_person,
    a_project,
    an_activity,
    an_attendance,
    an_event,
    an_organisation,
)

TODAY = date(2026, 6, 30)
TEA, CITRUS = CHAINS[0].code, CHAINS[1].code


def look(register: Register, record: str, record_id: int) -> list[Match]:
    with register.reading() as session:
        return matches(session, record, record_id, today=TODAY, most=1000)


def said(found: list[Match]) -> dict[str, list[str]]:
    return {one.title: [reason.label for reason in one.fit.reasons] for one in found}


def test_organisations_of_the_trade_come_in_the_order_of_what_speaks_for_them(
    any_store: Register,
) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit, chain=TEA, industry="C15", total_investment=50_000_000)
        an_organisation(unit, name="Looks", wanted_chains=(TEA,), amount_low=10_000_000)
        an_organisation(unit, name="Is", chains=(CITRUS, TEA))
        an_organisation(unit, name="Industry", industry="C15")
        an_organisation(unit, name="Other", wanted_chains=(CITRUS,), amount_low=1)
        an_organisation(unit, name="Silent", wanted_chains=(TEA,), do_not_contact=True)
        an_organisation(unit, name="Doubtful", wanted_chains=(TEA,), screening="rejected")
        unit.delete(an_organisation(unit, name="Gone", wanted_chains=(TEA,)))
        there = an_organisation(unit, name="There", wanted_chains=(TEA,))
        a(unit, Party, project_id=project.id, organisation_id=there.id)
    assert said(look(any_store, "project", project.id)) == {
        "Looks": ["looks for this chain", "the amount fits"],
        "Is": ["is of this chain"],
        "Industry": ["the same industry"],
    }


def test_who_asked_or_was_spoken_to_fits_without_a_trade(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project, other, event = a_project(unit), a_project(unit, chain=TEA), an_event(unit)
        asked, spoken = an_organisation(unit, name="Asked"), an_organisation(unit, name="Spoken")
        person = a_person(unit, organisation_id=asked.id)
        came = an_attendance(unit, event, person)
        a(unit, AttendanceProject, attendance_id=came.id, project_id=project.id)
        an_activity(unit, organisation_id=spoken.id, project_id=project.id)
        an_activity(unit, organisation_id=spoken.id)
    assert said(look(any_store, "project", project.id)) == {
        "Asked": ["asked about it"], "Spoken": ["was spoken to about it"],
    }  # fmt: skip
    assert [one.id for one in look(any_store, "organisation", asked.id)] == [project.id]
    assert [one.id for one in look(any_store, "organisation", spoken.id)] == [project.id]
    assert look(any_store, "project", other.id) == []


def test_an_organisation_is_shown_open_projects_only(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        house = an_organisation(unit, chains=(TEA,))
        a_project(unit, name="Open", chain=TEA)
        a_project(unit, name="Late", chain=TEA, stage="negotiate", status="delayed")
        a_project(unit, name="Signed", chain=TEA, stage="sign")
        a_project(unit, name="Shelved", chain=TEA, status="shelved")
        mine = a_project(unit, name="Mine", chain=TEA)
        a(unit, Party, project_id=mine.id, organisation_id=house.id)
    why = ["is of this chain", "has a project of this chain here"]
    assert said(look(any_store, "organisation", house.id)) == {"Open": why, "Late": why}


def test_only_who_invests_in_a_project_of_the_chain_has_one(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        house, project = an_organisation(unit, chains=(TEA,)), a_project(unit, chain=TEA)
        theirs = a_project(unit, chain=TEA)
        a(unit, Party, project_id=theirs.id, organisation_id=house.id, role="partner")
    why = ["is of this chain"]
    assert list(said(look(any_store, "organisation", house.id)).values()) == [why]
    assert said(look(any_store, "project", project.id))[house.name] == why


def test_what_is_gone_or_has_nothing_to_compare_fits_nothing(store: Register) -> None:
    with store.writing("Prepared") as unit:
        project, house = a_project(unit), an_organisation(unit)
        an_organisation(unit, wanted_chains=(TEA,))
    assert look(store, "project", project.id) == []
    assert look(store, "organisation", house.id) == []
    assert look(store, "project", 99) == []
    assert look(store, "organisation", 99) == []
    with pytest.raises(KeyError):
        look(store, "event", 1)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    houses=st.lists(
        st.tuples(st.sampled_from([None, TEA, CITRUS]), st.sampled_from([None, "C15"])), max_size=5
    )
)
def test_both_ways_tell_the_same_pairs(
    store: Register, houses: list[tuple[str | None, str | None]]
) -> None:
    with store.writing("Prepared") as unit:
        made = [
            an_organisation(unit, wanted_chains=(chain,) if chain else None, industry=industry)
            for chain, industry in houses
        ]
        projects = [a_project(unit, chain=TEA), a_project(unit, industry="C15")]
    to = {(one.id, hit.id) for one in projects for hit in look(store, "project", one.id)}
    ours = {one.id for one in projects}
    back = {
        (hit.id, one.id) for one in made for hit in look(store, "organisation", one.id)
        if hit.id in ours
    }  # fmt: skip
    assert {pair for pair in to if pair[1] in {one.id for one in made}} == back
