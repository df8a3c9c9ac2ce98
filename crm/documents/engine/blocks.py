# SPDX-License-Identifier: Apache-2.0
"""What stands on a page: blocks that know their height at a width and draw themselves.

A block is composed of others: a `Stack` in a column, a `Row` side by side, a `Panel` on a ground.
The composer places blocks on pages; those that can be parted (`Text`, tables) may run over pages.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from typing_extensions import override

from crm.documents.engine import pictures, qrcode
from crm.documents.engine.embedding import Fonts
from crm.documents.engine.output import Raster, checked_link
from crm.documents.engine.page import Page
from crm.documents.engine.pictures import Source
from crm.documents.engine.style import Colour, Look, TextStyle
from crm.documents.engine.text import Box, Run, Setting, set_text

IMAGE = "P"
"""What the name of a picture begins with."""


@dataclass(frozen=True)
class Reference:
    """A place for the number of the page where `anchor` stands: dots from `left`, then it.

    `slot` is where in the page's operators it is drawn, so that it is read after its entry.
    """

    page: Page
    slot: int
    anchor: str
    left: float
    right: float
    top: float
    style: TextStyle


@dataclass(eq=False, repr=False)
class Press:
    """What blocks need to measure and draw themselves: the look, and the document's own things."""

    look: Look
    fonts: Fonts = field(default_factory=Fonts)
    images: dict[str, Raster] = field(default_factory=dict[str, Raster])
    references: list[Reference] = field(default_factory=list[Reference])
    """Where page numbers are to be written when all are known."""
    _asked: dict[tuple[Source, float], tuple[str, Raster]] = field(
        default_factory=dict[tuple[Source, float], tuple[str, Raster]]
    )

    def set(self, content: str | Sequence[Run], style: str | TextStyle, measure: float) -> Setting:
        """Set a text in lines of `measure` points."""
        return set_text(self.fonts, content, self.look.style(style), measure)

    def image(self, source: Source, width: float, name: str = "") -> tuple[str, Raster]:
        """A picture of the document, encoded once for each width.

        Raises:
            InvalidInput: it cannot be taken.
        """
        known = self._asked.get((source, width))
        if known is None:
            key = IMAGE + pictures.key(source, width)
            if key not in self.images:
                self.images[key] = pictures.encoded(source, width, name)
            known = self._asked[source, width] = key, self.images[key]
        return known


class Block(ABC):
    """Something of a height; drawn with its left top corner at a place. Lengths are points."""

    @abstractmethod
    def height(self, press: Press, width: float) -> float:
        """How high it is at a width."""

    @abstractmethod
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        """Draw it on a page."""


class Place(Protocol):
    """Where a block that can be parted is placed: the frame of the page of now."""

    @property
    def page(self) -> Page:
        """The page of now."""
        ...

    @property
    def left(self) -> float:
        """The left edge of the frame; another one after `turn`."""
        ...

    @property
    def width(self) -> float:
        """The width of the frame, the same on all pages of a flow."""
        ...

    @property
    def room(self) -> float:
        """How much height is left."""
        ...

    def take(self, height: float) -> float:
        """Use up height; the top of what was taken."""
        ...

    def turn(self) -> None:
        """Go to the next frame or page."""
        ...


class Partable(Block):
    """A block that may run over pages."""

    @abstractmethod
    def least(self, press: Press, width: float) -> float:
        """How much of it stands at least together: a heading above asks for it."""

    @abstractmethod
    def flow(self, press: Press, place: Place) -> None:
        """Draw it, turning pages where it must."""


FEWEST = 2
"""So many lines of a paragraph stand at least at the foot and at the head of a page."""


@dataclass(eq=False, repr=False)
class Text(Partable):
    """A paragraph; its text is data, never markup."""

    content: str | Sequence[Run]
    style: str | TextStyle = "body"
    most: int = 0
    """So many lines are shown at most, the last one ending in an ellipsis; 0 shows all."""
    _set: Setting | None = field(default=None, init=False)
    _own: TextStyle | None = field(default=None, init=False)

    def _style(self, press: Press) -> TextStyle:
        """Its style, looked up once."""
        own = self._own
        if own is None:
            own = self._own = press.look.style(self.style)
        return own

    def setting(self, press: Press, width: float) -> Setting:
        """The paragraph in lines of a width."""
        if self._set is None or self._set.measure != width:
            self._set = press.set(self.content, self.style, width)
            if 0 < self.most < self._set.lines:
                self._set = press.set(self._set.shortened(self.most), self.style, width)
        return self._set

    @override
    def height(self, press: Press, width: float) -> float:
        style = self._own or self._style(press)
        return style.before + self.setting(press, width).height + style.after

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        page.text(self.setting(press, width), left, top - self._style(press).before)

    @override
    def least(self, press: Press, width: float) -> float:
        style = self._style(press)
        lines = self.setting(press, width).lines
        return style.before + style.leading * (lines if lines <= FEWEST + 1 else FEWEST)

    @override
    def flow(self, press: Press, place: Place) -> None:
        style = self._style(press)
        setting = self.setting(press, place.width)
        done, count = 0, setting.lines
        while done < count:
            last = _lines_here(int((place.room + 0.01) // style.leading), count - done) + done
            if last > done:
                top = place.take((last - done) * style.leading)
                place.page.text(setting, place.left, top, done, last)
            done = last
            if done < count:
                place.turn()


def _lines_here(fit: int, left: int) -> int:
    """How many of the lines left stand on this page, so that none is widowed or orphaned."""
    if fit >= left:
        return left
    if left - fit < FEWEST:
        fit = left - FEWEST
    return fit if fit >= FEWEST else 0


@dataclass(eq=False, repr=False)
class Gap(Block):
    """Empty height."""

    size: float

    @override
    def height(self, press: Press, width: float) -> float:
        return self.size

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        pass


@dataclass(eq=False, repr=False)
class Rule(Block):
    """A line across, with some room above and below; `share` of the width, colour by role."""

    colour: str = "rule"
    thickness: float = 0.5
    room: float = 6.0
    share: float = 1.0

    @override
    def height(self, press: Press, width: float) -> float:
        return 2 * self.room + self.thickness

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        y = top - self.room - self.thickness / 2
        points = [(left, y), (left + width * self.share, y)]
        page.line(points, press.look.colour(self.colour), thickness=self.thickness)


@dataclass(eq=False, repr=False)
class Stack(Block):
    """Blocks one under the other, kept together."""

    blocks: Sequence[Block]
    gap: float = 0.0

    @override
    def height(self, press: Press, width: float) -> float:
        heights = [block.height(press, width) for block in self.blocks]
        return sum(heights) + self.gap * max(0, len(heights) - 1)

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        for block in self.blocks:
            block.draw(press, page, left, top, width)
            top -= block.height(press, width) + self.gap


@dataclass(eq=False, repr=False)
class Row(Block):
    """Blocks side by side, kept together; `shares` are their parts of the width (else equal)."""

    blocks: Sequence[Block]
    shares: Sequence[float] = ()
    gap: float = 12.0
    middle: bool = False
    """Centre lower blocks beside higher ones, instead of hanging them from the top."""

    def _widths(self, width: float) -> list[float]:
        count = len(self.blocks)
        shares = list(self.shares) or [1.0] * count
        room = width - self.gap * (count - 1)
        return [room * share / sum(shares) for share in shares]

    @override
    def height(self, press: Press, width: float) -> float:
        pairs = zip(self.blocks, self._widths(width), strict=True)
        return max((block.height(press, own) for block, own in pairs), default=0.0)

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        whole = self.height(press, width)
        for block, own in zip(self.blocks, self._widths(width), strict=True):
            if isinstance(block, Panel):
                block.draw_to(press, page, left, top, own, whole)
            else:
                down = (whole - block.height(press, own)) / 2 if self.middle else 0.0
                block.draw(press, page, left, top - down, own)
            left += own + self.gap


@dataclass(eq=False, repr=False)
class Panel(Block):
    """Blocks on a coloured ground; `bar` is the colour of a bar at its left edge."""

    blocks: Sequence[Block]
    ground: str = "tint"
    padding: float = 10.0
    radius: float = 0.0
    bar: str = ""
    gap: float = 0.0
    least: float = 0.0
    """It is at least this high."""

    def _stack(self) -> Stack:
        return Stack(self.blocks, self.gap)

    @override
    def height(self, press: Press, width: float) -> float:
        inner = self._stack().height(press, width - 2 * self.padding)
        return max(self.least, inner + 2 * self.padding)

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        self.draw_to(press, page, left, top, width, self.height(press, width))

    def draw_to(
        self, press: Press, page: Page, left: float, top: float, width: float, height: float
    ) -> None:
        """Draw it with a given height, so that panels of a row are equally high."""
        box = Box(left, top - height, left + width, top)
        page.box(box, press.look.colour(self.ground), radius=self.radius)
        if self.bar:
            page.box(box._replace(right=left + 3), press.look.colour(self.bar))
        inside = width - 2 * self.padding
        self._stack().draw(press, page, left + self.padding, top - self.padding, inside)


@dataclass(eq=False, repr=False)
class Picture(Block):
    """A picture as wide as its place, cut to `ratio` (width by height) if one is given."""

    source: Source
    ratio: float = 0.0
    name: str = ""

    @override
    def height(self, press: Press, width: float) -> float:
        if self.ratio > 0:
            return width / self.ratio
        raster = press.image(self.source, width, self.name)[1]
        return width * raster.height / raster.width

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        key, raster = press.image(self.source, width, self.name)
        height = self.height(press, width)
        shown = width * raster.height / raster.width
        if self.ratio <= 0:
            page.image(key, Box(left, top - height, left + width, top))
            return
        if shown < height:
            wide, high = height * raster.width / raster.height, height
        else:
            wide, high = width, shown
        x, y = left - (wide - width) / 2, top - height - (high - height) / 2
        page.raw(f"q {left:.2f} {top - height:.2f} {width:.2f} {height:.2f} re W n")
        page.image(key, Box(x, y, x + wide, y + high))
        page.raw("Q")


@dataclass(eq=False, repr=False)
class QrCode(Block):
    """A QR code of a side of `size` points, at the left, centre or right of its place."""

    text: str
    size: float = 64.0
    align: str = "left"

    @override
    def height(self, press: Press, width: float) -> float:
        return self.size

    @override
    def draw(self, press: Press, page: Page, left: float, top: float, width: float) -> None:
        modules, bars = qrcode.path(self.text)
        spare = {"left": 0.0, "centre": 0.5, "right": 1.0}[self.align] * (width - self.size)
        unit = self.size / modules
        x, y = left + spare, top - self.size
        page.box(Box(x, y, x + self.size, top), WHITE)
        page.raw(f"q 0 g 0 {unit:.5f} {unit:.5f} 0 {x:.2f} {y:.2f} cm {bars} f Q")


WHITE = Colour(1.0, 1.0, 1.0)


def linked(text: str, link: str, style: TextStyle) -> Run:
    """A run that leads to a web page, a mail address or a telephone.

    Raises:
        InvalidInput: the link is none of these.
    """
    return Run(text, style, checked_link(link))
