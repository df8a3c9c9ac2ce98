# SPDX-License-Identifier: Apache-2.0
"""The pictures are drawn: whole, of some size, and the same every time."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from crm.domain.choices import CHAINS
from crm.sample import landscapes, papers


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("chain", [option.code for option in CHAINS])
def test_every_chain_has_a_landscape_without_a_hole(chain: str) -> None:
    picture = opened(landscapes.picture(chain))
    assert picture.size == landscapes.SIZE
    colours = picture.getcolors(maxcolors=1_000_000)
    assert colours is not None
    assert len(colours) > 500
    black = sum(number for number, colour in colours if colour == (0, 0, 0))
    assert black == 0, "nothing was left unpainted"


def test_the_cover_is_the_same_every_time() -> None:
    first = landscapes.cover()
    landscapes.cover.cache_clear()
    assert landscapes.cover() == first
    assert opened(first).size == landscapes.COVER


def test_a_scanned_page_has_its_seal() -> None:
    colours = opened(papers.page("agreement")).getcolors(maxcolors=10_000)
    assert colours is not None
    assert papers.SEAL in [colour for _, colour in colours]
    assert papers.page("agreement") != papers.page("started")
