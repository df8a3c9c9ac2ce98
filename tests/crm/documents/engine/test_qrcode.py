# SPDX-License-Identifier: Apache-2.0
"""QR codes are read back from the rendered page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import segno
import zxingcpp
from hypothesis import assume, given
from hypothesis import strategies as st

from crm.documents.engine import qrcode
from crm.documents.engine.blocks import QrCode
from crm.errors import InvalidInput
from tests.crm.documents.engine.reading import composer, picture, saved


@pytest.mark.parametrize(
    "text",
    ["https://invest.example.gov.cn/p/00012?k=12345678", "联系人：王主任 0700-1234567", "A"],
)
def test_a_code_is_read_from_the_page(text: str, tmp_path: Path) -> None:
    made = composer()
    made.place(QrCode(text, 64, "right"))
    path, _ = saved(made, tmp_path)
    found = zxingcpp.read_barcodes(picture(path, scale=3))
    assert [code.text for code in found] == [text]


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=200))
def test_a_code_is_the_one_that_segno_makes(text: str) -> None:
    assume(re.fullmatch(r"[0-9A-Z $%*+\-./:]*", text) is None)
    data = _bytes_of(text)
    made = segno.make(data, error="m", mode="byte", micro=False, boost_error=False, mask=4)
    assert _rows(*qrcode.path(text)) == ["".join(map(str, row)) for row in made.matrix]


@pytest.mark.parametrize("length", [14, 26, 42, 62, 84, 106, 122, 152, 180, 181, 400])
def test_each_size_of_code_is_filled_to_its_last_byte(length: int) -> None:
    text = "a" * length
    made = segno.make(text, error="m", micro=False, boost_error=False, mask=4)
    assert _rows(*qrcode.path(text)) == ["".join(map(str, row)) for row in made.matrix]


def _bytes_of(text: str) -> bytes:
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode()


def _rows(side: int, bars: str) -> list[str]:
    """The modules that the rectangles cover, without the border."""
    size = side - 2 * qrcode.QUIET
    rows = [["0"] * size for _ in range(size)]
    for bar in bars.removesuffix(" re").split(" re "):
        bottom, left, _height, width = (int(word) for word in bar.split())
        row = size - 1 - (bottom - qrcode.QUIET)
        start = left - qrcode.QUIET
        rows[row][start : start + width] = "1" * width
    return ["".join(row) for row in rows]


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(InvalidInput):
        qrcode.path("x" * 5000)
