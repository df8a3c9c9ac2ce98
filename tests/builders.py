# SPDX-License-Identifier: Apache-2.0
"""Small records for tests: `a_project(unit, name="Tea garden")` adds one with sensible values."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import TypeVar

from crm.domain.attachment import Attachment
from crm.domain.contact import Activity, FollowUp
from crm.domain.course import Milestone
from crm.domain.event import Attendance, Event
from crm.domain.office import Staff, Unit
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.domain.policy import Policy
from crm.domain.project import Project
from crm.domain.receipt import Receipt
from crm.domain.records import Record
from crm.kinds.days import PartialDay
from crm.storage.register import Register
from crm.storage.unit import UnitOfWork

R = TypeVar("R", bound=Record)
_numbers = count(1)


def a(unit: UnitOfWork, record: type[R], /, **values: object) -> R:
    """A record of any type with just these values."""
    return unit.add(record(**values))


def saved(register: Register, record: Record) -> int:
    """Put one record into the store by a unit of work of its own; returns its id."""
    with register.writing("Prepared") as unit:
        unit.add(record)
    return record.id


def a_project(unit: UnitOfWork, **over: object) -> Project:
    """A project in reserve of 35 million yuan."""
    given = {"name": f"Selenium tea garden {next(_numbers)}", "total_investment": 35_000_000}
    return a(unit, Project, **{**given, **over})


def an_organisation(unit: UnitOfWork, **over: object) -> Organisation:
    """An enterprise."""
    given = {"name": f"Invented Drinks {next(_numbers)} Co., Ltd.", "type": "enterprise"}
    return a(unit, Organisation, **{**given, **over})


def a_person(unit: UnitOfWork, **over: object) -> Person:
    """A person without an organisation."""
    return a(unit, Person, **{"name": f"Person {next(_numbers)}", **over})


def an_event(unit: UnitOfWork, **over: object) -> Event:
    """A planned roadshow."""
    given = {"name": f"Roadshow {next(_numbers)}", "starts_on": date(2026, 6, 18)}
    return a(unit, Event, **{**given, **over})


def an_attendance(unit: UnitOfWork, event: Event, person: Person, **over: object) -> Attendance:
    """A person who is invited to an event."""
    return a(unit, Attendance, **{"event_id": event.id, "person_id": person.id, **over})


def a_milestone(unit: UnitOfWork, project: Project, **over: object) -> Milestone:
    """The first contact of a project."""
    return a(unit, Milestone, **{"project_id": project.id, "kind": "first_contact", **over})


def an_attachment(unit: UnitOfWork, owner: Record, **over: object) -> Attachment:
    """A small text file of a record."""
    content = f"Minutes {next(_numbers)}".encode()
    given: dict[str, object] = {
        "owner": owner.__tablename__,
        "owner_id": owner.id,
        "name": "minutes.txt",
        "size": len(content),
        "sha256": unit.keep(content),
    }
    return a(unit, Attachment, **{**given, **over})


def a_receipt(unit: UnitOfWork, project: Project, **over: object) -> Receipt:
    """A draft receipt of one million yuan from outside the province."""
    given: dict[str, object] = {
        "project_id": project.id,
        "month": PartialDay.of("2026-05"),
        "amount": 1_000_000,
        "origin": "in_country",
    }
    return a(unit, Receipt, **{**given, **over})


def an_activity(unit: UnitOfWork, **over: object) -> Activity:
    """A call."""
    given = {"subject": f"Call {next(_numbers)}", "happened_on": date(2026, 6, 20)}
    return a(unit, Activity, **{**given, **over})


def a_follow_up(unit: UnitOfWork, **over: object) -> FollowUp:
    """An open follow-up."""
    given = {"subject": f"Follow-up {next(_numbers)}", "due_on": date(2026, 6, 25)}
    return a(unit, FollowUp, **{**given, **over})


def a_policy(unit: UnitOfWork, **over: object) -> Policy:
    """A policy."""
    return a(unit, Policy, **{"title": f"Measures {next(_numbers)}", **over})


def a_staff_member(unit: UnitOfWork, **over: object) -> Staff:
    """A member of the office."""
    return a(unit, Staff, **{"name": f"Officer {next(_numbers)}", **over})


def a_unit(unit: UnitOfWork, **over: object) -> Unit:
    """A department that answers for projects."""
    return a(unit, Unit, **{"name": f"Bureau {next(_numbers)}", **over})
