# SPDX-License-Identifier: Apache-2.0
"""The made-up guide as a flat OpenDocument text, for LibreOffice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from bench.corpus import (
    PHOTO_HEIGHT,
    PHOTO_WIDTH,
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
)
from bench.given import (
    BOTTOM,
    DEEP,
    FAMILIES,
    GAP,
    LEVELS,
    MEASURE,
    PAD_X,
    PAD_Y,
    PRIMARY,
    RULE,
    SIDE,
    TINT,
    TOP,
    Given,
    code_width,
    tick_height,
)

_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"),
        ("draw", "drawing"), ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible"),
    )
)  # fmt: skip
_HEAD = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} '
    'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3" '
    'office:mimetype="application/vnd.oasis.opendocument.text">'
)
_MASTERS = {"plated": "Cover", "contents-first": "Standard"}
_BREAK = '<text:p text:style-name="break"/>'


def write(made: Given, items: Iterable[Item], target: Path) -> None:
    """Write the guide as an .fodt file."""
    known = list(items)
    said = "\n".join(_Sheets(made, known).all())
    target.write_text(said, encoding="utf-8")


class _Sheets:
    """Writes styles, master pages and text."""

    def __init__(self, made: Given, items: Sequence[Item]) -> None:
        self.made = made
        self.items = items
        self._anchor = 0
        self._tables = 0
        self._wanted: set[tuple[float, float]] = set()
        self._late: list[str] = []

    def all(self) -> Iterator[str]:
        """The whole file."""
        text = list(self._text())
        yield _HEAD
        yield "<office:font-face-decls>"
        for family in FAMILIES.values():
            yield f'<style:font-face style:name="{family}" svg:font-family="\'{family}\'"/>'
        yield "</office:font-face-decls><office:styles>"
        yield from self._types()
        yield '<style:style style:name="link" style:family="text"/>'
        yield "</office:styles><office:automatic-styles>"
        yield from self._late
        yield from _fixed_styles(self._wanted)
        yield "</office:automatic-styles><office:master-styles>"
        yield from self._masters()
        yield "</office:master-styles><office:body><office:text>"
        yield from text
        yield "</office:text></office:body></office:document>"

    def _types(self) -> Iterator[str]:
        for name, own in self.made.types.items():
            align, indent = ("justify", 2 * own.size) if name == "body" else ("start", 0)
            keep = "always" if name.startswith("heading") else "auto"
            weight = "bold" if own.bold else "normal"
            yield (
                f'<style:style style:name="{name}" style:family="paragraph">'
                f'<style:paragraph-properties fo:margin-top="{own.before}pt" '
                f'fo:margin-bottom="{own.after}pt" fo:line-height="{own.leading}pt" '
                f'fo:text-align="{align}" fo:text-indent="{indent}pt" fo:keep-with-next="{keep}">'
                f'<style:tab-stops><style:tab-stop style:position="{MEASURE}pt" style:type="right" '
                'style:leader-style="dotted" style:leader-text="."/></style:tab-stops>'
                f'</style:paragraph-properties><style:text-properties fo:color="{own.colour}" '
                + " ".join(
                    f'style:font-name{script}="{own.family}" '
                    f'{space}:font-size{script}="{own.size}pt" '
                    f'{space}:font-weight{script}="{weight}"'
                    for script, space in (("", "fo"), ("-asian", "style"))
                )
                + "/></style:style>"
            )

    def _masters(self) -> Iterator[str]:
        heads = next(item for item in self.items if isinstance(item, Running))
        yield '<style:master-page style:name="Cover" style:page-layout-name="plate"/>'
        yield '<style:master-page style:name="Standard" style:page-layout-name="page">'
        for place, text in (("header", heads.right), ("header-left", heads.left)):
            line = f'<text:p text:style-name="running">{text}</text:p>'
            yield f"<style:{place}>{line}</style:{place}>"
        number = "<text:page-number/>"
        yield f'<style:footer><text:p text:style-name="folio">{number}</text:p></style:footer>'
        yield "</style:master-page>"

    def _text(self) -> Iterator[str]:
        for item in self.items:
            match item:
                case Paragraph(text):
                    yield f'<text:p text:style-name="body">{escape(text)}</text:p>'
                case Note(text):
                    yield f'<text:p text:style-name="note">{escape(text)}</text:p>'
                case Heading(level, text):
                    yield self._heading(level, text)
                case NewPage():
                    yield _BREAK
                case Running():
                    pass
                case Cover(title):
                    yield f'<text:p text:style-name="plated">{escape(title)}</text:p>'
                case Contents(title):
                    yield from self._contents(title)
                case _:
                    yield self._block(item)

    def _heading(self, level: int, text: str) -> str:
        mark = f'<text:bookmark text:name="a{self._anchor}"/>'
        self._anchor += 1
        style = f'text:style-name="heading-{level}" text:outline-level="{level}"'
        return f"<text:h {style}>{mark}{escape(text)}</text:h>"

    def _contents(self, title: str) -> Iterator[str]:
        """The entries, each with a field that shows the page of its heading."""
        yield f'<text:p text:style-name="contents-first">{escape(title)}</text:p>'
        headings = [item for item in self.items if isinstance(item, Heading)]
        for number, item in enumerate(headings):
            if item.level <= LEVELS:
                named = f'text:reference-format="page" text:ref-name="a{number}"'
                own = 'text:style-name="link" text:visited-style-name="link"'
                link = f'<text:a xlink:type="simple" {own} xlink:href="#a{number}">'
                yield (
                    f'<text:p text:style-name="contents-{item.level}">{link}{escape(item.text)}'
                    f"</text:a><text:tab/><text:bookmark-ref {named}/></text:p>"
                )

    def _block(self, item: Photo | PhotoWithCode | Grid | Facts | Bars) -> str:
        match item:
            case Photo(number, ratio):
                return _pair(self._photo(number, MEASURE, ratio))
            case PhotoWithCode(number, ratio, link, side):
                shown = self._photo(number, MEASURE - GAP - code_width(), ratio)
                code = _frame(self.made.code(link), side, side, "graphic")
                return _pair(f"{shown}<text:tab/>{code}")
            case Grid():
                return self._grid(item)
            case Facts():
                return self._facts(item)
            case Bars():
                return _bars(item)

    def _photo(self, number: int, width: float, ratio: float) -> str:
        self._wanted.add((width, ratio))
        return _frame(self.made.photo(number), width, width / ratio, _cut_name(ratio))

    def _table(self, shares: Sequence[float], rows: Iterable[str], heads: str = "") -> str:
        name = f"t{self._tables}"
        self._tables += 1
        for index, share in enumerate(shares):
            width = MEASURE * share / sum(shares)
            self._late.append(
                f'<style:style style:name="{name}.{index}" style:family="table-column">'
                f'<style:table-column-properties style:column-width="{width:.2f}pt"/></style:style>'
            )
        columns = "".join(
            f'<table:table-column table:style-name="{name}.{index}"/>'
            for index in range(len(shares))
        )
        if heads:
            heads = f"<table:table-header-rows>{heads}</table:table-header-rows>"
        return (
            f'<table:table table:name="{name}" table:style-name="table">{columns}{heads}'
            f"{''.join(rows)}</table:table>"
        )

    def _grid(self, item: Grid) -> str:
        title = _cell(f"{item.title}　{item.unit}", "table-title", "plain", len(item.heads))
        title += "<table:covered-table-cell/>" * (len(item.heads) - 1)
        heads = "".join(_cell(head, "cell-head", "head") for head in item.heads)
        rows = (
            _row("".join(_cell(text, _aligned(column)) for column, text in enumerate(row)))
            for row in item.rows
        )
        return self._table(item.shares, rows, _row(title) + _row(heads))

    def _facts(self, item: Facts) -> str:
        rows = (
            _row(
                "".join(
                    _cell(text, "cell-name", "name") if column % 2 == 0 else _cell(text)
                    for column, text in enumerate(row)
                )
            )
            for row in item.rows
        )
        return self._table(item.shares, rows)


def _aligned(column: int) -> str:
    return "cell-right" if column in {0, 4} else "cell"


def _row(cells: str) -> str:
    return f"<table:table-row>{cells}</table:table-row>"


def _cell(text: str, style: str = "cell", ground: str = "plain", over: int = 1) -> str:
    span = f' table:number-columns-spanned="{over}"' if over > 1 else ""
    inner = f'<text:p text:style-name="{style}">{escape(text)}</text:p>'
    return f'<table:table-cell table:style-name="{ground}"{span}>{inner}</table:table-cell>'


def _pair(inner: str) -> str:
    return f'<text:p text:style-name="pair">{inner}</text:p>'


def _cut_name(ratio: float) -> str:
    return f"cut{round(ratio * 10)}"


def _frame(file: Path, width: float, height: float, style: str) -> str:
    size = f'svg:width="{width:.2f}pt" svg:height="{height:.2f}pt"'
    image = f'<draw:image xlink:type="simple" xlink:href="{file.as_uri()}"/>'
    place = f'draw:style-name="{style}" text:anchor-type="as-char" {size}'
    return f"<draw:frame {place}>{image}</draw:frame>"


def _bars(item: Bars) -> str:
    highest = max(item.values)
    title = f"{escape(item.title)}（{escape(item.unit)}）"
    bars = "".join(
        f'<draw:rect draw:style-name="bar" text:anchor-type="as-char" svg:width="34pt" '
        f'svg:height="{tick_height(value, highest):.2f}pt"/>　　'
        for value in item.values
    )
    pairs = zip(item.labels, item.values, strict=True)
    names = "　".join(f"{label}（{value}）" for label, value in pairs)
    return (
        f'<text:p text:style-name="table-title">{title}</text:p>{_pair(bars)}'
        f'<text:p text:style-name="chart">{escape(names)}</text:p>'
    )


def _fixed_styles(photos: set[tuple[float, float]]) -> Iterator[str]:
    """Page layouts, breaks, cells, and photos cut to each ratio."""
    for name, ground in (("page", ""), ("plate", f' fo:background-color="{DEEP}"')):
        yield (
            f'<style:page-layout style:name="{name}"><style:page-layout-properties '
            f'fo:page-width="210mm" fo:page-height="297mm" fo:margin-top="48pt" '
            f'fo:margin-left="{SIDE}pt" fo:margin-right="{SIDE}pt" fo:margin-bottom="37pt"'
            f"{ground}/>"
        )
        if name == "page":
            yield (
                f'<style:header-style><style:header-footer-properties fo:min-height="{TOP - 48}pt" '
                'fo:margin-bottom="20pt"/></style:header-style><style:footer-style>'
                f'<style:header-footer-properties fo:min-height="{BOTTOM - 37}pt" '
                'fo:margin-top="18pt"/></style:footer-style>'
            )
        yield "</style:page-layout>"
    for name, parent, more in (
        ("break", "note", 'fo:break-before="page" fo:line-height="1pt" fo:margin-bottom="0pt"'),
        ("contents-first", "contents-title", ""),
        ("plated", "cover-title", 'fo:margin-top="220pt"'),
        ("cell-right", "cell", 'fo:text-align="end"'),
        ("pair", "note", 'fo:line-height="normal" fo:margin-top="5pt" fo:margin-bottom="10pt"'),
    ):
        master = f' style:master-page-name="{_MASTERS[name]}"' if name in _MASTERS else ""
        yield (
            f'<style:style style:name="{name}" style:family="paragraph" '
            f'style:parent-style-name="{parent}"{master}>'
            f"<style:paragraph-properties {more}/></style:style>"
        )
    yield from _cell_styles()
    yield from _graphic_styles(photos)


def _cell_styles() -> Iterator[str]:
    yield (
        '<style:style style:name="table" style:family="table"><style:table-properties '
        f'style:width="{MEASURE}pt" table:align="left" fo:margin-bottom="10pt"/></style:style>'
    )
    for name, ground in (("plain", ""), ("head", PRIMARY), ("name", TINT)):
        filled = f'fo:background-color="{ground}"' if ground else ""
        yield (
            f'<style:style style:name="{name}" style:family="table-cell">'
            f'<style:table-cell-properties {filled} fo:padding="{PAD_Y}pt" '
            f'fo:padding-left="{PAD_X}pt" fo:border-bottom="0.4pt solid {RULE}"/></style:style>'
        )


def _graphic_styles(photos: set[tuple[float, float]]) -> Iterator[str]:
    yield (
        '<style:style style:name="bar" style:family="graphic"><style:graphic-properties '
        f'draw:stroke="none" draw:fill="solid" draw:fill-color="{DEEP}"/></style:style>'
    )
    yield '<style:style style:name="graphic" style:family="graphic"/>'
    inch = 72 / 96
    for _width, ratio in sorted(photos):
        high = PHOTO_HEIGHT * inch
        cut = (high - PHOTO_WIDTH * inch / ratio) / 2
        yield (
            f'<style:style style:name="{_cut_name(ratio)}" style:family="graphic">'
            f'<style:graphic-properties fo:clip="rect({cut:.2f}pt, 0pt, {cut:.2f}pt, 0pt)"/>'
            "</style:style>"
        )
