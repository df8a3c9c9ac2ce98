# SPDX-License-Identifier: Apache-2.0
"""Sheets of single projects, as the guide prints them: to hand out one or a few at a talk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from crm.documents import holding
from crm.documents.engine.composer import Composer, Printed
from crm.documents.engine.output import About
from crm.documents.engine.page import Section
from crm.documents.engine.style import look
from crm.documents.guide.book import Book
from crm.documents.guide.printing import PAPERS, language_of, settled
from crm.documents.guide.projects import add_sheet
from crm.documents.guide.speech import Speech, glossary
from crm.domain.rules.plan import Decision
from crm.progress import Progress, silent
from crm.queries import guard
from crm.queries.editions import rows_of
from crm.queries.guide import GuideData, read_sheets
from crm.storage.register import Register
from crm.words import ngettext, speaking


def print_sheets(
    register: Register,
    out: Path,
    ids: Sequence[int],
    *,
    language: str,
    today: date,
    decision: Decision | None = None,
    progress: Progress | None = None,
    origin: object = None,
) -> Printed:
    """Print the sheets of projects into a file, which appears whole; `language` is zh or en.

    What the rules hold back is printed by a decision only, which is kept with the projects.

    Raises:
        NotAllowed: some of them are held back, and nobody decided.
        InvalidInput: the decision has no name or no reason.
        NotFound: none of the projects is there (any more).
        StorageTrouble: the file cannot be written.
        Cancelled: the user asked to stop; nothing is left behind.
    """
    told = progress or silent()
    told.step(0.0)
    with register.reading() as session:
        data = read_sheets(session, ids, language=language, today=today)
    held = guard.held_projects(data)
    if decision is None:
        holding.refuse(held)
    sheets = composed(data, told)
    if decision is not None:
        holding.keep(register, held, decision, origin)
    return sheets.save(out)


def composed(data: GuideData, progress: Progress | None = None) -> Composer:
    """The sheets of all projects of `data`, one after the other."""
    told = progress or silent()
    spoken = language_of(data)
    paper, style = settled(data)
    with speaking(spoken):
        known = glossary(rows_of(data)) if spoken == "en" else {}
        speech = Speech(spoken, dict(data.names), known=known)
        county = (data.county_en if speech.english else data.county) or data.county
        title = _title(data, speech)
        about = About(title, str(data.edition["issuer"] or ""), county, spoken.replace("_", "-"))
        composer = Composer(look(style), PAPERS[paper], told, about)
        composer.section(Section(county, title, numbering="none"))
        book = Book(composer, data, speech, county, title)
        for number, entry in enumerate(data.projects):
            told.step(0.5 * number / len(data.projects))
            add_sheet(book, entry)
        composer.finished()
    return composer


def _title(data: GuideData, speech: Speech) -> str:
    if len(data.projects) == 1:
        return speech.text(data.projects[0].project, "name")
    n = len(data.projects)
    return ngettext("{n} project", "{n} projects", n).format(n=n)
