# SPDX-License-Identifier: Apache-2.0
"""The drawer beside a store with a password: kept, found again, never legible on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm.storage.drawer import Drawer
from crm.storage.keys import key_of

KEY, OTHER = key_of("tea", b"0" * 16), key_of("figs", b"0" * 16)


def test_what_is_put_in_is_found_again_and_forgotten_when_dropped(tmp_path: Path) -> None:
    path = tmp_path / "below" / "drawer"
    assert Drawer(path, KEY).get("a") is None
    Drawer(path, KEY).put("a", "older")
    Drawer(path, KEY).put("a", "招商")
    Drawer(path, KEY).put("b", "more")
    assert Drawer(path, KEY).get("a") == "招商"
    Drawer(path, KEY).drop("a")
    assert Drawer(path, KEY).all() == ["more"]


def test_nothing_of_it_can_be_read_on_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "drawer"
    Drawer(path, KEY).put("a", "a secret of the county")
    content = b"".join(one.read_bytes() for one in tmp_path.glob("drawer*"))
    assert b"secret" not in content
    assert not content.startswith(b"SQLite")


def test_a_drawer_of_another_password_is_emptied(tmp_path: Path) -> None:
    path = tmp_path / "drawer"
    Drawer(path, KEY).put("a", "old")
    drawer = Drawer(path, OTHER)
    assert drawer.all() == []
    drawer.put("a", "new")
    assert drawer.get("a") == "new"


def test_a_place_that_cannot_be_written_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(OSError, match="file"):
        Drawer(tmp_path / "file" / "drawer", KEY).put("a", "x")
