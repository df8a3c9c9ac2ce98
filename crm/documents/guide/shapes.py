# SPDX-License-Identifier: Apache-2.0
"""Drawings of the guide: hills for plates, key figures, rankings, shares of a whole."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from typing_extensions import override

from crm.documents.engine import qrcode
from crm.documents.engine.blocks import Block, Press, QrCode, Text
from crm.documents.engine.page import Page, Point
from crm.documents.engine.style import Colour, TextStyle
from crm.documents.engine.text import Box
from crm.documents.guide.speech import Quantity

_RIDGES = 5
_POINTS = 72
_TERRACES = 9


def hills(press: Press, page: Page, box: Box, number: int) -> None:
    """Ridges of hills with terraces, one behind the other; each `number` is another view."""
    look = press.look
    far = look.colour("shade").mixed(look.colour("mist"), 0.42)
    near = look.colour("deep").mixed(Colour(0, 0, 0), 0.22)
    _draw_hills(press, page, box, number, (far, near), look.colour("mist"), 0.3, sun=True)


def pale_hills(press: Press, page: Page, box: Box, number: int) -> None:
    """The same on white paper, so light that it stays behind a text."""
    look = press.look
    tones = look.colour("wash"), look.colour("tint").mixed(look.colour("mist"), 0.35)
    _draw_hills(press, page, box, number, tones, look.colour("paper"), 0.9, sun=False)


def _draw_hills(
    press: Press, page: Page, box: Box, number: int, tones: tuple[Colour, Colour],
    terraces: Colour, strength: float, *, sun: bool,
) -> None:  # fmt: skip
    page.raw(f"q {box.left:.2f} {box.bottom:.2f} {box.right - box.left:.2f} "
             f"{box.top - box.bottom:.2f} re W n")  # fmt: skip
    width, height = box.right - box.left, box.top - box.bottom
    if sun:
        at = box.left + width * (0.3 + 0.4 * _wave(number * 1.7)), box.bottom + height * 0.78
        disc(page, at, height * 0.075, press.look.colour("accent"))
    far, near = tones
    for ridge in range(_RIDGES):
        depth = ridge / (_RIDGES - 1)
        tone = far.mixed(near, depth)
        crest = _crest(box, number, ridge)
        page.shape([(box.left, box.bottom), *crest, (box.right, box.bottom)], tone)
        if ridge in (2, 4):
            line = tone.mixed(terraces, strength * (1.0 if ridge < _RIDGES - 1 else 0.67))
            for step in range(1, _TERRACES + 1):
                down = height * 0.028 * step * (1 + 0.06 * step)
                curve = [(x, y - down * (0.8 + 0.35 * _wave(x / 90 + number))) for x, y in crest]
                page.line(curve, line, thickness=0.45)
    page.raw("Q")


def _wave(x: float) -> float:
    return (math.sin(x) + 1) / 2


def _crest(box: Box, number: int, ridge: int) -> list[Point]:
    width, height = box.right - box.left, box.top - box.bottom
    base = box.bottom + height * (0.66 - 0.14 * ridge)
    rough = height * (0.10 - 0.008 * ridge)
    turn = number * 2.399 + ridge * 1.618
    points: list[Point] = []
    for step in range(_POINTS + 1):
        x = step / _POINTS
        wave = (
            math.sin(2.1 * math.pi * x + turn)
            + 0.45 * math.sin(5.3 * math.pi * x + 2.3 * turn)
            + (0.16 if ridge < 2 else 0.05) * math.sin(13.0 * math.pi * x + 3.1 * turn)  # noqa: PLR2004 - far ridges are rough
        )
        points.append((box.left + width * x, base + rough * wave))
    return points


def disc(page: Page, centre: Point, radius: float, colour: Colour) -> None:
    """A filled circle."""
    x, y = centre
    page.box(Box(x - radius, y - radius, x + radius, y + radius), colour, radius=radius)


def ring(page: Page, centre: Point, radius: float, colour: Colour, thickness: float) -> None:
    """The outline of a circle."""
    x, y = centre
    box = Box(x - radius, y - radius, x + radius, y + radius)
    page.frame(box, colour, thickness=thickness, radius=radius)


@dataclass
class Landscape(Block):
    """Hills in place of a picture that is not there."""

    number: int
    ratio: float

    @override
    def height(self, press: Press, width: float) -> float:
        return width / self.ratio

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        box = Box(left, top - self.height(press, width), left + width, top)
        page.box(box, press.look.colour("deep"))
        hills(press, page, box, self.number)


@dataclass(frozen=True)
class KeyFigure:
    """One figure of the panel: how much, what it is, of when."""

    value: Quantity
    label: str
    note: str = ""


FIGURE_SHARE = 0.88
"""How much of its column the widest figure takes: the next one must not seem to go on from it."""


@dataclass
class KeyFigures(Block):
    """Figures set large in a grid under hairlines."""

    figures: Sequence[KeyFigure]
    across: int = 4
    gap: float = 16.0
    apart: float = 20.0
    """What is free between two rows."""

    def _own(self, width: float) -> float:
        return (width - self.gap * (self.across - 1)) / self.across

    def _high(self, press: Press, width: float) -> float:
        """The height of a row: that of the longest words under a figure."""
        own, value = self._own(width), press.look.style("big-value").leading
        words = (
            sum(text.height(press, own) + 1 for text in _under(figure)) for figure in self.figures
        )
        return 9 + value + max(words, default=0.0)

    @override
    def height(self, press: Press, width: float) -> float:
        rows = math.ceil(len(self.figures) / self.across)
        return rows * (self._high(press, width) + self.apart) - self.apart if rows else 0.0

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        own, row = self._own(width), self._high(press, width) + self.apart
        style = press.look.style("big-value")
        widest = max(
            (press.set(f.value.figure, style, 900.0).width for f in self.figures), default=0
        )
        room = own * FIGURE_SHARE
        if widest > room:
            style = _sized(style, style.size * room / widest)
        for number, figure in enumerate(self.figures):
            x = left + (own + self.gap) * (number % self.across)
            y = top - row * (number // self.across)
            page.line([(x, y), (x + own, y)], press.look.colour("primary"), thickness=0.9)
            self._one(press, page, figure, style, (x, y - 9), own)

    @staticmethod
    def _one(
        press: Press, page: Page, figure: KeyFigure, style: TextStyle, at: Point, width: float
    ) -> None:
        left, top = at
        page.text(press.set(figure.value.figure, style, 900.0), left, top, 0, 1)
        top -= style.leading
        for block in _under(figure):
            block.draw(press, page, left, top, width)
            top -= block.height(press, width) + 1


def _under(figure: KeyFigure) -> list[Text]:
    """What stands under a figure: its unit, what it is, of when."""
    words = (
        (figure.value.unit, "big-unit", 1),
        (figure.label, "big-label", 2),
        (figure.note, "big-note", 1),
    )
    return [Text(text, style, most) for text, style, most in words if text]


def _sized(style: TextStyle, size: float) -> TextStyle:
    return TextStyle(style.face, size, style.leading, style.colour, style.align)


@dataclass
class Ranking(Block):
    """Horizontal bars with their names at the left and values at the right; unknown has no bar."""

    rows: Sequence[tuple[str, float | None, str]]
    names: float = 0.32
    line: float = 21.0

    @override
    def height(self, press: Press, width: float) -> float:
        return self.line * len(self.rows) + 4

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        look = press.look
        label, value = look.style("cell"), look.style("cell-name")
        room = max((press.set(text, value, 200.0).width for _, _, text in self.rows), default=0.0)
        start = left + width * self.names
        reach = width * (1 - self.names) - room - 10
        most = max((size or 0.0 for _, size, _ in self.rows), default=0.0) or 1.0
        page.line([(start, top), (start, top - self.line * len(self.rows))], look.colour("rule"))
        for number, (name, size, text) in enumerate(self.rows):
            middle = top - self.line * (number + 0.5)
            name_block = Text(name, label, 1)
            name_block.draw(press, page, left, middle + label.leading / 2, start - left - 10)
            long = 0.0 if size is None else max(1.0, reach * size / most)
            if size is not None:
                tone = look.colour("primary" if number == 0 else "shade").mixed(
                    look.colour("paper"), 0.0 if number == 0 else 0.25
                )
                page.box(Box(start, middle - 5.5, start + long, middle + 5.5), tone)
            shown = press.set(text, value, room + 2)
            page.text(shown, start + long + 6, middle + value.leading / 2)


@dataclass
class Shares(Block):
    """How a whole is parted: one bar, and under it each part with its name, figure and share."""

    title: str
    parts: Sequence[tuple[str, float, str]]
    bar: float = 15.0

    @override
    def height(self, press: Press, width: float) -> float:
        lines = press.look.style("cell").leading + press.look.style("big-label").leading
        return press.look.style("table-title").leading + self.bar + 2 * lines + 18

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        look = press.look
        title = look.style("table-title")
        page.text(press.set(self.title, title, width), left, top, 0, 1)
        top -= title.leading + 4
        whole = sum(value for _name, value, _text in self.parts) or 1.0
        shares = percentages([value for _name, value, _text in self.parts])
        own, at = width / max(1, len(self.parts)), left
        for number, (name, value, text) in enumerate(self.parts):
            colour = look.palette[number % len(look.palette)]
            long = width * value / whole
            page.box(Box(at, top - self.bar, max(at + 0.5, at + long - 1), top), colour)
            at += long
            x, y = left + own * number, top - self.bar - 10
            page.box(Box(x, y - 9.5, x + 7, y - 2.5), colour)
            label = Text(name, "cell", 2)
            label.draw(press, page, x + 12, y, own - 22)
            y -= label.height(press, own - 22)
            figure = press.set(shares[number], "big-label", own)
            page.text(figure, x + 12, y)
            page.text(press.set(text, "cell-note", own), x + 18 + figure.width, y - 1.5, 0, 1)


def percentages(values: Sequence[float]) -> list[str]:
    """Shares with one decimal which together are 100.0 %: the largest rests are rounded up."""
    whole = sum(values) or 1.0
    exact = [1000 * value / whole for value in values]
    shares = [math.floor(one) for one in exact]
    spare = round(sum(exact)) - sum(shares)
    rests = sorted(range(len(exact)), key=lambda n: shares[n] - exact[n])
    for number in rests[:spare]:
        shares[number] += 1
    return [f"{share / 10:.1f}%" for share in shares]


@dataclass
class Flush(QrCode):
    """A QR code whose dark modules, not its blank border, stand at the left edge."""

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        modules, _bars = qrcode.path(self.text)
        border = self.size * qrcode.QUIET / modules
        super().draw(press, page, left - border, top + border, width)

    @override
    def height(self, press: Press, width: float) -> float:
        modules, _bars = qrcode.path(self.text)
        return self.size * (1 - 2 * qrcode.QUIET / modules)
