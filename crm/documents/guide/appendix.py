# SPDX-License-Identifier: Apache-2.0
"""The appendices: contacts, list of policies, sources of all data, index of projects by chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from crm.documents.engine.tables import Cell, Column
from crm.documents.guide.book import Book
from crm.documents.guide.policies import state
from crm.documents.guide.projects import by_chain
from crm.documents.guide.speech import UNKNOWN
from crm.domain.rules.plan import TITLES
from crm.queries.guide import Row
from crm.words import _, pgettext

FIRST_GROUP = 190.0
"""So much room the heading of the index has with the first chain under it."""
MOST_LABELS = 12
"""So many figures of a source are named, then an ellipsis."""


def add(book: Book) -> None:
    """The appendices with their plate; nothing when there is nothing to list."""
    book = replace(book, data=book.data.in_chapters)
    titles = [_("Contacts"), _("List of policies"), _("Sources of the data"),
              _("Index of projects by chain")]  # fmt: skip
    contacts = _contact_rows(book)
    there = (bool(contacts), bool(book.data.policies), any(_cited(book)), bool(book.data.projects))
    if not any(there):
        return
    titles = [title for title, is_there in zip(titles, there, strict=True) if is_there]
    line = _("What to look up, and whom to ask.")
    if all(there):
        line = _("Whom to call, which documents stand behind the policies, where each figure comes "
                 "from, and where each project is found.")  # fmt: skip
    book.chapter(TITLES["appendix"], line, titles, numbered=False)
    book.composer.new_page()
    _contacts(book, contacts)
    _policies(book)
    _sources(book)
    _index(book)
    book.tailpiece()


def _contact_rows(book: Book) -> list[list[str]]:
    speech, edition = book.speech, book.data.edition
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in book.data.projects:
        row = entry.project
        if row["contact_name"] or row["contact_phone"]:
            key = speech.contact(row, "contact_name") or UNKNOWN, str(row["contact_phone"] or "")
            found[key].append(speech.choice(row, "chain"))
    rows = [
        [name, phone or UNKNOWN, _some(book, [text for text in chains if text])]
        for (name, phone), chains in found.items()
    ]
    if edition["hotline"]:
        issuer = str(edition["issuer"] or book.county)
        rows.insert(0, [_("Investment hotline"), str(edition["hotline"]), issuer])
    return rows


def _contacts(book: Book, rows: list[list[str]]) -> None:
    if not rows:
        return
    book.section(_("Contacts"))
    columns = [
        Column(_("Contact"), 1.6),
        Column(_("Telephone"), 1.4, "left"),
        Column(pgettext("guide", "For"), 3.0, "left"),
    ]
    book.table(columns, rows)


def _some(book: Book, texts: list[str]) -> str:
    named = list(dict.fromkeys(texts))
    shown = named[:MOST_LABELS]
    if len(named) > MOST_LABELS:
        shown.append("…")
    return (", " if book.speech.english else "、").join(shown)


def _policies(book: Book) -> None:
    if not book.data.policies:
        return
    speech = book.speech
    book.section(_("List of policies"))
    columns = [
        Column(_("Policy"), 3.0, most=3),
        Column(_("Document number"), 2.0, "left"),
        Column(_("Level"), 1.1, "left"),
        Column(_("Validity"), 1.9, "left"),
    ]
    rows = [
        [
            speech.text(entry.policy, "title"),
            speech.either(entry.policy, "number"),
            speech.choice(entry.policy, "level"),
            book.quiet("\n".join(state(book, entry.policy))),
        ]
        for entry in book.data.policies
    ]
    book.table(columns, rows)


def _sources(book: Book) -> None:
    if not any(_cited(book)):
        return
    book.section(_("Sources of the data"))
    speech = book.speech
    named: dict[str, list[str]] = defaultdict(list)
    days: dict[str, list[str]] = defaultdict(list)
    for source, label, day in _cited(book):
        named[source].append(label)
        if day and day not in days[source]:
            days[source].append(day)
    columns = [
        Column(_("Source"), 2.0),
        Column(_("Figures taken from it"), 3.6, "left"),
        Column(pgettext("guide", "Date"), 1.2, "left"),
    ]
    rows: list[list[Cell]] = []
    for source, labels in named.items():
        when = "\n".join(days[source][:2]) or UNKNOWN
        rows.append([book.noted(source, ""), _some(book, labels), book.quiet(when)])
    book.table(columns, rows)
    unnamed = [row for row in book.data.overview if row["value"] is not None and not row["source"]]
    if unnamed:
        labels = _some(book, [speech.text(row, "label") for row in unnamed])
        book.note(_("Without source: {labels}").format(labels=labels))


def _cited(book: Book) -> Iterator[tuple[str, str, str]]:
    """Every source with what was taken from it and when."""
    speech = book.speech

    def when(row: Row, name: str) -> str:
        return speech.day(row[name]) if row[name] is not None else str(row.get("year") or "")

    for row in book.data.overview:
        if row["source"]:
            yield speech.text(row, "source"), speech.text(row, "label"), when(row, "checked_on")
    for row in book.data.register:
        if row["source"]:
            yield speech.text(row, "source"), speech.choice(row, "kind"), when(row, "checked_on")
    for entry in book.data.costs:
        price = entry.price
        if price is not None and price["source"]:
            label = speech.text(entry.item, "name")
            yield speech.text(price, "source"), label, when(price, "collected_on")


def _index(book: Book) -> None:
    if not book.data.projects:
        return
    book.composer.need(FIRST_GROUP)
    book.section(_("Index of projects by chain"))
    # English names are too long for half a measure.
    book.composer.columns(1 if book.speech.english else 2, gap=30.0)
    for group in by_chain(book):
        book.part(group.title)
        entries = [
            (book.speech.text(entry.project, "name"), f"project-{entry.project.id}")
            for entry in group.entries
        ]
        book.composer.index(entries, "index")
    book.composer.columns(1)
