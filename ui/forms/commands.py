# SPDX-License-Identifier: Apache-2.0
"""The commands of every form; the page that is open does them."""

from __future__ import annotations

from crm.words import N_
from ui.desk.commands import Command, Commands

FORM = N_("Record")

FORM_COMMANDS = (
    Command("form.save", N_("Save"), "save", "Ctrl+S", FORM, "edit"),
    Command("form.discard", N_("Discard the changes"), "undo-2", "", FORM, "edit"),
)


def declare(commands: Commands) -> None:
    """Enter the commands of forms in the table, once."""
    commands.declare(*FORM_COMMANDS)
