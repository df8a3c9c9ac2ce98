# SPDX-License-Identifier: Apache-2.0
"""The door to the papers of an event: each is printed into a file of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from crm.documents.engine.composer import Composer, Printed
from crm.documents.engine.output import About
from crm.documents.engine.page import Section
from crm.documents.engine.style import A4, Paper, look
from crm.documents.papers import cards, lists, programme
from crm.documents.papers.desk import LANDSCAPE, Desk
from crm.errors import InvalidInput
from crm.progress import Progress, silent
from crm.queries.papers import EventPapers, read_papers
from crm.storage.register import Register
from crm.words import LANGUAGES, N_, _, speaking, tr


@dataclass(frozen=True)
class Kind:
    """A paper: its code, its marked name, how it is composed, and on what."""

    code: str
    label: str
    add: Callable[[Desk], None]
    paper: Paper = A4


KINDS: tuple[Kind, ...] = (
    Kind("programme", N_("Programme"), programme.add_programme),
    Kind("signin", N_("Sign-in list"), lists.add_signin),
    Kind("badges", N_("Name badges"), cards.add_badges),
    Kind("cards", N_("Table cards"), cards.add_cards),
    Kind("handbook", N_("Reception handbook"), programme.add_handbook, LANDSCAPE),
    Kind("follow_ups", N_("Follow-up list"), lists.add_follow_ups, LANDSCAPE),
)
"""Every paper of an event, in the order in which it is needed."""


def kind_of(code: str) -> Kind:
    """The paper with a code.

    Raises:
        InvalidInput: there is none.
    """
    for one in KINDS:
        if one.code == code:
            return one
    raise InvalidInput(
        _("There is no paper called “{code}”.").format(code=code),
        _("There are: {codes}.").format(codes=", ".join(one.code for one in KINDS)),
    )


def print_paper(
    register: Register,
    out: Path,
    code: str,
    event_id: int,
    *,
    language: str,
    progress: Progress | None = None,
) -> Printed:
    """Print a paper of an event into a file, which appears whole; `language` is zh or en.

    Raises:
        InvalidInput: there is no such paper or language.
        NotFound: the event is not there, or there is nobody the paper could be made for.
        StorageTrouble: the file cannot be written.
        Cancelled: the user asked to stop; nothing is left behind.
    """
    told = progress or silent()
    told.step(0.0)
    spoken = "zh_CN" if language == "zh" else language
    if spoken not in LANGUAGES:
        raise InvalidInput(
            _("There is no language “{code}”.").format(code=language), _("Choose zh or en.")
        )
    with register.reading() as session:
        event = read_papers(session, event_id)
    return composed(event, kind_of(code), spoken, told).save(out)


def composed(
    event: EventPapers, kind: Kind, language: str, progress: Progress | None = None
) -> Composer:
    """One paper of an event in a language of `crm.words`.

    Raises:
        NotFound: there is nobody it could be made for.
    """
    with speaking(language):
        title = tr(kind.label)
        county = (event.county_en if language == "en" else event.county) or event.county
        about = About(f"{title} · {event.name}", county, county, language.replace("_", "-"))
        composer = Composer(look(), kind.paper, progress or silent(), about)
        desk = Desk(composer, event)
        composer.section(Section(county, desk.name, "of"))
        kind.add(desk)
        composer.finished()
    return composer
