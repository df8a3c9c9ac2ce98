# SPDX-License-Identifier: Apache-2.0
"""What all chapters of the guide share: the composer, the data, the speech, plates and headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from crm.documents.engine.blocks import Picture, Text
from crm.documents.engine.composer import Composer
from crm.documents.engine.page import Page, Section, baseline
from crm.documents.engine.style import Look, TextStyle
from crm.documents.engine.tables import Cell, Column, Table
from crm.documents.engine.text import Box, Run
from crm.documents.guide.photos import dots, shown
from crm.documents.guide.shapes import hills, pale_hills
from crm.documents.guide.speech import UNKNOWN, Speech
from crm.domain.rules.pictures import LEAST_DOTS, PLATES, Flaw
from crm.domain.rules.plan import CHAPTERS
from crm.errors import InvalidInput
from crm.queries.guide import GuideData
from crm.queries.photos import Photo
from crm.words import LANGUAGES, _, pgettext, speaking, tr

RAIL = 112.0
"""The width of the narrow column at the left that holds labels."""
ITEM, FEW, MOST_ITEMS, PLATE_LINE = 25.0, 9, 12, 15.0
"""The distance of the items on a plate; more than a few stand closer."""
EDGE = 9.0
"""So far a drawing goes over the edges of a page, for the knife of the print shop."""
PLATE, PLATE_GAP = 0.34, 26.0
"""The share of its height that the picture of a plate takes at most, and what is free above."""
EMPTY = 0.25
"""A page of which more than this share is free is given a tailpiece."""
_NUMERALS = "一二三四五六七八九"


@dataclass
class Book:
    """A guide that is being composed."""

    composer: Composer
    data: GuideData
    speech: Speech
    county: str
    title: str
    number: int = 0
    """The place of the chapter that is being composed, in the order of all chapters."""
    _chapters: int = 0
    _sections: int = 0
    _prefix: str = ""

    @property
    def look(self) -> Look:
        """Colours, type and margins."""
        return self.composer.look

    @cached_property
    def styles(self) -> dict[str, TextStyle]:
        """Styles of running text: English is not justified, its lines are too few words long."""
        found: dict[str, TextStyle] = {}
        for name in ("prose", "prose-small", "prose-tight", "letter"):
            style = self.look.style(name)
            found[name] = replace(style, align="left") if self.speech.english else style
        return found

    # chapters and headings -------------------------------------------------------------------

    def chapter(self, word: str, line: str, items: Sequence[str], *, numbered: bool = True) -> None:
        """Begin a chapter with its plate; `word` is its marked title."""
        self._chapters += 1
        self._sections = 0
        number = self._chapters
        if number > 1:
            self.tailpiece()
        self._prefix = str(number) if numbered else "A"
        titles = [self._in(language, word) for language in LANGUAGES]
        title, other = titles if not self.speech.english else titles[::-1]
        listed = pgettext("chapter", "{n}  {title}").format(n=self.ordinal(number), title=title)
        listed = listed if numbered else title
        starts = 1 if number == 1 else None
        self.composer.section(Section(self.title, listed, starts_at=starts))
        page = self.composer.plate("deep")
        self.composer.mark(1, listed, anchor=f"chapter-{self.number}")
        paper, left = self.composer.paper, self.look.margins.outer
        code = CHAPTERS[self.number]
        photo = self.data.plates.get(code)
        if photo is None:
            self._hills(page, number)
        top = paper.height - self.look.margins.top
        measure = paper.width - 2 * left
        sign = f"{number:02d}" if numbered else "A"
        self.composer.at(Text(sign, "plate-number"), left - 8, top + 16, measure)
        top -= 178 if photo is None else 140
        top = self.down(Text(title, "plate-title"), left, top, measure)
        top = self.down(Text(other, "plate-english"), left, top, measure) - 14
        self.down(Text(line, "plate-line", 6), left, top, measure * 0.46)
        floor = 0.0 if photo is None else paper.height * PLATE + PLATE_GAP
        self._items(items, left + measure * 0.56, top + 4, measure * 0.44, floor)
        if photo is not None and not self.pictured(photo, paper.height * PLATE, PLATES[code]):
            self._hills(page, number)

    def _hills(self, page: Page, number: int) -> None:
        paper = self.composer.paper
        hills(self.composer.press, page, Box(0, 0, paper.width, paper.height * 0.36), number)

    def pictured(self, photo: bytes | Photo, height: float, place: str) -> bool:
        """Fill the foot of the page with a picture from edge to edge; no if it cannot be taken.

        `place` is that of `rules.pictures`.
        """
        composer, source = self.composer, shown(photo)
        width, number = composer.paper.width, self.data.edition.id
        try:
            _name, raster = composer.press.image(source, width)
        except InvalidInput:
            composer.unfit.append(Flaw("guide_edition", number, place))
            return False
        composer.at(Picture(source, width / height), 0, height, width)
        fine = dots(raster, width, width / height)
        if fine < LEAST_DOTS:
            composer.unfit.append(Flaw("guide_edition", number, place, fine))
        return True

    @staticmethod
    def _in(language: str, word: str) -> str:
        with speaking(language):
            return tr(word)

    def ordinal(self, number: int) -> str:
        """The number of a chapter as its language writes it."""
        return str(number) if self.speech.english else _NUMERALS[number - 1]

    def down(self, text: Text, left: float, top: float, width: float) -> float:
        """Draw a text at a place outside the flow; where it ends."""
        self.composer.at(text, left, top, width)
        return top - text.height(self.composer.press, width)

    def lined(self, parts: Iterable[str], style: str) -> Text:
        """Texts side by side, as many on a line as fit; no line ends with the sign between them."""
        lines, width = list[str](), self.composer.width
        for part in filter(None, parts):
            longer = self.speech.joined(*lines[-1:], part)
            if lines and self.composer.press.set(longer, style, width).lines == 1:
                lines[-1] = longer
            else:
                lines.append(part)
        return Text("\n".join(lines), style)

    def _items(
        self, items: Sequence[str], left: float, top: float, width: float, floor: float
    ) -> None:
        """What stands in the chapter, in a list: as much of it as ends above the floor."""
        page, line = (
            self.composer.page,
            self.look.colour("shade").mixed(self.look.colour("mist"), 0.5),
        )
        step = ITEM if len(items) <= FEW else ITEM * FEW / len(items)
        for item in items[:MOST_ITEMS]:
            text = Text(item, "plate-item", 2)
            high = step - PLATE_LINE + text.height(self.composer.press, width)
            if top - high < floor:
                return
            page.line([(left, top), (left + width, top)], line, thickness=0.25)
            self.composer.at(text, left, top - (step - PLATE_LINE) / 2, width)
            top -= high

    @property
    def full(self) -> float:
        """The height of the text on a page."""
        return self.composer.top - self.look.margins.bottom

    def tailpiece(self) -> None:
        """Hills at the foot of a page that would otherwise be left half empty."""
        composer = self.composer
        composer.need(0.0)
        free = composer.room
        if composer.paper.height * EMPTY < free < self.full - 1:
            high = min(composer.paper.height * 0.26, free)
            box = Box(-EDGE, -EDGE, composer.paper.width + EDGE, high)
            pale_hills(composer.press, composer.page, box, composer.page.index)
            composer.take(composer.room)

    def make_room(self, height: float) -> None:
        """Go to a page with so much room; what is left half empty ends with hills."""
        if self.composer.room < height:
            self.tailpiece()
            self.composer.need(min(height, self.full))

    def section(self, text: str, anchor: str = "") -> None:
        """A heading of level 2, numbered within its chapter, under a line."""
        self._sections += 1
        numbered = f"{self._prefix}.{self._sections}  {text}"
        self.composer.heading(2, numbered, style="section", anchor=anchor)

    def part(self, text: str, room: float = 130.0) -> None:
        """A small heading that is not listed in the contents, with `room` for what follows."""
        self.composer.need(room)
        self.composer.place(Text(text, "part"))

    # text ------------------------------------------------------------------------------------

    def prose(self, text: str, style: str = "prose") -> None:
        """Running text."""
        self.composer.place(Text(text, self.styles[style]))

    def note(self, text: str) -> None:
        """A remark in small type."""
        self.composer.paragraph(text, "note")

    def railed(self, label: str, text: str, style: str = "prose", note: str = "") -> None:
        """A label in the narrow column and its text beside it, which may run over pages."""
        composer = self.composer
        name, first = Text(label, "big-label"), self.styles[style]
        source = Text(note, "big-note", 3)
        press, width = composer.press, RAIL - 14
        block = Text(text, first)
        high = name.height(press, width) + (source.height(press, width) if note else 0.0)
        whole = max(high, block.height(press, composer.width - RAIL)) + 12
        composer.need(min(whole, 220.0))
        page, left, top = composer.page, composer.left, composer.take(12) - 6
        ends = [(left, top), (left + composer.width, top)]
        page.line(ends, self.look.colour("rule"), thickness=0.4)
        # The label and the first line of the text stand on one line.
        own = press.look.style("big-label")
        at = top - 8 - (baseline(own, 0.0) - baseline(first, 0.0))
        name.draw(press, page, left, at, width)
        if note:
            source.draw(press, page, left, at - name.height(press, width), width)
        composer.inset(RAIL)
        composer.take(2)
        composer.place(block)
        composer.inset()
        if composer.page is page:
            composer.take(max(0.0, min(composer.room, high + 4 - (top - 8 - self._level()))))

    def _level(self) -> float:
        """How far down the page is filled."""
        return self.composer.room + self.look.margins.bottom

    def noted(self, text: str, note: str) -> list[Run]:
        """A cell of two lines: what it is, and a remark in small type."""
        runs = [Run(text, self.look.style("cell-name"))]
        if note:
            runs.append(Run("\n" + note, self.look.style("cell-note")))
        return runs

    def quiet(self, text: str) -> list[Run]:
        """A cell in small type."""
        return [Run(text, self.look.style("cell-note"))]

    def plain_run(self, text: str) -> list[Run]:
        """A cell in common type, to be followed by other runs."""
        return [Run(text, self.look.style("cell"))]

    def listing(
        self, title: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]
    ) -> None:
        """A plain table without heads under a small title."""
        self.composer.place(Table(columns, rows, title, heads=False, plain=True))

    def sourced(
        self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], sources: Sequence[str],
        share: float, *, title: str = "", total: Sequence[Cell] = (), heads: bool = True,
    ) -> None:  # fmt: skip
        """A plain table whose rows have sources: in a column of a share, or below if it is one.

        `sources` are those of the rows, each on a line with its year under it; `total` is the last
        row, without a source; without `heads` the title stands alone.
        """
        shared = len(rows) > 1 and len({*sources}) == 1 and sources[0]
        if shared:
            shown = [list(row) for row in rows]
            extra: list[Column] = []
        else:
            quiet = [self.quiet(source or UNKNOWN) for source in sources]
            shown = [[*row, source] for row, source in zip(rows, quiet, strict=True)]
            extra = [Column(_("Source") if heads else "", share, "left")]
        if total:
            shown.append([*total, *("" for _column in extra)])
        table = Table([*columns, *extra], shown, title, heads=heads, sums=bool(total), plain=True)
        if not shared:
            self.composer.place(table)
            return
        source = self.speech.joined(*sources[0].split("\n"))
        remark = Text(_("Source: {source}.").format(source=source), "note")
        table.below = table.after + remark.height(self.composer.press, self.composer.width)
        self.composer.place(table)
        self.composer.place(remark)
        self.composer.space(8)

    def table(
        self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]],
        title: str = "", unit: str = "", sums: int = 0,
    ) -> None:  # fmt: skip
        """A plain table."""
        self.composer.place(Table(columns, rows, title, unit, sums=sums, plain=True))
