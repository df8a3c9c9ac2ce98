# SPDX-License-Identifier: Apache-2.0
"""Finding commands and settings by their words, for the palette."""

from __future__ import annotations

from functools import partial

from crm.words import _, tr
from ui.desk.commands import Command, Commands, key_text
from ui.desk.desk import Desk
from ui.widgets.found import Finder, Found, Give


def command_finder(commands: Commands, *, named: bool | None = None) -> Finder:
    """Who finds the commands that can be done now.

    `named` keeps only those whose label begins with what is typed, or (false) only the others.
    """

    def find(words: str, give: Give) -> None:
        wanted = words.casefold().split()
        fitting = [one for one in commands.all() if _fits(commands, one, wanted)]
        if named is not None:
            fitting = [one for one in fitting if _is_named(one, words) is named]
        give([_found(commands, one) for one in fitting])

    return find


def setting_finder(desk: Desk) -> Finder:
    """Who finds the settings; Enter opens their page at the one that was chosen."""
    # Declared with the records, which a store without one does not need.
    from crm.domain.conventions import SETTINGS  # noqa: PLC0415 - as above
    from crm.settings import GROUPS, THIS_PC  # noqa: PLC0415 - as above

    known = {
        one.key: (tr(one.label), tr(GROUPS[one.group]), f"{one.label} {one.key}")
        for one in (*THIS_PC, *SETTINGS)
    }

    def find(words: str, give: Give) -> None:
        wanted = words.casefold().split()
        give([
            Found(title, partial(desk.go, "settings", key), group, "settings", _("Settings"))
            for key, (title, group, english) in known.items()
            if wanted and all(word in f"{title} {group} {english}".casefold() for word in wanted)
        ])  # fmt: skip

    return find


def _is_named(command: Command, words: str) -> bool:
    return bool(words) and tr(command.label).casefold().startswith(words.casefold())


def _fits(commands: Commands, command: Command, wanted: list[str]) -> bool:
    # The English words and the id are looked at too: some type them by habit.
    said = f"{tr(command.label)} {tr(command.group)} {command.label} {command.id}".casefold()
    return all(word in said for word in wanted) and commands.possible(command)


def _found(commands: Commands, command: Command) -> Found:
    return Found(
        title=tr(command.label),
        act=partial(commands.run, command.id),
        detail=tr(command.group) if command.group else "",
        icon=command.icon or "chevron-right",
        key=key_text(command),
    )
