# SPDX-License-Identifier: Apache-2.0
"""The colours of a theme by role, read from `resources/themes/<name>.toml`."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from PySide6.QtGui import QColor

from crm import places

THEMES = ("light", "dark")

# The files are TOML of the plainest kind. Reading them thus costs a tenth of importing a parser
# before the first frame.
_COLOUR = re.compile(r'^([a-z0-9-]+) = "(#[0-9a-f]{6})"', re.MULTILINE)


class Tokens(NamedTuple):
    """Every colour of the screen, `#rrggbb`, by what it is for."""

    name: str
    surface: str
    raised: str
    sunken: str
    hover: str
    pressed: str
    text: str
    muted: str
    disabled: str
    line: str
    edge: str
    accent: str
    accent_hover: str
    accent_soft: str
    on_accent: str
    selection: str
    on_selection: str
    focus: str
    danger: str
    danger_soft: str
    on_danger: str
    warning: str
    warning_soft: str
    good: str
    good_soft: str
    info: str
    info_soft: str
    notice: str
    on_notice: str
    notice_accent: str
    stage_1: str
    stage_2: str
    stage_3: str
    stage_4: str
    stage_5: str
    chart_1: str
    chart_2: str
    chart_3: str
    chart_4: str
    chart_5: str
    shadow: str

    @property
    def dark(self) -> bool:
        """Whether light words stand on a dark ground."""
        return self.name == "dark"

    def colour(self, role: str) -> QColor:
        """The colour of a role named as in the TOML file (`on-accent`) or here (`on_accent`).

        Raises:
            KeyError: there is no such role.
        """
        return QColor(self.roles()[role.replace("-", "_")])

    def roles(self) -> dict[str, str]:
        """Every role with its colour."""
        return {role: at for role, at in self._asdict().items() if role != "name"}

    def stage(self, number: int) -> QColor:
        """The colour of a stage, counted from 1."""
        return self.colour(f"stage_{number}")

    def series(self, index: int) -> QColor:
        """The colour of a chart's series, counted from 0, repeating after five."""
        return self.colour(f"chart_{index % 5 + 1}")


@cache
def read_tokens(name: str) -> Tokens:
    """The tokens of one of `THEMES`.

    Raises:
        TypeError: the file lacks a role or holds an unknown one.
    """
    text = (places.resources() / "themes" / f"{name}.toml").read_text("utf-8")
    return Tokens(name=name, **{role.replace("-", "_"): at for role, at in _COLOUR.findall(text)})


def tint(colour: QColor, ground: QColor, share: float) -> QColor:
    """`share` (0 to 1) of a colour laid over a ground."""
    rest = 1 - share
    return QColor.fromRgbF(
        colour.redF() * share + ground.redF() * rest,
        colour.greenF() * share + ground.greenF() * rest,
        colour.blueF() * share + ground.blueF() * rest,
    )


_STRAIGHT = 0.04045  # below it sRGB is a straight line


def contrast(one: QColor, other: QColor) -> float:
    """How well two colours are told apart, 1 to 21 (WCAG 2)."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= _STRAIGHT else ((part + 0.055) / 1.055) ** 2.4
