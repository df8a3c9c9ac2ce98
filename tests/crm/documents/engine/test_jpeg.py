# SPDX-License-Identifier: Apache-2.0
"""A JPEG laid bare shows the same pixels and holds nothing else."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from crm.documents.engine.jpeg import bare


def photo(mode: str = "RGB", **options: Any) -> bytes:  # noqa: ANN401 - as many as Pillow has
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken in the garden"
    Image.radial_gradient("L").convert(mode).save(
        out, "JPEG", exif=exif, comment=b"in the garden", **options
    )
    return out.getvalue()


def pixels(data: bytes) -> bytes:
    return Image.open(io.BytesIO(data)).tobytes()


@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize("progressive", [False, True])
def test_the_pixels_are_the_same_and_what_was_said_of_them_is_gone(
    mode: str, *, progressive: bool
) -> None:
    data = photo(mode, progressive=progressive)
    alone = bare(data + b"and a program")
    assert pixels(alone) == pixels(data)
    assert b"garden" not in alone
    assert b"program" not in alone
    assert len(alone) < len(data)


def test_inks_and_other_orders_of_colours_are_left_to_others() -> None:
    assert bare(photo("CMYK")) == b""
    assert bare(b"\x89PNG") == b""


@given(st.integers(2, 3000))
def test_what_is_cut_short_is_no_picture(kept: int) -> None:
    data = photo()
    assert bare(data[: min(kept, len(data) - 2)]) == b""


@given(st.binary(max_size=60), st.integers(0, 3000))
def test_any_bytes_are_laid_bare_or_left(noise: bytes, at: int) -> None:
    data = photo()
    found = bare(data[:at] + noise + data[at + len(noise) :])
    assert found == b"" or found.startswith(b"\xff\xd8")
