# SPDX-License-Identifier: Apache-2.0
"""QR codes are read back from the rendered page."""

from __future__ import annotations

from pathlib import Path

import pytest
import zxingcpp

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


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(InvalidInput):
        qrcode.path("x" * 5000)
