# SPDX-License-Identifier: Apache-2.0
"""Running heads and page numbers, written when all pages are there."""

from __future__ import annotations

from collections.abc import Sequence

from crm.documents.engine.blocks import Press
from crm.documents.engine.page import Page
from crm.documents.engine.style import Align, aligned

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def roman(number: int) -> str:
    """A number from 1 in small Roman figures."""
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters


def number_pages(pages: Sequence[Page]) -> None:
    """Give every page its label; a section may begin a new count, `none` counts but is silent."""
    before: object = None
    count = 0
    for page in pages:
        section = page.section
        count += 1
        if section is not before and section.starts_at is not None:
            count = section.starts_at
        before, page.number = section, count
        if section.numbering == "decimal":
            page.label = str(count)
        elif section.numbering == "of":
            page.label = f"{count} / {len(pages)}"
        elif section.numbering == "roman":
            page.label = roman(count)


def draw_running(press: Press, pages: Sequence[Page]) -> None:
    """Draw running heads and numbers on every page that is not bare, on its outer side."""
    for page in pages:
        if not page.bare:
            _head(press, page)
            _foot(press, page)


def _edges(press: Press, page: Page) -> tuple[float, float]:
    margins = press.look.margins
    inner_left = page.is_right
    left = margins.inner if inner_left else margins.outer
    right = page.paper.width - (margins.outer if inner_left else margins.inner)
    return left, right


def _head(press: Press, page: Page) -> None:
    text = page.section.right_head if page.is_right else page.section.left_head
    if not text:
        return
    left, right = _edges(press, page)
    style = press.look.style("running")
    y = page.paper.height - press.look.margins.head
    page.text(press.set(text, aligned(style, _side(page)), right - left), left, y + 6)
    page.line([(left, y - 9), (right, y - 9)], press.look.colour("rule"), thickness=0.4)


def _foot(press: Press, page: Page) -> None:
    if not page.label:
        return
    left, right = _edges(press, page)
    style = press.look.style("folio")
    top = press.look.margins.foot + style.leading
    page.text(press.set(page.label, aligned(style, _side(page)), right - left), left, top)
    x = right if page.is_right else left
    start = x - 16 if page.is_right else x
    page.line([(start, top + 3), (start + 16, top + 3)], press.look.colour("accent"), thickness=1.2)


def _side(page: Page) -> Align:
    return "right" if page.is_right else "left"
