# SPDX-License-Identifier: Apache-2.0
"""The commands of the ledger of funds; its page does them."""

from __future__ import annotations

from crm.words import N_
from ui.desk.commands import Command, Commands

FUNDS = N_("Funds in place")
REPORT, CORRECT, EXPORT = "funds.report", "funds.correct", "funds.export"

COMMANDS = (
    Command(REPORT, N_("Report the month of the receipt"), "lock", "", FUNDS, "edit"),
    Command(CORRECT, N_("Correct the receipt by a new row"), "pencil", "", FUNDS, "edit"),
    Command(EXPORT, N_("Write the funds ledger …"), "file-spreadsheet", "", FUNDS, "file"),
)


def declare(commands: Commands) -> None:
    """Enter the commands of the ledger in the table, once."""
    commands.declare(*COMMANDS)
