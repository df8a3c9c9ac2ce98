# SPDX-License-Identifier: Apache-2.0
"""The door of the program: the window, or for any other first word the command line (`crm.cli`).

`invest-crm [--store PATH-OR-URL] [--lang zh|en] [--theme system|light|dark] [--self-test]`.
Nothing of Qt is imported here: the command line works where there is no screen.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ui.start import App

LANGUAGES = {"zh": "zh_CN", "zh_CN": "zh_CN", "en": "en"}
THEMES = ("system", "light", "dark")


class Wishes(NamedTuple):
    """What the words of the command line wish for the window; empty is as it was last time."""

    store: str = ""
    language: str = ""
    theme: str = ""
    self_test: bool = False


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the words say; the answer is the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    wishes = wishes_of(given)
    if wishes is None:
        from crm import cli  # noqa: PLC0415 - the window does not need it

        return cli.main(given)
    return make(wishes).run()


def make(wishes: Wishes) -> App:
    """The application with its window, not yet shown."""
    # Collecting while everything is being built finds nothing; it begins after the first frame.
    gc.disable()
    from ui.start import App  # noqa: PLC0415 - Qt; not for the command line

    return App(wishes.store, wishes.language, wishes.theme, self_test=wishes.self_test)


def wishes_of(given: Sequence[str]) -> Wishes | None:
    """What the words wish for the window; None if they are meant for the command line."""
    found: dict[str, str] = {}
    rest = [word for word in given if word != "--self-test"]
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name not in {"--store", "--lang", "--theme"} or not (equals or rest):
            return None
        found[name] = value if equals else rest.pop(0)
    language, theme = found.get("--lang", ""), found.get("--theme", "")
    if language not in {"", *LANGUAGES} or theme not in {"", *THEMES}:
        return None
    self_test = "--self-test" in given
    return Wishes(found.get("--store", ""), LANGUAGES.get(language, ""), theme, self_test)


if __name__ == "__main__":
    sys.exit(main())
