# SPDX-License-Identifier: Apache-2.0
"""Text set in lines: from a string, or runs of several styles, to drawing operators."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from crm.documents.engine.classes import HAN, LATIN_RUN, clean, variants
from crm.documents.engine.embedding import Fonts
from crm.documents.engine.faces import Face, Voice
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
    face: Face
    size: float
    colour: str

    def begun(self) -> str:
        """The operators that have its font and colour in force."""
        return f"/{self.face.label} {self.size:g} Tf {self.colour}"


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


def set_text(
    fonts: Fonts, content: str | Sequence[Run], style: TextStyle, measure: float
) -> Setting:
    """A text in lines of a measure; one that was set lately is not set again."""
    key = content if isinstance(content, str) else tuple(content)
    return _set_lately(key, style, measure) or Setting(fonts, key, style, measure)


@lru_cache(maxsize=20_000)
def _set_lately(content: str | tuple[Run, ...], style: TextStyle, measure: float) -> Setting | None:
    """The text in lines; nothing if how it is shown depends on the document."""
    setting = Setting(Fonts(), content, style, measure)
    return None if setting.missing else setting


class Setting:
    """A text in lines of a measure, ready to be drawn; what is drawn is written down only once.

    Raises nothing: any text can be set; `lines` tells how many lines it took. `missing` holds the
    characters that no face has, `used` the codes of each face by its name.
    """

    __slots__ = (
        "_body",
        "_broken",
        "_codes",
        "_fragments",
        "_links",
        "_marks",
        "_moves",
        "_open",
        "_parts",
        "_starts",
        "_style",
        "_widths",
        "measure",
        "missing",
        "used",
    )

    def __init__(
        self, fonts: Fonts, content: str | Sequence[Run], style: TextStyle, measure: float
    ) -> None:
        self._style, self.measure = style, measure
        self._links: list[tuple[int, int, str]] = []
        self._widths: list[float] = []
        self._parts: list[_Part] = []
        self.missing = ""
        self.used: list[tuple[str, str]] = []
        if isinstance(content, str):
            text = variants(clean(content))
            codes = self._add(fonts, text, style, 0)
        else:
            text, codes = self._join(fonts, content)
        self._broken = _broken(
            text, self._widths, style.voice, style.indent, measure,
            justified=style.align == "justify",
        )  # fmt: skip
        self._finish(codes)

    def _add(self, fonts: Fonts, text: str, style: TextStyle, start: int) -> str:
        """Add a text of one style behind what is there; its codes."""
        own = style.voice
        self._widths += map(own.widths.__getitem__, text)
        codes, stretches = fonts.encode(text, own)
        size, colour = style.size, style.colour.fill
        for first, last, face in stretches:
            self._parts.append(_Part(start + first, start + last, face, size, colour))
        if own.strangers and not own.strangers.isdisjoint(text):
            self.missing += "".join(sign for sign in text if own.chain.glyph(sign).missing)
        return codes

    def _join(self, fonts: Fonts, runs: Sequence[Run]) -> tuple[str, str]:
        """Lay runs of several styles one after the other: the text and its codes."""
        cleaned = [clean(run.text) for run in runs]
        whole = variants("".join(cleaned))
        codes: list[str] = []
        start = 0
        for run, piece in zip(runs, cleaned, strict=True):
            stop = start + len(piece)
            codes.append(self._add(fonts, whole[start:stop], run.style, start))
            if run.link:
                self._links.append((start, stop, run.link))
            start = stop
        return whole, "".join(codes)

    def _finish(self, codes: str) -> None:
        """Take the codes, with those of wider glyphs where 汉字 meet Latin; other shifts remain."""
        moves: dict[int, float] = {}
        shifts = self._broken.shifts
        if shifts:
            quarter = QUARTER * self._style.size
            found = list(codes)
            parts = iter(self._parts)
            part = next(parts)
            for index in sorted(shifts):
                while index >= part.stop:
                    part = next(parts)
                shift = shifts[index]
                wider = ""
                if shift == quarter and part.size == self._style.size:
                    wider = part.face.codes.spaced(found[index])
                if wider:
                    found[index] = wider
                elif shift:
                    moves[index] = shift
            codes = "".join(found)
        self._moves, self._marks = moves, list(moves)
        self.used = [(part.face.name, codes[part.start : part.stop]) for part in self._parts]
        self._codes = codes.encode("utf-16-be").decode("latin-1")
        self._fragments: list[str] = []
        self._starts: list[float] = []
        self._open: list[bool] = []
        self._body = ""

    def type(self) -> tuple[str, float, float]:
        """The name of its faces, its size and its leading."""
        return self._style.face, self._style.size, self._style.leading

    @property
    def linked(self) -> bool:
        """Whether a part of it leads somewhere."""
        return bool(self._links)

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

    def drawn(self, left: float, top: float, first: int = 0, last: int | None = None) -> str:
        """The operators of lines `first` to `last` whose block has this left top corner."""
        if not self._fragments:
            self._write()
        count = len(self._fragments)
        last = count if last is None else min(last, count)
        if first == 0 and last == count:
            body = self._body = self._body or self._joined(0, count)
        else:
            body = self._joined(first, last)
        style = self._style
        y = top - (style.leading - style.size) / 2 - ASCENT * style.size
        return f"BT {left + self._starts[first]:.2f} {y:.2f} Td{body} ET" if body else ""

    def _joined(self, first: int, last: int) -> str:
        """The operators of lines behind the move to the first of them."""
        fragments, starts = self._fragments, self._starts
        if not any(fragments[first:last]):
            return ""
        pieces = [fragments[first]]
        down = f"{-self._style.leading:g} Td"
        for line in range(first + 1, last):
            aside = starts[line] - starts[line - 1]
            pieces += (f"\n{aside:.2f} {down}" if aside else f"\n0 {down}", fragments[line])
        if self._open[last - 1]:
            pieces.append(" 0 Tc")
        begun = f" {self._parts[0].begun()}" if len(self._parts) == 1 else ""
        return "".join([begun, *pieces])

    def _write(self) -> None:
        """Write down the operators of every line, and where each starts."""
        justified = self._style.align == "justify"
        gap = word = 0.0
        for line in self._broken.lines:
            if justified:
                gap, word = spread(self._broken, line, self._style.size)
            self._starts.append(round(self._start(line), 2))
            pieces: list[str] = []
            spacing = self._line(pieces, line, gap, word)
            self._fragments.append("".join(pieces))
            self._open.append(spacing)

    def _start(self, line: Line) -> float:
        """Where a line starts, from the left edge of the measure."""
        if self._style.align == "right":
            return self.measure - line.width
        if self._style.align == "centre":
            return (self.measure - line.width) / 2
        return line.offset

    def _line(self, out: list[str], line: Line, gap: float, word: float) -> bool:
        """Add the operators of one line; whether a spacing is in force at its end.

        In a justified text each line says its spacing, in one of several parts its font.
        """
        parts, justified = self._parts, self._style.align == "justify"
        spaced = False
        for part in parts:
            start, stop = max(part.start, line.start), min(part.stop, line.stop)
            if start >= stop:
                continue
            if len(parts) > 1:
                out.append(f"\n{part.begun()}")
            if not gap:
                if justified:
                    out.append(" 0 Tc")
                out.append(self._show(start, stop, word, part.size))
                continue
            for begin, end, latin in self._stretches(start, stop):
                out.append(" 0 Tc" if latin else f" {gap:.3f} Tc")
                out.append(self._show(begin, end, 0.0, part.size))
                spaced = not latin
        return spaced

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
        """The operator that shows these characters, with so much more at each space."""
        codes, moves = self._codes, self._moves
        marks = self._spread(start, stop) if word else self._between(start, stop)
        if not marks:
            return f"({codes[2 * start : 2 * stop]})Tj"
        spaces = self._broken.classes if word else ""
        pieces: list[str] = []
        at = start
        for index in marks:
            shift = moves.get(index, 0.0)
            if spaces and spaces[index] == "S":
                shift += word
            pieces.append(f"({codes[2 * at : 2 * index + 2]}){-shift * 1000 / size:.1f}")
            at = index + 1
        if at < stop:
            pieces.append(f"({codes[2 * at : 2 * stop]})")
        return f"[{''.join(pieces)}]TJ"

    def _between(self, start: int, stop: int) -> Sequence[int]:
        """The characters of a stretch after which something moves, in their order."""
        marks = self._marks
        if not marks or marks[-1] < start or marks[0] >= stop:
            return ()
        return marks[bisect_left(marks, start) : bisect_left(marks, stop)]

    def _spread(self, start: int, stop: int) -> Sequence[int]:
        """Those and the spaces."""
        classes = self._broken.classes
        spaces = [at for at in range(start, stop) if classes[at] == "S"]
        return sorted({*spaces, *self._between(start, stop)})

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
