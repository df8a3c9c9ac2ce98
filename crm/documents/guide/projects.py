# SPDX-License-Identifier: Apache-2.0
"""Chapter five, 招商项目: the overview by chain with count and sum, then one sheet a project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crm.documents.engine.blocks import Block, Gap, Picture, Stack, Text
from crm.documents.engine.pictures import Source
from crm.documents.engine.tables import Cell, Column
from crm.documents.guide.book import Book
from crm.documents.guide.facts import Fact, Facts
from crm.documents.guide.front import card, telephone
from crm.documents.guide.photos import dots, shown
from crm.documents.guide.shapes import Flush, Landscape, Ranking
from crm.documents.guide.speech import UNKNOWN
from crm.domain.choices import CHAINS
from crm.domain.rules.pictures import LEAST_DOTS, Flaw
from crm.domain.rules.plan import TITLES
from crm.errors import InvalidInput
from crm.queries.guide import ProjectEntry, Row
from crm.words import N_, NC_, _, ngettext, pgettext, tr

SIDE = 128.0
"""The width of the column of facts on a sheet."""
GAP = 22.0
LINES = 6
"""A fact of more lines stands in the text and not in the narrow column."""
STRIP = 6.0
"""The room between two pictures."""
CODE = 88.0
"""The size of the QR code."""
NARROW = ((5, CODE), (3, CODE), (1.5, CODE), (1.5, 72.0))
"""The room around each fact with the size of the code: the first with which all facts stand."""
FITS = (
    ("prose", (1.4,)),
    ("prose-small", (1.9, 2.4, 3.2)),
    ("prose-tight", (2.4, 3.2, 4.2, 6.0, 9.0)),
)
"""Type with width by height of the picture: the first that leaves the text on the page."""
CONDITIONS = ("land", "water", "power", "gas", "road", "telecom", "material", "labour")


def add(book: Book) -> None:
    """The chapter with its plate; nothing when no project is printed."""
    if not book.data.projects:
        return
    groups = by_chain(book)
    count = len(book.data.projects)
    line = ngettext("{n} project that waits for a partner, on a page with facts, market, benefits, "
                    "conditions and a person to call.",
                    "{n} projects that wait for partners, each on a page with facts, market, "
                    "benefits, conditions and a person to call.", count)  # fmt: skip
    items = [f"{group.title}\u2003{len(group.entries)}" for group in groups]
    book.chapter(TITLES["projects"], line.format(n=count), items[:12])
    book.composer.new_page()
    book.section(_("Overview by industry chain"))
    _overview(book, groups)
    book.tailpiece()
    for group in groups:
        first = True
        for entry in group.entries:
            add_sheet(book, entry, group.title if first else "")
            first = False


@dataclass(frozen=True)
class Group:
    """The projects of one chain; `total` is the sum of what is known, in yuan."""

    title: str
    entries: Sequence[ProjectEntry]
    total: int | None


def by_chain(book: Book) -> list[Group]:
    """The projects by industry chain, in the order of the dictionary."""
    found: list[Group] = []
    codes = {option.code: option.label for option in CHAINS}
    for code in (*codes, None):
        own = [
            entry
            for entry in book.data.projects
            if (entry.project["chain"] if entry.project["chain"] in codes else None) == code
        ]
        if own:
            sums = [entry.project["total_investment"] for entry in own]
            known = [amount for amount in sums if amount is not None]
            title = tr(codes[code]) if code is not None else _("Without chain")
            found.append(Group(title, own, sum(known) if known else None))
    return found


def _overview(book: Book, groups: Sequence[Group]) -> None:
    speech = book.speech
    ranked = sorted((g for g in groups if g.total is not None), key=lambda g: -(g.total or 0))
    columns = [
        Column(_("Industry chain"), 3.0),
        Column(_("Projects"), 1.0, "right"),
        Column(_("Total investment"), 1.6, "right"),
    ]
    known = [g.total for g in groups if g.total is not None]
    *sums, total = speech.amounts([*(g.total for g in groups), sum(known) if known else None])
    rows = [[g.title, str(len(g.entries)), own] for g, own in zip(groups, sums, strict=True)]
    together = [pgettext("guide", "Total"), str(len(book.data.projects)), total]
    book.table(columns, [*rows, together], sums=1)
    if len(ranked) > 1:
        book.part(_("Total investment by chain"))
        said = speech.amounts([g.total for g in ranked])
        bars = [(g.title, float(g.total or 0), own) for g, own in zip(ranked, said, strict=True)]
        book.composer.place(Ranking(bars))
    book.section(_("All projects"))
    columns = [
        Column("", 3.0, most=2),
        Column("", 1.4, "right"),
        Column("", 0.8, "right"),
        Column("", 2.0, "left"),
    ]
    sums = iter(speech.amounts([e.project["total_investment"] for g in groups for e in g.entries]))
    for group in groups:
        lines = [_line(book, entry.project, next(sums)) for entry in group.entries]
        book.listing(group.title, columns, lines)


def _line(book: Book, row: Row, amount: str) -> list[Cell]:
    speech = book.speech
    return [
        book.noted(speech.text(row, "name"), ""),
        amount,
        str(speech.area(row["land_area"])),
        book.quiet(speech.choice(row, "modes") or UNKNOWN),
    ]


# the sheet -----------------------------------------------------------------------------------


def add_sheet(book: Book, entry: ProjectEntry, group: str = "") -> None:
    """A page for a project; with `group` it is the first of its chain in the outline."""
    composer, speech, row = book.composer, book.speech, entry.project
    page = composer.new_page()
    if group:
        composer.mark(2, group)
    composer.mark(3, speech.text(row, "name"), anchor=f"project-{row.id}")
    left, width = composer.left, composer.width
    _title(book, row)
    top = composer.top - (composer.top - composer.room - book.look.margins.bottom) - 10
    composer.take(10)
    page.line([(left, top), (left + width, top)], book.look.colour("primary"), thickness=0.9)
    _main(book, entry, _side(book, entry, left, top))
    composer.inset()
    if composer.page is page:
        composer.take(composer.room)


def _title(book: Book, row: Row) -> None:
    composer, speech = book.composer, book.speech
    tags = speech.joined(speech.choice(row, "chain"), str(row["code"] or ""))
    composer.place(Text(tags or " ", "eyebrow"))
    composer.take(4)
    name = speech.text(row, "name")
    style = "sheet-title"
    if Text(name, style).setting(composer.press, composer.width).lines > 1:
        style = "sheet-title-long"
    composer.place(Text(name, style))
    second = speech.second(row, "name")
    if second:
        composer.place(Text(second, "sheet-english"))


def _side(book: Book, entry: ProjectEntry, left: float, top: float) -> Sequence[Fact]:
    """The narrow column: the sum, the facts, and at its foot whom to call.

    Returns the facts that it has no room for.
    """
    composer, row = book.composer, entry.project
    press, page = composer.press, composer.page
    amount = book.speech.money(row["total_investment"])
    head = Stack([
        Text(_("Total investment"), "fact-label"),
        Text(amount.figure, "fact-figure"),
        Text(amount.unit or " ", "fact-label"),
    ])  # fmt: skip
    y = top - 10
    head.draw(press, page, left, y, SIDE)
    y -= head.height(press, SIDE) + 8
    floor, every = book.look.margins.bottom, list(_facts(book, entry))
    long = [f for f in every if Text(f.value, "fact-value").setting(press, SIDE).lines > LINES]
    facts, card = _column(book, row, [one for one in every if one not in long], y - floor - 12)
    high = card.height(press, SIDE)
    facts.draw(press, page, left, y, SIDE)
    rule = floor + high + 8
    page.line([(left, rule), (left + SIDE, rule)], book.look.colour("accent"), thickness=1.4)
    card.draw(press, page, left, floor + high, SIDE)
    return [*long, *(one for one in every if one not in (*long, *facts.facts))]


def _column(book: Book, row: Row, every: Sequence[Fact], room: float) -> tuple[Facts, Stack]:
    """The facts and whom to call, as roomy as both stand in the narrow column; else fewer facts."""
    press = book.composer.press
    made = [(Facts(every, across=1, pad=pad), _contact(book, row, size)) for pad, size in NARROW]
    heights = [facts.height(press, SIDE) + card.height(press, SIDE) for facts, card in made]
    fitting = (at for at, height in enumerate(heights) if height <= room)
    facts, card = made[next(fitting, -1)]
    room -= card.height(press, SIDE)
    while facts.height(press, SIDE) > room and len(facts.facts) > 1:
        facts.facts = facts.facts[:-1]
    return facts, card


def _facts(book: Book, entry: ProjectEntry) -> Iterator[Fact]:
    speech, row = book.speech, entry.project
    place = [_park(book, entry), _named(book, row, "site"), _named(book, row, "plot")]
    yield Fact(_("Place"), _joined(part for part in place if part) or UNKNOWN)
    yield Fact(_("Cooperation"), speech.choice(row, "modes") or UNKNOWN)
    land = str(speech.area(row["land_area"]))
    mode = speech.choice(row, "land_mode")
    mode = mode.lower() if speech.english else mode
    words = _("{land}, {mode}").format(land=land, mode=mode)
    yield Fact(_("Land"), words if mode else land)
    for name, label in (
        ("yearly_output", _("Planned yearly output")),
        ("yearly_profit", _("Planned yearly profit")),
        ("yearly_tax", _("Planned yearly tax")),
    ):
        if row[name] is not None or name == "yearly_output":
            yield Fact(label, str(speech.money(row[name])))
    if row["payback_years"] is not None:
        yield Fact(_("Payback period"), speech.years(row["payback_years"]))
    if row["irr"] is not None:
        yield Fact(_("Internal rate of return"), f"{row['irr'].normalize():f}%")
    if row["jobs"] is not None:
        yield Fact(_("Jobs"), f"{row['jobs']:,}")
    if row["valid_until"] is not None:
        yield Fact(_("Valid until"), speech.day(row["valid_until"]))


def _park(book: Book, entry: ProjectEntry) -> str:
    """The name of the park where the project is to stand."""
    wanted = entry.project["park_id"]
    parks = (row for row in book.data.register if row.id == wanted)
    return next((book.speech.text(row, "name") for row in parks), entry.park)


def _named(book: Book, row: Row, field: str) -> str:
    """A place of the sheet; one that the county's register knows has its name there."""
    said = row[field]
    known = (entry for entry in book.data.register if said and entry["name"] == said)
    found = next(known, None)
    return book.speech.text(row, field) if found is None else book.speech.text(found, "name")


def _joined(parts: Iterator[str]) -> str:
    seen: list[str] = []
    for part in parts:
        if part not in seen:
            seen.append(part)
    return "\n".join(seen)


def _contact(book: Book, row: Row, size: float) -> Stack:
    name = book.speech.contact(row, "contact_name") or UNKNOWN
    phone = str(row["contact_phone"] or book.data.edition["hotline"] or "")
    blocks: list[Block] = []
    if telephone(phone):
        office = str(book.data.edition["issuer"] or book.county)
        blocks.append(Flush(card(str(row["contact_name"] or office), phone, office), size))
        blocks.append(Gap(3))
    blocks += [
        Text(_("Contact"), "fact-label"),
        Text(name, "fact-value", 2),
        Text(phone or UNKNOWN, "fact-value", 2),
    ]
    return Stack(blocks, gap=2)


# the text ------------------------------------------------------------------------------------


def _main(book: Book, entry: ProjectEntry, facts: Sequence[Fact]) -> None:
    composer = book.composer
    composer.inset(SIDE + GAP)
    blocks, ratio = _fitting(book, [*_parts(book, entry.project), *_more(facts)])
    _picture(book, entry, ratio)
    for title, text in zip(blocks[::2], blocks[1::2], strict=True):
        together = title.height(composer.press, composer.width)
        composer.need(together + text.least(composer.press, composer.width))
        composer.place(title)
        composer.place(text)


def _more(facts: Sequence[Fact]) -> Iterator[tuple[str, str]]:
    """The facts that the narrow column has no room for, as a part of the text."""
    if facts:
        lines = [_("{label}: {text}").format(label=f.label, text=f.value) for f in facts]
        yield pgettext("guide", "More"), "\n".join(lines)


def _fitting(book: Book, parts: Sequence[tuple[str, str]]) -> tuple[list[Text], float]:
    """The texts and the shape of the picture with which the sheet stands on one page."""
    press, width, room = book.composer.press, book.composer.width, book.composer.room - 16
    blocks: list[Text] = []
    for style, ratios in FITS:
        blocks = [
            block
            for title, text in parts
            for block in (Text(title, "sheet-part"), Text(text, book.styles[style]))
        ]
        high = sum(block.height(press, width) for block in blocks)
        for ratio in ratios:
            if high + width / ratio + 14 <= room:
                return blocks, ratio
    return blocks, FITS[-1][1][1]


def _picture(book: Book, entry: ProjectEntry, ratio: float) -> None:
    """The pictures of a project beside each other in one band; without one a landscape."""
    composer, height = book.composer, book.composer.width / ratio
    good = list(_taken(book, entry, height))
    across = _across(book, len(good))
    band: list[Block] = [Picture(one, across / height) for one in good]
    if not band:
        band.append(Landscape(entry.project.id, ratio))
        across = composer.width
    top = composer.take(height + 12) - 10
    for at, one in enumerate(band):
        composer.at(one, composer.left + at * (across + STRIP), top, across)


def _across(book: Book, many: int) -> float:
    """How wide each of so many pictures is in a band."""
    return (book.composer.width - STRIP * (many - 1)) / max(1, many)


def _taken(book: Book, entry: ProjectEntry, height: float) -> Iterator[Source]:
    """The pictures of a project that can be printed; that one cannot, or is coarse, is noted."""
    across, number = _across(book, len(entry.pictures)), entry.project.id
    for picture in entry.pictures:
        try:
            source = shown(picture)
            _name, raster = book.composer.press.image(source, across)
            yield source
            fine = dots(raster, across, across / height)
            if fine < LEAST_DOTS:
                book.composer.unfit.append(Flaw("project", number, dots=fine))
        except InvalidInput:
            lost = Flaw("project", number)
            if lost not in book.composer.unfit:
                book.composer.unfit.append(lost)


def _parts(book: Book, row: Row) -> Iterator[tuple[str, str]]:
    speech = book.speech
    for name, title in (
        ("content", _("Content and scale")),
        ("market", _("Market")),
        ("benefits", _("Benefits")),
    ):
        yield title, speech.either(row, name)
    conditions = _conditions(book, row)
    if conditions:
        yield _("Conditions"), conditions
    for name, title in (
        ("supporting", _("Supporting policies")),
        ("work_done", _("Work done so far")),
    ):
        text = speech.text(row, name)
        if text:
            yield title, text


def _conditions(book: Book, row: Row) -> str:
    """The conditions of the sheet; in English they are one text."""
    speech = book.speech
    if speech.english and row["conditions_en"]:
        return str(row["conditions_en"])
    lines: list[str] = []
    for name in CONDITIONS:
        text = speech.text(row, f"condition_{name}")
        if text:
            label = tr(_WORDS[name])
            lines.append(_("{label}: {text}").format(label=label, text=text))
    return "\n".join(lines)


_WORDS = {
    "land": N_("Land"),
    "water": N_("Water"),
    "power": NC_("guide", "Power"),
    "gas": N_("Gas"),
    "road": N_("Roads"),
    "telecom": N_("Telecommunication"),
    "material": N_("Raw material"),
    "labour": N_("Labour"),
}
