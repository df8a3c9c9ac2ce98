# SPDX-License-Identifier: Apache-2.0
"""One page as a list of drawing operators, with its links and bookmarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from crm.documents.engine.style import Colour, Paper, TextStyle
from crm.documents.engine.text import Box, Setting

Point = tuple[float, float]


@dataclass
class Section:
    """What all pages of a section share: running heads and how their pages are counted.

    `left_head` and `right_head` stand on even and odd pages. `numbering` is `decimal`, `of` (with
    the number of all pages), `roman` or `none`; `starts_at` begins a new count.
    """

    left_head: str = ""
    right_head: str = ""
    numbering: str = "decimal"
    starts_at: int | None = None


@dataclass
class Page:
    """A page: `operators` in painting order; `bare` pages carry no running head and no number."""

    paper: Paper
    section: Section
    index: int
    bare: bool = False
    number: int = 0
    label: str = ""
    operators: list[str] = field(default_factory=list[str])
    settings: list[Setting] = field(default_factory=list[Setting])
    """The texts that stand on it: what the fonts of the file must hold."""
    images: set[str] = field(default_factory=set[str])
    web_links: list[tuple[str, Box]] = field(default_factory=list[tuple[str, Box]])
    inner_links: list[tuple[str, Box]] = field(default_factory=list[tuple[str, Box]])
    anchors: list[tuple[str, float]] = field(default_factory=list[tuple[str, float]])

    @property
    def is_right(self) -> bool:
        """Whether it lies on the right when the document is bound: the first page does."""
        return self.index % 2 == 0

    def box(self, box: Box, colour: Colour, *, radius: float = 0.0) -> None:
        """Fill a rectangle, with round corners if `radius` is given."""
        shape = _rectangle(box) if radius <= 0 else _rounded(box, radius)
        self.operators.append(f"{colour.fill} {shape} f")

    def frame(
        self, box: Box, colour: Colour, *, thickness: float = 0.5, radius: float = 0.0
    ) -> None:
        """Draw the outline of a rectangle."""
        shape = _rectangle(box) if radius <= 0 else _rounded(box, radius)
        self.operators.append(f"{colour.stroke} {thickness:g} w {shape} S")

    def line(
        self, points: Sequence[Point], colour: Colour, *, thickness: float = 0.5, dash: str = ""
    ) -> None:
        """Draw a line through points; `dash` is a pattern such as `2 2`."""
        self.operators.append(line_operators(points, colour, thickness=thickness, dash=dash))

    def lines(self, pairs: Sequence[tuple[Point, Point]], colour: Colour, thickness: float) -> None:
        """Draw many straight lines at once."""
        path = " ".join(map(_path, pairs))
        self.operators.append(f"0 J {colour.stroke} {thickness:g} w {path} S")

    def shape(self, points: Sequence[Point], colour: Colour) -> None:
        """Fill a polygon."""
        self.operators.append(f"{colour.fill} {_path(points)} h f")

    def reserve(self) -> int:
        """Keep a place among the operators for what is known only later; its number."""
        self.operators.append("")
        return len(self.operators) - 1

    def fill(self, slot: int, operators: str, setting: Setting) -> None:
        """Put what is known only now, with its text, into a place that was kept."""
        self.operators[slot] = operators
        self.settings.append(setting)

    def raw(self, operators: str) -> None:
        """Add operators that are already written."""
        self.operators.append(operators)

    def text(self, setting: Setting, left: float, top: float, first: int = 0,
             last: int | None = None) -> None:  # fmt: skip
        """Draw lines of a set text whose block has this left top corner."""
        drawn = setting.drawn(left, top, first, last)
        if drawn:
            self.operators.append(drawn)
            self.settings.append(setting)
            if setting.linked:
                self.web_links.extend(setting.links(left, top, first, last))

    def image(self, name: str, box: Box) -> None:
        """Draw a picture that the document holds under `name`."""
        self.images.add(name)
        width, height = box.right - box.left, box.top - box.bottom
        self.operators.append(
            f"q {width:.2f} 0 0 {height:.2f} {box.left:.2f} {box.bottom:.2f} cm /{name} Do Q"
        )


def line_operators(
    points: Sequence[Point], colour: Colour, *, thickness: float, dash: str = ""
) -> str:
    """The operators that draw a line through points."""
    pattern = f"[{dash}] 0 d " if dash else ""
    after = " [] 0 d" if dash else ""
    return f"{pattern}1 J 1 j {colour.stroke} {thickness:g} w {_path(points)} S{after}"


def baseline(style: TextStyle, top: float) -> float:
    """Where the feet of the letters of a line stand whose block begins at `top`."""
    return top - (style.leading - style.size) / 2 - 0.88 * style.size


def _path(points: Sequence[Point]) -> str:
    (x, y), *rest = points
    return f"{x:.2f} {y:.2f} m " + " ".join(f"{a:.2f} {b:.2f} l" for a, b in rest)


def _rectangle(box: Box) -> str:
    width, height = box.right - box.left, box.top - box.bottom
    return f"{box.left:.2f} {box.bottom:.2f} {width:.2f} {height:.2f} re"


_ARC = 0.5523
"""How far the control points of a quarter circle stand, in radii."""


def _rounded(box: Box, radius: float) -> str:
    left, bottom, right, top = box
    r = min(radius, (right - left) / 2, (top - bottom) / 2)
    k = r * (1 - _ARC)
    return (
        f"{left + r:.2f} {bottom:.2f} m {right - r:.2f} {bottom:.2f} l "
        f"{right - k:.2f} {bottom:.2f} {right:.2f} {bottom + k:.2f} {right:.2f} {bottom + r:.2f} c "
        f"{right:.2f} {top - r:.2f} l "
        f"{right:.2f} {top - k:.2f} {right - k:.2f} {top:.2f} {right - r:.2f} {top:.2f} c "
        f"{left + r:.2f} {top:.2f} l "
        f"{left + k:.2f} {top:.2f} {left:.2f} {top - k:.2f} {left:.2f} {top - r:.2f} c "
        f"{left:.2f} {bottom + r:.2f} l "
        f"{left:.2f} {bottom + k:.2f} {left + k:.2f} {bottom:.2f} {left + r:.2f} {bottom:.2f} c h"
    )
