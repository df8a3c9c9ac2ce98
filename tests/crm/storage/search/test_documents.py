# SPDX-License-Identifier: Apache-2.0
"""What the search reads of records follows from their declarations."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from crm.domain.all_records import RECORDS
from crm.storage.search.documents import (
    READ_AT_MOST,
    place_of,
    record_at,
    signature,
    sources,
)
from crm.storage.search.tokens import Manner, Piece

ROOT = Path(__file__).parents[4]


def test_every_searched_field_of_every_record_type_is_read() -> None:
    declared = {
        (record, name)
        for record, kind in RECORDS.items()
        for name, field in kind.fields().items()
        if field.searched
    }
    assert {(s.record, name) for s in sources().values() for name in s.fields} == declared


def test_the_pieces_of_a_person_say_how_each_is_looked_for() -> None:
    source = sources()["person"]
    values = dict.fromkeys(source.fields) | {
        "note": "茶",
        "name": "单小明",
        "mobile": "13800000000",
    }
    assert source.pieces(values) == [
        Piece("name", "单小明", Manner.SAID, title=True),
        Piece("mobile", "13800000000", Manner.NUMBER),
        Piece("note", "茶", Manner.WRITTEN),
    ]


def test_a_very_long_record_is_read_up_to_a_limit() -> None:
    source = sources()["policy"]
    values = dict.fromkeys(source.fields) | {"title": "茶", "full_text": "条" * READ_AT_MOST * 2}
    assert sum(len(piece.text) for piece in source.pieces(values)) == READ_AT_MOST


def test_every_record_type_has_a_place_of_its_own() -> None:
    places = {place_of(record, 7): record for record in RECORDS}
    assert len(places) == len(RECORDS)
    assert {place: record_at(place) for place in places} == {
        place: (record, 7) for place, record in places.items()
    }


def test_a_place_of_no_known_type_names_none() -> None:
    assert record_at(7) == ("", 7)


def test_the_signature_is_the_same_in_every_process() -> None:
    program = "from crm.storage.search.documents import signature; print(signature())"
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == signature()
