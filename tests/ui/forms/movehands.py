# SPDX-License-Identifier: Apache-2.0
"""Hands at the window in which a project is moved: what it asks for, and entering values."""

from __future__ import annotations

from collections.abc import Callable

from crm.domain.project import Project
from crm.storage.register import Register
from ui.forms.evidence import Rows
from ui.forms.moving import MoveDialog

Opened = Callable[..., MoveDialog]
"""Opens the window for a project and a stage, as the board and the record page do."""


def fields(dialog: MoveDialog) -> list[str]:
    return list(dialog.asked.fields.editors) if dialog.asked.fields is not None else []


def put(rows: Rows | None, **values: object) -> None:
    """Enter values as editors give them."""
    assert rows is not None
    for name, value in values.items():
        rows.editors[name].set_value(value, "chosen")


def stage_of(store: Register, project_id: int) -> str:
    with store.writing("Look") as unit:
        return unit.get(Project, project_id).stage
