# SPDX-License-Identifier: Apache-2.0
"""What another window writes is seen here; a store out of reach is told once."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from crm.errors import StorageTrouble
from crm.storage.register import Register
from crm.storage.store import open_store
from tests.builders import a_project
from ui.desk.desk import Desk, Notice
from ui.desk.following import Following


@pytest.fixture
def desk(qtbot: QtBot) -> Generator[Desk]:
    del qtbot
    made = Desk()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def other(store_path: Path) -> Generator[Register]:
    made = open_store(store_path)
    yield made
    made.close()


def test_what_another_window_writes_arrives_within_a_second_or_two(
    desk: Desk, other: Register, store_path: Path, qtbot: QtBot
) -> None:
    Following(desk, desk, every=20)
    desk.open(open_store(store_path))
    heard: list[object] = []
    desk.relay.changed.connect(heard.append)
    with other.writing("Tea") as unit:
        a_project(unit, name="Tea works")
    qtbot.waitUntil(lambda: len(heard) == 1, timeout=5_000)
    assert "foreign=True" in repr(heard[0])


def test_own_changes_are_not_told_twice(desk: Desk, store_path: Path, qtbot: QtBot) -> None:
    following = Following(desk, desk, every=100_000)
    desk.open(open_store(store_path))
    heard: list[object] = []
    desk.relay.changed.connect(heard.append)
    with desk.register.writing("Tea") as unit:
        a_project(unit, name="Tea works")
    following.look()
    qtbot.waitUntil(lambda: not desk.jobs.busy())
    assert len(heard) == 1


class _Gone:
    """A register whose store is out of reach until it is said to be back."""

    def __init__(self) -> None:
        self.back = False

    def catch_up(self) -> tuple[object, ...]:
        if not self.back:
            raise StorageTrouble("The shared store cannot be reached.", "Check the network.")
        return ()


def test_a_store_out_of_reach_is_told_once_and_once_when_it_is_back(
    store: Register, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qtbot
    desk = Desk(immediate=True)
    following = Following(desk, desk, every=100_000)
    desk.open(store)
    told: list[Notice] = []
    desk.noticed.connect(told.append)
    gone = _Gone()
    monkeypatch.setattr(store, "catch_up", gone.catch_up)
    following.look()
    following.look()
    gone.back = True
    following.look()
    following.look()
    assert [(one.kind, one.text.split(".")[0]) for one in told] == [
        ("trouble", "The shared store cannot be reached"),
        ("done", "The store can be reached again"),
    ]
    desk.close()
    desk.deleteLater()
