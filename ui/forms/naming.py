# SPDX-License-Identifier: Apache-2.0
"""Making a record with a name alone, from the field in which it was looked for in vain."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from crm.domain.all_records import RECORDS
from crm.words import _, tr
from ui.desk.desk import Desk
from ui.desk.writing import write

if TYPE_CHECKING:
    from crm.storage.unit import UnitOfWork

NAMED = frozenset({"organisation", "person", "staff", "unit", "project"})
"""What can be made with a name alone."""


def said_new(record: str, name: str) -> str:
    """How a new record is offered."""
    word = tr(RECORDS[record].about.word)
    return _("New {record}: {name}").format(record=word, name=name)


def make_named(
    desk: Desk, owner: QObject, record: str, name: str, then: Callable[[int], object]
) -> None:
    """Make a record of this name; `then` is told its id. The notice offers to take it back."""
    title, values = said_new(record, name), {RECORDS[record].about.name_field: name}

    def act(unit: UnitOfWork) -> int:
        from crm.actions import records  # noqa: PLC0415 - only when it is written

        return records.create(unit, record, values).id

    write(desk, owner, title, act, said=title, done=then)
