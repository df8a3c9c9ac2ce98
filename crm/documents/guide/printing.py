# SPDX-License-Identifier: Apache-2.0
"""The door to the investment guide: composed for the preview, or printed into a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crm.documents.engine import output
from crm.documents.engine.composer import Composer, Printed
from crm.documents.engine.memory import composing
from crm.documents.engine.output import About
from crm.documents.engine.style import A4, LARGE_16MO, Paper, look, names
from crm.documents.guide import appendix, basics, costs, policies, procedures, projects
from crm.documents.guide.book import Book
from crm.documents.guide.cover import add_cover
from crm.documents.guide.front import add_front
from crm.documents.guide.speech import Speech, glossary
from crm.domain.rules.plan import CHAPTERS, Key
from crm.errors import InvalidInput, NotAllowed, NotFound
from crm.progress import Progress, silent
from crm.queries import guard
from crm.queries.editions import content, rows_of
from crm.queries.guard import Finding
from crm.queries.guide import GuideData, Row, editions, read_guide
from crm.storage.register import Register
from crm.words import LANGUAGES, _, speaking

PAPERS: dict[str, Paper] = {"A4": A4, "16K": LARGE_16MO}
"""The papers by the code an edition keeps."""
_CHAPTERS = {
    "basics": basics.add,
    "policies": policies.add,
    "costs": costs.add,
    "procedures": procedures.add,
    "projects": projects.add,
    "appendix": appendix.add,
}


@dataclass(frozen=True)
class Made:
    """A guide as bytes, what came out, and on which page (from 0) each record begins.

    A chapter is found among `pages` as `("chapter", its place in CHAPTERS)`.
    """

    content: bytes
    printed: Printed
    pages: dict[Key, int]
    untranslated: frozenset[tuple[str, int, str]]


def compose(
    data: GuideData,
    *,
    language: str,
    paper: str = "A4",
    look: str = "tea",
    progress: Progress | None = None,
) -> bytes:
    """The guide as a PDF, for the preview; equal data give equal bytes.

    Raises:
        InvalidInput: there is no such language, paper or look, or a picture cannot be taken.
        Cancelled: the user asked to stop.
    """
    return make(data, language=language, paper=paper, look=look, progress=progress).content


def make(
    data: GuideData,
    *,
    language: str,
    paper: str = "A4",
    look: str = "tea",
    progress: Progress | None = None,
) -> Made:
    """As `compose`, with what the preview asks besides: pages, outline, places of records.

    Raises:
        InvalidInput: there is no such language, paper or look, or a picture cannot be taken.
        Cancelled: the user asked to stop.
    """
    with speaking(language), composing():
        book = _composed(data, language, paper, look, progress or silent())
        whole, printed = book.composer.made()
    places = {_key(a): page for a, page in book.composer.places().items() if "-" in a}
    return Made(whole, printed, places, frozenset(book.speech.untranslated))


def print_guide(
    register: Register,
    out: Path,
    *,
    language: str,
    paper: str | None = None,
    look: str | None = None,
    edition_id: int | None = None,
    today: date,
    progress: Progress | None = None,
    version: str = "screen",
    password: str = "",
    strict: bool = False,
) -> Printed:
    """Print an edition (else the newest one of the language) into a file, which appears whole.

    `version` is one of `engine.versions.VERSIONS`; with a password the file opens only with it.
    If it is `strict`, a picture that cannot be taken is not replaced by a drawing.

    Paper and look are those asked for, else the edition's own, else A4 in the green of tea. An
    issued edition is the file it was issued as, unless another paper, look or language is wanted.

    Raises:
        NotFound: there is no edition to print, or the file of an issued one is lost.
        NotAllowed: it is strict, and a picture cannot be taken.
        InvalidInput: there is no such language, paper, look or version, or the password is too
            short.
        StorageTrouble: the file cannot be written.
        Cancelled: the user asked to stop; nothing is left behind.
    """
    told = progress or silent()
    told.step(0.0)
    with register.reading() as session:
        wanted = _edition(editions(session), language, edition_id)
        data = read_guide(session, wanted, today=today)
        as_issued = paper is None and look is None and language == language_of(data)
        if as_issued and data.edition["state"] == "issued" and data.edition["sha256"]:
            issued = content(session, str(data.edition["sha256"]))
            output.put(out, _for_its_use(issued, version, password, data.as_of, told))
            told.step(1.0)
            return Printed(int(data.edition["pages"] or 0), {}, ())
    kept = settled(data)
    paper, look = paper or kept[0], look or kept[1]
    plain = version == "screen" and not password
    with speaking(language), composing():
        book = _composed(data, language, paper, look, told if plain else told.part(0.0, 0.6))
    if strict:
        _refuse_unfit(guard.unfit(data, book.composer.unfit))
    with speaking(language), composing():
        if plain:
            return book.composer.save(out)
        made, printed = book.composer.made()
    output.put(out, _for_its_use(made, version, password, data.as_of, told.part(0.6, 1.0)))
    return printed


def _refuse_unfit(found: Sequence[Finding]) -> None:
    if found:
        raise NotAllowed(
            _("Nothing was printed: {title}: {sentence}").format(
                title=found[0].title, sentence=found[0].sentence
            ),
            _("Add another picture, or leave out --strict."),
        )


def _for_its_use(
    content: bytes, version: str, password: str, day: date, progress: Progress
) -> bytes:
    """The bytes of a guide in a version, with the data of a day; locked if there is a password.

    A file for the archive or for the print shop cannot be locked: PDF/A and PDF/X forbid it.
    """
    from crm.documents.engine import versions  # noqa: PLC0415 - most guides are for the screen

    if password and version not in versions.LOCKABLE:
        raise InvalidInput(
            _("A file for the archive or the print shop cannot have a password."),
            _("Leave the password out, or choose another version."),
        )
    made = versions.in_version(content, version, day, progress)
    return versions.protected(made, password) if password else made


def settled(data: GuideData) -> tuple[str, str]:
    """Paper and look as an edition has them, else A4 in the green of tea."""
    paper, look = str(data.edition["paper"]), str(data.edition["theme"])
    return (paper if paper in PAPERS else "A4"), (look if look in names() else "tea")


def language_of(data: GuideData) -> str:
    """The language that an edition speaks, one of `LANGUAGES`."""
    return "en" if data.edition["language"] == "en" else "zh_CN"


def _edition(found: tuple[Row, ...], language: str, wanted: int | None) -> int:
    """The edition asked for, else the newest of the language, else the newest of all."""
    spoken = "en" if language == "en" else "zh"
    fitting = [e for e in found if (e.id == wanted if wanted else e["language"] == spoken)]
    if not fitting and wanted is None:
        fitting = list(found)
    if not fitting:
        raise NotFound(
            _("There is no such edition of the guide."), _("Make an edition of the guide first.")
        )
    return fitting[0].id


def _composed(data: GuideData, language: str, paper: str, style: str, progress: Progress) -> Book:
    if language not in LANGUAGES or paper not in PAPERS or style not in names():
        raise InvalidInput(
            _("There is no such language, paper or look: {words}.").format(
                words=", ".join((language, paper, style))
            ),
            _("Choose another one."),
        )
    shown = guard.released(data)
    speech = Speech(language, dict(data.names), known=_known(data, language))
    county = (data.county_en if speech.english else data.county) or data.county
    title = str(data.edition["title"])
    about = About(title, str(data.edition["issuer"] or ""), county, language.replace("_", "-"))
    composer = Composer(look(style), PAPERS[paper], progress, about)
    book = Book(composer, shown, speech, county, title)
    add_cover(book)
    marked = speech.english and bool(guard.missing_english(shown))
    add_front(book, marked=marked)
    for code in data.plan.chapters:
        progress.step(0.0)
        book.number = CHAPTERS.index(code)
        _CHAPTERS[code](book)
    return book


def _known(data: GuideData, language: str) -> dict[str, str]:
    return glossary(rows_of(data)) if language == "en" else {}


def _key(anchor: str) -> Key:
    record, _dash, number = anchor.rpartition("-")
    return record, int(number) if number.isdecimal() else 0
