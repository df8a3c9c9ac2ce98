# SPDX-License-Identifier: Apache-2.0
"""The policy compilation (政策汇编): by level and theme, in full, with an index of numbers.

What may not be published, was not reviewed or has run out is left out, unless all is wanted: then
every page says that it is for the office's own use.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from crm.documents import holding
from crm.documents.engine.blocks import Text
from crm.documents.engine.composer import Composer, Printed
from crm.documents.engine.output import About
from crm.documents.engine.page import Section
from crm.documents.engine.style import look
from crm.documents.guide.book import Book
from crm.documents.guide.cover import add_cover
from crm.documents.guide.policies import add_policy
from crm.documents.guide.printing import PAPERS, language_of, settled
from crm.documents.guide.speech import Speech
from crm.domain.choices import POLICY_LEVELS, POLICY_THEMES
from crm.domain.rules.plan import Decision
from crm.errors import NotFound
from crm.progress import Progress, silent
from crm.queries import guard
from crm.queries.filters import Filter
from crm.queries.guide import GuideData, PolicyEntry, read_policies
from crm.storage.register import Register
from crm.words import N_, _, ngettext, pgettext, speaking

LEVELS: Mapping[str, str] = {
    "state": N_("Policies of the state"),
    "province": N_("Policies of the province"),
    "prefecture": N_("Policies of the prefecture"),
    "county": N_("Policies of the county"),
    "park": N_("Policies of the parks"),
}
"""The titles of the chapters, by level."""
DAY = re.compile(r"[〇零一二三四五六七八九十\d]{2,4}年.{1,3}月.{1,3}日")
"""A line with which a document is signed."""
_FIGURES = re.compile(r"(\D*)(\d{0,18})")
HEADING = re.compile(
    r"(?:第\s*[一二三四五六七八九十百\d]+\s*[章节]|[一二三四五六七八九十]{1,3}、).{0,40}"
)
"""A line of a full text that is a heading of its own."""


def print_compilation(
    register: Register,
    out: Path,
    wanted: Filter,
    *,
    language: str,
    today: date,
    decision: Decision | None = None,
    progress: Progress | None = None,
) -> Printed:
    """Print the policies that pass a filter into a file, which appears whole; zh or en.

    What the rules hold back is left out, unless somebody decides to print all for internal use:
    that is kept with these policies.

    Raises:
        NotFound: no policy passes the filter, or none of them may be printed.
        InvalidInput: a condition of the filter cannot be taken, or the decision has no name or
            no reason.
        StorageTrouble: the file cannot be written.
        Cancelled: the user asked to stop; nothing is left behind.
    """
    told, spoken = progress or silent(), "en" if language == "en" else "zh_CN"
    told.step(0.0)
    with speaking(spoken):
        title = _("Compilation of investment policies")
    with register.reading() as session:
        found = read_policies(session, wanted, language=language, title=title, today=today)
    with speaking(spoken):
        made = composed(found, everything=decision is not None, progress=told)
    if decision is not None:
        holding.keep(register, guard.held_policies(found), decision)
    return made.save(out)


def composed(
    found: GuideData, *, everything: bool = False, progress: Progress | None = None
) -> Composer:
    """The compilation in the language of its data, not yet saved.

    Raises:
        NotFound: there is no policy, or none of them may be printed.
    """
    shown = found if everything else guard.released(found)
    left = len(found.policies) - len(shown.policies)
    if not shown.policies:
        raise NotFound(
            _("None of these policies may be printed."),
            _("Release and review them first, or choose others."),
        )
    paper, style = settled(found)
    speech = Speech(language_of(found), dict(found.names))
    county = (found.county_en if speech.english else found.county) or found.county
    title = str(found.edition["title"])
    issuer, spoken = str(found.edition["issuer"] or ""), speech.language.replace("_", "-")
    about = About(title, issuer, county, spoken)
    composer = Composer(look(style), PAPERS[paper], progress or silent(), about)
    head = _("{title} · for internal use").format(title=title) if everything else title
    book = Book(composer, shown, speech, county, head)
    add_cover(book)
    _front(book, left, everything=everything)
    entries = _in_order(shown.policies)
    for number, (code, word) in enumerate(LEVELS.items()):
        own = [entry for entry in entries if entry.policy["level"] == code]
        if own:
            book.number = number
            _level(book, word, own)
    _index(book, entries)
    composer.finished()
    return composer


def _in_order(entries: Sequence[PolicyEntry]) -> list[PolicyEntry]:
    """By level and theme in the order of the dictionaries, the newest of each first."""
    levels = [option.code for option in POLICY_LEVELS]
    themes = [option.code for option in POLICY_THEMES]

    def place(entry: PolicyEntry) -> tuple[int, int]:
        theme = entry.policy["theme"]
        known = themes.index(theme) if theme in themes else len(themes)
        return levels.index(entry.policy["level"]), known

    return sorted(entries, key=place)


def _front(book: Book, left: int, *, everything: bool) -> None:
    """What is in it, as of when, what was left out; then the place of the contents."""
    composer, speech, count = book.composer, book.speech, len(book.data.policies)
    composer.section(Section(book.title, book.county, numbering="roman"))
    composer.new_page()
    composer.place(Text(_("About this compilation"), "contents-title"))
    said = [
        ngettext(
            "It holds {n} policy as it stood on {day}, by level and theme, with its full text.",
            "It holds {n} policies as they stood on {day}, by level and theme, with their full "
            "texts.",
            count,
        ).format(n=count, day=speech.day(book.data.as_of))
    ]
    if everything:
        said.append(_("It is for internal use: some of it is not released or no longer in force."))
    elif left:
        said.append(
            ngettext(
                "{n} policy is left out: not released, not reviewed, or no longer in force.",
                "{n} policies are left out: not released, not reviewed, or no longer in force.",
                left,
            ).format(n=left)
        )
    said.append(_("The published documents hold; this compilation is no legal source."))
    for sentence in said:
        book.prose(sentence)
    book.tailpiece()
    title = pgettext("guide", "Contents")
    own = Section(book.title, title, numbering="roman")
    composer.contents(title, levels=3, section=own)


def _level(book: Book, word: str, entries: Sequence[PolicyEntry]) -> None:
    """The chapter of a level: its plate, then the policies of each theme."""
    themes = list(dict.fromkeys(_theme(book, entry) for entry in entries))
    line = ngettext("{n} policy.", "{n} policies.", len(entries)).format(n=len(entries))
    book.chapter(word, line, themes)
    book.composer.new_page()
    before = ""
    for entry in entries:
        theme = _theme(book, entry)
        add_policy(book, entry, section=theme if theme != before else "")
        before = theme
        _text(book, entry)
    book.tailpiece()


def _theme(book: Book, entry: PolicyEntry) -> str:
    return book.speech.choice(entry.policy, "theme") or _("Without theme")


def _text(book: Book, entry: PolicyEntry) -> None:
    """The full text as it was issued, which is Chinese in every language."""
    text = str(entry.policy["full_text"] or "").strip()
    if not text:
        return
    book.part(_("Full text"), room=80.0)
    composer = book.composer
    body = replace(book.styles["prose-small"], indent=2.0)
    signed = replace(body, align="right", indent=0.0)
    title = replace(book.look.style("heading-3"), align="centre")
    for line in filter(None, map(str.strip, text.split("\n"))):
        if line == entry.policy["title"]:
            composer.place(Text(line, title))
        elif HEADING.fullmatch(line):
            composer.place(Text(line, "heading-3"))
        elif line == entry.policy["issuer"] or DAY.fullmatch(line):
            composer.place(Text(line, signed))
        else:
            composer.place(Text(line, body))
    composer.space(12)


def _index(book: Book, entries: Sequence[PolicyEntry]) -> None:
    """Every document number with its title and its page; what has no number comes last."""
    title = _("Index of document numbers")
    book.composer.section(Section(book.title, title))
    book.composer.new_page()
    book.composer.heading(1, title)
    numbered = [entry for entry in entries if entry.policy["number"]]
    rest = [entry for entry in entries if not entry.policy["number"]]
    numbered.sort(key=lambda entry: _counted(str(entry.policy["number"])))
    lines = [
        (
            book.speech.joined(book.speech.text(entry.policy, "number"),
                               book.speech.text(entry.policy, "title")),
            f"policy-{entry.policy.id}",
        )
        for entry in (*numbered, *rest)
    ]  # fmt: skip
    book.composer.index(lines, style="index")
    book.tailpiece()


def _counted(number: str) -> list[tuple[str, int]]:
    """A document number in parts, so that 9号 comes before 21号."""
    return [(words, int(figure or 0)) for words, figure in _FIGURES.findall(number)]
