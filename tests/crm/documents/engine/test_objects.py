# SPDX-License-Identifier: Apache-2.0
"""The objects of a file are found again by another reader, and always stand alike."""

from __future__ import annotations

import hashlib
import io
import zlib
from typing import Any, cast

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.documents.engine.objects import Objects, array, literal, pack, refer, text

# The library is not typed through.
QPDF = cast("Any", pikepdf)


def written(words: str, count: int = 1, content: bytes = b"q Q") -> bytes:
    objects = Objects()
    pages = objects.reserve()
    numbers = [
        objects.add(
            f"<< /Type /Page /Parent {refer(pages)} /MediaBox [0 0 9 9] /Resources << >> "
            f"/Words {words} /Contents {refer(objects.stream('', content, packed=False))} >>"
        )
        for _ in range(count)
    ]
    kids = array(map(refer, numbers))
    objects.put(pages, f"<< /Type /Pages /Count {count} /Kids {kids} >>")
    root = objects.add(f"<< /Type /Catalog /Pages {refer(pages)} >>")
    return objects.written(root, objects.add("<< /Creator (x) >>"))


@pytest.mark.parametrize("count", [1, 199, 650])
def test_another_reader_finds_every_object(count: int) -> None:
    with QPDF.open(io.BytesIO(written("(x)", count))) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert [page.obj["/Contents"].read_bytes() for page in pdf.pages] == [b"q Q"] * count


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_words_are_read_as_they_were(words: str) -> None:
    with QPDF.open(io.BytesIO(written(text(words)))) as pdf:
        assert str(pdf.pages[0].obj["/Words"]) == words


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40))
def test_any_ascii_string_is_read_as_it_was(words: str) -> None:
    with QPDF.open(io.BytesIO(written(literal(words)))) as pdf:
        assert bytes(pdf.pages[0].obj["/Words"]) == words.encode("ascii")


def test_the_file_is_known_by_all_that_stands_in_it() -> None:
    files = [written("(x)"), written("(x)"), written("(y)"), written("(x)", content=b"q  Q")]
    names: list[bytes] = []
    for file in files:
        with QPDF.open(io.BytesIO(file)) as pdf:
            names.append(bytes(pdf.trailer["/ID"][0]))
    assert files[0] == files[1]
    assert len(set(names)) == 3


@given(st.binary(max_size=3000))
def test_what_is_packed_is_unpacked_by_any_reader(content: bytes) -> None:
    assert zlib.decompress(pack(content)) == content


def test_the_same_page_is_packed_into_the_same_bytes_on_every_computer() -> None:
    page = "\n".join(f"{n} 1 {n % 9} re 中国{n * n}" for n in range(500)).encode()
    digest = hashlib.sha256(pack(page)).hexdigest()
    assert digest == "3f4afe346088b9d5137ad82a78ad64272c06abbd7f91235e97a9ae33e692682e"
