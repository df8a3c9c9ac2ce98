# SPDX-License-Identifier: Apache-2.0
"""Codes of glyphs: the same in every document, no two alike, none that a page would misread."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.documents.engine.codes import MOST, Codes, code
from crm.documents.engine.faces import CHAINS, RARE, face
from crm.documents.engine.versions import in_cmyk

NAMES = sorted({name for names in CHAINS.values() for name in names})
TEXT = "谋划项目120个，总投资3.6亿元（含外资）；“硒”与茶——按年兑现\xa0free"


@pytest.mark.parametrize("name", NAMES)
def test_every_character_of_a_face_has_a_code_of_its_own_with_and_without_room(name: str) -> None:
    own = Codes(face(name).font)
    plain = [own[point] for point in own.font.glyphs]
    spaced = [own.spaced(one) for one in plain]
    assert len({*plain, *spaced}) == 2 * len(own.font.glyphs)
    assert code(0) not in plain
    assert own.free + 2_000 < MOST


def test_codes_do_not_depend_on_what_was_asked_before() -> None:
    first, second = (Codes(face("NotoSerifSC-Regular").font) for _ in range(2))
    assert TEXT.translate(first) == TEXT[::-1].translate(second)[::-1]


def test_a_code_is_read_as_the_character_that_it_shows() -> None:
    own = face("NotoSansSC-Regular").codes
    for sign in "硒A\xa0":
        assert own.shown[own[ord(sign)]].text == sign
    spaced = own.shown[own.spaced(own[ord("硒")])]
    assert spaced == own.shown[own[ord("硒")]]._replace(wider=250)


def test_a_code_of_one_document_alone_has_no_wider_glyph() -> None:
    own = face(RARE).codes
    assert own.spaced(code(own.free)) == ""


@given(st.lists(st.integers(0, MOST - 1), max_size=60))
def test_no_row_of_codes_must_be_escaped_or_looks_like_a_colour(numbers: list[int]) -> None:
    shown = "".join(map(code, numbers)).encode("utf-16-be")
    assert not set(shown) & set(b"()\\\r\n")
    assert in_cmyk(shown) == shown
