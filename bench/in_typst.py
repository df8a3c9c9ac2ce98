# SPDX-License-Identifier: Apache-2.0
"""The made-up guide in the language of typst."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

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
)
from bench.given import (
    DEEP,
    FOOT,
    GAP,
    MEASURE,
    PAD_X,
    PAD_Y,
    PRIMARY,
    RULE,
    SIDE,
    TINT,
    TOP,
    Given,
    Type,
    code_width,
    tick_height,
)


def write(made: Given, items: Iterable[Item], target: Path) -> None:
    """Write the guide as typst's source."""
    target.write_text("\n".join([*_set_up(made), *_told(made, items)]), encoding="utf-8")


def _set_up(made: Given) -> Iterator[str]:
    body = made.types["body"]
    yield f'#set page(paper: "a4", margin: (top: {TOP}pt, bottom: 70.87pt, x: {SIDE}pt))'
    yield f'#set text({_font(body)}, lang: "zh", top-edge: 0.88em, bottom-edge: -0.12em)'
    yield (
        f"#set par(justify: true, leading: {body.leading - body.size}pt, "
        f"spacing: {body.leading - body.size + body.after}pt, "
        "first-line-indent: (amount: 2em, all: true))"
    )
    yield "#set outline(depth: 2)"
    yield f"#show outline.entry: set text({_font(made.types['contents-2'])})"
    yield "#show outline.entry: set par(leading: 6.5pt)"
    for level in (1, 2, 3):
        own = made.types[f"heading-{level}"]
        yield (
            f"#show heading.where(level: {level}): it => block(above: {own.before + 7}pt, "
            f"below: {own.after + 7}pt, sticky: true, {{set text({_font(own)}); "
            "set par(first-line-indent: 0em); it.body})"
        )
    # Half of the leading stands in the padding, for the lines of typst are as high as their type.
    high = PAD_Y + (made.types["cell"].leading - made.types["cell"].size) / 2
    rules = f'(x: none, y: 0.4pt + rgb("{RULE}"))'
    yield f"#set table(stroke: {rules}, inset: (x: {PAD_X}pt, y: {high}pt))"
    yield f"#show table: set text({_font(made.types['cell'])})"
    yield "#show table: set par(leading: 4.5pt, justify: false, first-line-indent: 0em)"


def _font(own: Type) -> str:
    weight = "bold" if own.bold else "regular"
    family = json.dumps(own.family)
    return f'font: {family}, size: {own.size}pt, weight: "{weight}", fill: rgb("{own.colour}")'


def _quoted(text: str) -> str:
    """A text as a value of typst: no markup in it is read."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _told(made: Given, items: Iterable[Item]) -> Iterator[str]:
    fresh = True
    for item in items:
        match item:
            case Paragraph(text):
                yield f"#par({_quoted(text)})"
            case Heading(level, text):
                yield f"#heading(level: {level}, {_quoted(text)})"
            case NewPage():
                # Running heads begin a page by themselves.
                yield "" if fresh else "#pagebreak()"
            case Running(left, right):
                yield from _running(made, left, right)
            case Cover(title):
                yield _cover(made, title)
            case Contents(title):
                yield f"#outline(title: {_quoted(title)})"
            case Note(text):
                yield f"#block(text({_font(made.types['note'])}, {_quoted(text)}))"
            case _:
                yield _block(made, item)
        fresh = isinstance(item, Running)


def _running(made: Given, left: str, right: str) -> Iterator[str]:
    head, foot = made.types["running"], made.types["folio"]
    page = "counter(page).get().first()"
    side = f"if calc.odd({page}) [#align(right, {_quoted(right)})] else [#align(left, "
    line = f'#line(length: 100%, stroke: 0.4pt + rgb("{RULE}"))'
    yield (
        f"#set page(header: {{set text({_font(head)}); context {side}{_quoted(left)})]; "
        f"v(-8pt); [{line}]}}, footer: {{set text({_font(foot)}); "
        f"context align(if calc.odd({page}) {{right}} else {{left}}, counter(page).display())}}, "
        f"footer-descent: {FOOT / 2}pt)"
    )
    yield "#counter(page).update(1)"


def _cover(made: Given, title: str) -> str:
    text = f"text({_font(made.types['cover-title'])}, {_quoted(title)})"
    return f'#page(fill: rgb("{DEEP}"))[#place(top + left, dy: 196pt, {text})]'


def _block(made: Given, item: Photo | PhotoWithCode | Grid | Facts | Bars) -> str:
    match item:
        case Photo(number, ratio):
            return f"#block({_picture(made, number, MEASURE, ratio)})"
        case PhotoWithCode(number, ratio, link, side):
            shown = _picture(made, number, MEASURE - GAP - code_width(), ratio)
            code = f'align(right, image("{made.code(link).name}", width: {side}pt))'
            return f"#grid(columns: (3fr, 1fr), gutter: {GAP}pt, {shown}, {code})"
        case Grid():
            return _grid(made, item)
        case Facts():
            return _facts(made, item)
        case Bars():
            return _bars(made, item)


def _picture(made: Given, number: int, width: float, ratio: float) -> str:
    height = width / ratio
    name = made.photo(number).name
    shown = f'image("{name}", width: {width:.2f}pt, height: {height:.2f}pt, fit: "cover")'
    return f"box(width: {width:.2f}pt, height: {height:.2f}pt, clip: true, {shown})"


def _grid(made: Given, item: Grid) -> str:
    head, title = made.types["cell-head"], made.types["table-title"]
    count = len(item.heads)
    note = f"text({_font(made.types['note'])}, {_quoted(item.unit)})"
    named = f"#text({_font(title)}, {_quoted(item.title)})"
    above = f"table.cell(colspan: {count}, [{named}#h(1fr)#{note}])"
    heads = ", ".join(
        f'table.cell(fill: rgb("{PRIMARY}"), align: center, text({_font(head)}, {_quoted(one)}))'
        for one in item.heads
    )
    widths = ", ".join(f"{share}fr" for share in item.shares)
    cells = ",\n".join(", ".join(map(_quoted, row)) for row in item.rows)
    sides = ", ".join(["right" if n in {0, 4} else "left" for n in range(count)])
    return (
        f"#table(columns: ({widths}), align: ({sides}), table.header({above}, {heads}),\n{cells})"
    )


def _facts(made: Given, item: Facts) -> str:
    own = made.types["cell-name"]
    cells = [
        f'table.cell(fill: rgb("{TINT}"), text({_font(own)}, {_quoted(text)}))'
        if column % 2 == 0
        else _quoted(text)
        for row in item.rows
        for column, text in enumerate(row)
    ]
    widths = ", ".join(f"{share}fr" for share in item.shares)
    return f"#table(columns: ({widths}), align: left, {', '.join(cells)})"


def _bars(made: Given, item: Bars) -> str:
    own, highest = made.types["chart"], max(item.values)
    columns = [
        f"stack(spacing: 3pt, [{value}], rect(width: 34pt, height: "
        f'{tick_height(value, highest):.2f}pt, fill: rgb("{DEEP}")), {_quoted(label)})'
        for label, value in zip(item.labels, item.values, strict=True)
    ]
    head = f"#text({_font(made.types['table-title'])}, {_quoted(item.title)})#h(1fr)"
    plot = f"#grid(columns: (1fr,) * {len(columns)}, align: center + bottom, {', '.join(columns)})"
    return f"#block(breakable: false)[#set text({_font(own)})\n{head}{item.unit}\\\n{plot}]"
