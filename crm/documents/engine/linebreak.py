# SPDX-License-Identifier: Apache-2.0
"""Breaks text into lines by the rules of Chinese and Latin typesetting, knowing no page and no PDF.

No line starts with closing or ends with opening punctuation; neighbouring signs share their blank
halves; a sign at the end or start of a line gives up its blank half; a quarter em stands between
汉字 and Latin; words stay whole unless they are wider than the line. All lengths are points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from crm.documents.engine.classes import (
    HANGING,
    PARTED_NEVER,
    SHIFTED,
    SPACES,
    TRIMMED,
    classes,
    kinds,
)

QUARTER = 0.25
TIGHTEN = 0.015
"""The share of the measure that a line may be tightened by, to take in a closing sign."""
LOOSE_EMS = 4.0
"""A Chinese line that lacks more than this is left as it is."""
LOOSE_WORD_EMS = 0.9
"""Spaces between Latin words are not made wider by more than this."""
FEW_IDEOGRAPHS = 6

Kerning = Callable[[str], Mapping[int, float]]


class Line(NamedTuple):
    """One line: `text[start:stop]` is shown, the next line begins at `resume`.

    `offset` is where it starts (negative when an opening sign hangs its blank half), `width` its
    natural width, `spare` what is left of the measure (negative: to be tightened), `ends` is true
    when the paragraph ends here or a new line was forced.
    """

    start: int
    stop: int
    resume: int
    offset: float
    width: float
    spare: float
    ends: bool


class Broken(NamedTuple):
    """A text in lines; `shifts` holds what is added after a character, by its index.

    `classes` is empty when all of it stands on one line: nobody asked for them.
    """

    text: str
    classes: str
    shifts: Mapping[int, float]
    lines: Sequence[Line]


class Spread(NamedTuple):
    """How a line is filled: `gap` after each character that is no Latin, `word` at each space."""

    gap: float
    word: float


STILL = Spread(0.0, 0.0)


def break_text(
    text: str,
    widths: Sequence[float],
    measure: float,
    *,
    em: float,
    indent: float = 0.0,
    tighten: bool = True,
    kerning: Kerning | None = None,
) -> Broken:
    """Break `text`, whose characters are `widths` wide, into lines of `measure` points.

    `em` is the size of its type, `indent` that of the first line; `tighten` lets a line that
    will be justified take in a closing sign that is a little too much; `kerning` gives shifts
    between Latin letters.
    """
    known = kinds(text)
    shifts = _shifts(text, known, widths, em, kerning)
    if shifts:
        moved = list(widths)
        for index, shift in shifts.items():
            moved[index] += shift
        sums = list(accumulate(moved, initial=0.0))
    else:
        sums = list(accumulate(widths, initial=0.0))
    line = None if "\n" in text else _on_one_line(text, widths, sums[-1], shifts, indent, measure)
    if line is not None:
        return Broken(text, "", shifts, [line])
    letters = classes(known)
    breaker = _Breaker(text, letters, widths, sums, shifts, measure, tighten=tighten)
    lines: list[Line] = []
    start = 0
    while True:
        end = text.find("\n", start)
        stop = len(text) if end < 0 else end
        breaker.run(start, stop, indent, lines)
        if end < 0:
            return Broken(text, letters, shifts, lines)
        lines[-1] = lines[-1]._replace(resume=end + 1)
        start = end + 1


def _shifts(
    text: str, known: str, widths: Sequence[float], em: float, kerning: Kerning | None
) -> dict[int, float]:
    shifts = dict(kerning(text)) if kerning is not None else {}
    quarter = QUARTER * em
    for match in SHIFTED.finditer(known):
        index = match.start()
        shifts[index] = -widths[index] / 2 if known[index] in "CO" else quarter
    return shifts


def _on_one_line(
    text: str,
    widths: Sequence[float],
    width: float,
    shifts: Mapping[int, float],
    indent: float,
    measure: float,
) -> Line | None:
    """The line of a text that stands on one with no space at its end; else nothing."""
    end = len(text)
    if not end or text[-1] in SPACES:
        return None
    width -= _trim(text, widths, shifts, end - 1)
    room = measure - indent
    return Line(0, end, end, indent, width, room - width, ends=True) if width <= room else None


def _trim(text: str, widths: Sequence[float], shifts: Mapping[int, float], last: int) -> float:
    """What the last character of a line gives up."""
    shift = shifts.get(last, 0.0)
    if text[last] in TRIMMED:
        return 0.0 if shift < 0 else widths[last] / 2 + shift
    return shift


class _Breaker:
    """The text being broken, with what is looked up again and again."""

    def __init__(
        self,
        text: str,
        classes: str,
        widths: Sequence[float],
        sums: list[float],
        shifts: Mapping[int, float],
        measure: float,
        *,
        tighten: bool,
    ) -> None:
        self.text, self.classes, self.widths, self.sums = text, classes, widths, sums
        self.shifts, self.measure, self.tighten = shifts, measure, tighten

    def run(self, start: int, end: int, indent: float, lines: list[Line]) -> None:
        """Break the stretch from `start` to `end`, which holds no forced new line."""
        sums, classes = self.sums, self.classes
        room, first = self.measure - indent, True
        while True:
            offset = 0.0 if first else self._hang(start, end)
            if sums[end] - sums[start] + offset - self._trim(start, end) <= room:
                stop = end
            else:
                stop = self._stop(start, end, room - offset)
            resume = stop
            while resume < end and classes[resume] == "S":
                resume += 1
            shown = stop
            while shown > start + 1 and classes[shown - 1] == "S":
                shown -= 1
            width = sums[shown] - sums[start] - self._trim(start, shown)
            shift = offset + (indent if first else 0.0)
            spare = room - offset - width
            lines.append(Line(start, shown, resume, shift, width, spare, resume >= end))
            if resume >= end:
                return
            start, room, first = resume, self.measure, False

    def _hang(self, start: int, end: int) -> float:
        """What an opening sign at the start of a line gives up, as a negative offset."""
        if start < end and self.text[start] in HANGING and self.shifts.get(start, 0.0) >= 0.0:
            return -self.widths[start] / 2
        return 0.0

    def _trim(self, start: int, stop: int) -> float:
        """What the last character of a line gives up."""
        return _trim(self.text, self.widths, self.shifts, stop - 1) if stop > start else 0.0

    def _over(self, start: int, stop: int, room: float) -> float:
        """By how much a line would be too wide."""
        return self.sums[stop] - self.sums[start] - self._trim(start, stop) - room

    def _stop(self, start: int, end: int, room: float) -> int:
        """Where a line that cannot hold everything stops."""
        sums, classes = self.sums, self.classes
        stop = min(end, max(start + 1, bisect_right(sums, sums[start] + room, start) - 1))
        while stop < end and self._over(start, stop + 1, room) <= 0.0:
            stop += 1
        if stop >= end:
            return stop
        if classes[stop] == "S" and classes[stop - 1] not in "Oo" and not self._closes(stop):
            return stop
        if self.tighten:
            taken = self._taken_in(start, stop, end, room)
            if taken:
                return taken
        return self._back(start, stop, end)

    def _taken_in(self, start: int, stop: int, end: int, room: float) -> int:
        """The end of closing signs that fit when the line is tightened a little; 0 if none do."""
        taken = stop
        while taken < end and self.classes[taken] in "Cc":
            taken += 1
        if taken == stop or not (taken >= end or self._may_part(taken)):
            return 0
        slack = TIGHTEN * self.measure
        if self._over(start, taken, room) > slack:
            return 0
        gaps = taken - start - sum(map(self.classes.count, "LDYcoG", [start] * 6, [taken] * 6))
        return taken if gaps >= 2 * FEW_IDEOGRAPHS else 0

    def _back(self, start: int, stop: int, end: int) -> int:
        """The last place before `stop` where the line may end."""
        back = stop
        while back > start and not self._may_part(back):
            back -= 1
        if back > start and (back == stop or self._stands_alone(back, stop, end)):
            return back
        return self._forced(start, stop)

    def _stands_alone(self, back: int, stop: int, end: int) -> bool:
        """Whether what may not be parted around `stop` has room on a line of its own.

        Spaces after it and the blank half of its last sign take no room there.
        """
        ahead, far = stop + 1, 2 * self.measure
        while ahead < end and not self._may_part(ahead) and self._over(back, ahead, far) <= 0.0:
            ahead += 1
        while ahead > back + 1 and self.classes[ahead - 1] == "S":
            ahead -= 1
        return self._over(back, ahead, self.measure - self._hang(back, end)) <= 0.0

    def _forced(self, start: int, stop: int) -> int:
        """Where a word wider than the line is broken, still minding punctuation if it can be."""
        forced = stop
        while forced > start and self._clings(forced):
            forced -= 1
        return forced if forced > start else stop

    def _clings(self, index: int) -> bool:
        """Whether a break here would part a sign from what it belongs to."""
        now, before = self.classes[index], self.classes[index - 1]
        if now == "S" and self._closes(index):
            return True
        return now in "Cc" or before in "Oo" or (before == "S" and self._opens(index - 1))

    def _may_part(self, index: int) -> bool:
        """Whether a line may end before this character."""
        if index <= 0:
            return False
        pair = self.classes[index - 1 : index + 1]
        if pair == "YL":
            text = self.text
            return text[index - 3 : index - 1].isalpha() and text[index : index + 2].isalpha()
        if pair[0] == "S" and self._opens(index - 1):
            return False
        if pair[1:] == "S" and self._closes(index):
            return False
        return pair not in PARTED_NEVER

    def _opens(self, index: int) -> bool:
        """Whether the spaces up to here follow an opening sign: a line would end with it."""
        while index > 0 and self.classes[index] == "S":
            index -= 1
        return self.classes[index] in "Oo"

    def _closes(self, index: int) -> bool:
        """Whether a closing sign follows the spaces from here: a line would begin with it."""
        classes = self.classes
        while index < len(classes) and classes[index] == "S":
            index += 1
        return index < len(classes) and classes[index] in "Cc"


def spread(broken: Broken, line: Line, em: float) -> Spread:
    """How a line is filled so that it is as wide as the measure."""
    spare = line.spare
    if abs(spare) < 0.005 or (line.ends and spare > 0):  # noqa: PLR2004 - less than is ever drawn
        return STILL
    classes = broken.classes
    start, stop = line.start, line.stop - 1
    spaces = classes.count("S", start, stop)
    ideographs = sum(classes.count(letter, start, stop) for letter in "HCOP")
    if ideographs < FEW_IDEOGRAPHS:
        word = spare / spaces if spaces else 0.0
        return Spread(0.0, word) if 0 < word <= LOOSE_WORD_EMS * em else STILL
    gaps = ideographs + spaces
    return Spread(spare / gaps, 0.0) if spare <= LOOSE_EMS * em else STILL
