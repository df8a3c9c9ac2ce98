# SPDX-License-Identifier: Apache-2.0
"""The cover of the guide: a picture or drawn hills, county, title, year."""

from __future__ import annotations

import re

from crm.documents.engine.blocks import Text
from crm.documents.engine.page import Page, Section
from crm.documents.engine.text import Box
from crm.documents.guide.book import EDGE, Book
from crm.documents.guide.shapes import hills
from crm.domain.rules.pictures import COVER

_LONG = 9
"""A longer title is set smaller."""


def add_cover(book: Book) -> None:
    """The first page: it has no number."""
    composer = book.composer
    composer.section(Section(numbering="none"))
    page = composer.plate("deep")
    paper, left = composer.paper, book.look.margins.outer
    measure = paper.width - 2 * left
    _picture(book, page, paper.height * 0.54)
    top = paper.height - book.look.margins.top
    accent = Box(left, top - 4, left + 44, top)
    page.box(accent, book.look.colour("accent"))
    top = book.down(Text(book.county, "guide-county"), left, top - 20, measure)
    edition = book.data.edition
    title = str(edition["title"])
    year = str(edition["year"])
    bare = (
        re.sub(rf"\s*[（(]?{year}年?[）)]?$", "", title.removeprefix(book.county).strip()) or title
    )
    style = "guide-title-long" if book.speech.english or len(bare) > _LONG else "guide-title"
    top = book.down(Text(bare, style, 3), left, top - 10, measure)
    if edition["subtitle"]:
        top = book.down(Text(str(edition["subtitle"]), "guide-line", 3), left, top - 4, measure)
    book.down(Text(year, "guide-year"), left, top - 12, measure)
    _foot(book, page, left, measure)


def _picture(book: Book, page: Page, height: float) -> None:
    paper = book.composer.paper
    photo = book.data.cover
    if photo is None or not book.pictured(photo, height, COVER):
        hills(book.composer.press, page, Box(0, 0, paper.width, height), 0)


def _foot(book: Book, page: Page, left: float, measure: float) -> None:
    issuer = str(book.data.edition["issuer"] or "")
    if issuer:
        wide = book.composer.paper.width
        page.box(Box(-EDGE, -EDGE, wide + EDGE, 62), book.look.colour("deep"))
        book.composer.at(Text(issuer, "guide-county", 1), left, 42, measure)
