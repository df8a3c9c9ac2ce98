# SPDX-License-Identifier: Apache-2.0
"""Cells that say more than their own field: the day of what is due says how late it is.

The words are said with a voice, a role of the theme, which only repeats them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from crm.queries import queue
from crm.words import ngettext

Values = Mapping[str, object]


@dataclass(frozen=True)
class Voiced:
    """The column that says it, the fields it is said from, its width in characters.

    `say` gives the words and the voice; None when the cell says what it always says.
    """

    column: str
    needs: tuple[str, ...]
    say: Callable[[Values, date], tuple[str, str] | None]
    width: int


def _follow_up(values: Values, today: date) -> tuple[str, str] | None:
    due_on, until = values["due_on"], values["snoozed_until"]
    if values["state"] != "open" or not isinstance(due_on, date):
        return None
    return queue.said(due_on, until if isinstance(until, date) else None, today=today)


def _problem(values: Values, today: date) -> tuple[str, str] | None:
    due_on = values["due_on"]
    if values["state"] != "open" or not isinstance(due_on, date) or due_on >= today:
        return None
    days = (today - due_on).days
    late = ngettext("{n} day late", "{n} days late", days).format(n=days)
    return f"{due_on.isoformat()} · {late}", "danger"


VOICED: Mapping[str, Voiced] = {
    "follow_up": Voiced("due_on", ("due_on", "state", "snoozed_until"), _follow_up, 30),
    "problem": Voiced("due_on", ("due_on", "state"), _problem, 26),
}
"""By record type: the column that has a voice."""
