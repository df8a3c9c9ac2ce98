# SPDX-License-Identifier: Apache-2.0
"""Another day is noticed while the window stands open."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from crm.storage.register import Register
from ui.desk.desk import Desk
from ui.desk.geometry import Geometry
from ui.desk.newday import NewDay


def test_everything_is_read_again_once_when_the_day_changes(
    store: Register, tmp_path: Path, qtbot: QtBot
) -> None:
    days = [date(2026, 6, 30)]
    desk = Desk(geometry=Geometry(tmp_path / "window.json"), immediate=True)
    following = NewDay(desk, desk, clock=lambda: days[-1], every=5)
    told: list[object] = []
    desk.relay.changed.connect(told.append)
    following.look()
    desk.open(store)
    days.append(date(2026, 7, 1))
    qtbot.waitUntil(lambda: told == [None])
    qtbot.wait(30)
    assert told == [None]
    desk.close()
