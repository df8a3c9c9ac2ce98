# SPDX-License-Identifier: Apache-2.0
"""A canvas to draw landscapes on: skies, ridges, mist and simple shapes, smooth at the edges."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from io import BytesIO

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]
Point = tuple[float, float]
FINER = 2
"""Everything is drawn so many times larger and reduced at the end."""
REACH = 2.2
"""How far a veil of mist reaches from its middle, in its depths."""
RINGS = 120
"""In how many steps a glow fades."""
QUALITY = 86


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """The colour between two; 0 is the first, 1 the second."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


class Canvas:
    """A picture whose coordinates go from (0, 0) to (1, 1), whatever its size."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width * FINER, height * FINER
        self._image = Image.new("RGB", (self.width, self.height))
        self._draw = ImageDraw.Draw(self._image)

    def sky(self, top: Colour, bottom: Colour, until: float = 1.0) -> None:
        """A smooth change of colour from the top edge down to `until`."""
        high = max(2, round(until * self.height))
        for n in range(high):
            self._draw.line((0, n, self.width, n), fill=mixed(top, bottom, n / (high - 1)))

    def area(self, points: Sequence[Point], colour: Colour) -> None:
        """A filled outline."""
        self._draw.polygon([(x * self.width, y * self.height) for x, y in points], fill=colour)

    def line(self, points: Sequence[Point], colour: Colour, thick: float) -> None:
        """A line; `thick` is in hundredths of the height."""
        at = [(x * self.width, y * self.height) for x, y in points]
        self._draw.line(
            at, fill=colour, width=max(1, round(thick * self.height / 100)), joint="curve"
        )

    def disc(self, x: float, y: float, radius: float, colour: Colour, flat: float = 1.0) -> None:
        """A circle; `radius` is a share of the height, `flat` squeezes it."""
        across, down = radius * self.height, radius * self.height * flat
        at_x, at_y = x * self.width, y * self.height
        self._draw.ellipse((at_x - across, at_y - down, at_x + across, at_y + down), fill=colour)

    def box(self, x: float, y: float, wide: float, high: float, colour: Colour) -> None:
        """A rectangle by its upper left corner."""
        left, top = x * self.width, y * self.height
        self._draw.rectangle(
            (left, top, left + wide * self.width, top + high * self.height), colour
        )

    def ridge(self, outline: Callable[[float], float], colour: Colour, steps: int = 160) -> None:
        """All below an outline that gives a height for each x."""
        points = [(n / steps, outline(n / steps)) for n in range(steps + 1)]
        self.area([*points, (1, 1), (0, 1)], colour)

    def band(
        self, upper: Callable[[float], float], lower: Callable[[float], float], colour: Colour
    ) -> None:
        """All between two outlines."""
        steps = [n / 80 for n in range(81)]
        points = [(x, upper(x)) for x in steps] + [(x, lower(x)) for x in reversed(steps)]
        self.area(points, colour)

    def mist(
        self, y: float, deep: float, strength: float, colour: Colour = (255, 255, 255)
    ) -> None:
        """A soft veil around a height."""
        first, last = (round((y + far * deep) * self.height) for far in (-REACH, REACH))
        veil = Image.new("L", (self.width, last - first))
        draw = ImageDraw.Draw(veil)
        for n in range(last - first):
            far = ((first + n) / self.height - y) / deep
            draw.line((0, n, self.width, n), fill=round(255 * strength * math.exp(-far * far)))
        self._image.paste(Image.new("RGB", veil.size, colour), (0, first), veil)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float) -> None:
        """A light that fades outwards."""
        side = round(radius * 2 * self.height)
        mask = Image.new("L", (side, side))
        draw = ImageDraw.Draw(mask)
        for n in range(RINGS):
            gap = side / 2 * n / RINGS
            bright = round(255 * strength * (n / RINGS) ** 1.5)
            draw.ellipse((gap, gap, side - gap, side - gap), fill=bright)
        at = (round(x * self.width) - side // 2, round(y * self.height) - side // 2)
        self._image.paste(Image.new("RGB", (side, side), colour), at, mask)

    def jpeg(self) -> bytes:
        """The finished picture as a JPEG file, the same bytes for the same drawing."""
        buffer = BytesIO()
        self._image.reduce(FINER).save(buffer, "JPEG", quality=QUALITY, subsampling=0)
        return buffer.getvalue()


def hills(
    level: float, swing: float, phase: float, detail: float = 1.0
) -> Callable[[float], float]:
    """An outline of rolling hills around a level; `swing` is how high they are."""

    def outline(x: float) -> float:
        wave = 0.55 * math.sin(2.3 * x * detail * math.pi + phase)
        wave += 0.3 * math.sin(5.1 * x * detail * math.pi + 1.7 * phase)
        wave += 0.15 * math.sin(11.3 * x * detail * math.pi + 2.9 * phase)
        return level - swing * wave

    return outline


def peaks(level: float, swing: float, phase: float) -> Callable[[float], float]:
    """An outline of steep mountains with edges."""

    def outline(x: float) -> float:
        sharp = 0.62 * (1 - abs(math.sin(1.7 * x * math.pi + phase)) ** 0.8)
        sharp += 0.26 * (1 - abs(math.sin(4.3 * x * math.pi + 2.1 * phase)))
        sharp += 0.12 * (1 - abs(math.sin(9.7 * x * math.pi + 3.7 * phase)))
        return level + 0.25 * swing - 1.25 * swing * sharp

    return outline
