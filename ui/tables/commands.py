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
    Command("list.groups", N_("Lay the list together by …"), "layers", "", LIST, "view"),
    Command("list.usual", N_("Add the usual items"), "library", "", LIST, "edit"),
    Command("list.paste", N_("Paste rows …"), "clipboard-paste", "", LIST, "edit"),
    Command("list.find", N_("Find in this list"), "search", "Ctrl+F", LIST, "view"),
    Command("list.filter", N_("Add a filter …"), "list-filter", "Ctrl+Shift+F", LIST, "view"),
    Command("list.columns", N_("Choose columns …"), "columns-3", "", LIST, "view"),
    Command("list.sort", N_("Sort by …"), "arrow-up-down", "", LIST, "view"),
    Command("list.view_save", N_("Save this view …"), "bookmark", "", LIST, "view"),
    Command("list.view_rename", N_("Rename this view …"), "pencil", "", LIST, "view"),
    Command("list.view_before", N_("Move this view to the left"), "arrow-left", "", LIST, "view"),
    Command("list.view_after", N_("Move this view to the right"), "arrow-right", "", LIST,
            "view"),
    Command("list.view_remove", N_("Remove this view"), "trash-2", "", LIST, "view"),
    Command("list.preview", N_("Preview beside the list"), "panel-right", "Ctrl+I", LIST, "view"),
    Command("list.sheets", N_("Print project sheets …"), "printer", "", LIST, "file"),
    Command("list.ledger", N_("Write the project ledger …"), "file-spreadsheet", "", LIST, "file"),
    Command("list.compilation", N_("Print the policy compilation …"), "book-open", "", LIST,
            "file"),
    Command("list.cards_in", N_("Take contact cards …"), "upload", "", LIST, "file"),
    Command("list.cards_out", N_("Write contact cards …"), "download", "", LIST, "file"),
    Command("list.calendar", N_("Write a calendar file …"), "calendar", "", LIST, "file"),
    Command("list.export", N_("Export the list …"), "download", "Ctrl+E", LIST, "file"),
)  # fmt: skip


def declare(commands: Commands) -> None:
    """Enter the commands of lists in the table, once."""
    commands.declare(*LIST_COMMANDS)
