# SPDX-License-Identifier: Apache-2.0
"""Measures what a guide costs: all of it after a fresh start, after an edit, and one sheet.

The document is the made-up guide of `bench.corpus` with 200 project sheets. The floor draws the
same lines of text with reportlab alone: no breaking, no squeeze, no justification, no tables, no
contents. Each run is a process of its own; all figures are of processor time.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, cast

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bench.composed import compose, composed
from bench.corpus import PHOTOS, Paragraph, PhotoWithCode, guide, photo
from bench.rows import Row, of_pairs
from crm import places
from crm.documents.engine.faces import CHAINS
from crm.documents.engine.memory import forget
from crm.documents.engine.page import Page
from crm.documents.engine.text import Setting

ROUNDS, EDITS = 5, 8
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


def told_by(what: str, folder: Path) -> Told:
    """What a process of its own tells."""
    command = [sys.executable, "-m", "bench.guide", what, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    pages, *costs = cast("list[float]", json.loads(done.stdout))
    return Told(int(pages), *costs)


class Told(NamedTuple):
    """Pages, seconds for all of them, megabytes; then seconds after an edit, and for a sheet."""

    pages: int
    cold: float
    memory: float
    edited: float = 0.0
    sheet: float = 0.0

    @property
    def rate(self) -> float:
        """Pages a second."""
        return self.pages / self.cold


def measure() -> list[Row]:
    """The guide cold and warm, and one sheet, against `drawString` of the same lines."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = _recorded(folder / "lines.pdf")
        (folder / "lines.json").write_text(json.dumps(pages), encoding="utf-8")
        for number in range(PHOTOS):
            (folder / f"photo-{number}.jpg").write_bytes(photo(number))
        pairs = [(told_by("ours", folder), told_by("floor", folder)) for _ in range(ROUNDS)]
    ours, floor = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    bare = [one.cold for one in floor]
    lines = "drawString of the same lines"
    print(f"  {ours[0].pages} pages, {max(one.memory for one in ours):.0f} MB at the most")
    rates = [one.rate for one in ours], [one.rate for one in floor]
    edited, sheets = [one.edited for one in ours], [1000 * one.sheet for one in ours]
    memory = [one.memory for one in ours], [one.memory for one in floor]
    return [
        of_pairs("guide composed", "pages/s", *rates, goal="≥ 650 pages/s", against=lines),
        of_pairs("guide after an edit", "s", edited, bare, goal="≤ 0.3 s", against=lines),
        of_pairs(
            "one sheet", "ms", sheets, [1000 * one for one in bare], goal="≤ 30 ms", against=lines
        ),
        of_pairs("memory", "MB", *memory, goal="≤ 150 MB", against=lines),
    ]


def _memory() -> float:
    """The most megabytes that this process has held."""
    held = Path("/proc/self/status")
    if held.exists():  # elsewhere a process is charged with the memory of the one that started it
        line = next(line for line in held.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024)


def _timed(work: Callable[[], int]) -> tuple[int, float]:
    start = time.process_time()
    count = work()
    return count, time.process_time() - start


def _ours(folder: Path) -> Told:
    """The guide after a fresh start; then again and again, each time with another sheet edited."""

    def file(number: int) -> Path:
        return folder / f"photo-{number}.jpg"

    target, items = folder / "ours.pdf", list(guide())
    pages, cold = _timed(lambda: composed(items, target, file))
    memory = _memory()
    texts = [at for at, item in enumerate(items) if isinstance(item, Paragraph)]
    edited: list[float] = []
    for at in texts[:: len(texts) // EDITS][:EDITS]:
        items[at] = Paragraph(f"第{at}处新写的内容，投资1.{at}亿元，由县招商服务中心负责。" * 4)
        edited.append(_timed(lambda: composed(items, target, file))[1])
    first = next(at for at, item in enumerate(items) if isinstance(item, PhotoWithCode))
    sheet = [*items[first - 3 : first + 9], Paragraph("只此一页。")]
    forget()
    single = _timed(lambda: composed(sheet, target, file))[1]
    return Told(pages, cold, memory, statistics.median(edited), single)


def main(what: str, folder: Path) -> None:
    """One run: tell what it cost."""
    if what == "ours":
        told = _ours(folder)
    else:
        pages: list[Drawn] = json.loads((folder / "lines.json").read_text(encoding="utf-8"))
        count, seconds = _timed(lambda: draw_lines(pages, folder / "floor.pdf"))
        memory = _memory()
        told = Told(count, seconds, memory)
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
