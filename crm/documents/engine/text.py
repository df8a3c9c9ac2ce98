# SPDX-License-Identifier: Apache-2.0
"""Text set in lines: from a string, or runs of several styles, to drawing operators."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from crm.documents.engine.classes import HAN, as_written, clean, variants
from crm.documents.engine.embedding import Fonts
from crm.documents.engine.linebreak import QUARTER, STILL, Broken, break_text, spread
from crm.documents.engine.operators import Part, Scribe, Written, joined, start_of
from crm.documents.engine.style import TextStyle

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


def _broken(text: str, widths: list[float], style: TextStyle, measure: float) -> Broken:
    """Break a text whose widths are known; only Chinese paragraphs stand in at their start."""
    own = style.voice
    chinese = HAN.search(text) is not None
    kerned = not chinese and _LETTERS.search(text) is not None
    within = partial(
        break_text,
        text,
        widths,
        em=own.size,
        indent=style.indent * own.size if chinese else 0.0,
        tighten=style.align == "justify",
        kerning=own.kerning if kerned else None,
    )
    found = within(measure)
    if style.balanced and 1 < len(found.lines) <= MOST_BALANCED:
        return _balanced(found, within, measure)
    return found


MOST_BALANCED, _HALVINGS = 4, 6
"""A title of more lines is running text; how often the room to gain is halved."""


def _balanced(found: Broken, within: Callable[[float], Broken], measure: float) -> Broken:
    """The lines of a title as narrow as so many lines can be without a word in two."""
    low, high = measure / 2, measure
    for _turn in range(_HALVINGS):
        middle = (low + high) / 2
        narrower = within(middle)
        if len(narrower.lines) > len(found.lines) or _parts_words(narrower):
            low = middle
        else:
            high, found = middle, narrower
    return found


def _parts_words(broken: Broken) -> bool:
    """Whether a line ends within a Latin word, a hyphen of its own included."""
    ends = [line.stop for line in broken.lines[:-1] if line.stop == line.resume]
    return any(broken.classes[end - 1] in "LDY" and broken.classes[end] in "LD" for end in ends)


def set_text(
    fonts: Fonts, content: str | Sequence[Run], style: TextStyle, measure: float
) -> Setting:
    """A text in lines of a measure; one that was set lately is not set again."""
    key = content if isinstance(content, str) else tuple(content)
    return _set_lately(key, style, measure) or Setting(fonts, key, style, measure)


@lru_cache(maxsize=12_000)
def _set_lately(content: str | tuple[Run, ...], style: TextStyle, measure: float) -> Setting | None:
    """The text in lines; nothing if how it is shown depends on the document."""
    setting = Setting(_NO_FONTS, content, style, measure)
    return None if setting.missing else setting


def forget() -> None:
    """Forget the texts that were set lately."""
    _set_lately.cache_clear()


_NOT_BEFORE_DOTS = "，、；： \n"
_NO_FONTS = Fonts()
"""Texts that can be shown in any document ask nothing of its fonts."""


class Setting:
    """A text in lines of a measure, ready to be drawn; what is drawn is written down only once.

    Raises nothing: any text can be set; `lines` tells how many lines it took. `missing` holds the
    characters that no face has, `used` the codes of each face by its name.
    """

    __slots__ = (
        "_body",
        "_broken",
        "_codes",
        "_links",
        "_moves",
        "_parts",
        "_style",
        "_widths",
        "_written",
        "lines",
        "measure",
        "missing",
        "used",
    )

    def __init__(
        self, fonts: Fonts, content: str | Sequence[Run], style: TextStyle, measure: float
    ) -> None:
        self._style, self.measure = style, measure
        self._links: Sequence[tuple[int, int, str]] = ()
        self._widths: list[float] = []
        self._parts: list[Part] = []
        self.missing = ""
        self._written: Sequence[Written] = ()
        self._body = ""
        if isinstance(content, str):
            text = variants(clean(content))
            codes = self._add(fonts, text, style, 0)
        else:
            text, codes = self._join(fonts, content)
        self._broken = _broken(text, self._widths, style, measure)
        self.lines = len(self._broken.lines)
        self._moves: Mapping[int, float] = {}
        if self._broken.shifts:
            codes = self._spaced(codes)
        self.used = [(part.face.name, codes[part.start : part.stop]) for part in self._parts]
        self._codes = codes.encode("utf-16-be").decode("latin-1")

    def _add(self, fonts: Fonts, text: str, style: TextStyle, start: int) -> str:
        """Add a text of one style behind what is there; its codes."""
        own = style.voice
        self._widths += map(own.widths.__getitem__, text)
        size, colour = style.size, style.colour.fill
        if own.all_known(text):
            self._parts.append(Part(start, start + len(text), own.chain.first, size, colour))
            return text.translate(own.chain.first.codes)
        codes, stretches = fonts.encode(text, own)
        for first, last, face in stretches:
            self._parts.append(Part(start + first, start + last, face, size, colour))
        self.missing += "".join(sign for sign in text if own.chain.glyph(sign).missing)
        return codes

    def _join(self, fonts: Fonts, runs: Sequence[Run]) -> tuple[str, str]:
        """Lay runs of several styles one after the other: the text and its codes."""
        cleaned = [clean(run.text) for run in runs]
        whole = variants("".join(cleaned))
        codes: list[str] = []
        links: list[tuple[int, int, str]] = []
        start = 0
        for run, piece in zip(runs, cleaned, strict=True):
            stop = start + len(piece)
            codes.append(self._add(fonts, whole[start:stop], run.style, start))
            if run.link:
                links.append((start, stop, run.link))
            start = stop
        self._links = links
        return whole, "".join(codes)

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
            wider = ""
            if shift == quarter and part.size == self._style.size:
                wider = part.face.codes.spaced(found[index])
            if wider:
                found[index] = wider
            elif shift:
                moves[index] = shift
        self._moves = moves
        return "".join(found)

    def type(self) -> tuple[str, float, float]:
        """The name of its faces, its size and its leading."""
        return self._style.face, self._style.size, self._style.leading

    @property
    def linked(self) -> bool:
        """Whether a part of it leads somewhere."""
        return bool(self._links)

    @property
    def height(self) -> float:
        """The height of all lines, in points."""
        return self.lines * self._style.leading

    @property
    def width(self) -> float:
        """The width of the widest line before it is justified, in points."""
        return max(line.offset + line.width for line in self._broken.lines)

    def drawn(self, left: float, top: float, first: int = 0, last: int | None = None) -> str:
        """The operators of lines `first` to `last` whose block has this left top corner."""
        written = self._written
        if not written:
            written = self._written = self._write()
        if first == 0 and (last is None or last >= len(written)):
            body = self._body = self._body or self._joined(written)
        else:
            body = self._joined(written[first:last])
        if not body:
            return ""
        y = top - self._style.rise
        return f"BT {left + written[first].start:.2f} {y:.2f} Td{body} ET"

    def _write(self) -> list[Written]:
        """All lines as operators."""
        return Scribe(
            self._broken, self._codes, self._moves, self._parts, self._style, self.measure
        ).lines()

    def _joined(self, lines: Sequence[Written]) -> str:
        begun = f" {self._parts[0].begun()}" if len(self._parts) == 1 else ""
        return joined(lines, begun, self._style.leading)

    def places(self, number: int) -> list[float]:
        """Where each character of a line stands, and where the last one ends, from the left."""
        line = self._broken.lines[number]
        justified = self._style.align == "justify"
        gap, word = spread(self._broken, line, self._style.size) if justified else STILL
        at = start_of(line, self._style, self.measure)
        found = [at]
        for index in range(line.start, line.stop):
            at += self._widths[index] + self._broken.shifts.get(index, 0.0)
            if gap or word:
                letter = self._broken.classes[index]
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
        """As much of the text as stands on so many lines, an ellipsis included."""
        line = self._broken.lines[lines - 1]
        text = as_written(self._broken.text[: line.stop])
        for stop in range(len(text), line.start, -1):
            found = text[:stop].rstrip(_NOT_BEFORE_DOTS) + "…"
            if set_text(_NO_FONTS, found, self._style, self.measure).lines <= lines:
                return found
        return text[: line.start].rstrip(_NOT_BEFORE_DOTS) + "…"

    def texts(self) -> list[str]:
        """What stands on each line."""
        return [as_written(self._broken.text[one.start : one.stop]) for one in self._broken.lines]
