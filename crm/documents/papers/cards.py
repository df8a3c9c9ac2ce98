# SPDX-License-Identifier: Apache-2.0
"""Name badges, ten a page with cut marks, and table cards that are folded to stand."""

from __future__ import annotations

from dataclasses import replace

from crm.documents.engine.blocks import Text
from crm.documents.engine.style import MM, TextStyle
from crm.documents.engine.text import Box
from crm.documents.papers.desk import Desk, crop_marks, fitted
from crm.errors import NotFound
from crm.queries.papers import Guest
from crm.words import _

BADGE = (90 * MM, 54 * MM)
"""The size of the usual holder."""
ACROSS, DOWN = 2, 5
BAND = 12 * MM
CARD = (210 * MM, 100 * MM)
"""One face of a table card; two of them, head to head, make a page."""


def add_badges(desk: Desk) -> None:
    """A badge for everybody expected: band with the event, name, position, organisation.

    Raises:
        NotFound: nobody is expected.
    """
    guests = _expected(desk)
    paper = desk.composer.paper
    left = (paper.width - ACROSS * BADGE[0]) / 2
    top = paper.height - (paper.height - DOWN * BADGE[1]) / 2
    for number, one in enumerate(guests):
        place = number % (ACROSS * DOWN)
        if place == 0:
            desk.composer.plate()
            crop_marks(
                desk.composer,
                [left + n * BADGE[0] for n in range(ACROSS + 1)],
                [top - n * BADGE[1] for n in range(DOWN + 1)],
            )
        x = left + place % ACROSS * BADGE[0]
        y = top - place // ACROSS * BADGE[1]
        _badge(desk, one, Box(x, y - BADGE[1], x + BADGE[0], y))


def add_cards(desk: Desk) -> None:
    """A card for everybody expected, to be folded in the middle; both faces show the name.

    Raises:
        NotFound: nobody is expected.
    """
    for one in _expected(desk):
        page = desk.composer.plate()
        paper = desk.composer.paper
        middle = paper.height / 2
        page.line(
            [(0, middle), (paper.width, middle)], desk.composer.look.colour("faint"), dash="3 3"
        )
        _face(desk, one, middle - CARD[1])
        # The upper face stands on its head, so that the folded card is read from both sides.
        page.raw(f"q -1 0 0 -1 {paper.width:.2f} {paper.height:.2f} cm")
        _face(desk, one, middle - CARD[1])
        page.raw("Q")


def _expected(desk: Desk) -> tuple[Guest, ...]:
    guests = tuple(one for one in desk.event.expected() if one.name)
    if not guests:
        raise NotFound(
            _("Nobody is expected at this event yet."), _("Invite somebody first, then print.")
        )
    return guests


def _badge(desk: Desk, one: Guest, box: Box) -> None:
    composer = desk.composer
    look, page = composer.look, composer.page
    width = BADGE[0] - 10 * MM
    inside = box.left + 5 * MM
    page.box(box._replace(bottom=box.top - BAND), look.colour("deep"))
    event = fitted(
        composer, desk.name, _centred(desk, "cell-head", 11.0), width, least=7.0, lines=2
    )
    _middle(desk, event, inside, box.top, width, BAND)
    name = fitted(composer, desk.guest(one), _centred(desk, "heading-1", 28.0), width, least=12.0)
    _middle(desk, name, inside, box.top - BAND, width, 19 * MM)
    house = fitted(
        composer, desk.house(one), _centred(desk, "cell", 11.0), width, least=7.0, lines=2
    )
    title = fitted(composer, one.title, _centred(desk, "cell", 10.0), width, least=7.0)
    below = box.top - BAND - 19 * MM
    if one.title:
        composer.at(title, inside, below, width)
        below -= 6 * MM
    if desk.house(one):
        composer.at(house, inside, below, width)


def _face(desk: Desk, one: Guest, bottom: float) -> None:
    composer = desk.composer
    look, page = composer.look, composer.page
    width = CARD[0] - 40 * MM
    left = (composer.paper.width - width) / 2
    top = bottom + CARD[1]
    name = fitted(composer, desk.guest(one), _centred(desk, "heading-1", 72.0), width, least=24.0)
    _middle(desk, name, left, top - 12 * MM, width, 50 * MM)
    house = desk.house(one)
    if house:
        text = fitted(composer, house, _centred(desk, "cell", 20.0), width, least=11.0, lines=2)
        composer.at(text, left, top - 66 * MM, width)
    page.box(Box(0, bottom, composer.paper.width, bottom + 4 * MM), look.colour("deep"))


def _centred(desk: Desk, style: str, size: float) -> TextStyle:
    base = desk.composer.look.style(style)
    return replace(
        base, size=size, leading=size * 1.35, align="centre", indent=0.0, before=0.0, after=0.0
    )


def _middle(desk: Desk, text: Text, left: float, top: float, width: float, height: float) -> None:
    """Draw a text in the middle of a height."""
    high = text.height(desk.composer.press, width)
    desk.composer.at(text, left, top - max(0.0, (height - high) / 2), width)
