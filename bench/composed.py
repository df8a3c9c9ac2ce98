# SPDX-License-Identifier: Apache-2.0
"""The made-up guide as our print engine composes it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from bench.corpus import (
    SIZES,
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
    photo,
)
from crm.documents.engine.blocks import Block, Picture, QrCode, Row, Text
from crm.documents.engine.charts import Bars as BarChart
from crm.documents.engine.charts import Series
from crm.documents.engine.composer import Composer
from crm.documents.engine.memory import composing
from crm.documents.engine.page import Section
from crm.documents.engine.style import look
from crm.documents.engine.tables import Column, Table

Photos = Callable[[int], bytes | Path]


def compose(target: Path, sheets: int = SIZES[0], photos: Photos = photo) -> int:
    """Compose the guide with so many project sheets; how many pages it has."""
    return composed(guide(sheets), target, photos)


def composed(items: Iterable[Item], target: Path, photos: Photos = photo) -> int:
    """Compose a guide of these items; how many pages it has."""
    composer = Composer(look("tea"))
    with composing():
        for item in items:
            _tell(composer, item, photos)
        return composer.save(target).pages


def _tell(composer: Composer, item: Item, photos: Photos) -> None:
    match item:
        case Paragraph(text):
            composer.paragraph(text)
        case Note(text):
            composer.paragraph(text, "note")
        case Heading(level, text):
            composer.heading(level, text)
        case NewPage():
            composer.new_page()
        case Cover(title):
            composer.plate("deep")
            composer.at(Text(title, "cover-title"), 70, 560, 450)
        case Contents(title):
            composer.contents(title)
        case Running(left, right):
            composer.section(Section(left, right, starts_at=1))
        case _:
            composer.place(_block(item, photos))


def _block(item: Photo | PhotoWithCode | Grid | Facts | Bars, photos: Photos) -> Block:
    match item:
        case Photo(number, ratio):
            return Picture(photos(number), ratio)
        case PhotoWithCode(number, ratio, link, side):
            return Row([Picture(photos(number), ratio), QrCode(link, side, "right")], (3, 1))
        case Grid():
            pairs = zip(item.heads, item.shares, strict=True)
            columns = [Column(head, share) for head, share in pairs]
            return Table(columns, item.rows, title=item.title, unit=item.unit)
        case Facts():
            named = [Column(share=share, name=n % 2 == 0) for n, share in enumerate(item.shares)]
            return Table(named, item.rows, heads=False)
        case Bars():
            series = [Series(item.name, item.values)]
            return BarChart(item.labels, series, item.title, item.unit)


def main(folder: Path, sheets: int) -> None:
    """Compose from a folder with the photos as files, as the peers do."""
    compose(folder / "ours.pdf", sheets, lambda number: folder / f"photo-{number}.jpg")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
