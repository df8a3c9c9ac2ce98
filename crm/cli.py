# SPDX-License-Identifier: Apache-2.0
"""The same work without a window: `invest-crm guide --sample --lang zh --out guide.pdf`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

from crm import places, words
from crm.errors import Cancelled, CrmError, InvalidInput
from crm.progress import Progress
from crm.storage.register import Register
from crm.words import N_, _, tr


@dataclass(frozen=True)
class Verb:
    """One thing the command line can do."""

    name: str
    usage: str
    help: str
    prepare: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Progress], str]


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
    for word in arguments:
        if word.startswith("--speak="):
            asked = word.removeprefix("--speak=")
            return {"zh": "zh_CN", "en": "en"}.get(asked)
    return None


def _terminal_progress() -> Progress:
    if not sys.stderr.isatty():
        return Progress()
    return Progress(_draw)


def _draw(share: float, note: str) -> None:
    end = "\n" if share >= 1 else ""
    sys.stderr.write(f"\r{share:4.0%} {note[:60]:<60}{end}")
    sys.stderr.flush()


@contextmanager
def _opened(asked: argparse.Namespace, progress: Progress) -> Generator[Register]:
    """The store that was asked for, or the sample county in a store that is thrown away."""
    from crm.storage.store import open_store  # noqa: PLC0415 - only when a store is used

    if not asked.sample:
        register = open_store(asked.store or places.store_file())
        try:
            yield register
        finally:
            register.close()
        return
    from crm.sample.county import build  # noqa: PLC0415 - only for the sample

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        register = open_store(Path(folder) / "sample.icr")
        try:
            build(register, today=date.today(), progress=progress.part(0, 0.5))  # noqa: DTZ011 - the office's own day
            yield register
        finally:
            register.close()


def _prepare_store(parser: argparse.ArgumentParser) -> None:
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--sample", action="store_true")
    place.add_argument("--store", default=None)
    parser.add_argument("--speak", choices=("zh", "en"), default=None)


def _prepare_guide(parser: argparse.ArgumentParser) -> None:
    _prepare_store(parser)
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--paper", choices=("A4", "16K"), default=None)
    parser.add_argument("--look", default=None)


def _guide(asked: argparse.Namespace, progress: Progress) -> str:
    from crm.documents.guide.printing import print_guide  # noqa: PLC0415 - reportlab is heavy

    with _opened(asked, progress) as register:
        printed = print_guide(
            register,
            asked.out,
            language="en" if asked.lang == "en" else "zh_CN",
            paper=asked.paper,
            look=asked.look,
            today=date.today(),  # noqa: DTZ011 - the office's own day
            progress=progress.part(0.5 if asked.sample else 0.0, 1),
        )
    return _("The investment guide is in {file}: {pages} pages.").format(
        file=asked.out, pages=printed.pages
    )


def _prepare_sheets(parser: argparse.ArgumentParser) -> None:
    _prepare_store(parser)
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("codes", nargs="*")


def _sheets(asked: argparse.Namespace, progress: Progress) -> str:
    from crm.documents.sheets import print_sheets  # noqa: PLC0415 - reportlab is heavy
    from crm.queries.guide import projects_with  # noqa: PLC0415 - only when it is used

    today = date.today()  # noqa: DTZ011 - the office's own day
    with _opened(asked, progress) as register:
        with register.reading() as session:
            ids = projects_with(session, asked.codes)
        rest = progress.part(0.5 if asked.sample else 0.0, 1)
        printed = print_sheets(
            register, asked.out, ids, language=asked.lang, today=today, progress=rest
        )
    return _("The project sheets are in {file}: {pages} pages.").format(
        file=asked.out, pages=printed.pages
    )


def _prepare_sample(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scale", type=int, default=1)
    parser.add_argument("--speak", choices=("zh", "en"), default=None)


def _sample(asked: argparse.Namespace, progress: Progress) -> str:
    from crm.sample.making import make_sample  # noqa: PLC0415 - only for the sample

    make_sample(asked.out, today=date.today(), scale=asked.scale, progress=progress)  # noqa: DTZ011 - the office's own day
    return _("The sample county is in {file}.").format(file=asked.out)


VERBS = (
    Verb(
        "guide",
        "guide (--sample | --store PATH-OR-URL) --lang zh|en --out FILE.pdf [--paper A4|16K]",
        N_("Print the investment guide of a store, or of the sample county."),
        _prepare_guide,
        _guide,
    ),
    Verb(
        "sheets",
        "sheets (--sample | --store PATH-OR-URL) --lang zh|en --out FILE.pdf [CODE …]",
        N_("Print the sheets of the projects with these codes, or of all that are released."),
        _prepare_sheets,
        _sheets,
    ),
    Verb(
        "sample",
        "sample --out FILE [--scale N]",
        N_("Make a store with the sample county, N times as large if wanted."),
        _prepare_sample,
        _sample,
    ),
)
