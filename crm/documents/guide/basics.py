# SPDX-License-Identifier: Apache-2.0
"""Chapter one, 基本情况: figures, location, economy, bases, enterprises, parks, honours."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from crm.documents.engine.tables import Cell, Column
from crm.documents.guide.book import Book
from crm.documents.guide.distances import Destination, DistanceMap
from crm.documents.guide.resources import Resource, ResourceMap
from crm.documents.guide.shapes import KeyFigure, KeyFigures, Ranking, Shares
from crm.documents.guide.speech import UNKNOWN, plain
from crm.domain.choices import ENTERPRISE_CLASSES, OVERVIEW_SECTIONS, REGISTER_KINDS
from crm.domain.rules.plan import TITLES
from crm.queries.guide import Row
from crm.words import _, ngettext, pgettext, tr

MOST_KEY_FIGURES = 8
MOST_ON_MAP = 12
SECTION, AIRIEST = 90.0, 60.0
"""What a heading and the remark at the foot take; so far apart rows of figures stand at most."""
MOST_RESOURCES = 18
_BETWEEN = re.compile(r"[、，,；;\n]\s*")
"""What parts the towns of an entry."""
_INDUSTRIES = ("第一产业", "第二产业", "第三产业")
"""The three sectors of the statistics, by which the labels of their lines begin."""
_ACHIEVEMENTS = ("research", "standard", "brand", "certification", "testing")


def add(book: Book) -> None:
    """The chapter with its plate."""
    overview, register = book.data.overview, book.data.register
    if not overview and not register:
        return
    words = {o.code: o.label for o in OVERVIEW_SECTIONS}
    held = {str(row["section"]) for row in overview}
    items = [tr(word) for code, word in words.items() if code in held]
    line = _("Where the county lies, what grows here, who already works here and on which ground.")
    book.chapter(TITLES["basics"], line, [_("The county in figures"), *items][:8])
    book.composer.new_page()
    _figures(book)
    for code, word in words.items():
        if code == "honours":
            _industry(book)
        rows = [row for row in overview if row["section"] == code]
        if rows or (code == "location" and _of(book, "distance")):
            _overview(book, code, tr(word), rows)


def _of(book: Book, kind: str) -> list[Row]:
    return [row for row in book.data.register if row["kind"] == kind]


# figures -------------------------------------------------------------------------------------


def _figures(book: Book) -> None:
    speech = book.speech
    chosen = [row for row in book.data.overview if row["key_figure"]]
    chosen.sort(key=lambda row: (row["key_figure"], row["position"] or 0, row.id))
    book.section(_("The county in figures"))
    panel = [
        KeyFigure(
            speech.quantity(row["value"], row["unit"] or "", row["unit_en"] or "").closed(),
            speech.text(row, "label"),
            str(row["year"] or ""),
        )
        for row in chosen[:MOST_KEY_FIGURES]
    ]
    charts = [chart for chart in (_sectors(book), _classes(book)) if chart is not None]
    airy = _airy(book, KeyFigures(panel), charts)
    if panel:
        book.composer.place(airy)
    for chart in charts:
        book.composer.space(max(26.0, airy.apart))
        book.composer.place(chart)
    day = speech.day(book.data.as_of)
    book.note(_("Data as of {day}; the sources stand beside the figures and in the appendix.")
              .format(day=day))  # fmt: skip


def _airy(book: Book, panel: KeyFigures, charts: Sequence[Shares]) -> KeyFigures:
    """The panel with its rows so far apart that the page of figures is a full one."""
    press, width, room = book.composer.press, book.composer.width, book.composer.room
    gaps = len(charts) + math.ceil(len(panel.figures) / panel.across) - 1
    if gaps > 0:
        high = sum(block.height(press, width) + 20 for block in (panel, *charts))
        spare = room - SECTION - high - 26.0 * len(charts)
        panel.apart = min(AIRIEST, panel.apart + max(0.0, spare) / gaps)
    return panel


def _sectors(book: Book) -> Shares | None:
    parts: list[tuple[str, float, str]] = []
    for start in _INDUSTRIES:
        for row in book.data.overview:
            if row["value"] is not None and str(row["label"]).startswith(start):
                shown = book.speech.quantity(row["value"], row["unit"] or "", row["unit_en"] or "")
                parts.append((book.speech.text(row, "label"), float(row["value"]), str(shown)))
                break
    return Shares(_("Structure of the economy"), parts) if len(parts) > 1 else None


def _classes(book: Book) -> Shares | None:
    counts = Counter(str(row["enterprise_class"] or "") for row in _of(book, "enterprise"))
    parts: list[tuple[str, float, str]] = []
    for option in ENTERPRISE_CLASSES:
        n = counts[option.code]
        if n:
            shown = ngettext("{n} company", "{n} companies", n).format(n=n)
            parts.append((tr(option.label), float(n), shown))
    title = _("Enterprises above designated size by class")
    return Shares(title, parts) if len(parts) > 1 else None


# sections ------------------------------------------------------------------------------------


def _overview(book: Book, code: str, title: str, rows: Sequence[Row]) -> None:
    book.section(title)
    if code == "location":
        _distances(book)
    texts = [row for row in rows if row["text"]]
    figures = [row for row in rows if row["value"] is not None or not row["text"]]
    for row in texts:
        book.railed(book.speech.text(row, "label"), book.speech.text(row, "text"),
                    note=_origin(book, row))  # fmt: skip
    if figures:
        book.composer.space(8)
        columns = [
            Column(_("Indicator"), 2.6),
            Column(pgettext("guide", "Figure"), 1.7, "right"),
            Column(_("Year"), 0.8, "right"),
            Column(_("Source"), 2.6, "left"),
        ]
        book.table(columns, [_figure(book, row) for row in figures])


def _figure(book: Book, row: Row) -> list[Cell]:
    speech = book.speech
    value = speech.quantity(row["value"], row["unit"] or "", row["unit_en"] or "")
    source = speech.text(row, "source")
    return [
        book.noted(speech.text(row, "label"), ""),
        str(value),
        str(row["year"] or UNKNOWN),
        book.quiet(source or UNKNOWN),
    ]


def _origins(book: Book, rows: Sequence[Row]) -> list[str]:
    return [_origin(book, row) for row in rows]


def _origin(book: Book, row: Row) -> str:
    parts = [book.speech.text(row, "source"), str(row["year"] or "")]
    return "\n".join(part for part in parts if part)


def _distances(book: Book) -> None:
    speech = book.speech
    rows = [row for row in _of(book, "distance") if row["distance_km"] is not None]
    rows.sort(key=lambda row: (row["distance_km"], row.id))
    places = [
        Destination(
            speech.text(row, "name"), Decimal(row["distance_km"]), row["bearing"], _way(book, row)
        )
        for row in rows
    ]
    if not places:
        return
    step = len(places) / MOST_ON_MAP
    shown = places if step <= 1 else [places[int(n * step)] for n in range(MOST_ON_MAP)]
    book.composer.place(DistanceMap(book.county, shown))
    note = _("By road, in kilometres and hours; the map shows directions and, to a square-root "
             "scale, distances. Source: {source}.")  # fmt: skip
    sources = sorted({speech.text(row, "source") for row in rows if row["source"]})
    book.note(note.format(source="; ".join(sources) or UNKNOWN))


def _way(book: Book, row: Row) -> str:
    far = _("{n} km").format(n=plain(row["distance_km"]))
    return book.speech.joined(far, book.speech.hours(row["hours"]))


# the register --------------------------------------------------------------------------------


def _industry(book: Book) -> None:
    _resources(book)
    _bases(book)
    _enterprises(book)
    _parks(book)
    _achievements(book)


def _resources(book: Book) -> None:
    """The map of bases and parks, if it is known where they lie."""
    bases = sorted(_of(book, "base"), key=lambda row: -(row["area"] or 0))
    largest = float(max((row["area"] or 0 for row in bases), default=0)) or 1.0
    shown = [_resource(book, row, largest) for row in (*bases, *_of(book, "park"))]
    block = ResourceMap(book.county, shown[:MOST_RESOURCES])
    if not block.told:
        return
    book.make_room(block.height(book.composer.press, book.composer.width) + 90)
    book.section(_("Resource map"))
    book.composer.place(block)
    if block.drawn_to_scale:
        book.note(
            _("Discs are bases of raw material, as large as their land; squares are parks. "
              "Directions and distances are those from the county town, to scale.")
        )  # fmt: skip
    else:
        book.note(_("Discs are bases of raw material, squares are parks."))


def _resource(book: Book, row: Row, largest: float) -> Resource:
    speech, park = book.speech, row["kind"] == "park"
    area = str(speech.area(row["area"])) if row["area"] is not None else _amount(book, row)
    towns = speech.text(row, "towns")
    return Resource(
        speech.text(row, "name"),
        speech.joined(area, towns),
        float(row["area"] or 0) / largest,
        round=not park,
        km=None if row["distance_km"] is None else float(row["distance_km"]),
        bearing=row["bearing"],
        towns=tuple(part for part in _BETWEEN.split(towns) if part),
    )


def _bases(book: Book) -> None:
    rows = _of(book, "base")
    if not rows:
        return
    speech = book.speech
    book.section(_("Bases of raw material"))
    sized = sorted((r for r in rows if r["area"] is not None), key=lambda r: -r["area"])
    if len(sized) > 1:
        bars = [
            (speech.text(r, "name"), float(r["area"]), str(speech.area(r["area"]))) for r in sized
        ]
        book.composer.place(Ranking(bars))
    columns = [
        Column(pgettext("guide", "Base"), 2.3),
        Column(pgettext("guide", "Scale"), 1.2, "right"),
        Column(_("Towns"), 2.3, "left"),
    ]
    ordered = [*sized, *(row for row in rows if row["area"] is None)]
    cells = [_base(book, row) for row in ordered]
    book.sourced(columns, cells, _origins(book, ordered), 2.1)


def _base(book: Book, row: Row) -> list[Cell]:
    speech = book.speech
    scale = str(speech.area(row["area"])) if row["area"] is not None else _amount(book, row)
    note = speech.text(row, "note")
    return [
        book.noted(speech.text(row, "name"), note),
        scale or UNKNOWN,
        speech.either(row, "towns"),
    ]


def _amount(book: Book, row: Row) -> str:
    if row["quantity"] is None:
        return ""
    unit, english = row["quantity_unit"] or "", row["quantity_unit_en"] or ""
    return str(book.speech.quantity(row["quantity"], unit, english))


def _enterprises(book: Book) -> None:
    rows = _of(book, "enterprise")
    if not rows:
        return
    speech = book.speech
    count = ngettext("{n} company", "{n} companies", len(rows)).format(n=len(rows))
    book.section(_("Enterprises above designated size"))
    rows.sort(key=lambda row: (-(row["output_value"] or -1), row.id))
    known = [row["output_value"] for row in rows if row["output_value"] is not None]
    *outputs, whole = speech.amounts(
        [*(row["output_value"] for row in rows), sum(known) if known else None]
    )
    columns = [
        Column(_("Enterprise"), 2.9),
        Column(pgettext("guide", "Class"), 1.85, "left"),
        Column(_("Yearly output"), 1.4, "right"),
    ]
    cells = [
        [
            book.noted(speech.text(row, "name"), speech.text(row, "note")),
            speech.choice(row, "enterprise_class") or UNKNOWN,
            output,
        ]
        for row, output in zip(rows, outputs, strict=True)
    ]
    total = [pgettext("guide", "Total"), count, whole]
    book.sourced(columns, cells, _origins(book, rows), 2.05, total=total)


def _parks(book: Book) -> None:
    parks, plots = _of(book, "park"), _of(book, "plot")
    if not parks and not plots:
        return
    speech = book.speech
    book.section(_("Parks and land to settle on"))
    if parks:
        columns = [
            Column(_("Park"), 3.4),
            Column(_("Towns"), 1.5, "left"),
            Column(_("Area"), 1.1, "right"),
            Column(_("Available land"), 1.1, "right"),
        ]
        book.sourced(columns, [
            [
                book.noted(speech.text(row, "name"), speech.text(row, "note")),
                speech.either(row, "towns"),
                str(speech.area(row["area"])),
                str(speech.area(row["available"])),
            ]
            for row in parks
        ], _origins(book, parks), 1.6)  # fmt: skip
    if plots:
        names = {row.id: speech.text(row, "name") for row in parks}
        columns = [
            Column(_("Plot"), 2.4),
            Column(_("Number"), 1.0, "left"),
            Column(_("Area"), 0.95, "right"),
            Column(_("Park"), 2.1, "left"),
        ]
        book.sourced(columns, [
            [
                book.noted(speech.text(row, "name"), speech.text(row, "note")),
                speech.either(row, "number"),
                str(speech.area(row["available"] or row["area"])),
                names.get(row["park_id"], "") or speech.either(row, "towns"),
            ]
            for row in plots
        ], _origins(book, plots), 2.05, title=_("Plots that can be supplied"))  # fmt: skip


def _achievements(book: Book) -> None:
    speech = book.speech
    held = [(kind, _of(book, kind)) for kind in _ACHIEVEMENTS]
    if not any(rows for _kind, rows in held):
        return
    book.section(_("Research, standards and brands"))
    words = {option.code: option.label for option in REGISTER_KINDS}
    columns = [Column("", 3.4), Column("", 1.6, "left")]
    for kind, rows in held:
        if not rows:
            continue
        cells = [
            [
                book.noted(speech.text(row, "name"), speech.text(row, "note")),
                speech.text(row, "number") or _amount(book, row) or speech.text(row, "towns"),
            ]
            for row in rows
        ]
        title = tr(words[kind])
        book.sourced(columns, cells, _origins(book, rows), 1.8, title=title, heads=False)
