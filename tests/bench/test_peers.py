# SPDX-License-Identifier: Apache-2.0
"""Peers are given the same guide as ours, and what they cost is all that they cost."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pypdfium2
import pytest

from bench import in_html, in_office, in_platypus, in_typst, peers
from bench.clock import cost
from bench.corpus import Facts, Grid, Heading, Item, Note, Paragraph, guide
from bench.given import Given, given

WRITERS = {"typst": in_typst.write, "html": in_html.write, "office": in_office.write}
# Two processes, of which the inner one works: nothing of it may be lost.
BUSY = """
import subprocess, sys
inner = "import time; held = bytearray(80_000_000)\\nwhile time.process_time() < 0.3: pass"
subprocess.run([sys.executable, "-c", inner], check=True)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Given:
    """What the peers are given for a guide of two sheets."""
    return peers.prepare(tmp_path_factory.mktemp("peers"), 2)


def said(item: Item) -> list[str]:
    """The texts of an item."""
    match item:
        case Heading() | Paragraph() | Note():
            return [item.text]
        case Grid():
            return [item.title, *item.heads, *(cell for row in item.rows for cell in row)]
        case Facts():
            return [cell for row in item.rows for cell in row]
        case _:
            return []


def test_what_is_given_is_read_back_by_a_process_of_its_own(made: Given) -> None:
    again = given(made.folder)
    assert again == made
    assert all(file.is_file() for _face, file in again.faces())
    assert again.types["body"].family == "Noto Serif SC"


@pytest.mark.parametrize("writer", WRITERS)
def test_a_source_holds_every_text_of_the_guide(made: Given, writer: str) -> None:
    target = made.folder / f"source.{writer}"
    WRITERS[writer](made, guide(2), target)
    source = target.read_text(encoding="utf-8")
    lacking = [text for item in guide(2) for text in said(item) if text not in source]
    assert lacking == []


def test_the_text_for_libreoffice_is_sound_xml(made: Given) -> None:
    target = made.folder / "sound.fodt"
    in_office.write(made, [*guide(1), Paragraph("1 < 2 & “3”")], target)
    root = ET.parse(target).getroot()  # noqa: S314 - written a line above
    assert "1 < 2 & “3”" in "".join(root.itertext())


def test_no_markup_in_a_text_is_read_by_typst(made: Given) -> None:
    target = made.folder / "markup.typ"
    in_typst.write(made, [*guide(0), Paragraph('a "b" \\ #c')], target)
    assert '#par("a \\"b\\" \\\\ #c")' in target.read_text(encoding="utf-8")


def test_reportlabs_own_flow_prints_the_sheets(made: Given) -> None:
    in_platypus.main(made.folder, 2)
    document = pypdfium2.PdfDocument(made.folder / "platypus.pdf")
    last = document[len(document) - 1].get_textpage().get_text_range()
    title = [item.text for item in guide(2) if isinstance(item, Heading) and item.level == 2][-1]
    assert title in last


def test_a_cost_counts_the_children_of_a_command(tmp_path: Path) -> None:
    found = cost([sys.executable, "-c", BUSY], tmp_path / "said.txt", os.environ)
    assert 0.3 <= found.cpu < 3
    assert 80 < found.memory < 200


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    order = [sys.executable, "-c", "import sys; sys.exit('no paper')"]
    with pytest.raises(RuntimeError, match="no paper"):
        cost(order, tmp_path / "said.txt", os.environ)


def test_a_peer_that_is_not_installed_is_left_out_with_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # The locked environment has none of them.
    monkeypatch.setenv(peers.PYTHON, sys.executable)
    monkeypatch.setenv("PATH", "")
    assert peers.measure(()) == []
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4
    assert all(re.search("left out; .*install", line) for line in lines)
