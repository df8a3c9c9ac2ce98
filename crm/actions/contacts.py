# SPDX-License-Identifier: Apache-2.0
"""Contacts that happened and follow-ups that are due: one verb, one function (domain §4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from crm.actions import records
from crm.domain.contact import Activity, ActivityPerson, FollowUp
from crm.domain.office import Staff
from crm.domain.rules.following import Next, due
from crm.errors import InvalidInput
from crm.storage.changes import Seen
from crm.storage.unit import UnitOfWork
from crm.words import _

Values = Mapping[str, object]
LINKS = ("organisation_id", "person_id", "project_id", "event_id")
"""The fields by which an activity or a follow-up belongs to something."""

_PUT_OFF = frozenset({"due_on", "snoozed_until"})


def add_activity(unit: UnitOfWork, values: Values, *, others: Sequence[int] = ()) -> Activity:
    """Enter a call, visit, meeting …; `others` are further people who took part.

    It stands in the timeline of each record it belongs to, and of the organisation its person
    works for.

    Raises:
        InvalidInput: it belongs to nothing, or a value cannot be stored.
    """
    if not any(values.get(link) for link in LINKS):
        raise _refused("organisation_id", _("Say with whom or about what it was."))
    made = records.make(unit, Activity, values)
    for person_id in dict.fromkeys(others):
        if person_id != made.person_id:
            together = {"activity_id": made.id, "person_id": person_id}
            records.make(unit, ActivityPerson, together)
    return made


def close(
    unit: UnitOfWork, follow_up_id: int, *, on: date, result: str, then: Next | None = None
) -> FollowUp | None:
    """Close a follow-up with its result; gives the next one of the chain if there is to be one.

    Raises:
        InvalidInput: the result is not said, or it was closed before.
    """
    follow_up = _open(unit, follow_up_id)
    values: dict[str, object] = {"state": "done", "done_on": on, "result": result}
    if then is not None:
        values["next_step"] = then.subject
    records.alter(unit, follow_up, values)
    if then is None:
        return None
    return records.make(unit, FollowUp, {
        "subject": then.subject, "due_on": then.due_on, "staff_id": follow_up.staff_id,
        "attendance_id": follow_up.attendance_id, **_links(follow_up),
    })  # fmt: skip


def close_all(
    unit: UnitOfWork, ids: Sequence[int], *, on: date, result: str, then: Mapping[int, Next]
) -> list[FollowUp]:
    """Close several follow-ups with one result; `then` says by id what is to be done next.

    Raises:
        InvalidInput: the result is not said, or one of them was closed before.
    """
    made = [close(unit, one, on=on, result=result, then=then.get(one)) for one in ids]
    return [one for one in made if one is not None]


def drop(unit: UnitOfWork, follow_up_id: int, *, on: date, reason: str) -> FollowUp:
    """Give a follow-up up, saying why.

    Raises:
        InvalidInput: it does not say why, or it was closed before.
    """
    follow_up = _open(unit, follow_up_id)
    if not reason.strip():
        raise _refused("result", _("Say why it is dropped."))
    return records.alter(unit, follow_up, {"state": "dropped", "done_on": on, "result": reason})


def snooze(unit: UnitOfWork, follow_up_id: int, until: date, *, reason: str) -> FollowUp:
    """Put a follow-up off to a later day, saying why.

    Raises:
        InvalidInput: it does not say why, the day is not later, or it was closed before.
    """
    follow_up = _open(unit, follow_up_id)
    if not reason.strip():
        raise _refused("snooze_reason", _("Say why it is put off."))
    if until <= due(follow_up.due_on, follow_up.snoozed_until):
        raise _refused("snoozed_until", _("It is due later than that already."))
    return records.alter(unit, follow_up, {"snoozed_until": until, "snooze_reason": reason})


def snooze_all(
    unit: UnitOfWork, ids: Sequence[int], until: date, *, reason: str, seen: Seen | None = None
) -> int:
    """Put several follow-ups off to a day; those that are due later already stay. How many.

    `seen` is what was known when it was decided.

    Raises:
        InvalidInput: it does not say why, none of them is due before, or one was closed before.
        Conflict: somebody else put one of them off meanwhile.
    """
    found = [_open(unit, one) for one in ids]
    records.refuse_unseen(unit, "follow_up", ids, seen, _PUT_OFF)
    earlier = [one for one in found if due(one.due_on, one.snoozed_until) < until]
    for one in earlier or found:
        snooze(unit, one.id, until, reason=reason)
    return len(earlier)


def reassign(
    unit: UnitOfWork, ids: Sequence[int], staff_id: int, *, seen: Seen | None = None
) -> None:
    """Give follow-ups to another member of the office; `seen` is what was known when decided.

    Raises:
        InvalidInput: that person is not on duty.
        NotFound: one of the follow-ups is gone.
        Conflict: somebody else gave one of them to another one meanwhile.
    """
    if unit.get(Staff, staff_id).active is False:
        raise _refused("staff_id", _("This staff member is not on duty any more."))
    records.set_many(unit, "follow_up", ids, {"staff_id": staff_id}, seen=seen)


def _open(unit: UnitOfWork, follow_up_id: int) -> FollowUp:
    follow_up = unit.get(FollowUp, follow_up_id)
    if follow_up.state != "open":
        raise _refused("state", _("This follow-up was closed already."))
    return follow_up


def _links(record: Activity | FollowUp) -> dict[str, object]:
    return {link: getattr(record, link) for link in LINKS}


def _refused(field: str, sentence: str) -> InvalidInput:
    return InvalidInput(sentence, _("Nothing was saved."), fields={field: sentence})
