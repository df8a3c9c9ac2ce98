# SPDX-License-Identifier: Apache-2.0
"""Text set in lines: from a string, or runs of several styles, to drawing operators."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from crm.documents.engine.classes import HAN, LATIN_RUN, clean, variants
from crm.documents.engine.embedding import EmbeddedFace, Fonts
from crm.documents.engine.faces import Voice, voice
from crm.documents.engine.linebreak import QUARTER, STILL, Broken, Line, break_text, spread
from crm.documents.engine.style import TextStyle

ASCENT = 0.88
"""The baseline of the ideographic square: this share of the size below its top."""

_LETTERS = re.compile("[A-Za-z]{2}")


class Run(NamedTuple):
    """A stretch of text in one style, perhaps with a link (http, https, mailto or tel)."""

    text: str
    style: TextStyle
    link: str = ""


class Box(NamedTuple):
    """A rectangle on a page: left, bottom, right and top in points."""

    left: float
    bottom: float
    right: float
    top: float


class _Part(NamedTuple):
    """Characters `start` to `stop` with one font, size and colour."""

    start: int
    stop: int
    face: EmbeddedFace
    size: float
    colour: str


_NO_SPACING = "0 Tc"


class _Pen:
    """What is in force while a text is drawn: font, colour, and spacing between characters."""

    __slots__ = ("colour", "font", "spacing")

    def __init__(self) -> None:
        self.font, self.colour, self.spacing = "", "", _NO_SPACING

    def take(self, out: list[str], font: str, colour: str) -> None:
        """Have a font and a colour in force."""
        if self.font != font:
            out.append(font)
            self.font = font
        if self.colour != colour:
            out.append(colour)
            self.colour = colour

    def space(self, out: list[str], spacing: str) -> None:
        """Have a spacing in force."""
        if self.spacing != spacing:
            out.append(spacing)
            self.spacing = spacing


@lru_cache(maxsize=256)
def _font(name: str, size: float) -> str:
    return f"/{name} {size:g} Tf"


def _broken(
    text: str, widths: list[float], own: Voice, indent: float, measure: float, *, justified: bool
) -> Broken:
    """Break a text whose widths are known; only Chinese paragraphs stand in at their start."""
    chinese = HAN.search(text) is not None
    kerned = not chinese and _LETTERS.search(text) is not None
    return break_text(
        text,
        widths,
        measure,
        em=own.size,
        indent=indent * own.size if chinese else 0.0,
        tighten=justified,
        kerning=own.kerning if kerned else None,
    )


@lru_cache(maxsize=20_000)
def _broken_lately(
    content: str,
    face: str,
    size: float,
    indent: float,
    align: str,
    measure: float,
) -> tuple[list[float], Broken]:
    """The widths and lines of a text of one style; remembered for a document composed again."""
    text = variants(clean(content))
    own = voice(face, size)
    widths = list(map(own.widths.__getitem__, text))
    return widths, _broken(text, widths, own, indent, measure, justified=align == "justify")


class Setting:
    """A text in lines of a measure, ready to be drawn.

    Raises nothing: any text can be set; `lines` tells how many lines it took.
    """

    __slots__ = (
        "_broken",
        "_codes",
        "_links",
        "_marks",
        "_moves",
        "_parts",
        "_style",
        "_widths",
        "measure",
    )

    def __init__(
        self, fonts: Fonts, content: str | Sequence[Run], style: TextStyle, measure: float
    ) -> None:
        self._style, self.measure = style, measure
        self._links: list[tuple[int, int, str]] = []
        self._widths: list[float] = []
        self._parts: list[_Part] = []
        if isinstance(content, str):
            fit = style.face, style.size, style.indent, style.align
            self._widths, self._broken = _broken_lately(content, *fit, measure)
            codes, stretches = fonts.encode(self._broken.text, style.voice)
            size, colour = style.size, style.colour.fill
            self._parts = [_Part(*stretch, size, colour) for stretch in stretches]
        else:
            text, codes = self._join(fonts, content)
            justified = style.align == "justify"
            self._broken = _broken(
                text, self._widths, style.voice, style.indent, measure, justified=justified
            )
        self._moves = self._broken.shifts
        self._marks: list[int] = []
        if self._moves:
            codes = self._spaced(codes)
            self._marks = [index for index, shift in self._moves.items() if shift]
        self._codes = codes.encode("utf-16-be").hex()

    def _spaced(self, codes: str) -> str:
        """The codes with those of wider glyphs where 汉字 meet Latin; the other shifts remain."""
        quarter = QUARTER * self._style.size
        moves: dict[int, float] = {}
        found = list(codes)
        parts = iter(self._parts)
        part = next(parts)
        for index, shift in sorted(self._broken.shifts.items()):
            while index >= part.stop:
                part = next(parts)
            if shift == quarter and part.size == self._style.size:
                found[index] = part.face.spaced(found[index])
            else:
                moves[index] = shift
        self._moves = moves
        return "".join(found)

    def _join(self, fonts: Fonts, runs: Sequence[Run]) -> tuple[str, str]:
        """Lay runs of several styles one after the other: the text and its codes."""
        cleaned = [clean(run.text) for run in runs]
        whole = variants("".join(cleaned))
        codes: list[str] = []
        start = 0
        for run, piece in zip(runs, cleaned, strict=True):
            stop = start + len(piece)
            text = whole[start:stop]
            self._widths += map(run.style.voice.widths.__getitem__, text)
            encoded, stretches = fonts.encode(text, run.style.voice)
            codes.append(encoded)
            own = run.style
            for first, last, face in stretches:
                part = _Part(start + first, start + last, face, own.size, own.colour.fill)
                self._parts.append(part)
            if run.link:
                self._links.append((start, stop, run.link))
            start = stop
        return whole, "".join(codes)

    def type(self) -> tuple[str, float, float]:
        """The name of its faces, its size and its leading."""
        return self._style.face, self._style.size, self._style.leading

    @property
    def lines(self) -> int:
        """How many lines there are."""
        return len(self._broken.lines)

    @property
    def height(self) -> float:
        """The height of all lines, in points."""
        return len(self._broken.lines) * self._style.leading

    @property
    def width(self) -> float:
        """The width of the widest line before it is justified, in points."""
        return max(line.offset + line.width for line in self._broken.lines)

    def draw(
        self, out: list[str], left: float, top: float, first: int = 0, last: int | None = None
    ) -> None:
        """Add the operators of lines `first` to `last` whose block has this left top corner."""
        style = self._style
        lead = (style.leading - style.size) / 2 + ASCENT * style.size
        baseline = top - lead
        operators, pen = ["BT"], _Pen()
        for line in self._broken.lines[first:last]:
            if line.stop > line.start:
                x = left + self._start(line)
                operators.append(f"1 0 0 1 {x:.2f} {baseline:.2f} Tm")
                self._line(operators, line, pen)
            baseline -= style.leading
        if len(operators) > 1:
            operators.append("ET" if pen.spacing == _NO_SPACING else f"{_NO_SPACING} ET")
            out.append("\n".join(operators))

    def _start(self, line: Line) -> float:
        """Where a line starts, from the left edge of the measure."""
        if self._style.align == "right":
            return self.measure - line.width
        if self._style.align == "centre":
            return (self.measure - line.width) / 2
        return line.offset

    def _line(self, out: list[str], line: Line, pen: _Pen) -> None:
        """Add the operators of one line."""
        justified = self._style.align == "justify"
        gap, word = spread(self._broken, line, self._style.size) if justified else STILL
        spaced = f"{gap:.3f} Tc" if gap else _NO_SPACING
        first, last = line.start, line.stop
        for start, stop, face, size, colour in self._parts:
            if stop <= first:
                continue
            if start >= last:
                break
            pen.take(out, _font(face.name, size), colour)
            shown = max(start, first), min(stop, last)
            if gap:
                for begin, end, latin in self._stretches(*shown):
                    pen.space(out, _NO_SPACING if latin else spaced)
                    out.append(self._show(begin, end, 0.0, size))
            else:
                pen.space(out, _NO_SPACING)
                out.append(self._show(*shown, word, size))

    def _stretches(self, start: int, stop: int) -> Iterator[tuple[int, int, bool]]:
        """Stretches that are Latin, which is not spaced out, and those that are not."""
        at = start
        for match in LATIN_RUN.finditer(self._broken.classes, start, stop):
            begin, end = match.span()
            if begin > at:
                yield at, begin, False
            yield begin, end, True
            at = end
        if at < stop:
            yield at, stop, False

    def _show(self, start: int, stop: int, word: float, size: float) -> str:
        """The operator that shows these characters."""
        if word:
            return self._show_spread(start, stop, word, size)
        codes, moves = self._codes, self._moves
        pieces: list[str] = []
        at = start
        for index in self._between(start, stop):
            pieces.append(f"<{codes[4 * at : 4 * index + 4]}>{-moves[index] * 1000 / size:.1f}")
            at = index + 1
        if not pieces:
            return f"<{codes[4 * start : 4 * stop]}> Tj"
        if at < stop:
            pieces.append(f"<{codes[4 * at : 4 * stop]}>")
        return f"[{''.join(pieces)}] TJ"

    def _between(self, start: int, stop: int) -> Sequence[int]:
        """The characters of a stretch after which something moves, in their order."""
        marks = self._marks
        if not marks or marks[-1] < start or marks[0] >= stop:
            return ()
        return marks[bisect_left(marks, start) : bisect_left(marks, stop)]

    def _show_spread(self, start: int, stop: int, word: float, size: float) -> str:
        """The operator that shows these characters with so much more at each space."""
        codes, moves, classes = self._codes, self._moves, self._broken.classes
        pieces: list[str] = []
        at = start
        for index in range(start, stop):
            shift = moves.get(index, 0.0)
            if classes[index] == "S":
                shift += word
            if shift:
                pieces.append(f"<{codes[4 * at : 4 * index + 4]}>{-shift * 1000 / size:.1f}")
                at = index + 1
        if at < stop:
            pieces.append(f"<{codes[4 * at : 4 * stop]}>")
        return f"[{''.join(pieces)}] TJ"

    def places(self, number: int) -> list[float]:
        """Where each character of a line stands, and where the last one ends, from the left."""
        line = self._broken.lines[number]
        justified = self._style.align == "justify"
        gap, word = spread(self._broken, line, self._style.size) if justified else STILL
        at = self._start(line)
        found = [at]
        for index in range(line.start, line.stop):
            letter = self._broken.classes[index]
            at += self._widths[index] + self._broken.shifts.get(index, 0.0)
            at += gap if letter not in "LDcoYG" else 0.0
            at += word if letter == "S" else 0.0
            found.append(at)
        return found

    def links(
        self, left: float, top: float, first: int = 0, last: int | None = None
    ) -> Iterator[tuple[str, Box]]:
        """The links of lines `first` to `last` and where they stand."""
        if not self._links:
            return
        leading = self._style.leading
        for row, line in enumerate(self._broken.lines[first:last]):
            for start, stop, link in self._links:
                begin, end = max(start, line.start), min(stop, line.stop)
                if begin < end:
                    at = self.places(first + row)
                    y = top - (row + 1) * leading
                    right = left + at[end - line.start]
                    yield link, Box(left + at[begin - line.start], y, right, y + leading)

    def shortened(self, lines: int) -> str:
        """As much of the text as stands on so many lines with an ellipsis at its end."""
        line = self._broken.lines[lines - 1]
        stop = max(line.start, line.stop - 2)
        return self._broken.text[:stop].rstrip("，、；： ") + "…"

    def texts(self) -> list[str]:
        """What stands on each line."""
        return [self._broken.text[line.start : line.stop] for line in self._broken.lines]
