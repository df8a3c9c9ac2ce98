# SPDX-License-Identifier: Apache-2.0
"""Promotion events, their agenda, and who attended with what interest (domain §4)."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from crm.domain import choices
from crm.domain.records import About, Record, live_index
from crm.fields import field
from crm.kinds.choices import Choice, Flag
from crm.kinds.days import Clock, Day
from crm.kinds.links import Reference
from crm.kinds.numbers import Money
from crm.kinds.places import Place
from crm.kinds.texts import LongText, Text
from crm.words import N_, NC_


class Event(Record):
    """A roadshow, expo, visit … with its programme, budget and outcome."""

    __tablename__ = "event"
    about = About(
        NC_("promotion", "Event"),
        N_("Events"),
        groups={
            "main": N_("Event"),
            "organising": N_("Organising"),
            "money": N_("Budget"),
            "result": N_("Summary"),
        },
        sort="-starts_on",
        icon="calendar-days",
    )

    name: Mapped[str] = field(
        Text(120), N_("Name"), required=True, searched=True, shown=True, ordered="pinyin"
    )
    name_en: Mapped[str | None] = field(Text(200), N_("English name"))
    kind: Mapped[str] = field(
        Choice("event_kind", choices.EVENT_KINDS), N_("Kind of event"), required=True, shown=True,
        default="roadshow",
    )  # fmt: skip
    state: Mapped[str] = field(
        Choice("event_state", choices.EVENT_STATES), N_("State"), required=True, shown=True,
        default="planned",
    )  # fmt: skip
    starts_on: Mapped[date] = field(Day(), N_("First day"), required=True, shown=True)
    ends_on: Mapped[date | None] = field(Day(), N_("Last day"), shown=True)
    city: Mapped[str | None] = field(Place(), N_("City"), shown=True, index=True)
    venue: Mapped[str | None] = field(Text(120), N_("Venue"), searched=True)
    series: Mapped[str | None] = field(Text(80), N_("Series"), searched=True, shown=True)
    programme: Mapped[str | None] = field(
        Choice("programme", choices.PROGRAMMES), N_("Cooperation programme"), shown=True
    )

    organiser: Mapped[str | None] = field(
        Text(120), N_("Organiser"), group="organising", searched=True
    )
    higher_body: Mapped[bool | None] = field(
        Flag(), N_("Arranged by a higher body"), group="organising"
    )
    host_id: Mapped[int | None] = field(
        Reference("organisation"), N_("Host organisation"), group="organising"
    )
    staff_id: Mapped[int | None] = field(
        Reference("staff"), N_("Person responsible"), group="organising", shown=True
    )
    delegation: Mapped[str | None] = field(
        LongText(), N_("Own delegation"), group="organising", listed=False, searched=True
    )
    materials: Mapped[str | None] = field(
        LongText(), N_("Materials"), group="organising", listed=False
    )

    budget: Mapped[int | None] = field(Money(), N_("Budget"), group="money")
    spending: Mapped[int | None] = field(Money(), N_("Spending"), group="money")

    summary: Mapped[str | None] = field(
        LongText(), N_("Summary"), group="result", listed=False, searched=True
    )
    note: Mapped[str | None] = field(LongText(), N_("Note"), group="result", listed=False)
    __table_args__ = (
        live_index("event", "starts_on"),
        live_index("event", "name_key"),
        live_index("event", "kind", "starts_on"),
        live_index("event", "starts_on", "ends_on", "state", "staff_id", name="days"),
    )


class AgendaItem(Record):
    """One line of an event's or a reception's timetable, to the minute."""

    __tablename__ = "agenda_item"
    about = About(
        N_("Agenda item"), N_("Agenda"), name_field="subject", parent="event_id", sort="day",
        icon="list-ordered",
    )  # fmt: skip

    event_id: Mapped[int] = field(Reference("event"), N_("Event"), required=True)
    day: Mapped[date | None] = field(Day(), N_("Day"), shown=True)
    starts_at: Mapped[time | None] = field(Clock(), N_("From"), shown=True)
    ends_at: Mapped[time | None] = field(Clock(), N_("Until"), shown=True)
    subject: Mapped[str] = field(Text(200), N_("Subject"), required=True, shown=True)
    subject_en: Mapped[str | None] = field(Text(200), N_("Subject in English"))
    place: Mapped[str | None] = field(Text(120), N_("Place"), shown=True)
    speaker: Mapped[str | None] = field(Text(120), N_("Presenter"), shown=True)
    company: Mapped[str | None] = field(Text(120), N_("Accompanied by"))
    vehicle: Mapped[str | None] = field(Text(80), N_("Vehicle"))
    duty: Mapped[str | None] = field(Text(120), N_("Duty and telephone"))


class EventProject(Record):
    """A project that an event promotes."""

    __tablename__ = "event_project"
    about = About(
        N_("Promoted project"), N_("Projects promoted"), name_field="note", parent="event_id",
        icon="folder-kanban",
    )  # fmt: skip

    event_id: Mapped[int] = field(Reference("event"), N_("Event"), required=True, shown=True)
    project_id: Mapped[int] = field(Reference("project"), N_("Project"), required=True, shown=True)
    note: Mapped[str | None] = field(Text(200), N_("Note"), shown=True)


class Attendance(Record):
    """Somebody was invited to an event, replied, came; with interest and place on the board."""

    __tablename__ = "attendance"
    about = About(
        N_("Attendance"), N_("Attendees"), name_field="name", parent="event_id", icon="user-check"
    )

    event_id: Mapped[int] = field(Reference("event"), N_("Event"), required=True, shown=True)
    person_id: Mapped[int | None] = field(Reference("person"), N_("Person"), shown=True)
    organisation_id: Mapped[int | None] = field(
        Reference("organisation"), N_("Organisation"), shown=True
    )
    name: Mapped[str | None] = field(Text(80), N_("Name as signed in"), searched=True)
    state: Mapped[str] = field(
        Choice("attendance", choices.ATTENDANCE_STATES), N_("State"), required=True, shown=True,
        default="invited",
    )  # fmt: skip
    interest: Mapped[str | None] = field(
        Choice("interest", choices.INTERESTS), N_("Interest"), shown=True
    )
    wants_to_visit: Mapped[bool | None] = field(Flag(), N_("Wants to visit"), shown=True)
    asked_about: Mapped[str | None] = field(Text(200), N_("Asked about"), shown=True)
    board: Mapped[str | None] = field(
        Choice("follow_up_board", choices.FOLLOW_UP_BOARD), N_("Follow-up board"), shown=True,
        default="untouched",
    )  # fmt: skip
    declined_reason: Mapped[str | None] = field(Text(200), N_("Reason of no interest"))
    followed_up_on: Mapped[date | None] = field(
        Day(), N_("First followed up on"), shown=True, computed=True
    )
    visited_on: Mapped[date | None] = field(Day(), N_("Return visit on"), shown=True)
    note: Mapped[str | None] = field(Text(200), N_("Note"))
    __table_args__ = (
        Index("ix_attendance_open", "state", "followed_up_on", "event_id"),
        Index("ix_attendance_board", "event_id", "board"),
        live_index("attendance", "state", "followed_up_on", "event_id", "board", name="open"),
    )


class AttendanceProject(Record):
    """A project an attendee asked about."""

    __tablename__ = "attendance_project"
    about = About(
        N_("Project asked about"), N_("Projects asked about"), name_field="note",
        parent="attendance_id", icon="folder-kanban",
    )  # fmt: skip

    attendance_id: Mapped[int] = field(Reference("attendance"), N_("Attendance"), required=True)
    project_id: Mapped[int] = field(Reference("project"), N_("Project"), required=True, shown=True)
    note: Mapped[str | None] = field(Text(200), N_("Note"), shown=True)
