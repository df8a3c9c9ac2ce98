# SPDX-License-Identifier: Apache-2.0
"""The made-up guide by reportlab's own flow: paragraphs, tables and contents of platypus."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

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
    PLOT,
    PRIMARY,
    RULE,
    SIDE,
    TINT,
    TOP,
    WIDTH,
    Given,
    code_width,
    given,
)

_platypus: Any = importlib.import_module("reportlab.platypus")
_contents: Any = importlib.import_module("reportlab.platypus.tableofcontents")
_styles: Any = importlib.import_module("reportlab.lib.styles")
_metrics: Any = importlib.import_module("reportlab.pdfbase.pdfmetrics")
_faces: Any = importlib.import_module("reportlab.pdfbase.ttfonts")
_drawings: Any = importlib.import_module("reportlab.graphics.shapes")
_charts: Any = importlib.import_module("reportlab.graphics.charts.barcharts")
_colours: Any = importlib.import_module("reportlab.lib.colors")
SURELY_ONE_LINE = 12
_KEPT = ("heading-1", "heading-2", "heading-3", "table-title")


class _Document(_platypus.BaseDocTemplate):
    """A document that tells its headings to the contents, and bears running heads."""

    made: Given
    running: Running

    def beforePage(self) -> None:  # noqa: N802 - reportlab's name
        """The ground of the cover."""
        if self.page == 1:
            self.canv.setFillColor(_colours.HexColor(DEEP))
            self.canv.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)

    def afterFlowable(self, flowable: object) -> None:  # noqa: N802 - reportlab's name
        """Enter a heading in outline and contents."""
        if not isinstance(flowable, _Headline):
            return
        level = flowable.level
        key = f"a{self.seq.nextf('heading')}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(flowable.said, key, level - 1)
        if level <= LEVELS:
            self.notify("TOCEntry", (level - 1, escape(flowable.said), self.page, key))

    def afterPage(self) -> None:  # noqa: N802 - reportlab's name
        """The running head and the page number, except on the cover."""
        if self.page == 1:
            return
        is_right = self.page % 2 == 1
        draw = self.canv.drawRightString if is_right else self.canv.drawString
        edge = SIDE + MEASURE if is_right else SIDE
        head, foot = self.made.types["running"], self.made.types["folio"]
        self.canv.setFont(head.face, head.size)
        draw(edge, HEIGHT - HEAD - head.size, self.running.right if is_right else self.running.left)
        self.canv.setStrokeColor(_colours.HexColor(RULE))
        self.canv.line(SIDE, HEIGHT - HEAD - 14, SIDE + MEASURE, HEIGHT - HEAD - 14)
        self.canv.setFont(foot.face, foot.size)
        draw(edge, FOOT, str(self.page))


class _Headline(_platypus.Paragraph):
    """A heading that enters outline and contents."""

    level: int
    said: str


class _Cut(_platypus.Flowable):
    """A photo cut to a size."""

    def __init__(self, file: Path, width: float, height: float) -> None:
        _platypus.Flowable.__init__(self)
        self.file, self.width, self.height = file, width, height

    def wrap(self, *_room: float) -> tuple[float, float]:
        """Its size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw it, cut above and below."""
        path = self.canv.beginPath()
        path.rect(0, 0, self.width, self.height)
        self.canv.saveState()
        self.canv.clipPath(path, stroke=0, fill=0)
        whole = self.width / 1.5
        self.canv.drawImage(str(self.file), 0, (self.height - whole) / 2, self.width, whole)
        self.canv.restoreState()


class _Flow:
    """Makes flowables of items."""

    def __init__(self, made: Given) -> None:
        self.made = made
        self.styles = {name: self._style(name) for name in made.types}

    def _style(self, name: str) -> object:
        own = self.made.types[name]
        is_body = name == "body"
        return _styles.ParagraphStyle(
            name, fontName=own.face, fontSize=own.size, leading=own.leading, wordWrap="CJK",
            spaceBefore=own.before, spaceAfter=own.after, textColor=own.colour,
            alignment=4 if is_body else 0, firstLineIndent=2 * own.size if is_body else 0,
            keepWithNext=name in _KEPT,
        )  # fmt: skip

    def text(self, name: str, text: str) -> object:
        """A paragraph of one kind of text."""
        return _platypus.Paragraph(escape(text), self.styles[name])

    def all(self, items: Iterable[Item]) -> Iterator[object]:
        """The flowables of all items."""
        for item in items:
            yield from self._of(item)

    def _of(self, item: Item) -> Iterator[object]:
        match item:
            case Paragraph(text):
                yield self.text("body", text)
            case Note(text):
                yield self.text("note", text)
            case Heading(level, text):
                heading = _Headline(escape(text), self.styles[f"heading-{level}"])
                heading.level, heading.said = level, text
                yield heading
            case NewPage():
                yield _platypus.PageBreak()
            case Running():
                pass
            case Cover(title):
                yield _platypus.Spacer(1, 210)
                yield self.text("cover-title", title)
                yield _platypus.PageBreak()
            case _:
                yield from self._block(item)

    def _block(
        self, item: Contents | Photo | PhotoWithCode | Grid | Facts | Bars
    ) -> Iterator[object]:
        match item:
            case Contents(title):
                yield self.text("contents-title", title)
                levels = [self.styles["contents-1"], self.styles["contents-2"]]
                yield _contents.TableOfContents(levelStyles=levels, dotsMinLevel=0)
            case Photo(number, ratio):
                yield _Cut(self.made.photo(number), MEASURE, MEASURE / ratio)
                yield _platypus.Spacer(1, 10)
            case PhotoWithCode():
                yield self._pair(item)
            case Grid():
                yield self._grid(item)
            case Facts():
                yield self._facts(item)
            case Bars():
                yield self.text("table-title", f"{item.title}（{item.unit}）")
                yield _bars(item)

    def _pair(self, item: PhotoWithCode) -> object:
        width = MEASURE - GAP - code_width()
        shown = _Cut(self.made.photo(item.number), width, width / item.ratio)
        code = _platypus.Image(str(self.made.code(item.link)), item.side, item.side)
        places = [
            ("ALIGN", (1, 0), (1, 0), "RIGHT"),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            *((side, (0, 0), (-1, -1), 0) for side in ("LEFTPADDING", "RIGHTPADDING")),
        ]
        widths = [width + GAP, code_width()]
        return _platypus.Table([[shown, code]], widths, style=places, spaceBefore=5, spaceAfter=10)

    def _grid(self, item: Grid) -> object:
        count = len(item.heads)
        title = self.text("table-title", f"{item.title}　{item.unit}")
        rows = [[title, *[""] * (count - 1)]]
        rows.append([self.text("cell-head", head) for head in item.heads])
        rows += [[self._cell(cell) for cell in row] for row in item.rows]
        ground = ("BACKGROUND", (0, 1), (-1, 1), _colours.HexColor(PRIMARY))
        return _table(rows, item.shares, [("SPAN", (0, 0), (-1, 0)), ground], repeatRows=2)

    def _cell(self, text: str) -> object:
        """A cell; only what may need two lines is a paragraph, as reportlab advises."""
        return self.text("cell", text) if len(text) > SURELY_ONE_LINE else text

    def _facts(self, item: Facts) -> object:
        grounds = [
            ("BACKGROUND", (column, 0), (column, -1), _colours.HexColor(TINT)) for column in (0, 2)
        ]
        rows = [
            [
                self.text("cell-name", text) if column % 2 == 0 else self.text("cell", text)
                for column, text in enumerate(row)
            ]
            for row in item.rows
        ]
        return _table(rows, item.shares, grounds)


def _table(
    rows: Sequence[Sequence[object]], shares: Sequence[float], own: Sequence[object], **more: object
) -> object:
    rules = [
        ("FONT", (0, 0), (-1, -1), "sans", 9, 13.5),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, _colours.HexColor(RULE)),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        *((side, (0, 0), (-1, -1), PAD_X) for side in ("LEFTPADDING", "RIGHTPADDING")),
        *((side, (0, 0), (-1, -1), PAD_Y) for side in ("TOPPADDING", "BOTTOMPADDING")),
    ]
    widths = [MEASURE * share / sum(shares) for share in shares]
    return _platypus.Table(rows, widths, style=[*rules, *own], spaceAfter=10, **more)


def _bars(item: Bars) -> object:
    drawing = _drawings.Drawing(MEASURE, PLOT + 40)
    chart = _charts.VerticalBarChart()
    chart.x, chart.y, chart.width, chart.height = 40, 20, MEASURE - 60, PLOT
    chart.data = [tuple(item.values)]
    chart.categoryAxis.categoryNames = list(item.labels)
    chart.categoryAxis.labels.fontName = chart.valueAxis.labels.fontName = "sans"
    chart.valueAxis.valueMin = 0
    chart.bars[0].fillColor = _colours.HexColor(DEEP)
    drawing.add(chart)
    return drawing


def main(folder: Path, sheets: int) -> None:
    """Print the guide; the contents need several passes."""
    made = given(folder)
    for face, file in made.faces():
        _metrics.registerFont(_faces.TTFont(face, str(file)))
    items = list(guide(sheets))
    document = _Document(str(folder / "platypus.pdf"))
    document.made = made
    document.running = next(item for item in items if isinstance(item, Running))
    frame = _platypus.Frame(
        SIDE, BOTTOM, MEASURE, HEIGHT - TOP - BOTTOM,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    document.addPageTemplates([_platypus.PageTemplate("page", [frame])])
    document.multiBuild(list(_Flow(made).all(items)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
