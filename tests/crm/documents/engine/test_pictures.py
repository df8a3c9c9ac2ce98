# SPDX-License-Identifier: Apache-2.0
"""Pictures from people: taken upright and small, or refused with a sentence."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from crm.documents.engine import pictures
from crm.documents.engine.blocks import Picture
from crm.errors import InvalidInput
from tests.crm.documents.engine.reading import colour, composer, picture, saved


def jpeg(width: int = 400, height: int = 300, orientation: int = 1) -> bytes:
    image = ImageOps.fit(Image.radial_gradient("L"), (width, height)).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def coarse() -> bytes:
    """A coarse photo of 900 by 600 pixels that says where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = "taken in the garden"
    out = io.BytesIO()
    image = ImageOps.fit(Image.radial_gradient("L"), (900, 600)).convert("RGB")
    image.save(out, "JPEG", quality=40, exif=exif, comment="in the garden")
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A few bytes that claim a picture of many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">L", len(data)) + body + struct.pack(">L", zlib.crc32(body))

    header = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def test_a_photo_taken_upright_stands_upright() -> None:
    raster = pictures.encoded(jpeg(400, 300, orientation=6), 100)
    assert (raster.width, raster.height) == (300, 400)


def test_a_large_photo_is_made_as_small_as_print_needs() -> None:
    raster = pictures.encoded(jpeg(4000, 3000), 144)
    assert raster.width == 2 * pictures.SHARPNESS
    assert raster.height == 330


def test_transparent_pictures_stand_on_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(out, "PNG")
    raster = pictures.encoded(out.getvalue(), 100)
    shown = Image.open(io.BytesIO(raster.data))
    assert shown.getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize("size", [(9000, 9000), (40000, 40000), (60000, 60000)])
def test_pictures_with_too_many_pixels_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(InvalidInput, match="million pixels"):
        pictures.encoded(huge_png(*size), 100, "bomb.png")


@pytest.mark.parametrize("kept", [0, 1, 20, 200, 1000, 2500])
def test_a_picture_that_is_cut_short_is_refused(kept: int) -> None:
    with pytest.raises(InvalidInput, match=r"cut\.jpg"):
        pictures.encoded(jpeg()[:kept], 100, "cut.jpg")


def test_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"gone\.png"):
        pictures.encoded(tmp_path / "gone.png", 100)


@given(st.binary(max_size=200), st.integers(0, 3000))
def test_any_bytes_are_taken_or_refused(noise: bytes, at: int) -> None:
    data = jpeg()
    with contextlib.suppress(InvalidInput):
        assert pictures.encoded(data[:at] + noise + data[at + len(noise) :], 100).data


def test_a_picture_is_shown_where_it_stands(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("RGB", (300, 200), (200, 30, 30)).save(out, "PNG")
    made = composer()
    made.place(Picture(out.getvalue(), ratio=2.0))
    path, _ = saved(made, tmp_path)
    red, green, blue = colour(picture(path, scale=1), 300, 150)
    assert red > 180
    assert green < 60
    assert blue < 60


def test_a_photo_that_is_not_made_smaller_is_kept_once_for_all_its_widths() -> None:
    photo = coarse()
    narrow, wide = pictures.key(photo, 260), pictures.key(photo, 480)
    assert narrow == wide
    assert pictures.key(photo, 90) != wide
    assert pictures.encoded(photo, 260) is pictures.encoded(photo, 480)


def test_a_photo_is_not_encoded_finer_than_it_came() -> None:
    photo = coarse()
    assert len(pictures.encoded(photo, 480).data) <= len(photo) * 1.02


def test_a_photo_kept_as_finely_as_it_came_tells_nothing_of_where_it_was_taken() -> None:
    photo = coarse()
    assert b"garden" in photo
    assert b"garden" not in pictures.encoded(photo, 480).data
