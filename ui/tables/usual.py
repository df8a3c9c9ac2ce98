# SPDX-License-Identifier: Apache-2.0
"""Filling a list of the county's data with the usual items, which have units and no numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from crm.words import N_, _, ngettext
from ui.desk.desk import Desk
from ui.desk.writing import write

if TYPE_CHECKING:
    from crm.storage.unit import UnitOfWork

COMMAND = "list.usual"
LABEL = N_("Add the usual items")
RECORDS = frozenset({"cost_item", "overview_item"})
"""The lists that have a catalogue; a test compares them with `crm.actions.catalogue`."""


def offered(desk: Desk, record: str, on: QWidget) -> dict[str, Callable[[], object]]:
    """What a list does for the command."""
    return {COMMAND: partial(add, desk, record, on)} if record in RECORDS else {}


def add(desk: Desk, record: str, on: QWidget) -> None:
    """Add what is missing of the usual items; the notice offers to take it back."""

    def said(added: int) -> str:
        return ngettext("{n} item added.", "{n} items added.", added).format(n=added)

    def done(added: int) -> None:
        if not added:
            desk.notice(_("All the usual items are in the list already."))

    write(
        desk, on, _("Usual items added"), lambda unit: _add(unit, record),
        said=lambda added: said(added) if added else "", done=done,
    )  # fmt: skip


def _add(unit: UnitOfWork, record: str) -> int:
    from crm.actions.catalogue import add_usual  # noqa: PLC0415 - only when something is written

    return add_usual(unit, record)
