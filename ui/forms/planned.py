# SPDX-License-Identifier: Apache-2.0
"""Days that are planned: a form says when one lies in a year whose holidays nobody knows yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from crm.domain.rules.workdays import Workdays
from crm.progress import Progress
from crm.queries.conventions import conventions
from ui.desk.desk import Desk
from ui.forms.fieldset import FieldSet

PLANNED: Mapping[str, tuple[str, ...]] = {"follow_up": ("due_on", "snoozed_until")}
"""By record type: the fields that plan a day on which the office works."""


def watch(desk: Desk, record: str, fields: FieldSet) -> None:
    """Doubt the planned days of a form from now on, once the calendar of the office is read."""
    names = [name for name in PLANNED.get(record, ()) if name in fields.editors]
    if not names:
        return

    def work(_progress: Progress) -> Workdays:
        with desk.register.reading() as session:
            return conventions(session).workdays

    def done(known: Workdays) -> None:
        for name in names:
            fields.doubt_also(name, doubting(known))

    desk.jobs.submit_read(work, done, owner=fields, topic="workdays")


def doubting(known: Workdays) -> Callable[[object], str]:
    """What says of a value that it is a day of a year that is not known."""
    return lambda value: known.doubt(value) if isinstance(value, date) else ""
