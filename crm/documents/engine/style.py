# SPDX-License-Identifier: Apache-2.0
"""The look of a document: colours, type and margins, read from a theme file.

Theme files are `resources/themes/print-<name>.toml`; one may say `base = "<other>"` and hold only
what differs. All lengths in them are millimetres but for type, which is in points.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from typing import Any, Literal

from typing_extensions import override

from crm import places
from crm.documents.engine.faces import CHAINS, Voice, voice

MM = 72 / 25.4
ASCENT = 0.88
"""The baseline of the ideographic square: this share of the size below its top."""
Align = Literal["justify", "left", "right", "centre"]


@dataclass(frozen=True)
class Colour:
    """A colour by its red, green and blue shares (0 to 1)."""

    red: float
    green: float
    blue: float

    @classmethod
    def parse(cls, text: str) -> Colour:
        """A colour written `#rrggbb`.

        Raises:
            ValueError: it is not written so.
        """
        digits = text.removeprefix("#")
        if len(digits) != 6:  # noqa: PLR2004 - two digits a part
            raise ValueError(text)
        red, green, blue = bytes.fromhex(digits)
        return cls(red / 255, green / 255, blue / 255)

    @cached_property
    def fill(self) -> str:
        """The drawing operator that fills with it."""
        return f"{self.red:.3f} {self.green:.3f} {self.blue:.3f} rg"

    @cached_property
    def stroke(self) -> str:
        """The drawing operator that draws lines with it."""
        return f"{self.red:.3f} {self.green:.3f} {self.blue:.3f} RG"

    @property
    def grey(self) -> float:
        """How light it is when printed in black and white (0 to 1)."""
        return 0.299 * self.red + 0.587 * self.green + 0.114 * self.blue

    def contrast(self, other: Colour) -> float:
        """How far two colours stand apart, as WCAG counts it: 1 (not at all) to 21."""
        high, low = sorted((self._luminance, other._luminance), reverse=True)
        return (high + 0.05) / (low + 0.05)

    @property
    def _luminance(self) -> float:
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
            for part in (self.red, self.green, self.blue)
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def mixed(self, other: Colour, share: float) -> Colour:
        """This colour with a share of another."""
        return Colour(
            self.red + (other.red - self.red) * share,
            self.green + (other.green - self.green) * share,
            self.blue + (other.blue - self.blue) * share,
        )


@dataclass(frozen=True)
class TextStyle:
    """How a paragraph is set. Sizes and distances are points, `indent` is in ems."""

    face: str
    size: float
    leading: float
    colour: Colour
    align: Align = "left"
    indent: float = 0.0
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    """Stays on the page of what follows."""
    rule: float = 0.0
    """How thick a line stands above it, when it is a heading."""
    balanced: bool = False
    """A title: its lines are about as long as each other, none is a word alone."""

    @override
    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Styles are looked up with every text that is set: their hash is made once."""
        own = self.face, self.size, self.leading, self.colour, self.align, self.indent
        return hash((*own, self.balanced))

    @cached_property
    def rise(self) -> float:
        """How far the feet of the letters of a line stand below its top."""
        return (self.leading - self.size) / 2 + ASCENT * self.size

    @cached_property
    def voice(self) -> Voice:
        """Its face at its size."""
        return voice(self.face, self.size)


@lru_cache(maxsize=512)
def aligned(style: TextStyle, align: Align) -> TextStyle:
    """The style with its lines at another side, not standing in."""
    return style if style.align == align else replace(style, align=align, indent=0.0, rule=0.0)


@dataclass(frozen=True)
class Paper:
    """A paper size in points."""

    name: str
    width: float
    height: float


A4 = Paper("A4", 210 * MM, 297 * MM)
LARGE_16MO = Paper("210×285", 210 * MM, 285 * MM)


@dataclass(frozen=True)
class Margins:
    """The distances of the text from the paper's edges, and of running head and foot, in points."""

    top: float
    bottom: float
    inner: float
    outer: float
    head: float
    foot: float


@dataclass(frozen=True)
class Look:
    """A theme: colours by role, styles by name, chart colours, margins."""

    name: str
    colours: Mapping[str, Colour]
    styles: Mapping[str, TextStyle]
    palette: tuple[Colour, ...]
    margins: Margins

    def style(self, wanted: str | TextStyle) -> TextStyle:
        """The style of this name, or the style itself."""
        return self.styles[wanted] if isinstance(wanted, str) else wanted

    def colour(self, role: str) -> Colour:
        """The colour of a role such as `primary`."""
        return self.colours[role]


@cache
def look(name: str = "tea") -> Look:
    """The look of this name.

    Raises:
        FileNotFoundError: there is no such theme file.
        ValueError: the file names a face or a colour that is not there.
    """
    read = _read(name)
    colours = {role: Colour.parse(text) for role, text in read["colours"].items()}
    plain = read["styles"]["body"]
    styles = {key: _style(plain | own, colours) for key, own in read["styles"].items()}
    palette = tuple(Colour.parse(text) for text in read["charts"]["palette"])
    margins = Margins(**{key: value * MM for key, value in read["page"].items()})
    return Look(name, colours, styles, palette, margins)


def names() -> list[str]:
    """The names of all looks."""
    found = (places.resources() / "themes").glob("print-*.toml")
    return sorted(path.stem.removeprefix("print-") for path in found)


def _read(name: str) -> dict[str, dict[str, Any]]:
    path = places.resources() / "themes" / f"print-{name}.toml"
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    base = read.pop("base", None)
    if base is None:
        return read
    below = _read(str(base))
    return {key: below.get(key, {}) | read.get(key, {}) for key in below | read}


def _style(said: Mapping[str, Any], colours: Mapping[str, Colour]) -> TextStyle:
    words = dict(said)
    role = str(words.pop("colour"))
    if role not in colours or words["face"] not in CHAINS:
        raise ValueError(f"{role}, {words['face']}")
    return TextStyle(colour=colours[role], **words)
