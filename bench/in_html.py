# SPDX-License-Identifier: Apache-2.0
"""The made-up guide as a web page with rules for print, for WeasyPrint."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
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
    BOTTOM,
    DEEP,
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


def write(made: Given, items: Iterable[Item], target: Path) -> None:
    """Write the guide as HTML."""
    known = list(items)
    lines = ["<!doctype html><html lang=zh><meta charset=utf-8><style>"]
    lines += [*_faces(made), *_rules(made, known), "</style>", *_told(made, known)]
    target.write_text("\n".join(lines), encoding="utf-8")


def _faces(made: Given) -> Iterator[str]:
    for face, file in made.faces():
        yield f"@font-face {{ font-family: {face}; src: url({file.as_uri()}) }}"


def _rules(made: Given, items: Sequence[Item]) -> Iterator[str]:
    heads = next(item for item in items if isinstance(item, Running))
    foot = f"content: counter(page); {_type(made, 'folio')}"
    head = f"{_type(made, 'running')}; border-bottom: 0.4pt solid {RULE}"
    yield f"@page {{ size: A4; margin: {TOP}pt {SIDE}pt {BOTTOM}pt }}"
    for side, text in (("left", heads.left), ("right", heads.right)):
        top = f"@top-{side} {{ content: '{text}'; {head} }}"
        yield f"@page :{side} {{ {top} @bottom-{side} {{ {foot} }} }}"
    yield f"@page :first {{ background: {DEEP}; @top-right {{ content: none }} }}"
    yield "@page :first { @bottom-right { content: none } } body { margin: 0 }"
    yield f".cover {{ break-after: page; padding-top: 200pt; {_type(made, 'cover-title')} }}"
    yield f"p {{ margin: 0 0 4pt; text-indent: 2em; text-align: justify; {_type(made, 'body')} }}"
    yield f".note {{ margin: 0 0 3pt; {_type(made, 'note')} }} .new {{ break-after: page }}"
    for level in (1, 2, 3):
        own = made.types[f"heading-{level}"]
        yield (
            f"h{level} {{ margin: {own.before}pt 0 {own.after}pt; break-after: avoid; "
            f"{_type(made, f'heading-{level}')} }}"
        )
    yield f".contents {{ {_type(made, 'contents-title')} }}"
    yield "a { color: inherit; text-decoration: none }"
    yield f".entry1 {{ {_type(made, 'contents-1')} }} .entry2 {{ {_type(made, 'contents-2')} }}"
    yield "a::after { content: leader('.') target-counter(attr(href), page) }"
    yield from _block_rules(made)


def _block_rules(made: Given) -> Iterator[str]:
    yield "img { display: block; object-fit: cover }"
    yield ".pair { display: flex; justify-content: space-between; margin: 5pt 0 10pt }"
    yield "table { width: 100%; table-layout: fixed; border-collapse: collapse }"
    yield f"table {{ margin: 2pt 0 10pt; {_type(made, 'cell')} }}"
    yield f"td, th {{ padding: {PAD_Y}pt {PAD_X}pt; border-bottom: 0.4pt solid {RULE} }}"
    yield f"tr {{ break-inside: avoid }} th {{ background: {PRIMARY}; {_type(made, 'cell-head')} }}"
    yield f".title th {{ background: none; text-align: left; {_type(made, 'table-title')} }}"
    yield f".unit {{ float: right; {_type(made, 'note')} }}"
    yield ".prices td:nth-child(1), .prices td:nth-child(5) { text-align: right }"
    yield f"td.name {{ background: {TINT}; {_type(made, 'cell-name')} }}"
    yield ".bars { display: flex; justify-content: space-around; align-items: flex-end }"
    yield f".bars {{ break-inside: avoid; text-align: center; {_type(made, 'chart')} }}"
    yield f".bar {{ width: 34pt; background: {DEEP} }}"


def _type(made: Given, name: str) -> str:
    own = made.types[name]
    return f"font: normal {own.size}pt/{own.leading}pt {own.face}; color: {own.colour}"


def _told(made: Given, items: Sequence[Item]) -> Iterator[str]:
    anchor = 0
    for item in items:
        match item:
            case Paragraph(text):
                yield f"<p>{escape(text)}</p>"
            case Note(text):
                yield f"<div class=note>{escape(text)}</div>"
            case Heading(level, text):
                yield f"<h{level} id=a{anchor}>{escape(text)}</h{level}>"
                anchor += 1
            case NewPage():
                yield "<div class=new></div>"
            case Running():
                pass  # the rules of the pages say what they bear
            case Contents(title):
                yield from _contents(title, items)
            case _:
                yield _block(made, item)


def _contents(title: str, items: Sequence[Item]) -> Iterator[str]:
    yield f"<div class=contents>{escape(title)}</div>"
    headings = [item for item in items if isinstance(item, Heading)]
    for number, item in enumerate(headings):
        if item.level <= LEVELS:
            link = f"<a href='#a{number}'>{escape(item.text)}</a>"
            yield f"<div class=entry{item.level}>{link}</div>"


def _block(made: Given, item: Cover | Photo | PhotoWithCode | Grid | Facts | Bars) -> str:
    match item:
        case Cover(title):
            return f"<div class=cover>{escape(title)}</div>"
        case Photo(number, ratio):
            return f"<div class=pair>{_picture(made, number, MEASURE, ratio)}</div>"
        case PhotoWithCode(number, ratio, link, side):
            shown = _picture(made, number, MEASURE - GAP - code_width(), ratio)
            code = f"<img src='{made.code(link).name}' style='width: {side}pt; height: {side}pt'>"
            return f"<div class=pair>{shown}{code}</div>"
        case Grid():
            return _grid(item)
        case Facts():
            return _facts(item)
        case Bars():
            return _bars(item)


def _picture(made: Given, number: int, width: float, ratio: float) -> str:
    size = f"width: {width:.2f}pt; height: {width / ratio:.2f}pt"
    return f"<img src='{made.photo(number).name}' style='{size}'>"


def _columns(shares: Sequence[float]) -> str:
    whole = sum(shares)
    return "".join(f"<col style='width: {share / whole:.4%}'>" for share in shares)


def _grid(item: Grid) -> str:
    title = f"{escape(item.title)}<span class=unit>{escape(item.unit)}</span>"
    heads = "".join(f"<th>{escape(head)}" for head in item.heads)
    rows = "\n".join("<tr>" + "".join(f"<td>{escape(cell)}" for cell in row) for row in item.rows)
    return (
        f"<table class=prices>{_columns(item.shares)}<thead><tr class=title>"
        f"<th colspan={len(item.heads)}>{title}<tr>{heads}</thead><tbody>{rows}</table>"
    )


def _facts(item: Facts) -> str:
    cells = (
        "".join(
            f"<td class=name>{escape(text)}" if column % 2 == 0 else f"<td>{escape(text)}"
            for column, text in enumerate(row)
        )
        for row in item.rows
    )
    return f"<table>{_columns(item.shares)}<tr>{'<tr>'.join(cells)}</table>"


def _bars(item: Bars) -> str:
    highest = max(item.values)
    columns = "".join(
        f"<div>{value}<div class=bar style='height: {tick_height(value, highest):.2f}pt'></div>"
        f"{escape(label)}</div>"
        for label, value in zip(item.labels, item.values, strict=True)
    )
    head = f"<div class=note>{escape(item.title)}（{escape(item.unit)}）</div>"
    return f"{head}<div class=bars>{columns}</div>"
