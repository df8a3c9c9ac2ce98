# SPDX-License-Identifier: Apache-2.0
"""A page as if it had been scanned: grey lines for the text, a red ring for the seal."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

from crm.sample.dice import Dice

WIDE, HIGH = 420, 594
PAPER, INK, SEAL = (252, 251, 247), (150, 150, 150), (206, 58, 52)


@cache
def page(name: str) -> bytes:
    """A page as a PNG file; each name has one of its own."""
    dice = Dice(f"page {name}")
    image = Image.new("RGB", (WIDE, HIGH), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((WIDE * 0.26, 54, WIDE * 0.74, 68), fill=INK)
    for n in range(22):
        y = 106 + n * 19
        end = WIDE - 48 if dice.chance(0.75) else WIDE * dice.between(45, 80) / 100
        draw.rectangle((48 if n % 5 else 72, y, end, y + 6), fill=INK)
    x, y = WIDE * 0.7, HIGH * 0.86
    draw.ellipse((x - 44, y - 44, x + 44, y + 44), outline=SEAL, width=4)
    draw.ellipse((x - 10, y - 10, x + 10, y + 10), fill=SEAL)
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
