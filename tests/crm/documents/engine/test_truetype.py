# SPDX-License-Identifier: Apache-2.0
"""Fonts are read as another reader reads them, and subsets are whole fonts."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
import uharfbuzz

from crm import places
from crm.documents.engine.faces import CHAINS, RARE, face, voice
from crm.documents.engine.truetype import TrueType

FACES = ("NotoSansSC-Regular", "NotoSansSC-Bold", "NotoSerifSC-Regular", "NotoSerifSC-Bold")


# The library is not typed.
HARFBUZZ = cast("Any", uharfbuzz)


def other_reader(data: bytes) -> Any:  # noqa: ANN401 - the library is not typed
    return HARFBUZZ.Font(HARFBUZZ.Face(HARFBUZZ.Blob(data)))


@pytest.mark.parametrize("name", [*FACES, RARE])
def test_glyphs_and_widths_are_those_of_harfbuzz(name: str) -> None:
    font = face(name).font
    other = other_reader(font.data[:])
    assert len(font.glyphs) > 10_000
    for code, glyph in list(font.glyphs.items())[::37]:
        assert other.get_nominal_glyph(code) == glyph
        assert other.get_glyph_h_advance(glyph) == font.advance(glyph)


def test_the_bundled_faces_have_every_standard_character() -> None:
    table = (places.resources() / "fonts" / "characters-8105.txt").read_text(encoding="utf-8")
    standard = {ord(character) for character in table if not character.isspace()}
    assert len(standard) == 8105
    for name in FACES:
        assert standard <= face(name).font.glyphs.keys()


def test_a_subset_keeps_outlines_of_simple_and_composite_glyphs() -> None:
    font = face("NotoSerifSC-Regular").font
    chosen = [0, *(font.glyphs[ord(character)] for character in "永é㈠A¼①")]
    subset = other_reader(font.subset(chosen))
    whole = other_reader(font.data[:])
    assert subset.face.glyph_count >= len(chosen)
    for place, glyph in enumerate(chosen):
        assert subset.get_glyph_h_advance(place) == whole.get_glyph_h_advance(glyph)
        assert subset.get_glyph_extents(place) == whole.get_glyph_extents(glyph)


def test_what_is_no_font_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\0\1\0\0" + b"\0" * 60)
    with pytest.raises(ValueError, match="glyf"):
        TrueType(broken)


def test_what_no_face_has_is_shown_as_geta_and_known_as_a_stranger() -> None:
    own = voice("serif", 10)
    glyph = own.chain.glyph("😀")
    assert glyph.missing
    assert glyph.number == own.chain.first.font.glyphs[ord("〓")]
    assert own.width("😀") == pytest.approx(10)
    assert "😀" in own.strangers


def test_rare_names_are_found_along_the_chain() -> None:
    for chain in CHAINS:
        own = voice(chain, 10)
        assert not any(own.chain.glyph(character).missing for character in "𬒈喆堃犇凃㛃龘鱻")


def test_latin_pairs_are_kerned() -> None:
    assert voice("serif", 10).kerning("AVA To")[0] < 0
