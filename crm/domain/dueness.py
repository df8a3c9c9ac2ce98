# SPDX-License-Identifier: Apache-2.0
"""When a follow-up counts and who is not followed up, in SQL.

The rules themselves are in `crm.domain.rules.following`; a test holds both together.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, case, or_

from crm.domain.contact import FollowUp
from crm.domain.event import Attendance, Event
from crm.domain.rules.following import UNSPOKEN


def counts_on() -> ColumnElement[date]:
    """The day that counts for a follow-up: putting off moves it later, never earlier."""
    later = FollowUp.snoozed_until > FollowUp.due_on
    return case((later, FollowUp.snoozed_until), else_=FollowUp.due_on)


def counts_by(last: date) -> ColumnElement[bool]:
    """The day that counts is not after a day; said of the columns, for their index."""
    awake = or_(FollowUp.snoozed_until.is_(None), FollowUp.snoozed_until <= last)
    return and_(FollowUp.due_on <= last, awake)


def counts_from(first: date) -> ColumnElement[bool]:
    """The day that counts is not before a day."""
    return or_(FollowUp.due_on >= first, FollowUp.snoozed_until >= first)


def waits() -> ColumnElement[bool]:
    """Somebody came to an event, and nobody has followed it up or moved it on on the board."""
    return and_(
        ~Attendance.deleted,
        Attendance.state == "attended",
        Attendance.followed_up_on.is_(None),
        or_(Attendance.board.is_(None), Attendance.board.in_(UNSPOKEN)),
    )


def has_begun(today: date) -> ColumnElement[bool]:
    """An event took place, or does so now: its attendees are waited for."""
    return and_(~Event.deleted, Event.state != "cancelled", Event.starts_on <= today)
