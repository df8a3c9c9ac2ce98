# SPDX-License-Identifier: Apache-2.0
"""A setting is said once, with the kind of its value; the page of settings reads it from here.

`THIS_PC` are those of one computer: words that are kept in the user's own folder. Those of the
office are in the store, shared by all who use it: `crm.domain.conventions`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crm.errors import InvalidInput
from crm.kinds.base import Kind
from crm.kinds.choices import Choice, Option
from crm.kinds.texts import Text
from crm.words import N_, NC_, _


@dataclass(frozen=True)
class Setting:
    """One thing that can be chosen: how it is kept, what it is called, what it is at first.

    `group` is a key of `GROUPS`. A setting without a default may be unknown.
    """

    key: str
    kind: Kind[Any]
    label: str
    group: str
    default: object = None
    hint: str = ""

    def read(self, kept: str | None) -> object:
        """The value that a kept text means; the default when it means none."""
        if kept is None:
            return self.default
        try:
            raw = json.loads(kept)
            value = None if raw is None else self.kind.take(self.kind.unpack(raw))
        except (ValueError, TypeError, ArithmeticError, AttributeError, InvalidInput):
            return self.default
        return self.default if value is None or value == () else value

    def keep(self, value: object) -> str:
        """The text under which a value is kept.

        Raises:
            InvalidInput: it must not be unknown, or is no value of this kind.
        """
        if value is None or value == ():
            if self.default is not None:
                raise InvalidInput(_("This cannot be empty."), _("Please fill it in."))
            return "null"
        return json.dumps(self.kind.pack(self.kind.take(value)), ensure_ascii=False)


GROUPS: Mapping[str, str] = {
    "look": N_("Language and look"),
    "desk": N_("My desk"),
    "backup": N_("Backups"),
    "workdays": N_("Working days"),
    "county": N_("The county and the office"),
    "counting": N_("What counts in the figures"),
    "stale": N_("A project is stale after"),
    "progress": N_("Reports of progress"),
    "after": N_("After an event"),
    "cold": N_("A reminder comes without a contact for"),
    "files": N_("Files"),
}

LANGUAGE = Setting(
    "language",
    Choice("language", (Option("zh_CN", N_("Chinese")),
                        Option("en", N_("English")))),
    N_("Language"),
    "look",
)  # fmt: skip
THEME = Setting(
    "theme",
    Choice(
        "theme",
        (
            Option("system", N_("Light or dark like the system")),
            Option("light", N_("Light")),
            Option("dark", N_("Dark")),
        ),
    ),
    NC_("look", "Theme"),
    "look",
    "system",
)
MY_NAME = Setting(
    "my name",
    Text(60),
    N_("My name"),
    "desk",
    hint=N_("It stands in the history beside what you change."),
)
SECOND_PLACE = Setting(
    "second backup place",
    Text(500),
    N_("A second place"),
    "backup",
    hint=N_("A folder on another drive; every backup is copied there as well."),
)
REMINDERS = Setting(
    "reminders",
    Choice(
        "reminders",
        (
            Option("on", N_("Each morning and when something is overdue")),
            Option("off", N_("Only on Today")),
        ),
    ),
    N_("Reminders of follow-ups"),
    "desk",
    "on",
)
THIS_PC: tuple[Setting, ...] = (LANGUAGE, THEME, MY_NAME, REMINDERS, SECOND_PLACE)
