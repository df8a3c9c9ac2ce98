# SPDX-License-Identifier: Apache-2.0
"""The part of a picture that is shown: four numbers beside the file, never a changed file."""

from __future__ import annotations

from typing import NamedTuple

WHOLE = 1000
LEAST = 50
"""A part is at least a twentieth of the picture each way."""


class Window(NamedTuple):
    """Left, top, width and height in thousandths of the picture as it stands upright."""

    left: int
    top: int
    width: int
    height: int

    def box(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in the pixels of a picture; at least one pixel each way."""
        left, top = self.left * width // WHOLE, self.top * height // WHOLE
        right = max(left + 1, (self.left + self.width) * width // WHOLE)
        return left, top, right, max(top + 1, (self.top + self.height) * height // WHOLE)

    def moved(self, right: int, down: int) -> Window:
        """Moved by so many thousandths, as far as the picture goes."""
        left = min(max(0, self.left + right), WHOLE - self.width)
        return self._replace(left=left, top=min(max(0, self.top + down), WHOLE - self.height))

    def sized(self, width: int) -> Window:
        """Wider or narrower in its own shape about its middle, as far as the picture goes."""
        least = max(LEAST, LEAST * self.width // self.height)
        wide = min(max(width, least), WHOLE, WHOLE * self.width // self.height)
        high = max(1, min(WHOLE, round(self.height * wide / self.width)))
        middle = self.left + self.width // 2, self.top + self.height // 2
        return Window(0, 0, wide, high).moved(middle[0] - wide // 2, middle[1] - high // 2)


def fitting(shape: float, place: float) -> Window:
    """The largest part of a picture of a shape (width by height) that fills a place, its middle."""
    wide = WHOLE if shape <= place else round(WHOLE * place / shape)
    high = WHOLE if shape >= place else round(WHOLE * shape / place)
    return Window((WHOLE - wide) // 2, (WHOLE - high) // 2, wide, high)


def read_window(text: str | None) -> Window | None:
    """A part as an attachment keeps it; None for the whole, and for what is no part."""
    try:
        left, top, width, height = (int(one) for one in (text or "").split())
    except ValueError:
        return None
    inside = 0 <= left <= WHOLE - width and 0 <= top <= WHOLE - height
    return Window(left, top, width, height) if inside and width > 0 and height > 0 else None


def dump_window(window: Window) -> str:
    """A part as an attachment keeps it."""
    return " ".join(str(one) for one in window)
