# SPDX-License-Identifier: Apache-2.0
"""The pictures of the sample county, drawn: the cover and one landscape for each chain."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache

from crm.sample.canvas import Canvas, Colour, hills, mixed, peaks
from crm.sample.dice import Dice

SIZE = (960, 640)
COVER, PLATE = (1240, 1000), (1240, 600)
WHITE: Colour = (255, 255, 255)
DEEP: Colour = (24, 78, 62)
"""The green of the near hills; far ones fade into the sky."""


@cache
def picture(chain: str) -> bytes:
    """The landscape of an industry chain as a JPEG file."""
    canvas = Canvas(*SIZE)
    SCENES[chain](canvas, Dice(f"picture {chain}"))
    return canvas.jpeg()


@cache
def plate(chain: str) -> bytes:
    """The same landscape, wide enough to open a chapter of the guide."""
    canvas = Canvas(*PLATE)
    SCENES[chain](canvas, Dice(f"picture {chain}"))
    return canvas.jpeg()


@cache
def cover() -> bytes:
    """The cover of the guide: ridge behind ridge, and terraces in the morning."""
    canvas = Canvas(*COVER)
    canvas.sky((250, 214, 165), (253, 243, 224), 0.62)
    canvas.glow(0.68, 0.3, 0.5, (255, 236, 190), 0.9)
    canvas.disc(0.68, 0.3, 0.062, (255, 250, 232))
    far, near = (206, 205, 190), (30, 92, 72)
    for number in range(6):
        share = number / 5
        level, swing = 0.42 + 0.085 * number, 0.16 - 0.018 * number
        shape = peaks if number < 3 else hills  # noqa: PLR2004 - the far ones are steep
        canvas.ridge(shape(level, swing, 0.9 + number * 1.37), mixed(far, near, share**0.9))
        canvas.mist(level + 0.05, 0.035, 0.34 * (1 - share), (255, 246, 228))
    _terraces(canvas, 0.84, 9, (58, 124, 82), (22, 72, 54), side=-1)
    _terraces(canvas, 0.88, 7, (84, 146, 86), (30, 86, 60), side=1)
    return canvas.jpeg()


def _river(canvas: Canvas, top: float, light: Colour, dark: Colour) -> None:
    """A river that widens towards us."""

    def middle(t: float) -> float:
        return 0.56 + 0.17 * math.sin(2.4 * t * math.pi + 0.4) * t**0.7

    steps = [n / 60 for n in range(61)]
    left = [(middle(t) - 0.006 - 0.15 * t**1.8, top + (1 - top) * t) for t in steps]
    right = [(middle(t) + 0.006 + 0.15 * t**1.8, top + (1 - top) * t) for t in steps]
    canvas.area([*left, *reversed(right)], dark)
    inner = [(x + 0.012 * t, y) for (x, y), t in zip(left, steps, strict=True)]
    edge = [(x - 0.05 * t, y) for (x, y), t in zip(right, steps, strict=True)]
    canvas.area([*inner, *reversed(edge)], mixed(light, dark, 0.35))


def _terraces(
    canvas: Canvas, level: float, number: int, light: Colour, dark: Colour, *, side: int
) -> None:
    """Rows of tea that follow a slope, from the left (-1) or from the right (1)."""

    def slope(n: int) -> Callable[[float], float]:
        def outline(x: float) -> float:
            along = x if side > 0 else 1 - x
            rise = 0.2 * max(0.0, along - 0.35) ** 1.3
            fall = 1.5 * max(0.0, 0.5 - along) ** 1.6
            return level - rise + fall + n * 0.026 * (1 + n * 0.09) + 0.008 * math.sin(9 * x + n)

        return outline

    for n in range(number):
        canvas.band(slope(n), slope(number + 4), mixed(light, dark, n / number * 0.55))
        shade = mixed(mixed(light, dark, n / number * 0.55), dark, 0.55)
        canvas.band(lambda x, n=n: slope(n)(x) + 0.013, lambda x, n=n: slope(n)(x) + 0.019, shade)


def _backdrop(canvas: Canvas, top: Colour, bottom: Colour, phase: float, far: Colour) -> None:
    """Sky with mountains that fade into it."""
    canvas.sky(top, bottom, 0.7)
    for number in range(3):
        share = number / 2
        colour = mixed(mixed(far, bottom, 0.55), mixed(far, DEEP, 0.35), share)
        canvas.ridge(peaks(0.46 + 0.05 * number, 0.2 - 0.04 * number, phase + number * 1.9), colour)
        canvas.mist(0.5 + 0.05 * number, 0.03, 0.3 * (1 - share))


def _furrows(canvas: Canvas, horizon: float, light: Colour, dark: Colour, number: int) -> None:
    """Rows of a field that meet on the horizon."""
    canvas.box(0, horizon, 1, 1 - horizon, dark)
    for n in range(-number, number + 1):
        at = 0.5 + n * 0.16
        canvas.area(
            [
                (0.5 + n * 0.022, horizon),
                (0.5 + n * 0.022 + 0.009, horizon),
                (at + 0.075, 1),
                (at, 1),
            ],
            mixed(light, dark, abs(n) % 2 * 0.25),
        )


def _trees(canvas: Canvas, dice: Dice, crown: Colour, dots: Colour | None, rows: int = 4) -> None:
    """An orchard: round crowns in rows that come nearer, with fruit or without."""
    for row in range(rows):
        share = row / max(1, rows - 1)
        size, y = 0.035 + 0.055 * share, 0.66 + 0.24 * share
        number = round(15 - 7 * share)
        for n in range(number + 1):
            x = (n + dice.share() * 0.4 - 0.2 + (row % 2) * 0.5) / number
            canvas.box(x - 0.004, y, 0.008, size * 0.9, (92, 70, 52))
            canvas.disc(x, y, size, mixed(crown, DEEP, 0.25 * (1 - share) + 0.2))
            canvas.disc(x - size * 0.12, y - size * 0.18, size * 0.8, crown)
            if dots is not None:
                for _ in range(9):
                    turn, far = dice.share() * math.tau, dice.share() ** 0.5 * size * 0.72
                    across = far * SIZE[1] / SIZE[0]
                    canvas.disc(
                        x + math.cos(turn) * across, y + math.sin(turn) * far, size * 0.11, dots
                    )


def _tea(canvas: Canvas, dice: Dice) -> None:
    del dice
    _backdrop(canvas, (196, 224, 226), (246, 246, 230), 0.7, (140, 170, 160))
    canvas.ridge(hills(0.66, 0.05, 2.0), (86, 140, 92))
    _terraces(canvas, 0.74, 10, (126, 178, 88), (34, 98, 58), side=-1)
    _terraces(canvas, 0.76, 9, (150, 192, 96), (40, 106, 60), side=1)


def _citrus(canvas: Canvas, dice: Dice) -> None:
    _backdrop(canvas, (174, 212, 232), (253, 240, 216), 1.6, (150, 168, 150))
    canvas.ridge(hills(0.62, 0.03, 0.8), (132, 164, 86))
    _trees(canvas, dice, (74, 140, 66), (240, 142, 34))


def _herbs(canvas: Canvas, dice: Dice) -> None:
    _backdrop(canvas, (206, 216, 236), (246, 240, 244), 2.6, (150, 160, 178))
    canvas.ridge(hills(0.62, 0.04, 1.4), (112, 148, 104))
    _furrows(canvas, 0.64, (128, 168, 96), (92, 122, 74), 9)
    for _ in range(900):
        t = dice.share() ** 0.6
        canvas.disc(dice.share(), 0.65 + 0.35 * t, 0.0025 + 0.006 * t, dice.of(
            ((150, 112, 190), (176, 140, 208), (122, 92, 170), (226, 206, 236))))  # fmt: skip


def _vegetables(canvas: Canvas, dice: Dice) -> None:
    del dice
    _backdrop(canvas, (184, 218, 238), (240, 248, 236), 3.4, (142, 172, 160))
    canvas.ridge(hills(0.6, 0.03, 2.7), (120, 158, 92))
    _furrows(canvas, 0.62, (150, 204, 92), (96, 82, 58), 10)


def _walnut(canvas: Canvas, dice: Dice) -> None:
    _backdrop(canvas, (212, 220, 214), (250, 240, 220), 4.1, (162, 162, 140))
    canvas.ridge(hills(0.62, 0.04, 0.2), (150, 158, 94))
    _trees(canvas, dice, (112, 140, 66), (164, 124, 72))


def _ginkgo(canvas: Canvas, dice: Dice) -> None:
    _backdrop(canvas, (196, 212, 226), (254, 240, 206), 5.2, (170, 164, 140))
    canvas.ridge(hills(0.62, 0.04, 1.1), (196, 164, 76))
    _trees(canvas, dice, (238, 190, 58), (252, 220, 112))


def _livestock(canvas: Canvas, dice: Dice) -> None:
    _backdrop(canvas, (176, 212, 238), (238, 246, 240), 0.3, (150, 178, 168))
    canvas.ridge(hills(0.64, 0.06, 2.2), (146, 188, 104))
    canvas.ridge(hills(0.76, 0.05, 0.6), (112, 166, 82))
    for n in range(26):
        t = n / 25
        x, y = dice.share(), 0.68 + 0.26 * t
        size = 0.009 + 0.016 * t
        canvas.disc(x, y, size, (250, 248, 240), 0.72)
        canvas.disc(x + size * 0.75, y - size * 0.2, size * 0.4, (70, 62, 58))
    for n in range(13):
        canvas.box(n / 12 - 0.003, 0.9, 0.007, 0.08, (140, 108, 78))
    for y in (0.915, 0.95):
        canvas.box(0, y, 1, 0.009, (158, 124, 90))


def _beverage(canvas: Canvas, dice: Dice) -> None:
    _backdrop(canvas, (170, 210, 232), (236, 246, 248), 1.2, (128, 166, 170))
    canvas.ridge(hills(0.6, 0.05, 3.0), (70, 128, 104))
    canvas.box(0, 0.63, 1, 0.37, (96, 168, 190))
    for n in range(70):
        y = 0.635 + 0.36 * (n / 70) ** 1.5
        x, long = dice.share(), 0.02 + 0.1 * n / 70
        colour = mixed((210, 236, 240), (60, 138, 168), dice.share())
        canvas.line([(x, y), (x + long, y)], colour, 0.25 + 0.5 * n / 70)
    canvas.ridge(lambda x: 0.86 + 0.5 * max(0.0, x - 0.28) ** 1.2, (52, 104, 82))


def _tourism(canvas: Canvas, dice: Dice) -> None:
    del dice
    canvas.sky((248, 196, 150), (254, 236, 208))
    canvas.glow(0.5, 0.36, 0.42, (255, 240, 206), 0.9)
    canvas.disc(0.5, 0.36, 0.055, (255, 252, 236))
    for n in range(4):
        share = n / 3
        colour = mixed((216, 178, 156), (64, 74, 78), share)
        edge = 0.42 - 0.13 * n * 0.9
        canvas.area([(0, 0.18 + 0.1 * n), (edge, 0.3 + 0.12 * n), (edge + 0.06, 1), (0, 1)], colour)
        canvas.area(
            [(1, 0.14 + 0.1 * n), (1 - edge, 0.28 + 0.12 * n), (0.94 - edge, 1), (1, 1)], colour
        )
    _river(canvas, 0.74, (250, 232, 206), (150, 160, 160))
    sag = [(n / 40, 0.5 + 0.1 * (1 - (2 * n / 40 - 1) ** 2)) for n in range(41)]
    canvas.line(sag, (60, 52, 50), 0.7)
    for x, y in sag[2:-2:2]:
        canvas.line([(x, y), (x, 0.66)], (60, 52, 50), 0.25)
    canvas.line([(0, 0.66), (1, 0.66)], (60, 52, 50), 1.3)


def _halls(canvas: Canvas, dice: Dice, wall: Colour, roof: Colour) -> None:
    """Three workshops with saw-tooth roofs."""
    for n, (x, wide) in enumerate(((0.05, 0.27), (0.37, 0.27), (0.69, 0.27))):
        top = 0.56 + 0.02 * (n % 2)
        canvas.box(x, top, wide, 0.24, mixed(wall, WHITE, 0.2 * dice.share()))
        teeth = 5
        for tooth in range(teeth):
            left = x + wide * tooth / teeth
            canvas.area([(left, top), (left, top - 0.06), (left + wide / teeth, top)], roof)
        for window in range(6):
            canvas.box(x + 0.02 + window * 0.042, top + 0.07, 0.024, 0.06, (196, 222, 232))
        canvas.box(x + wide / 2 - 0.025, top + 0.15, 0.05, 0.09, mixed(wall, DEEP, 0.5))


def _logistics(canvas: Canvas, dice: Dice) -> None:
    _backdrop(canvas, (180, 208, 232), (244, 244, 238), 2.1, (156, 172, 176))
    canvas.ridge(hills(0.66, 0.03, 1.9), (120, 158, 118))
    _halls(canvas, dice, (206, 214, 218), (70, 120, 146))
    canvas.box(0, 0.8, 1, 0.2, (110, 114, 118))
    for n in range(9):
        canvas.box(n / 8 - 0.03, 0.895, 0.06, 0.012, (240, 236, 220))
    for x, colour in ((0.12, (200, 90, 60)), (0.56, (46, 118, 140))):
        canvas.box(x, 0.775, 0.17, 0.09, colour)
        canvas.area([(x + 0.175, 0.865), (x + 0.175, 0.8), (x + 0.205, 0.8), (x + 0.225, 0.835),
                     (x + 0.225, 0.865)], mixed(colour, DEEP, 0.35))  # fmt: skip
        for wheel in (0.03, 0.06, 0.14, 0.2):
            canvas.disc(x + wheel, 0.87, 0.017, (40, 42, 46))


def _energy(canvas: Canvas, dice: Dice) -> None:
    _backdrop(canvas, (150, 198, 232), (238, 246, 244), 3.9, (146, 176, 184))
    canvas.ridge(hills(0.66, 0.05, 0.9), (116, 164, 112))
    for x, y, size in ((0.18, 0.56, 0.2), (0.42, 0.6, 0.15), (0.63, 0.55, 0.21), (0.86, 0.6, 0.14)):
        canvas.area(
            [(x - 0.004, y), (x + 0.004, y), (x + 0.007, y + size), (x - 0.007, y + size)], WHITE
        )
        turn = dice.share() * 2
        for blade in range(3):
            angle = turn + blade * math.tau / 3
            tip = (x + math.cos(angle) * size * 0.45, y + math.sin(angle) * size * 0.7)
            side = (x + math.cos(angle + 0.5) * 0.012, y + math.sin(angle + 0.5) * 0.018)
            canvas.area([(x, y), side, tip], WHITE)
        canvas.disc(x, y, 0.009, (226, 232, 234))
    for row in range(4):
        y, high = 0.74 + 0.065 * row, 0.04 + 0.008 * row
        for n in range(10):
            x = n / 9.4 - 0.03 + 0.02 * (row % 2)
            canvas.area(
                [(x, y + high), (x + 0.018, y), (x + 0.1, y), (x + 0.085, y + high)], (34, 74, 128)
            )
            canvas.line(
                [(x + 0.009, y + high / 2), (x + 0.092, y + high / 2)], (120, 160, 204), 0.2
            )


def _other(canvas: Canvas, dice: Dice) -> None:
    _backdrop(canvas, (192, 214, 228), (248, 244, 234), 0.9, (164, 172, 170))
    canvas.ridge(hills(0.66, 0.03, 2.4), (136, 164, 116))
    _halls(canvas, dice, (226, 220, 206), (176, 96, 66))
    canvas.box(0, 0.8, 1, 0.2, (150, 176, 112))
    canvas.box(0, 0.87, 1, 0.06, (176, 172, 162))


SCENES: Mapping[str, Callable[[Canvas, Dice], None]] = {
    "tea": _tea, "citrus": _citrus, "herbs": _herbs, "vegetables": _vegetables, "walnut": _walnut,
    "ginkgo": _ginkgo, "livestock": _livestock, "beverage": _beverage, "tourism": _tourism,
    "logistics": _logistics, "energy": _energy, "other": _other,
}  # fmt: skip
"""How the landscape of each chain is drawn."""
