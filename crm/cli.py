# SPDX-License-Identifier: Apache-2.0
"""The same work without a window: `invest-crm guide --sample --lang zh --out guide.pdf`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NoReturn

from crm import words
from crm.errors import Cancelled, CrmError, InvalidInput
from crm.progress import Progress
from crm.verbs import VERBS, Verb
from crm.words import _, tr

SPOKEN = {"zh": "zh_CN", "en": "en"}


class _Parser(argparse.ArgumentParser):
    """argparse whose complaint is a sentence in the user's language."""

    def error(self, message: str) -> NoReturn:
        del message
        raise InvalidInput(
            _("The words of the command line are not understood."),
            _("Use it like this: {usage}").format(usage=f"invest-crm {self.usage}"),
        )


def main(arguments: Sequence[str]) -> int:
    """Do what the words say and return the exit code: 0 done, 1 a known trouble, 130 stopped."""
    words.set_language(_language_asked(arguments) or words.system_language())
    try:
        return _run(list(arguments))
    except CrmError as trouble:
        sys.stderr.write(f"{trouble.sentence}\n{trouble.next_step}\n")
        return 1
    except (Cancelled, KeyboardInterrupt):
        sys.stderr.write(_("Stopped; nothing was left half-written.") + "\n")
        return 130


def verbs() -> Mapping[str, Verb]:
    """The verbs of the command line by name."""
    return {verb.name: verb for verb in VERBS}


def help_text() -> str:
    """What the command line can do, in the user's language."""
    lines = [_("Invest CRM, the investment-promotion desk of a county"), ""]
    lines += [f"  invest-crm {verb.usage}\n      {tr(verb.help)}" for verb in VERBS]
    lines += ["  invest-crm [--store PATH-OR-URL]", "      " + _("Open the window.")]
    return "\n".join(lines)


def _run(arguments: list[str]) -> int:
    known = verbs()
    if not arguments or arguments[0] in {"help", "--help", "-h"}:
        sys.stdout.write(help_text() + "\n")
        return 0
    verb = known.get(arguments[0])
    if verb is None:
        raise InvalidInput(
            _("“{word}” is no command of this program.").format(word=arguments[0]),
            _("These are: {names}.").format(names=", ".join(known)),
        )
    parser = _Parser(prog=verb.name, usage=verb.usage, add_help=False)
    verb.prepare(parser)
    sys.stdout.write(verb.run(parser.parse_args(arguments[1:]), _terminal_progress()) + "\n")
    return 0


def _language_asked(arguments: Sequence[str]) -> str | None:
    """The language to speak here, said as `--speak=en` or as `--speak en`."""
    for word, following in pairwise([*arguments, ""]):
        name, equals, value = word.partition("=")
        if name == "--speak":
            return SPOKEN.get(value if equals else following)
    return None


def _terminal_progress() -> Progress:
    if not sys.stderr.isatty():
        return Progress()
    return Progress(_draw)


def _draw(share: float, note: str) -> None:
    end = "\n" if share >= 1 else ""
    sys.stderr.write(f"\r{share:4.0%} {note[:60]:<60}{end}")
    sys.stderr.flush()
