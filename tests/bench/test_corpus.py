# SPDX-License-Identifier: Apache-2.0
"""The made-up guide is the same in every run, and our engine prints all of it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pypdfium2
import pytest

from bench.composed import compose
from bench.corpus import SIZES, Facts, Grid, Heading, Note, Paragraph, PhotoWithCode, guide, photo
from bench.given import LEVELS

# What the figures of earlier runs were measured on.
PAGES = {200: 345, 579: 745}
PRINTS = {200: "31390c72bdbd772c", 579: "860cae435ed0fa71"}


def fingerprint(sheets: int) -> str:
    return hashlib.sha256(repr(list(guide(sheets))).encode()).hexdigest()[:16]


def text_of(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    return "".join(
        "".join(document[number].get_textpage().get_text_range().split())
        for number in range(len(document))
    )


@pytest.mark.parametrize("sheets", SIZES)
def test_the_guide_is_the_same_in_every_run(sheets: int) -> None:
    assert fingerprint(sheets) == PRINTS[sheets]


def test_the_guides_of_both_sizes_differ_by_their_sheets_alone() -> None:
    small, large = list(guide(SIZES[0])), list(guide(SIZES[1]))
    differing = [(a, b) for a, b in zip(small, large, strict=False) if a != b]
    [(listed, longer)] = differing
    assert isinstance(listed, Grid)
    assert isinstance(longer, Grid)
    assert longer.rows[: len(listed.rows)] == listed.rows
    assert len(longer.rows) == SIZES[1]
    assert {type(item).__name__ for item in large[len(small) :]} == {
        "NewPage", "Heading", "Note", "Facts", "PhotoWithCode", "Paragraph",
    }  # fmt: skip
    assert sum(isinstance(item, PhotoWithCode) for item in large) == SIZES[1]


def test_photos_of_different_numbers_differ() -> None:
    assert len({photo(number) for number in range(3)}) == 3


@pytest.mark.parametrize("sheets", SIZES)
def test_our_guide_has_the_pages_that_earlier_runs_had(sheets: int, tmp_path: Path) -> None:
    assert compose(tmp_path / "guide.pdf", sheets) == PAGES[sheets]


def test_our_guide_says_what_the_items_say(tmp_path: Path) -> None:
    target = tmp_path / "guide.pdf"
    compose(target, 2)
    printed = text_of(target)
    last = list(guide(2))[-12:]
    said = [item.text for item in last if isinstance(item, Heading | Note | Paragraph)]
    said += [cell for item in last if isinstance(item, Facts) for row in item.rows for cell in row]
    assert len(said) > 20
    assert [words for words in said if "".join(words.split()) not in printed] == []


def test_the_smaller_guide_is_as_long_as_the_figures_ask() -> None:
    items = list(guide())
    listed = [item for item in items if isinstance(item, Heading) and item.level <= LEVELS]
    assert len(listed) == 271
    assert 240_000 < sum(len(text) for item in items for text in _said(item)) < 260_000


def _said(item: object) -> list[str]:
    """The texts of an item."""
    match item:
        case Heading() | Note() | Paragraph():
            return [item.text]
        case Grid() | Facts():
            return [cell for row in item.rows for cell in row]
        case _:
            return []
