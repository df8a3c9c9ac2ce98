# SPDX-License-Identifier: Apache-2.0
"""Project libraries (项目库): a project stands in the library of a level once at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from crm.domain.course import LibraryEntry
from crm.storage.unit import UnitOfWork
from crm.words import _

Values = Mapping[str, object]
Stay = tuple[date | None, date | None]
"""From when until when; unknown ends reach as far as they can."""


def wrong(unit: UnitOfWork, found: LibraryEntry | None, taken: Values) -> dict[str, str]:
    """A sentence when the project stands in this library already at that time."""
    fields = ("project_id", "level", "entered_on", "left_on")
    whole = {name: taken.get(name, getattr(found, name, None)) for name in fields}
    if not taken.keys() & set(fields):
        return {}
    same = (
        LibraryEntry.project_id == whole["project_id"],
        LibraryEntry.level == whole["level"],
    )
    for other in unit.find(LibraryEntry, *same):
        stays = (
            (other.entered_on, other.left_on),
            (_day(whole["entered_on"]), _day(whole["left_on"])),
        )
        if other is not found and _meet(*stays):
            return {"level": _("The project stands in this library already.")}
    return {}


def _meet(one: Stay, other: Stay) -> bool:
    """Whether two stays have a day in common; one may begin on the day the other ends."""
    return _reaches(one, other) and _reaches(other, one)


def _reaches(one: Stay, other: Stay) -> bool:
    return one[1] is None or other[0] is None or other[0] < one[1]


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
