# SPDX-License-Identifier: Apache-2.0
"""What every peer is given before its clock starts: photos and codes as files, faces and type.

It imports nothing of ours and no library, for peers live in an environment of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

WIDTH, HEIGHT = 595.28, 841.89
TOP, BOTTOM, SIDE = 85.04, 70.87, 70.87
"""The margins of an A4 page, in points."""
MEASURE = WIDTH - 2 * SIDE
HEAD, FOOT = 48.19, 36.85
"""How far running head and page number stand from the edges."""
GAP = 12.0
"""What is left free between a photo and the code beside it."""
LEVELS = 2
"""So many levels of headings stand in the contents."""
PAD_X, PAD_Y = 6.0, 3.5
"""The padding of cells."""
PLOT = 140.0
"""The height of a bar chart."""
DEEP, PRIMARY, TINT, RULE = "#0a4a31", "#0b6b43", "#e8f1ec", "#c3ccc6"
FILES = {
    "serif": "NotoSerifSC-Regular.ttf",
    "sans": "NotoSansSC-Regular.ttf",
    "sans-bold": "NotoSansSC-Bold.ttf",
}
FAMILIES = {"serif": "Noto Serif SC", "sans": "Noto Sans SC"}
TYPES = (
    "body", "note", "cell", "cell-head", "cell-name", "table-title", "cover-title", "heading-1",
    "heading-2", "heading-3", "contents-title", "contents-1", "contents-2", "running", "folio",
    "chart",
)  # fmt: skip


@dataclass(frozen=True)
class Type:
    """How one kind of text is set: its face, and sizes in points."""

    face: str
    size: float
    leading: float
    before: float
    after: float
    colour: str

    @property
    def family(self) -> str:
        """The name of its family."""
        return FAMILIES[self.face.removesuffix("-bold")]

    @property
    def bold(self) -> bool:
        """Whether it is the bold face of its family."""
        return self.face.endswith("-bold")


@dataclass(frozen=True)
class Given:
    """The folder of a run, the folder of the three faces, and the type of every kind of text."""

    folder: Path
    fonts: Path
    types: dict[str, Type]

    def photo(self, number: int) -> Path:
        """The file of a photo."""
        return self.folder / f"photo-{number}.jpg"

    def code(self, link: str) -> Path:
        """The file of the QR code that leads to this link."""
        return self.folder / f"code-{link.rpartition('/')[2]}.png"

    def faces(self) -> Iterator[tuple[str, Path]]:
        """The faces with their files."""
        return ((face, self.fonts / name) for face, name in FILES.items())

    def keep(self) -> None:
        """Write it down for the processes of the peers."""
        types = {name: asdict(one) for name, one in self.types.items()}
        said = json.dumps({"fonts": str(self.fonts), "types": types})
        (self.folder / "given.json").write_text(said, encoding="utf-8")


def given(folder: Path) -> Given:
    """What was written down in this folder."""
    said = json.loads((folder / "given.json").read_text(encoding="utf-8"))
    types = {name: Type(**one) for name, one in said["types"].items()}
    return Given(folder, Path(said["fonts"]), types)


def code_width() -> float:
    """How wide the column of the code beside a photo is."""
    return (MEASURE - GAP) / 4


def tick_height(value: float, highest: float) -> float:
    """How high the bar of a value is."""
    return PLOT * value / highest
