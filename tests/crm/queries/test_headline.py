# SPDX-License-Identifier: Apache-2.0
"""Key figures and open tasks at the head of a record."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from crm.domain.cost import CostItem, CostPrice
from crm.domain.course import Party, Problem
from crm.domain.office import StoreSetting
from crm.domain.organisation import Organisation
from crm.domain.procedure import Procedure, ProcedureStep
from crm.kinds.days import PartialDay
from crm.kinds.numbers import money_words
from crm.queries import effects, headline
from crm.queries.headline import Fact
from crm.storage.register import Register
from crm.words import NC_
from tests.builders import (
    a,
    a_follow_up,
    a_person,
    a_policy,
    a_project,
    a_receipt,
    a_staff_member,
    an_activity,
    an_attendance,
    an_event,
    an_organisation,
)

TODAY = date(2026, 6, 30)
CONTACT = NC_("privacy", "Contact")
PROJECTS = NC_("related", "Projects")


def facts(store: Register, record: str, record_id: int) -> dict[str, Fact]:
    with store.reading() as session:
        found = headline.facts(session, record, record_id, today=TODAY)
    return {one.label: one for one in found}


def test_a_project_tells_its_money_and_how_long_it_stands(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit, total_investment=20_000_000, stage_since=date(2026, 6, 10))
        a_receipt(unit, project, amount=4_000_000, state="reported")
        a_receipt(unit, project, amount=9_000_000, state="approved", approved_amount=1_000_000)
        a_receipt(unit, project, amount=7_000_000, state="draft")
    found = facts(any_store, "project", project.id)
    assert found["Total investment"].money == 20_000_000
    assert found["Funds in place"].money == 5_000_000
    assert found["Funds in place"].second == "25 % of the investment"
    assert (found["In this stage"].text, found["In this stage"].unit) == ("20", "days")
    assert "Status" not in found


def test_a_project_with_land_tells_what_a_mu_of_it_brings(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        land = {"total_investment": 30_000_000, "land_area": Decimal(100)}
        taxed, plain = a_project(unit, **land, yearly_tax=2_000_000), a_project(unit, **land)
        odd = a_project(unit, total_investment=135_000_000, land_area=Decimal(74))
        without = a_project(unit)

    def told(project_id: int) -> str:
        return facts(any_store, "project", project_id)["Total investment"].second

    assert told(taxed.id) == f"{money_words(300_000)} per mu, {money_words(20_000)} of tax a year"
    assert told(plain.id) == f"{money_words(300_000)} per mu"
    assert told(odd.id) == f"{money_words(1_824_300)} per mu"
    assert told(without.id) == ""


def test_the_funds_of_a_project_are_counted_as_the_office_counts(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit)
        a_receipt(unit, project, amount=4_000_000, state="reported")
        a_receipt(unit, project, amount=1_000_000, state="approved")
        a(unit, StoreSetting, key="count.states", value='["approved"]')
    assert facts(any_store, "project", project.id)["Funds in place"].money == 1_000_000


def test_a_project_that_does_not_go_well_says_so(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit, status="delayed", status_reason="No power")
        a(unit, Problem, project_id=project.id, subject="Power", due_on=date(2026, 6, 1))
        a(unit, Problem, project_id=project.id, subject="Road", due_on=date(2026, 7, 1))
        a(unit, Problem, project_id=project.id, subject="Done", state="closed")
    found = facts(any_store, "project", project.id)
    assert (found["Status"].second, found["Status"].voice) == ("No power", "warning")
    problems = found["Open problems"]
    assert (problems.text, problems.second, problems.voice) == (
        "2", "1 past its deadline", "warning",
    )  # fmt: skip


def test_an_event_tells_what_its_effect_tells(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event, other = an_event(unit), an_event(unit)
        an_attendance(unit, event, a_person(unit), state="attended", interest="a")
        an_attendance(unit, event, a_person(unit), interest="a")
        signed = {"signed_on": PartialDay(2026, 6, 20), "agreed_investment": 5_000_000}
        first = a_project(unit, source_event_id=event.id, **signed)
        a_project(unit, signing_event_id=event.id, previous_id=first.id, previous_kind="increment",
                  **signed)  # fmt: skip
        a_project(unit, source_event_id=event.id, signing_event_id=other.id, **signed)
        a_project(unit, signing_event_id=event.id, agreed_investment=9)
    found = facts(any_store, "event", event.id)
    with any_store.reading() as session:
        effect = effects.of_event(session, event.id).effect
    assert found["Interested (A, B)"].text == str(effect.interested) == "1"
    assert found["Signed here"].text == str(effect.signed) == "1"
    assert found["Agreed investment"].money == effect.agreed == 10_000_000


def test_an_organisation_with_a_later_phase_has_one_project_and_both_amounts(
    any_store: Register,
) -> None:
    with any_store.writing("Prepared") as unit:
        firm, first = an_organisation(unit), a_project(unit, agreed_investment=3_000_000)
        later = a_project(unit, agreed_investment=2_000_000, previous_id=first.id,
                          previous_kind="increment")  # fmt: skip
        for project in (first, later):
            a(unit, Party, project_id=project.id, organisation_id=firm.id)
    found = facts(any_store, "organisation", firm.id)
    assert (found[PROJECTS].text, found["Agreed investment"].money) == ("1", 5_000_000)


def test_a_house_that_was_deleted_speaks_for_nobody(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        house = an_organisation(unit, do_not_contact=True)
        person = a_person(unit, organisation_id=house.id)
    assert facts(any_store, "person", person.id)[CONTACT].text == "Do not contact"
    with any_store.writing("Deleted") as unit:
        unit.change(unit.get(Organisation, house.id), {"deleted": True})
    assert CONTACT not in facts(any_store, "person", person.id)


def test_somebody_has_the_projects_that_are_there(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        firm, person, live, gone = (
            an_organisation(unit), a_person(unit), a_project(unit), a_project(unit),
        )  # fmt: skip
        for project in (live, gone):
            a(unit, Party, project_id=project.id, organisation_id=firm.id, person_id=person.id)
        unit.flush()
        gone.deleted = True
    assert facts(any_store, "person", person.id)[PROJECTS].text == "1"


def test_an_organisation_counts_its_projects_and_contacts(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        investor, event = an_organisation(unit), an_event(unit)
        for amount in (30_000_000, 12_000_000):
            project = a_project(unit, agreed_investment=amount)
            a(unit, Party, project_id=project.id, organisation_id=investor.id)
        an_attendance(unit, event, a_person(unit), organisation_id=investor.id, state="attended")
        an_activity(unit, organisation_id=investor.id, happened_on=date(2026, 6, 29))
    found = facts(any_store, "organisation", investor.id)
    assert found["related\x04Projects"].text == "2"
    assert found["Agreed investment"].money == 42_000_000
    assert found["Events attended"].text == "1"
    assert (found["Last contact"].text, found["Last contact"].unit) == ("1", "day")


def test_an_event_counts_who_came_and_who_waits(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        event = an_event(unit)
        for state, more in (
            ("attended", {"interest": "a", "followed_up_on": TODAY}),
            ("attended", {"interest": "c"}),
            ("invited", {}),
        ):
            an_attendance(unit, event, a_person(unit), state=state, **more)
    found = facts(any_store, "event", event.id)
    assert (found["Attended"].text, found["Attended"].second) == ("2", "of 3 invited")
    assert found["Interested (A, B)"].text == "1"
    assert (found["Not yet followed up"].text, found["Not yet followed up"].voice) == (
        "1", "warning",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("expires", "said", "voice"),
    [
        (date(2026, 6, 1), "Expired", "error"),
        (date(2026, 8, 1), "Expires soon", "warning"),
        (date(2030, 1, 1), "In force", "good"),
    ],
)
def test_a_policy_says_whether_it_holds(
    any_store: Register, expires: date, said: str, voice: str
) -> None:
    with any_store.writing("Prepared") as unit:
        policy = a_policy(unit, expires_on=expires)
    found = facts(any_store, "policy", policy.id)
    assert (found["Validity"].text, found["Validity"].voice) == (said, voice)
    assert found["Fair-competition review"].voice == "warning"


def test_a_cost_shows_its_latest_price(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        item = a(unit, CostItem, category="power", name="Power", price_unit="yuan/kWh")
        for year, low in ((2024, "0.5"), (2026, "0.62")):
            a(unit, CostPrice, cost_item_id=item.id, low=Decimal(low), high=Decimal("0.7"),
              effective_from=date(year, 1, 1), next_check=date(2026, 5, 1))  # fmt: skip
    found = facts(any_store, "cost_item", item.id)
    assert (found["Price"].text, found["Price"].unit) == ("0.62–0.7", "yuan/kWh")
    assert found["Next check"].voice == "warning"


def test_steps_beside_one_another_take_as_long_as_the_longest(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        procedure = a(unit, Procedure, name="Setting up")
        for at, (kind, days) in enumerate(
            (("compulsory", 3), ("parallel", 5), ("optional", 9), ("compulsory", 2))
        ):
            a(unit, ProcedureStep, procedure_id=procedure.id, position=at, name=f"Step {at}",
              kind=kind, days_promised=days)  # fmt: skip
    found = facts(any_store, "procedure", procedure.id)
    assert found["Steps"].text == "4"
    assert found["Promised time"].text == "7"


def test_a_price_of_tomorrow_is_not_shown_today(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        item = a(unit, CostItem, category="power", name="Power", price_unit="yuan/kWh")
        for day, low in ((date(2026, 1, 1), "0.5"), (date(2026, 7, 1), "0.9"), (None, "0.1")):
            a(unit, CostPrice, cost_item_id=item.id, low=Decimal(low), effective_from=day)
    assert facts(any_store, "cost_item", item.id)["Price"].text == "0.5"


def test_a_step_that_says_nothing_makes_the_time_at_least(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        procedure = a(unit, Procedure, name="Setting up")
        for at, days in enumerate((3, None)):
            a(unit, ProcedureStep, procedure_id=procedure.id, position=at, name=f"Step {at}",
              kind="compulsory", days_promised=days)  # fmt: skip
    found = facts(any_store, "procedure", procedure.id)
    assert found["Promised time"].text == "at least 3"
    assert found["Statutory time"].text == ""


def test_records_without_figures_have_none(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        officer = a_staff_member(unit)
    assert facts(any_store, "staff", officer.id) == {}


def test_open_tasks_come_with_the_late_ones_first_and_say_about_whom(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project, person = a_project(unit), a_person(unit, name="Wang Fang")
        a_follow_up(unit, project_id=project.id, subject="Later", due_on=date(2026, 7, 9))
        a_follow_up(unit, project_id=project.id, subject="Late", due_on=date(2026, 6, 27),
                    person_id=person.id)  # fmt: skip
        a_follow_up(unit, project_id=project.id, subject="Done", state="done")
    with any_store.reading() as session:
        late, later = headline.tasks(session, "project", project.id, today=TODAY)
    assert (late.subject, late.late, late.about) == ("Late", 3, "Wang Fang")
    assert (later.subject, later.late) == ("Later", 0)


def test_a_task_that_was_put_off_is_late_after_that_day(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        project = a_project(unit)
        a_follow_up(unit, project_id=project.id, subject="Put off", due_on=date(2026, 6, 1),
                    snoozed_until=date(2026, 6, 29))  # fmt: skip
        a_follow_up(unit, project_id=project.id, subject="Late", due_on=date(2026, 6, 20))
    with any_store.reading() as session:
        late, put_off = headline.tasks(session, "project", project.id, today=TODAY)
    assert (late.subject, late.late) == ("Late", 10)
    assert (put_off.due_on, put_off.late) == (date(2026, 6, 29), 1)


def test_nobody_is_waited_for_before_the_event_or_when_it_was_cancelled(
    any_store: Register,
) -> None:
    with any_store.writing("Prepared") as unit:
        events = [
            an_event(unit, starts_on=TODAY),
            an_event(unit, starts_on=date(2026, 7, 1)),
            an_event(unit, starts_on=TODAY, state="cancelled"),
        ]
        for event in events:
            an_attendance(unit, event, a_person(unit), state="attended")
    said = [facts(any_store, "event", one.id)["Not yet followed up"].text for one in events]
    assert said == ["1", "0", "0"]


def test_whether_somebody_may_be_contacted_stands_at_the_head(any_store: Register) -> None:
    with any_store.writing("Prepared") as unit:
        silent = an_organisation(unit, name="Silent", do_not_contact=True)
        people = [
            a_person(unit, do_not_contact=True, consent=True),
            a_person(unit, organisation_id=silent.id),
            a_person(unit, consent=True, consent_on=date(2026, 6, 1)),
            a_person(unit, consent=False),
            a_person(unit, consent=True, keep_until=date(2026, 6, 1)),
        ]
        unknown = a_person(unit)
    found = [facts(any_store, "person", one.id)[CONTACT] for one in people]
    assert [(one.text, one.second, one.voice) for one in found] == [
        ("Do not contact", "", "error"),
        ("Do not contact", "Silent", "error"),
        ("Consents to be contacted", "2026-06-01", "good"),
        ("Does not consent", "", "warning"),
        ("Keeping period over", "", "warning"),
    ]
    assert CONTACT not in facts(any_store, "person", unknown.id)
    assert facts(any_store, "organisation", silent.id)[CONTACT].voice == "error"
