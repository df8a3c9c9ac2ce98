# SPDX-License-Identifier: Apache-2.0
"""Backups are made by themselves when something was written, and in a second place if wanted."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm.storage.backup import verify
from crm.storage.store import open_store
from tests.builders import a_project
from ui.desk.backups import Backups, back_up_now, last_verified_words, listed
from ui.desk.desk import Desk, Notice
from ui.desk.stores import Opened


@pytest.fixture
def desk(qtbot: QtBot) -> Generator[Desk]:
    del qtbot
    made = Desk(immediate=True)

    def opened(found: Opened) -> None:
        made.open(found.register, store=found.where)

    made.stores.opened.connect(opened)
    yield made
    made.close()
    made.deleteLater()


def write(desk: Desk, name: str) -> None:
    with desk.register.writing("New") as unit:
        a_project(unit, name=name)


def test_one_is_made_soon_after_the_start_and_then_only_after_changes(
    desk: Desk, store_path: Path, qtbot: QtBot
) -> None:
    backups = Backups(desk, desk, soon=10, every=60)
    with qtbot.waitSignal(backups.made, timeout=5_000):
        desk.stores.open(str(store_path))
    assert [one.reason for one in listed(desk)] == ["start"]
    qtbot.wait(200)
    assert len(listed(desk)) == 1
    with qtbot.waitSignal(backups.made, timeout=5_000):
        write(desk, "Tea works")
    assert [one.reason for one in listed(desk)] == ["regular", "start"]


def test_the_last_verified_one_is_said_in_words(desk: Desk, store_path: Path) -> None:
    desk.stores.open(str(store_path))
    assert last_verified_words(desk) == "There is no backup of this store yet."
    back_up_now(desk)
    assert last_verified_words(desk).startswith("Last verified backup: 20")


def test_a_second_place_gets_a_verified_copy_too(
    desk: Desk, store_path: Path, tmp_path: Path
) -> None:
    second = tmp_path / "other drive"
    desk.geometry.keep_word("second backup place", str(second))
    desk.stores.open(str(store_path))
    write(desk, "Tea works")
    back_up_now(desk)
    (copy,) = second.glob("office-*/*.backup")
    assert verify(copy)["project"] == 1


def test_two_stores_of_one_name_keep_their_backups_apart_in_a_shared_place(
    desk: Desk, store_path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "the other desk" / store_path.name
    other.parent.mkdir()
    open_store(other).close()
    second = tmp_path / "shared drive"
    desk.geometry.keep_word("second backup place", str(second))
    for where in (store_path, other):
        desk.stores.open(str(where))
        back_up_now(desk)
    assert sorted(len(list(one.iterdir())) for one in second.iterdir()) == [1, 1]


def test_a_second_place_that_fails_is_told_and_the_backup_stays(
    desk: Desk, store_path: Path, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    desk.geometry.keep_word("second backup place", str(blocked))
    desk.stores.open(str(store_path))
    told: list[Notice] = []
    desk.noticed.connect(told.append)
    back_up_now(desk)
    assert [one.kind for one in told] == ["trouble"]
    assert told[0].text.startswith("The backup was made, but not in the second place.")
    assert len(listed(desk)) == 1
    assert desk.has_register


def test_a_second_place_that_was_away_catches_up_though_nothing_was_written_since(
    desk: Desk, store_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    second = tmp_path / "stick"
    second.write_text("not plugged in")
    desk.geometry.keep_word("second backup place", str(second))
    told: list[Notice] = []
    desk.noticed.connect(told.append)
    backups = Backups(desk, desk, soon=10, every=60)
    with qtbot.waitSignal(backups.made, timeout=5_000):
        desk.stores.open(str(store_path))
    qtbot.waitUntil(lambda: len(told) > 0)
    second.unlink()
    qtbot.waitUntil(lambda: len(list(second.glob("*/*.backup"))) == 1, timeout=5_000)
    assert len(listed(desk)) == 1


def test_a_backup_that_fails_is_told_and_the_store_stays_open(desk: Desk, store_path: Path) -> None:
    desk.stores.open(str(store_path))
    told: list[Notice] = []
    desk.noticed.connect(told.append)
    (store_path.parent / "backups").write_text("no folder")
    back_up_now(desk)
    assert told[0].kind == "trouble"
    assert told[0].text.startswith("No backup could be made.")
    assert desk.has_register
