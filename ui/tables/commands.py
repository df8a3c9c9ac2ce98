# SPDX-License-Identifier: Apache-2.0
"""The commands of every list; the page that is open does them."""

from __future__ import annotations

from crm.words import N_
from ui.desk.commands import Command, Commands

LIST = N_("List")

LIST_COMMANDS = (
    Command("list.new", N_("New record"), "plus", "Ctrl+Shift+N", LIST, "edit"),
    Command("list.open", N_("Open the record"), "external-link", "", LIST, "edit"),
    Command("list.copy", N_("Copy the rows"), "copy", "Ctrl+C", LIST, "edit"),
    Command("list.set", N_("Set a field of the rows …"), "pencil", "Ctrl+Shift+E", LIST, "edit"),
    Command("list.merge", N_("Merge the two records …"), "merge", "", LIST, "edit"),
    Command("list.delete", N_("Delete the rows"), "trash-2", "Del", LIST, "edit",
            local=True),
    Command("list.find", N_("Find in this list"), "search", "Ctrl+F", LIST, "view"),
    Command("list.filter", N_("Add a filter …"), "list-filter", "Ctrl+Shift+F", LIST, "view"),
    Command("list.columns", N_("Choose columns …"), "columns-3", "", LIST, "view"),
    Command("list.preview", N_("Preview beside the list"), "panel-right", "Ctrl+I", LIST, "view"),
    Command("list.sheets", N_("Print project sheets …"), "printer", "", LIST, "file"),
    Command("list.export", N_("Export the list …"), "download", "Ctrl+E", LIST, "file"),
)  # fmt: skip


def declare(commands: Commands) -> None:
    """Enter the commands of lists in the table, once."""
    commands.declare(*LIST_COMMANDS)
