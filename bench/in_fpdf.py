# SPDX-License-Identifier: Apache-2.0
"""The made-up guide by the verbs of fpdf2; run by the Python that has it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from bench.corpus import (
    Bars,
    Contents,
    Cover,
    Facts,
    Grid,
    Heading,
    Item,
    NewPage,
    Note,
    Paragraph,
    Photo,
    PhotoWithCode,
    Running,
    guide,
)
from bench.given import (
    BOTTOM,
    DEEP,
    FOOT,
    GAP,
    HEAD,
    HEIGHT,
    LEVELS,
    MEASURE,
    PAD_X,
    PAD_Y,
    PRIMARY,
    RULE,
    SIDE,
    TINT,
    TOP,
    WIDTH,
    Given,
    code_width,
    given,
    tick_height,
)

_library: Any = importlib.import_module("fpdf")
_faces: Any = importlib.import_module("fpdf.fonts")
_outline: Any = importlib.import_module("fpdf.outline")
_INDENT = "　　"
"""fpdf2 has no indent of the first line."""


class _Section(Protocol):
    """What is used of an entry of the outline."""

    level: int


class _TableRow(Protocol):
    """What is used of a row."""

    def cell(self, text: str, *, style: object = None) -> object:
        """Add a cell."""
        ...


class _Table(Protocol):
    """What is used of a table."""

    def row(self, cells: Sequence[str] = ()) -> _TableRow:
        """Add a row."""
        ...


def _triple(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


class _Document(_library.FPDF):
    """A document with running heads and page numbers."""

    made: Given
    running: Running | None = None
    before: int = 0
    """How many pages stand before the one that is counted as 1."""
    fresh: bool = False
    """Whether a page has just begun by itself."""

    def set_type(self, name: str) -> float:
        """Set the type of a kind of text; how far its lines stand apart."""
        own = self.made.types[name]
        self.set_font(own.face, size=own.size)
        self.set_text_color(*_triple(own.colour))
        return own.leading

    def header(self) -> None:
        """The running head; fpdf2 calls it on every page."""
        if self.running is None:
            return
        is_right = self.page_no() % 2 == 1
        leading = self.set_type("running")
        self.set_xy(SIDE, HEAD)
        text = self.running.right if is_right else self.running.left
        self.cell(MEASURE, leading, text, align="R" if is_right else "L")
        self.set_draw_color(*_triple(RULE))
        self.line(SIDE, HEAD + leading + 2, SIDE + MEASURE, HEAD + leading + 2)
        self.set_xy(SIDE, TOP)

    def footer(self) -> None:
        """The page number; fpdf2 calls it on every page."""
        if self.running is None or self.page_no() <= self.before:
            return
        leading = self.set_type("folio")
        self.set_xy(SIDE, HEIGHT - FOOT - leading)
        side = "R" if self.page_no() % 2 == 1 else "L"
        self.cell(MEASURE, leading, str(self.page_no() - self.before), align=side)

    def lines(self, name: str, text: str, *, align: str = "L") -> None:
        """Lines of one kind of text over the whole measure, with the room around them."""
        own = self.made.types[name]
        leading = self.set_type(name)
        if self.get_y() > TOP:
            self.ln(own.before)
        self.multi_cell(
            MEASURE, leading, text, align=align, wrapmode="CHAR", new_x="LMARGIN", new_y="NEXT"
        )
        self.ln(own.after)

    def picture(self, number: int, width: float, ratio: float) -> float:
        """A photo cut to its ratio at the place of now; how high it is."""
        high = width / ratio
        x, y = SIDE, self.get_y()
        whole = width / 1.5
        with self.rect_clip(x, y, width, high):
            self.image(self.made.photo(number), x, y - (whole - high) / 2, width, whole)
        return high


def _tell(pdf: _Document, item: Item) -> None:
    match item:
        case Paragraph(text):
            pdf.lines("body", _INDENT + text, align="J")
        case Note(text):
            pdf.lines("note", text)
        case Heading(level, text):
            if pdf.will_page_break(80):
                pdf.add_page()
            pdf.start_section(text, level - 1)
            pdf.lines(f"heading-{level}", text)
        case NewPage():
            if not pdf.fresh:
                pdf.add_page()
            pdf.fresh = False
        case Cover(title):
            _cover(pdf, title)
        case Contents(title):
            _contents(pdf, title)
        case Running():
            pdf.running, pdf.before = item, pdf.page_no()
            _insert_contents(pdf)
        case _:
            _block(pdf, item)


def _cover(pdf: _Document, title: str) -> None:
    pdf.add_page()
    pdf.set_fill_color(*_triple(DEEP))
    pdf.rect(0, 0, WIDTH, HEIGHT, style="F")
    pdf.set_y(282)
    pdf.lines("cover-title", title)


def _contents(pdf: _Document, title: str) -> None:
    pdf.add_page()
    pdf.lines("contents-title", title)


def _insert_contents(pdf: _Document) -> None:
    """Let the contents stand here; what follows begins a page, which bears the running head."""
    own = pdf.made.types["contents-2"]
    style = _faces.TextStyle(own.face, "", own.size, _triple(own.colour))
    entries = _outline.TableOfContents(style, level_indent=0)

    def shown(document: _Document, sections: Sequence[_Section]) -> None:
        entries.render_toc(document, [one for one in sections if one.level < LEVELS])

    pdf.insert_toc_placeholder(shown, 1, allow_extra_pages=True)
    pdf.fresh = True


def _block(pdf: _Document, item: Photo | PhotoWithCode | Grid | Facts | Bars) -> None:
    match item:
        case Photo(number, ratio):
            if pdf.will_page_break(MEASURE / ratio):
                pdf.add_page()
            pdf.ln(pdf.picture(number, MEASURE, ratio) + 10)
        case PhotoWithCode(number, ratio, link, side):
            pdf.ln(5)
            edge = SIDE + MEASURE - side
            pdf.image(pdf.made.code(link), edge, pdf.get_y(), side, side)
            pdf.ln(pdf.picture(number, MEASURE - GAP - code_width(), ratio) + 10)
        case Grid():
            _grid(pdf, item)
        case Facts():
            _facts(pdf, item)
        case Bars():
            _bars(pdf, item)


def _table(
    pdf: _Document, shares: Sequence[float], **more: object
) -> AbstractContextManager[_Table]:
    leading = pdf.set_type("cell")
    pdf.set_draw_color(*_triple(RULE))
    pdf.set_fill_color(255)
    padding = (PAD_Y, PAD_X, PAD_Y, PAD_X)
    return pdf.table(
        col_widths=shares, line_height=leading, padding=padding, wrapmode="CHAR",
        borders_layout="HORIZONTAL_LINES", width=MEASURE, **more,
    )  # fmt: skip


def _grid(pdf: _Document, item: Grid) -> None:
    own = pdf.made.types["cell-head"]
    head = _library.FontFace(own.face, "", own.size, _triple(own.colour), _triple(PRIMARY))
    pdf.lines("table-title", f"{item.title}　{item.unit}")
    sides = ["RIGHT" if column in {0, 4} else "LEFT" for column in range(len(item.heads))]
    with _table(pdf, item.shares, headings_style=head, text_align=sides) as table:
        table.row(item.heads)
        for row in item.rows:
            table.row(row)
    pdf.ln(10)


def _facts(pdf: _Document, item: Facts) -> None:
    own = pdf.made.types["cell-name"]
    name = _library.FontFace(own.face, "", own.size, _triple(own.colour), _triple(TINT))
    with _table(pdf, item.shares, first_row_as_headings=False, text_align="LEFT") as table:
        for texts in item.rows:
            row = table.row()
            for column, text in enumerate(texts):
                row.cell(text, style=name if column % 2 == 0 else None)
    pdf.ln(10)


def _bars(pdf: _Document, item: Bars) -> None:
    pdf.lines("table-title", f"{item.title}（{item.unit}）")
    if pdf.will_page_break(180):
        pdf.add_page()
    leading = pdf.set_type("chart")
    bottom = pdf.get_y() + 150
    pdf.set_fill_color(*_triple(DEEP))
    for index, (label, value) in enumerate(zip(item.labels, item.values, strict=True)):
        left = SIDE + MEASURE * (index + 0.3) / len(item.labels)
        high = tick_height(value, max(item.values))
        pdf.rect(left, bottom - high, 34, high, style="F")
        pdf.text(left, bottom - high - 3, str(value))
        pdf.text(left, bottom + leading, label)
    pdf.set_y(bottom + 2 * leading)


def main(folder: Path, sheets: int) -> None:
    """Print the guide."""
    pdf = _Document(unit="pt", format="A4")
    pdf.made = given(folder)
    pdf.set_margins(SIDE, TOP)
    pdf.set_auto_page_break(auto=True, margin=BOTTOM)
    for face, file in pdf.made.faces():
        pdf.add_font(face, "", file)
    for item in guide(sheets):
        _tell(pdf, item)
    pdf.output(folder / "fpdf2.pdf")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
