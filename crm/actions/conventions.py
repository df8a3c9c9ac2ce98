# SPDX-License-Identifier: Apache-2.0
"""Settling what the office is called and what it counts."""

from __future__ import annotations

from collections.abc import Mapping

from crm.actions import records
from crm.domain.conventions import HOLIDAYS, SETTINGS, Conventions, conventions_of
from crm.domain.office import StoreSetting
from crm.domain.rules import workdays
from crm.errors import CrmError, InvalidInput
from crm.storage.changes import Seen
from crm.storage.unit import UnitOfWork
from crm.words import _


def settle(unit: UnitOfWork, values: Mapping[str, object], *, seen: Seen | None = None) -> None:
    """Keep settings of the office by their keys; those that are not named stay.

    `seen` is what was known when it was decided.

    Raises:
        InvalidInput: a value cannot be kept; `fields` has a sentence for each.
        Conflict: somebody else settled one of them meanwhile.
    """
    for key, text in _texts(values).items():
        _keep(unit, key, text, seen)


def settled(unit: UnitOfWork) -> Conventions:
    """The office's conventions, for what follows from them."""
    return conventions_of({one.key: one.value for one in unit.find(StoreSetting)})


def read_in(unit: UnitOfWork, days: workdays.Days) -> None:
    """Keep days off and worked weekends of a file; those of the same date are replaced.

    What is added is read anew when it is written: two who read in files lose nothing.
    """
    unit.alone()
    kept = {**settled(unit).workdays.added, **days}
    _keep(unit, HOLIDAYS.key, HOLIDAYS.keep(workdays.written(kept)), None)


def forget_days(unit: UnitOfWork) -> None:
    """Go back to the working days that the program knows by itself."""
    _keep(unit, HOLIDAYS.key, HOLIDAYS.keep(""), None)


def _keep(unit: UnitOfWork, key: str, text: str, seen: Seen | None) -> None:
    # A key has one row, also when two offices settle it for the first time at the same moment.
    unit.alone()
    found = unit.find(StoreSetting, StoreSetting.key == key)
    ids = [one.id for one in found]
    records.refuse_unseen(unit, StoreSetting.__tablename__, ids, seen, None)
    if found:
        unit.change(found[0], {"value": text})
    else:
        unit.add(StoreSetting(key=key, value=text))


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    texts: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for one in SETTINGS:
        if one.key not in values:
            continue
        try:
            texts[one.key] = one.keep(values[one.key])
        except CrmError as error:
            wrong[one.key] = str(error)
    if wrong:
        raise InvalidInput(
            _("Some settings cannot be kept."), _("Look at the marked ones."), fields=wrong
        )
    return texts
