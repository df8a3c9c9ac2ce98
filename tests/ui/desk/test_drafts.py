# SPDX-License-Identifier: Apache-2.0
"""Drafts: kept whole, read back as they were, dropped when done with."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.desk.drafts import Drafts

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("drafts")


@given(key=st.text(min_size=1), values=st.dictionaries(st.text(), JSON, max_size=4))
def test_a_draft_comes_back_as_it_was(folder: Path, key: str, values: dict[str, object]) -> None:
    drafts = Drafts(folder)
    drafts.keep("project", key, 3, values)
    draft = drafts.read("project", key)
    assert draft is not None
    assert (draft.key, draft.version, draft.values) == (key, 3, values)


def test_a_dropped_draft_is_gone(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep("project", "7", 1, {"name": "茶"})
    drafts.drop("project", "7")
    drafts.drop("project", "7")
    assert drafts.read("project", "7") is None
    assert drafts.all() == []


def test_another_window_finds_the_drafts_latest_first(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    for key in ("1", "2", "3"):
        drafts.keep("person", key, 1, {"name": key})
    assert [draft.key for draft in Drafts(tmp_path).all()] == ["3", "2", "1"]


def test_drafts_of_one_store_are_not_seen_in_another(tmp_path: Path) -> None:
    Drafts(tmp_path, store="a").keep("project", "7", 1, {})
    assert Drafts(tmp_path, store="b").read("project", "7") is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"values": 1}', "\x00"])
def test_a_damaged_draft_is_passed_over(tmp_path: Path, text: str) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep("project", "7", 1, {"name": "x"})
    file = next(tmp_path.rglob("*.json"))
    file.write_text(text, "utf-8")
    assert drafts.read("project", "7") is None
    assert drafts.all() == []


def test_nothing_is_left_beside_a_draft(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep("project", "7", 1, {})
    drafts.keep("project", "7", 2, {})
    assert len(list(tmp_path.rglob("*.*"))) == 1


def test_a_folder_that_is_none_any_more_stops_nobody_who_has_saved(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    drafts.keep("project", "7", 1, {"name": "A"})
    shutil.rmtree(tmp_path / "drafts")
    (tmp_path / "drafts").touch()
    drafts.drop("project", "7")
    assert (drafts.read("project", "7"), drafts.all()) == (None, [])


def test_drafts_of_a_store_with_a_password_lie_under_its_key(tmp_path: Path) -> None:
    key = "ab" * 32
    Drafts(tmp_path, store="a").keep("project", "7", 1, {"name": "open secret"})
    drafts = Drafts(tmp_path, store="a", raw_key=key)
    drafts.keep("project", "8", 1, {"name": "locked secret"})
    found = Drafts(tmp_path, store="a", raw_key=key)
    assert {one.key for one in found.all()} == {"7", "8"}
    found.drop("project", "7")
    assert found.read("project", "7") is None
    content = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
    assert b"secret" not in content
    assert Drafts(tmp_path, store="a").all() == []
