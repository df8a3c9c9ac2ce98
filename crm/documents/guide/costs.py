# SPDX-License-Identifier: Apache-2.0
"""Chapter three, 投资成本: prices by category with unit, range, source and date."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from crm.documents.engine.tables import Cell, Column
from crm.documents.guide.book import Book
from crm.documents.guide.speech import UNKNOWN, plain
from crm.domain.choices import COST_CATEGORIES
from crm.domain.rules.plan import TITLES
from crm.queries.guide import CostEntry, Row
from crm.words import _, tr


def add(book: Book) -> None:
    """The chapter with its plate; nothing when no price is printed."""
    entries = book.data.costs
    if not entries:
        return
    used = [o for o in COST_CATEGORIES if any(e.item["category"] == o.code for e in entries)]
    line = _("What land, water, power, labour, transport and building cost here, each price with "
             "its unit, its source and the day it was collected.")  # fmt: skip
    book.chapter(TITLES["costs"], line, [tr(option.label) for option in used])
    book.composer.new_page()
    for option in used:
        book.section(tr(option.label))
        _table(book, [entry for entry in entries if entry.item["category"] == option.code])
    book.note(_("Prices are for orientation and as of the days given; what a contract says holds."))


def _table(book: Book, entries: Sequence[CostEntry]) -> None:
    columns = [
        Column(_("Item"), 3.0),
        Column(_("Price"), 1.3, "right"),
        Column(_("Unit"), 1.35, "left"),
        Column(_("Source and date"), 2.15, "left"),
    ]
    book.table(columns, [_row(book, entry) for entry in entries])


def _row(book: Book, entry: CostEntry) -> list[Cell]:
    speech, item, price = book.speech, entry.item, entry.price
    included = "" if price is None else _included(book, price)
    notes = [
        speech.kept(speech.text(item, "specification"), included),
        speech.text(item, "note"),
        _elsewhere(book, price),
    ]
    return [
        book.noted(speech.text(item, "name"), "\n".join(note for note in notes if note)),
        spread(price["low"], price["high"]) if price is not None else UNKNOWN,
        speech.either(item, "price_unit"),
        book.quiet(_origin(book, price)),
    ]


def _elsewhere(book: Book, price: Row | None) -> str:
    """What it costs in other places, a line under the name: few prices have it."""
    found = book.speech.text(price, "elsewhere") if price is not None else ""
    said = _("{label}: {text}").format(label=_("Comparison elsewhere"), text=found)
    return said if found else ""


def spread(low: Decimal | None, high: Decimal | None) -> str:
    """A price or a range of prices."""
    if low is None and high is None:
        return UNKNOWN
    if low is None or high is None or low == high:
        known = low if low is not None else high
        return plain(known) if known is not None else UNKNOWN
    return f"{plain(low)}–{plain(high)}"


def _included(book: Book, price: Row) -> str:
    words: list[str] = []
    for name, yes, no in (
        ("tax_included", _("tax included"), _("without tax")),
        ("fee_included", _("fees included"), _("without fees")),
    ):
        if price[name] is not None:
            words.append(yes if price[name] else no)
    return book.speech.joined(*words)


def _origin(book: Book, price: Row | None) -> str:
    if price is None:
        return UNKNOWN
    day = price["collected_on"] or price["effective_from"]
    return f"{book.speech.either(price, 'source')}\n{book.speech.day(day)}"
