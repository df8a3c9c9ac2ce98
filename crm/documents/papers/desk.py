# SPDX-License-Identifier: Apache-2.0
"""What all papers of an event share: the composer, the words of the event, sizes that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from crm.documents.engine.blocks import Text
from crm.documents.engine.composer import Composer
from crm.documents.engine.style import MM, Paper, TextStyle
from crm.documents.engine.tables import Column, Table
from crm.domain import choices
from crm.domain.rules.positions import in_english
from crm.kinds.choices import Choice
from crm.kinds.days import long_day
from crm.kinds.places import Place
from crm.queries.papers import EventPapers, Guest, Slot
from crm.words import _, language

LANDSCAPE = Paper("A4", 297 * MM, 210 * MM)
DASH = "–"
LEADING = 1.3
BLEED = 2 * MM
"""How far colour runs beyond the edge of a card, so that no cut leaves a white hair."""


@dataclass
class Desk:
    """One paper that is being composed; it speaks the language of `crm.words`."""

    composer: Composer
    event: EventPapers

    @property
    def name(self) -> str:
        """The name of the event in the language of the paper."""
        return self.said(self.event.name, self.event.name_en)

    def said(self, chinese: str, english: str) -> str:
        """A text in the language of the paper; without an English one the Chinese."""
        return (english if language() == "en" else chinese) or chinese

    def guest(self, one: Guest) -> str:
        """The name of a guest."""
        return self.said(one.name, one.name_en)

    def house(self, one: Guest) -> str:
        """Where a guest comes from."""
        return self.said(one.organisation, one.organisation_en)

    def post(self, one: Guest) -> str:
        """The position of a guest; one that has no usual English name stays as it is written."""
        return self.said(one.title, in_english(one.title))

    def days(self) -> str:
        """When the event is."""
        return span(self.event.starts_on, self.event.ends_on)

    def where(self) -> str:
        """Where the event is: city and venue."""
        city = Place().show(self.event.city) if self.event.city else ""
        return " · ".join(part for part in (city, self.event.venue) if part)

    def kind(self) -> str:
        """What kind of event it is."""
        return Choice("event_kind", choices.EVENT_KINDS).show(self.event.kind)

    def head(self, title: str) -> None:
        """The title of the paper above the name of the event, its days and its place."""
        composer = self.composer
        composer.heading(1, title, listed=title)
        composer.paragraph(self.name, "lead")
        line = "　".join(part for part in (self.days(), self.where()) if part)
        if line:
            composer.place(Text(line, replace(composer.look.style("note"), size=9.5, after=8.0)))

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """A table of two columns without heads; what is not known is left out."""
        rows = [pair for pair in pairs if pair[1]]
        if rows:
            columns = (Column("", 0.2, name=True), Column("", 0.8))
            self.composer.place(Table(columns, rows, heads=False))


@dataclass(frozen=True)
class Fit:
    """How a text is made to fit: on one line down to `alone` points, then on `lines` to `least`.

    It is no higher than `high` points.
    """

    alone: float
    least: float
    lines: int = 1
    high: float = float("inf")


def fitted(composer: Composer, text: str, style: TextStyle, width: float, fit: Fit) -> Text:
    """A text in the largest size, up to that of the style, at which it fits.

    Where even the least size is too large it is cut with an ellipsis instead.
    """
    for lines, least in ((1, fit.alone), (fit.lines, fit.least)):
        size = style.size
        while size >= least:
            sized = replace(style, size=size, leading=size * LEADING)
            found = composer.press.set(text, sized, width)
            if found.lines <= lines and found.height <= fit.high:
                return Text(text, sized)
            size -= 0.5
    return Text(text, replace(style, size=fit.least, leading=fit.least * LEADING), most=fit.lines)


def crop_marks(composer: Composer, xs: Sequence[float], ys: Sequence[float]) -> None:
    """The marks around a sheet of cards that say where it is cut: in the margins, on all lines."""
    grey, page = composer.look.colour("quiet"), composer.page
    length, gap = 5 * MM, BLEED + 0.5 * MM
    for x in xs:
        for y, away in ((min(ys), -1), (max(ys), 1)):
            page.line([(x, y + away * gap), (x, y + away * (gap + length))], grey)
    for y in ys:
        for x, away in ((min(xs), -1), (max(xs), 1)):
            page.line([(x + away * gap, y), (x + away * (gap + length), y)], grey)


def span(first: date, last: date | None) -> str:
    """Days from the first to the last, in words."""
    if last is None or last == first:
        return long_day(first)
    return _("{first} to {last}").format(first=long_day(first), last=long_day(last))


def clock(slot: Slot) -> str:
    """From when to when a line of the timetable is."""
    shown = [_minute(one) for one in (slot.starts_at, slot.ends_at) if one is not None]
    return DASH.join(shown)


def _minute(moment: time) -> str:
    return moment.strftime("%H:%M")
