# SPDX-License-Identifier: Apache-2.0
"""Lines of text written down as drawing operators, wherever on a page they come to stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from crm.documents.engine.classes import LATIN_RUN
from crm.documents.engine.faces import Face
from crm.documents.engine.linebreak import STILL, Broken, Line, spread
from crm.documents.engine.style import TextStyle


class Part(NamedTuple):
    """Characters `start` to `stop` with one font, size and colour."""

    start: int
    stop: int
    face: Face
    size: float
    colour: str

    def begun(self) -> str:
        """The operators that have its font and colour in force."""
        return f"{_font(self.face.label, self.size)} {self.colour}"


@lru_cache(maxsize=256)
def _font(label: str, size: float) -> str:
    return f"/{label} {size:g} Tf"


class Written(NamedTuple):
    """A line as operators: how far it stands in, and whether a spacing is in force at its end."""

    operators: str
    start: float
    spaced: bool


class Scribe:
    """Writes down the lines of a text.

    Args:
        broken: the text in lines.
        codes: its codes, two bytes a character.
        moves: what is added after a character, by its index in order, unless its glyph has it.
        parts: what is in which font.
        style: the style of the whole.
        measure: how wide lines are.
    """

    def __init__(
        self,
        broken: Broken,
        codes: str,
        moves: Mapping[int, float],
        parts: Sequence[Part],
        style: TextStyle,
        measure: float,
    ) -> None:
        self._broken, self._codes, self._moves, self._parts = broken, codes, moves, parts
        self._style, self._measure, self._marks = style, measure, list(moves)
        self._justified = style.align == "justify"

    def lines(self) -> list[Written]:
        """All lines."""
        if len(self._parts) == 1 and not self._justified:
            return [self._plain(line) for line in self._broken.lines]
        return [self._line(line) for line in self._broken.lines]

    def _start(self, line: Line) -> float:
        return round(start_of(line, self._style, self._measure), 2)

    def _plain(self, line: Line) -> Written:
        """A line of one font that is not justified."""
        start, stop = line.start, line.stop
        shown = self._show(start, stop, 0.0, self._style.size) if stop > start else ""
        return Written(shown, self._start(line), spaced=False)

    def _line(self, line: Line) -> Written:
        """A line that says its spacing if it is justified, and its fonts if they are several."""
        gap, word = spread(self._broken, line, self._style.size) if self._justified else STILL
        several, spaced = len(self._parts) > 1, False
        if gap and not several and not self._between(line.start, line.stop):
            return self._even(line, gap)
        out: list[str] = []
        for part in self._parts:
            start, stop = max(part.start, line.start), min(part.stop, line.stop)
            if start >= stop:
                continue
            if several:
                out.append(f"\n{part.begun()}")
            if gap:
                for begin, end, latin in self._stretches(start, stop):
                    out.append(" 0 Tc" if latin else f" {gap:.3f} Tc")
                    out.append(self._show(begin, end, 0.0, part.size))
                    spaced = not latin
                continue
            if self._justified:
                out.append(" 0 Tc")
            out.append(self._show(start, stop, word, part.size))
        return Written("".join(out), self._start(line), spaced)

    def _even(self, line: Line, gap: float) -> Written:
        """A justified line of one font in which nothing else moves: most are."""
        codes, at, stop = self._codes, line.start, line.stop
        loose = f" {gap:.3f} Tc("
        out: list[str] = []
        for match in LATIN_RUN.finditer(self._broken.classes, at, stop):
            begin, end = match.span()
            if begin > at:
                out.append(f"{loose}{codes[2 * at : 2 * begin]})Tj")
            out.append(f" 0 Tc({codes[2 * begin : 2 * end]})Tj")
            at = end
        if at < stop:
            out.append(f"{loose}{codes[2 * at : 2 * stop]})Tj")
        return Written("".join(out), self._start(line), at < stop)

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


def start_of(line: Line, style: TextStyle, measure: float) -> float:
    """Where a line starts, from the left edge of the measure."""
    if style.align == "right":
        return measure - line.width
    if style.align == "centre":
        return (measure - line.width) / 2
    return line.offset


def joined(lines: Sequence[Written], begun: str, leading: float) -> str:
    """The operators of lines one under the other, behind the move to the first of them."""
    if len(lines) == 1:
        operators, _start, spaced = lines[0]
        return f"{begun}{operators}{' 0 Tc' if spaced else ''}" if operators else ""
    if not any(line.operators for line in lines):
        return ""
    pieces = [begun, lines[0].operators]
    down = f"{-leading:g} Td"
    at = lines[0].start
    for operators, start, _spaced in lines[1:]:
        aside = f"{start - at:.2f}" if start != at else "0"
        pieces += (f"\n{aside} {down}", operators)
        at = start
    if lines[-1].spaced:
        pieces.append(" 0 Tc")
    return "".join(pieces)
