# SPDX-License-Identifier: Apache-2.0
"""Activities that happened and follow-ups that are due: the timeline and the queue (domain §4)."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from crm.domain import choices
from crm.domain.records import About, Record, live_index
from crm.fields import field
from crm.kinds.choices import Choice
from crm.kinds.days import Clock, Day
from crm.kinds.links import Reference
from crm.kinds.numbers import Count
from crm.kinds.texts import LongText, Text
from crm.words import N_, NC_


class Activity(Record):
    """A call, visit, meeting, WeChat, e-mail or reception: when, who, with whom, about what."""

    __tablename__ = "activity"
    about = About(
        N_("Activity"), N_("Activities"), name_field="subject", sort="-happened_on",
        icon="message-square",
        groups={"main": N_("Activity"), "links": N_("Linked records")},
    )  # fmt: skip

    kind: Mapped[str] = field(
        Choice("activity", choices.ACTIVITY_KINDS), N_("Kind of activity"), required=True,
        shown=True, default="call",
    )  # fmt: skip
    happened_on: Mapped[date] = field(Day(), N_("When"), required=True, shown=True)
    at_time: Mapped[time | None] = field(Clock(), NC_("clock", "Time"))
    subject: Mapped[str] = field(Text(200), N_("Subject"), required=True, searched=True, shown=True)
    content: Mapped[str | None] = field(LongText(), N_("Content"), listed=False, searched=True)
    asked_for: Mapped[str | None] = field(LongText(2000), N_("What they asked for"), listed=False)
    next_step: Mapped[str | None] = field(Text(200), N_("Next step"), shown=True)
    staff_id: Mapped[int | None] = field(Reference("staff"), N_("By"), shown=True)

    organisation_id: Mapped[int | None] = field(
        Reference("organisation"), N_("Organisation"), group="links", shown=True
    )
    person_id: Mapped[int | None] = field(
        Reference("person"), N_("Person"), group="links", shown=True
    )
    project_id: Mapped[int | None] = field(
        Reference("project"), N_("Project"), group="links", shown=True
    )
    event_id: Mapped[int | None] = field(Reference("event"), N_("Event"), group="links")
    __table_args__ = (
        live_index("activity", "happened_on"),
        Index("ix_activity_project_latest", "project_id", "happened_on"),
        # With what was deleted in it, whoever is silent is found in the index alone.
        Index("ix_activity_organisation_latest", "organisation_id", "happened_on", "deleted"),
        Index("ix_activity_person_latest", "person_id", "happened_on", "deleted"),
        Index("ix_activity_event_latest", "event_id", "happened_on"),
    )


class ActivityPerson(Record):
    """A further person who took part in an activity."""

    __tablename__ = "activity_person"
    about = About(
        N_("Participant"), N_("Participants"), name_field="note", parent="activity_id", icon="user"
    )

    activity_id: Mapped[int] = field(Reference("activity"), N_("Activity"), required=True)
    person_id: Mapped[int] = field(Reference("person"), N_("Person"), required=True, shown=True)
    note: Mapped[str | None] = field(Text(100), N_("Note"), shown=True)


class FollowUp(Record):
    """Something to be done by a day for somebody: with result and next step when closed."""

    __tablename__ = "follow_up"
    about = About(
        N_("Follow-up"), N_("Follow-ups"), name_field="subject", sort="due_on", icon="list-checks",
        groups={"main": N_("Follow-up"), "links": N_("Linked records"), "result": N_("Result")},
    )  # fmt: skip

    subject: Mapped[str] = field(Text(200), N_("Subject"), required=True, searched=True, shown=True)
    due_on: Mapped[date] = field(Day(), N_("Due on"), required=True, shown=True)
    staff_id: Mapped[int | None] = field(Reference("staff"), N_("Person responsible"), shown=True)
    state: Mapped[str] = field(
        Choice("follow_up", choices.FOLLOW_UP_STATES), N_("State"), required=True, shown=True,
        default="open",
    )  # fmt: skip

    organisation_id: Mapped[int | None] = field(
        Reference("organisation"), N_("Organisation"), group="links", shown=True
    )
    person_id: Mapped[int | None] = field(
        Reference("person"), N_("Person"), group="links", shown=True
    )
    project_id: Mapped[int | None] = field(
        Reference("project"), N_("Project"), group="links", shown=True
    )
    event_id: Mapped[int | None] = field(Reference("event"), N_("Event"), group="links", shown=True)
    attendance_id: Mapped[int | None] = field(
        Reference("attendance"), N_("Attendance"), group="links", computed=True, listed=False
    )
    plan_step: Mapped[int | None] = field(
        Count(), N_("Step of the plan"), group="links", computed=True
    )

    result: Mapped[str | None] = field(LongText(), N_("Result"), group="result", searched=True)
    next_step: Mapped[str | None] = field(Text(200), N_("Next step"), group="result")
    done_on: Mapped[date | None] = field(Day(), N_("Done on"), group="result", shown=True)
    snoozed_until: Mapped[date | None] = field(Day(), N_("Put off until"), group="result")
    snooze_reason: Mapped[str | None] = field(
        Text(200), N_("Reason of putting off"), group="result"
    )
    __table_args__ = (
        live_index("follow_up", "due_on"),
        live_index("follow_up", "state", "due_on"),
        Index("ix_follow_up_staff_open", "staff_id", "state", "due_on"),
        live_index(
            "follow_up", "state", "due_on", "done_on", "snoozed_until", "staff_id", name="due"
        ),
    )
