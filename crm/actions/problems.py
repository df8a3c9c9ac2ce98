# SPDX-License-Identifier: Apache-2.0
"""What holds of an entry of the problems ledger: it is closed with its result and its day."""

from __future__ import annotations

from collections.abc import Mapping

from crm.domain.course import Problem
from crm.storage.unit import UnitOfWork
from crm.words import _

Values = Mapping[str, object]


def wrong(unit: UnitOfWork, found: Problem | None, taken: Values) -> dict[str, str]:
    """A sentence for what a closed problem must say and does not, or shall no longer."""
    del unit
    before = getattr(found, "state", "open")
    state = taken.get("state", before)
    wanted = {
        "solution": _("Say how the problem was solved."),
        "closed_on": _("Say on which day the problem was solved."),
    }
    return {
        name: said
        for name, said in wanted.items()
        if state == "closed"
        and (state != before or name in taken)
        and not taken.get(name, getattr(found, name, None))
    }
