# SPDX-License-Identifier: Apache-2.0
"""The follow-up list of an event as a workbook: who came, what they asked, what is done next."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from crm.domain.contact import FollowUp
from crm.domain.event import Attendance
from crm.domain.office import Staff
from crm.domain.organisation import Organisation
from crm.domain.person import Person
from crm.exchange.exporting import beside
from crm.exchange.ledger import Ledger
from crm.fields import Field
from crm.queries.listing import Values
from crm.queries.papers import EventPapers, Guest
from crm.words import _


def write_follow_ups(event: EventPapers, path: Path, *, today: date) -> int:
    """Write those who attended into `path`; how many there were.

    Raises:
        StorageTrouble: the file cannot be written there.
    """
    title = _("Follow-up list: {event}").format(event=event.name)
    as_of = _("As of {day}").format(day=today.isoformat())
    came = event.came()
    with beside(path) as place, Ledger(place, _columns(), title, as_of) as ledger:
        for one in came:
            ledger.add(_row(one))
    return len(came)


def _columns() -> tuple[Field, ...]:
    person, house = Person.fields(), Organisation.fields()
    attendance, follow_up = Attendance.fields(), FollowUp.fields()
    return (
        person["name"], house["name"], person["title"], person["mobile"], attendance["interest"],
        attendance["asked_about"], attendance["wants_to_visit"], attendance["followed_up_on"],
        follow_up["due_on"], follow_up["subject"], Staff.fields()["name"],
    )  # fmt: skip


def _row(one: Guest) -> Values:
    return (
        one.name, one.organisation or None, one.title or None, one.mobile or None,
        one.interest or None, one.asked or None, one.wants_to_visit or None, one.followed_up_on,
        one.next_due, one.next_subject or None, one.responsible or None,
    )  # fmt: skip
