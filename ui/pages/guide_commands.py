# SPDX-License-Identifier: Apache-2.0
"""The commands of the guide desk; the page does them while it is open."""

from __future__ import annotations

from crm.words import N_
from ui.desk.commands import Command, Commands

GUIDE = N_("Guide")

PARTS = {
    "settings": N_("Settings"),
    "contents": N_("Included"),
    "pictures": N_("Pictures"),
    "findings": N_("To look at"),
}
"""What is worked on in the middle of the desk, in the order in which it stands there."""

GUIDE_COMMANDS = (
    Command("guide.export", N_("Export the guide as PDF …"), "printer", "Ctrl+Shift+P", GUIDE,
            "file"),
    Command("guide.new", N_("New edition of the guide"), "book-open", "", GUIDE, "new"),
    Command("guide.issue", N_("Issue this edition …"), "badge-check", "", GUIDE, "edit"),
    Command("guide.outline", N_("Outline of the pages"), "list", "Ctrl+Shift+O", GUIDE, "view"),
    Command("guide.zoom_in", N_("Larger pages"), "plus", "Ctrl++; Ctrl+=", GUIDE, "view"),
    Command("guide.zoom_out", N_("Smaller pages"), "minus", "Ctrl+-", GUIDE, "view"),
    Command("guide.fit", N_("Pages fill the width"), "move-horizontal", "Ctrl+0", GUIDE, "view"),
)  # fmt: skip


def declare(commands: Commands) -> None:
    """Enter the commands in the table, once."""
    commands.declare(*GUIDE_COMMANDS)
