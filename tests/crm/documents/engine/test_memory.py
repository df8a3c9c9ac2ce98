# SPDX-License-Identifier: Apache-2.0
"""A document composed again is the one that a fresh start would make; the collector rests."""

from __future__ import annotations

import gc
import hashlib
import subprocess
import sys
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from crm.documents.engine.blocks import QrCode
from crm.documents.engine.memory import composing, forget
from crm.documents.engine.tables import Column, Table
from tests.crm.documents.engine.reading import composer

PIECES = st.sampled_from(
    ["招商引资", "项目", "，", "“硒”", "——", "2026年", "Class-A ", "one-stop", "𬒈", "😀", "龘",
     "é", "（", "\n"]
)  # fmt: skip
SHEETS = st.lists(st.lists(PIECES, min_size=1, max_size=30).map("".join), min_size=3, max_size=6)
EDITS = st.lists(
    st.tuples(st.integers(0, 5), st.lists(PIECES, max_size=40).map("".join)), max_size=4
)
ONCE = """
import hashlib
from tests.crm.documents.engine.test_memory import document
print(hashlib.sha256(document(["招商引资——2026年", "😀“硒”"])).hexdigest())
"""


def document(sheets: Sequence[str]) -> bytes:
    """A small guide: contents, a table, and a page with a code for each sheet."""
    made = composer()
    made.contents("目录")
    made.new_page()
    rows = [(str(number), sheet) for number, sheet in enumerate(sheets)]
    made.place(Table([Column("序号"), Column("项目", 4)], rows))
    for sheet in sheets:
        made.new_page()
        made.heading(1, sheet)
        made.paragraph(sheet * 8)
        made.place(QrCode(f"https://example.gov.cn/{len(sheet)}"))
    return made.made()[0]


@settings(max_examples=30, deadline=None)
@given(SHEETS, EDITS)
def test_after_any_edits_it_is_what_a_fresh_start_makes(
    sheets: list[str], edits: list[tuple[int, str]]
) -> None:
    document(sheets)
    for number, words in edits:
        sheets[number % len(sheets)] = words
        document(sheets)
    again = document(sheets)
    forget()
    assert document(sheets) == again


def test_another_process_makes_the_same_file() -> None:
    document(["😀龘", "2026年Class-A"])
    here = hashlib.sha256(document(["招商引资——2026年", "😀“硒”"])).hexdigest()
    done = subprocess.run([sys.executable, "-c", ONCE], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == here


def test_the_collector_rests_until_the_last_document_is_made() -> None:
    assert gc.isenabled()
    with composing():
        with composing():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_collector_that_somebody_put_to_rest_is_not_woken() -> None:
    gc.disable()
    try:
        with composing():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
