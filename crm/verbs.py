# SPDX-License-Identifier: Apache-2.0
"""What the command line can do: each verb with its words, and the store it is done on."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crm import places
from crm.domain.records import today as this_day
from crm.domain.rules.plan import Decision
from crm.errors import InvalidInput, NotAllowed, NotFound
from crm.progress import Progress
from crm.storage.register import Register
from crm.words import N_, _, speaking

if TYPE_CHECKING:
    from crm.documents.engine.composer import Printed
    from crm.queries.guide import GuideData

PLACE = "(--sample | --store PATH-OR-URL [--key-file FILE])"


@dataclass(frozen=True)
class Verb:
    """One thing the command line can do."""

    name: str
    usage: str
    help: str
    prepare: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Progress], str]


# the store ---------------------------------------------------------------------------------------


@contextmanager
def opened(asked: argparse.Namespace, progress: Progress) -> Generator[Register]:
    """The store that was asked for, or the sample county in a store that is thrown away.

    Raises:
        NotFound: there is no such file; a name with a slip makes no new store.
        InvalidInput: the store has a password, and no file with it was named.
    """
    if asked.sample:
        yield from _sample_county(progress)
        return
    from crm.storage.store import open_store  # noqa: PLC0415 - only when a store is used

    where = str(asked.store or places.store_file())
    register = open_store(where, raw_key=_key(where, asked.key_file))
    try:
        yield register
    finally:
        register.close()


def _sample_county(progress: Progress) -> Generator[Register]:
    from crm.sample.county import build  # noqa: PLC0415 - only for the sample
    from crm.storage.store import open_store  # noqa: PLC0415 - as above

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        register = open_store(Path(folder) / "sample.icr")
        try:
            build(register, today=this_day(), progress=progress.part(0, 0.5))
            yield register
        finally:
            register.close()


def _key(where: str, key_file: Path | None) -> str | None:
    """The key of a store file, if it has a password."""
    from crm.storage.engine import is_url  # noqa: PLC0415 - only when a store is used
    from crm.storage.keys import is_encrypted, raw_key_for  # noqa: PLC0415 - as above

    if is_url(where):
        return None
    path = Path(where)
    if not path.is_file():
        raise NotFound(
            _("There is no store at {path}.").format(path=path),
            _("Look at the name; --sample uses the sample county instead."),
        )
    if not is_encrypted(path):
        return None
    if key_file is None:
        raise InvalidInput(
            _("This store has a password."),
            _("Write the password into a file and name it: --key-file FILE."),
        )
    return raw_key_for(path, _password(key_file))


def _password(key_file: Path) -> str:
    try:
        return key_file.read_text(encoding="utf-8").split("\n")[0].rstrip("\r")
    except (OSError, ValueError) as trouble:
        raise NotFound(
            _("The file with the password cannot be read: {path}.").format(path=key_file),
            _("Look at the name and at who may read it."),
        ) from trouble


def _rest(asked: argparse.Namespace, progress: Progress) -> Progress:
    """What is left to be told after the store was opened; making the sample takes half."""
    return progress.part(0.5 if asked.sample else 0.0, 1)


def _language(asked: argparse.Namespace) -> str:
    return "en" if asked.lang == "en" else "zh_CN"


# the words of a verb -----------------------------------------------------------------------------


def _prepare_speaking(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--speak", choices=("zh", "en"), default=None)


def _prepare_store(parser: argparse.ArgumentParser) -> None:
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--sample", action="store_true")
    place.add_argument("--store", default=None)
    parser.add_argument("--key-file", type=Path, default=None)
    _prepare_speaking(parser)


def _prepare_printing(parser: argparse.ArgumentParser) -> None:
    _prepare_store(parser)
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    parser.add_argument("--out", type=Path, required=True)


def _prepare_deciding(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--why", default="")
    parser.add_argument("--by", default="")


def _prepare_guide(parser: argparse.ArgumentParser) -> None:
    _prepare_printing(parser)
    parser.add_argument("--paper", choices=("A4", "16K"), default=None)
    parser.add_argument("--look", default=None)
    parser.add_argument("--strict", action="store_true")
    parser.add_argument("--version", choices=("screen", "archive", "press"), default="screen")
    parser.add_argument("--lock-file", type=Path, default=None)


def _prepare_papers(parser: argparse.ArgumentParser) -> None:
    _prepare_printing(parser)
    parser.add_argument("--event", required=True)
    parser.add_argument("paper")


def _prepare_sheets(parser: argparse.ArgumentParser) -> None:
    _prepare_printing(parser)
    parser.add_argument("--chain", default=None)
    parser.add_argument("--event", default=None)
    _prepare_deciding(parser)
    parser.add_argument("codes", nargs="*")


def _prepare_file(parser: argparse.ArgumentParser) -> None:
    _prepare_printing(parser)
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--code", default=None)
    whose.add_argument("--organisation", default=None)


def _prepare_policies(parser: argparse.ArgumentParser) -> None:
    _prepare_printing(parser)
    parser.add_argument("--all", action="store_true")
    _prepare_deciding(parser)


def _prepare_ledger(parser: argparse.ArgumentParser) -> None:
    _prepare_printing(parser)
    parser.add_argument("--paper", choices=("A3", "A4"), default="A3")


def _prepare_sample(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scale", type=int, default=1)
    _prepare_speaking(parser)


# what is done ------------------------------------------------------------------------------------


def _guide(asked: argparse.Namespace, progress: Progress) -> str:
    from crm.documents.guide.printing import print_guide  # noqa: PLC0415 - printing is heavy
    from crm.queries.guard import unfit  # noqa: PLC0415 - only for a guide

    with opened(asked, progress) as register:
        data = _tell_findings(register, asked)
        printed = print_guide(
            register, asked.out, language=_language(asked), paper=asked.paper, look=asked.look,
            today=this_day(), progress=_rest(asked, progress), version=asked.version,
            password="" if asked.lock_file is None else _password(asked.lock_file),
            strict=asked.strict,
        )  # fmt: skip
    for one in () if data is None else unfit(data, printed.unfit):
        sys.stderr.write(_("{label}: {value}").format(label=one.title, value=one.sentence) + "\n")
    return _printed(_("The investment guide is in {file}: {pages} pages."), asked.out, printed)


def _tell_findings(register: Register, asked: argparse.Namespace) -> GuideData | None:
    """Say what is left out and what is to be looked at, before anything is printed.

    The content of the guide is given back, unless it was issued: then it is what it is.

    Raises:
        NotAllowed: there is something, and it was asked to refuse then.
    """
    from crm.queries.guard import findings, holding  # noqa: PLC0415 - only for a guide
    from crm.queries.guide import editions, read_guide  # noqa: PLC0415 - as above

    with register.reading() as session:
        found = editions(session)
        own = [one for one in found if one["language"] == asked.lang] or list(found)
        if not own or own[0]["state"] == "issued":
            return None
        data = read_guide(session, own[0].id, today=this_day())
    told = findings(data)
    decided = holding(data, told)
    states = {
        True: _("Printed by a decision: {title}: {sentence}"),
        False: _("Not printed: {title}: {sentence}"),
    }
    for one in told:
        said = states[(one.record, one.id) in decided] if one.left_out else "{title}: {sentence}"
        sys.stderr.write(said.format(title=one.title, sentence=one.sentence) + "\n")
    if asked.strict and any((one.record, one.id) not in decided for one in told):
        raise NotAllowed(
            _("Nothing was printed: {n} findings are to be looked at.").format(n=len(told)),
            _("Mend them or decide at the guide desk, or leave out --strict."),
        )
    return data


def _sheets(asked: argparse.Namespace, progress: Progress) -> str:
    from crm.documents.sheets import print_sheets  # noqa: PLC0415 - printing is heavy

    with opened(asked, progress) as register:
        ids = _projects(register, asked.codes) if asked.codes else _batch(register, asked)
        printed = print_sheets(
            register, asked.out, ids, language=asked.lang, today=this_day(),
            decision=_decision(asked), progress=_rest(asked, progress),
        )  # fmt: skip
    return _printed(_("The project sheets are in {file}: {pages} pages."), asked.out, printed)


def _decision(asked: argparse.Namespace, *, needed: bool = False) -> Decision | None:
    """Who has printed what the rules hold back, and why, if that was said.

    Raises:
        InvalidInput: half of it is missing, or it is needed and nothing was said.
    """
    why, who = asked.why.strip(), asked.by.strip()
    if not (why or who or needed):
        return None
    if not (why and who):
        raise InvalidInput(
            _("What the rules hold back is printed only by somebody, for a reason."),
            _("Say both: --why REASON --by NAME."),
        )
    return Decision(printed=True, who=who, on=this_day(), why=why)


def _batch(register: Register, asked: argparse.Namespace) -> tuple[int, ...]:
    """All projects that are released, or those of a chain or of an event."""
    from crm.queries.papers import event_called  # noqa: PLC0415 - only when it is used
    from crm.queries.sheets import batch, chain_called  # noqa: PLC0415 - as above

    chain = None if asked.chain is None else chain_called(asked.chain)
    with register.reading() as session:
        events = None if asked.event is None else [event_called(session, asked.event)]
        return batch(session, today=this_day(), chain=chain, event_ids=events)


def _projects(register: Register, codes: Sequence[str]) -> tuple[int, ...]:
    """The projects with these codes.

    Raises:
        NotFound: it says which of the codes no project has.
    """
    from crm.queries.guide import codes_of, projects_with  # noqa: PLC0415 - only when it is used

    with register.reading() as session:
        known = codes_of(session, codes)
        unknown = [code for code in codes if code not in known]
        if unknown:
            raise NotFound(
                _("No project has the code: {codes}.").format(codes=", ".join(unknown)),
                _("Nothing was printed; look at the codes in the list of projects."),
            )
        return projects_with(session, codes)


def _file(asked: argparse.Namespace, progress: Progress) -> str:
    from crm.documents.dossier import print_dossier  # noqa: PLC0415 - printing is heavy
    from crm.queries import dossier  # noqa: PLC0415 - only when it is used

    investor = asked.organisation is not None
    with opened(asked, progress) as register:
        with register.reading() as session:
            if investor:
                record, found = (
                    "organisation",
                    dossier.organisation_called(session, asked.organisation),
                )
            else:
                record, found = "project", dossier.project_with(session, asked.code)
        printed = print_dossier(
            register, asked.out, record, found, language=asked.lang, today=this_day(),
            progress=_rest(asked, progress),
        )  # fmt: skip
    said = (
        _("The investor file is in {file}: {pages} pages.")
        if investor
        else _("The project file is in {file}: {pages} pages.")
    )
    return _printed(said, asked.out, printed)


def _papers(asked: argparse.Namespace, progress: Progress) -> str:
    from crm.documents.papers.printing import print_paper  # noqa: PLC0415 - printing is heavy
    from crm.queries.papers import event_called  # noqa: PLC0415 - only when it is used

    with opened(asked, progress) as register:
        with register.reading() as session:
            event = event_called(session, asked.event)
        printed = print_paper(
            register, asked.out, asked.paper, event, language=asked.lang,
            progress=_rest(asked, progress),
        )  # fmt: skip
    return _printed(_("The paper of the event is in {file}: {pages} pages."), asked.out, printed)


def _policies(asked: argparse.Namespace, progress: Progress) -> str:
    from crm.documents.compilation import print_compilation  # noqa: PLC0415 - printing is heavy
    from crm.queries.filters import Filter  # noqa: PLC0415 - only when it is used

    decision = _decision(asked, needed=True) if asked.all else None
    with opened(asked, progress) as register:
        printed = print_compilation(
            register, asked.out, Filter(), language=asked.lang, today=this_day(),
            decision=decision, progress=_rest(asked, progress),
        )  # fmt: skip
    return _printed(_("The policy compilation is in {file}: {pages} pages."), asked.out, printed)


def _sample(asked: argparse.Namespace, progress: Progress) -> str:
    from crm.sample.making import make_sample  # noqa: PLC0415 - only for the sample

    make_sample(asked.out, today=this_day(), scale=asked.scale, progress=progress)
    return _("The sample county is in {file}.").format(file=asked.out)


def _ledger(asked: argparse.Namespace, progress: Progress) -> str:
    from crm.exchange.projectledger import write_ledger  # noqa: PLC0415 - only when it is used
    from crm.queries.listing import Listing  # noqa: PLC0415 - as above

    spoken = speaking(_language(asked))
    with opened(asked, progress) as register, register.reading() as session, spoken:
        many = write_ledger(
            session, Listing("project", sort=("code",)), asked.out, today=this_day(),
            paper=asked.paper, progress=_rest(asked, progress),
        )  # fmt: skip
    return _("The project ledger is in {file}: {n} projects.").format(file=asked.out, n=many)


def _printed(said: str, out: Path, printed: Printed) -> str:
    return said.format(file=out, pages=printed.pages)


VERBS = (
    Verb(
        "guide",
        f"guide {PLACE} --lang zh|en --out FILE.pdf [--paper A4|16K] [--look tea|orange]"
        " [--version screen|archive|press] [--lock-file FILE] [--strict]",
        N_("Print the investment guide of a store, or of the sample county."),
        _prepare_guide,
        _guide,
    ),
    Verb(
        "sheets",
        f"sheets {PLACE} --lang zh|en --out FILE.pdf [--chain NAME] [--event NAME]"
        " [--why REASON --by NAME] [CODE …]",
        N_(
            "Print the sheets of the projects with these codes, or of all that are released, of a "
            "chain or of an event if one is named. What is held back needs a reason and a name."
        ),
        _prepare_sheets,
        _sheets,
    ),
    Verb(
        "file",
        f"file {PLACE} --lang zh|en (--code CODE | --organisation NAME) --out FILE.pdf",
        N_("Print all that is known of a project or of an investor, for handing over."),
        _prepare_file,
        _file,
    ),
    Verb(
        "ledger",
        f"ledger {PLACE} --lang zh|en --out FILE.xlsx [--paper A3|A4]",
        N_("Write the project ledger as a workbook."),
        _prepare_ledger,
        _ledger,
    ),
    Verb(
        "papers",
        f"papers {PLACE} --lang zh|en --event NAME --out FILE.pdf"
        " programme|signin|badges|cards|handbook|follow_ups",
        N_("Print a paper of the event with this name."),
        _prepare_papers,
        _papers,
    ),
    Verb(
        "policies",
        f"policies {PLACE} --lang zh|en --out FILE.pdf [--all --why REASON --by NAME]",
        N_(
            "Print the policy compilation; with --all also what may not be published, for a reason."
        ),
        _prepare_policies,
        _policies,
    ),
    Verb(
        "sample",
        "sample --out FILE [--scale N]",
        N_("Make a store with the sample county, N times as large if wanted."),
        _prepare_sample,
        _sample,
    ),
)
