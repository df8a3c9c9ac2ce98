# SPDX-License-Identifier: Apache-2.0
"""Measures how many pages a second the print engine composes, against bare `drawString` calls.

The document is the made-up guide of `bench.corpus` with 200 project sheets. The floor draws the
same lines of text with reportlab alone: no breaking, no squeeze, no justification, no tables, no
contents. Each run is a process of its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bench.composed import compose
from bench.corpus import PHOTOS, photo
from bench.rows import Row, of_pairs
from crm import places
from crm.documents.engine.faces import CHAINS
from crm.documents.engine.page import Page
from crm.documents.engine.text import Setting

ROUNDS = 5
GOAL = "≥ 400 pages/s"
Drawn = list[tuple[str, float, float, str, float]]


def _recorded(target: Path) -> list[Drawn]:
    """Every line that the engine draws: its text, place, face and size, page by page."""
    found: dict[int, Drawn] = {}
    draw = Page.text

    def record(
        self: Page, setting: Setting, left: float, top: float, first: int = 0,
        last: int | None = None,
    ) -> None:  # fmt: skip
        face, size, leading = setting.type()
        name = CHAINS[face][0]
        lines = found.setdefault(id(self), [])
        for row, text in enumerate(setting.texts()[first:last]):
            lines.append((text, left, top - row * leading - size, name, size))
        draw(self, setting, left, top, first, last)

    Page.text = record
    try:
        compose(target)
    finally:
        Page.text = draw
    return list(found.values())


def draw_lines(pages: list[Drawn], target: Path) -> int:
    """Draw lines with reportlab alone; how many pages there are."""
    register = cast("Callable[[TTFont], None]", vars(pdfmetrics)["registerFont"])
    for names in CHAINS.values():
        path = places.resources() / "fonts" / f"{names[0]}.ttf"
        register(TTFont(names[0], str(path)))
    canvas = Canvas(str(target), pageCompression=1)
    for lines in pages:
        for text, x, y, name, size in lines:
            canvas.setFont(name, size)
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return len(pages)


def _child(what: str, folder: Path) -> float:
    """Pages a second of CPU time in a process of its own."""
    command = [sys.executable, "-m", "bench.guide_pages", what, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout)


def _rates() -> Iterator[tuple[float, float]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = _recorded(folder / "lines.pdf")
        (folder / "lines.json").write_text(json.dumps(pages), encoding="utf-8")
        for _ in range(ROUNDS):
            yield _child("ours", folder), _child("floor", folder)


def measure() -> list[Row]:
    """Pages a second (CPU), cold: the engine against `drawString` of the same lines."""
    pairs = list(_rates())
    ours, floor = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    against = "drawString of the same lines"
    return [of_pairs("guide composed", "pages/s", ours, floor, goal=GOAL, against=against)]


def main(what: str, folder: Path) -> None:
    """One run: print pages a second."""
    stored = folder / "lines.json"
    pages: list[Drawn] = []
    if what == "floor":
        pages = json.loads(stored.read_text(encoding="utf-8"))
    for number in range(PHOTOS):
        photo(number)
    start = time.process_time()
    target = folder / f"{what}.pdf"
    count = draw_lines(pages, target) if what == "floor" else compose(target)
    print(count / (time.process_time() - start))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
