# SPDX-License-Identifier: Apache-2.0
"""Name badges, ten a page with cut marks, and table cards that are folded to stand."""

from __future__ import annotations

from dataclasses import replace

from crm.documents.engine.blocks import Text
from crm.documents.engine.style import MM, TextStyle
from crm.documents.engine.text import Box
from crm.documents.papers.desk import BLEED, LEADING, Desk, Fit, crop_marks, fitted
from crm.errors import NotFound
from crm.queries.papers import Guest
from crm.words import _

BADGE = (90 * MM, 54 * MM)
"""The size of the usual holder."""
ACROSS, DOWN = 2, 5
BAND = 11 * MM
SIDE = 5 * MM
NAME = 21 * MM
"""The height in which the name of a badge stands, in its middle."""
CARD = (210 * MM, 100 * MM)
"""One face of a table card; two of them, head to head, and a foot below each make a page."""
FOLD = 6 * MM
"""How long the marks are at which a table card is folded."""


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
        down, across = divmod(place, ACROSS)
        x, y = left + across * BADGE[0], top - down * BADGE[1]
        _band(desk, Box(x, y - BAND, x + BADGE[0], y), across, down)
        _badge(desk, one, x + SIDE, y)


def add_cards(desk: Desk) -> None:
    """A card for everybody expected, to be folded to a tent; both faces show the name.

    Raises:
        NotFound: nobody is expected.
    """
    for one in _expected(desk):
        page = desk.composer.plate()
        paper = desk.composer.paper
        middle = paper.height / 2
        _folds(desk, [middle - CARD[1], middle, middle + CARD[1]])
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


def _band(desk: Desk, box: Box, across: int, down: int) -> None:
    """The coloured band with the event; at the edge of the sheet it runs into the bleed."""
    bled = Box(
        box.left - (BLEED if across == 0 else 0), box.bottom,
        box.right + (BLEED if across == ACROSS - 1 else 0), box.top + (BLEED if down == 0 else 0),
    )  # fmt: skip
    desk.composer.page.box(bled, desk.composer.look.colour("deep"))
    width = BADGE[0] - 2 * SIDE
    event = _text(desk, desk.name, "cell-head", 11.0, width, Fit(8.5, 7.0, 2))
    _middle(desk, event, box.left + SIDE, box.top, width, BAND)


def _badge(desk: Desk, one: Guest, left: float, top: float) -> None:
    width = BADGE[0] - 2 * SIDE
    name = _name(desk, one, 36.0, width, Fit(20.0, 12.0, 2, NAME))
    below = top - BAND - 1 * MM
    _middle(desk, name, left, below, width, NAME)
    below -= NAME
    if one.title:
        title = _text(desk, desk.post(one), "cell", 12.0, width, Fit(7.0, 7.0))
        desk.composer.at(title, left, below, width)
        below -= 12.0 * LEADING + 1 * MM
    if desk.house(one):
        room = below - (top - BADGE[1]) - 2 * MM
        house = _text(desk, desk.house(one), "cell", 12.0, width, Fit(10.0, 6.5, 3, room))
        desk.composer.at(house, left, below, width)


def _folds(desk: Desk, heights: list[float]) -> None:
    """Short marks at both edges of the paper: no line runs across a face."""
    page, grey = desk.composer.page, desk.composer.look.colour("quiet")
    wide = desk.composer.paper.width
    for y in heights:
        for x in (0.0, wide - FOLD):
            page.line([(x, y), (x + FOLD, y)], grey)


def _face(desk: Desk, one: Guest, bottom: float) -> None:
    composer = desk.composer
    width = CARD[0] - 30 * MM
    left = (composer.paper.width - width) / 2
    top = bottom + CARD[1]
    house = desk.house(one)
    high = (54 if house else 76) * MM
    name = _name(desk, one, 96.0, width, Fit(48.0, 24.0, 2, high))
    _middle(desk, name, left, top - 10 * MM, width, high)
    if house:
        text = _text(desk, house, "cell", 22.0, width, Fit(15.0, 11.0, 2))
        _middle(desk, text, left, top - 66 * MM, width, 20 * MM)
    band = Box(0, bottom + 3 * MM, composer.paper.width, bottom + 6 * MM)
    composer.page.box(band, composer.look.colour("deep"))


def _name(desk: Desk, one: Guest, size: float, width: float, fit: Fit) -> Text:
    """The name of a guest; a long one is parted between its parts, not within them."""
    name = desk.guest(one)
    alone = desk.composer.press.set(name, _centred(desk, "heading-1", fit.alone), width)
    said = name if alone.lines == 1 else parted(name)
    return _text(desk, said, "heading-1", size, width, fit)


def parted(name: str) -> str:
    """A name on two lines, parted at the dot or blank that is nearest to its middle."""
    places = [at for at, sign in enumerate(name, 1) if sign in "·• "]
    if not places:
        return name
    at = min(places, key=lambda place: abs(place - len(name) / 2))
    return f"{name[:at].rstrip()}\n{name[at:].lstrip()}"


def _text(desk: Desk, text: str, style: str, size: float, width: float, fit: Fit) -> Text:
    return fitted(desk.composer, text, _centred(desk, style, size), width, fit)


def _centred(desk: Desk, style: str, size: float) -> TextStyle:
    base = desk.composer.look.style(style)
    return replace(
        base, size=size, leading=size * LEADING, align="centre", indent=0.0, before=0.0, after=0.0
    )


def _middle(desk: Desk, text: Text, left: float, top: float, width: float, height: float) -> None:
    """Draw a text in the middle of a height."""
    high = text.height(desk.composer.press, width)
    desk.composer.at(text, left, top - max(0.0, (height - high) / 2), width)
