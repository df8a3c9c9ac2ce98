# SPDX-License-Identifier: Apache-2.0
"""The commands of every record's page; the page that is open does them."""

from __future__ import annotations

from crm.words import N_
from ui.desk.commands import Command, Commands

RECORD = N_("Record")

RECORD_COMMANDS = (
    Command("record.previous", N_("Record before"), "chevron-up", "Alt+Up", RECORD, "go"),
    Command("record.next", N_("Record after"), "chevron-down", "Alt+Down", RECORD, "go"),
    Command("record.log", N_("Write down a call or a visit …"), "message-square", "Ctrl+L", RECORD,
            "edit"),
    Command("record.move", N_("Move the project to another stage …"), "arrow-right",
            "Ctrl+Shift+M", RECORD, "edit"),
    Command("record.status", N_("Set the status …"), "circle-dot", "Ctrl+Shift+S", RECORD, "edit"),
    Command("record.standstill", N_("Explain a standstill …"), "clock", "Ctrl+Shift+X", RECORD,
            "edit"),
    Command("record.problem", N_("Make a problem for the ledger …"), "triangle-alert",
            "Ctrl+Shift+I", RECORD, "edit"),
    Command("record.close", N_("Close the problem …"), "circle-check", "Ctrl+Shift+K", RECORD,
            "edit"),
    Command("record.funds", N_("Enter funds of the project …"), "banknote", "", RECORD, "edit"),
    Command("record.lacks", N_("What the next stage still lacks …"), "list-checks",
            "Ctrl+Shift+L", RECORD, "edit"),
    Command("record.add", N_("Add to the list beside it …"), "plus", "Ctrl+Shift+A", RECORD,
            "edit"),
    Command("record.task", N_("Add something to do …"), "list-checks", "Ctrl+T", RECORD, "edit"),
    Command("record.merge", N_("Merge with another record …"), "merge", "", RECORD, "edit"),
    Command("record.attach", N_("Attach files …"), "paperclip", "Ctrl+Shift+U", RECORD, "edit"),
    Command("record.papers", N_("Print papers of the event …"), "printer", "Ctrl+P", RECORD,
            "file"),
    Command("record.file", N_("Print the file for handing over …"), "archive", "", RECORD, "file"),
    Command("record.history", N_("History of the record"), "history", "Ctrl+H", RECORD, "view"),
    Command("record.tab_next", N_("Next list of the record"), "chevron-right", "Ctrl+PgDown",
            RECORD, "view"),
    Command("record.tab_previous", N_("List of the record before"), "chevron-left", "Ctrl+PgUp",
            RECORD, "view"),
    Command("record.delete", N_("Delete the record"), "trash-2", "Ctrl+Shift+D", RECORD, "edit"),
)  # fmt: skip


def declare(commands: Commands) -> None:
    """Enter the commands of records in the table, once."""
    commands.declare(*RECORD_COMMANDS)
