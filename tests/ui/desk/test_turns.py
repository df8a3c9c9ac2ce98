# SPDX-License-Identifier: Apache-2.0
"""Work of the window's own thread in pieces: the window lives on between them."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from ui.desk.jobs import Jobs
from ui.desk.turns import Turns
from ui.theme import sizes

STEPS = 6


@pytest.fixture
def owner(qtbot: QtBot) -> Iterator[QObject]:
    del qtbot
    made = QObject()
    yield made
    made.deleteLater()


def slow_steps(done: list[int]) -> Iterator[int]:
    """Each of them as long as a whole turn."""
    for at in range(STEPS):
        time.sleep(sizes.TURN / 1000)
        done.append(at)
        yield at


def test_between_two_pieces_the_window_does_what_else_it_has_to(
    owner: QObject, qtbot: QtBot
) -> None:
    done, seen = list[int](), list[int]()
    clock = QTimer(owner)
    clock.timeout.connect(lambda: seen.append(len(done)))
    clock.start(0)
    turns = Turns(slow_steps(done), owner)
    turns.begin()
    qtbot.waitUntil(lambda: turns.over)
    clock.stop()
    assert done == list(range(STEPS))
    assert set(range(1, STEPS)) <= set(seen)


def test_quick_steps_share_a_turn(owner: QObject, qtbot: QtBot) -> None:
    turns = Turns(iter(range(STEPS)), owner)
    turns.begin()
    qtbot.waitUntil(lambda: turns.over)
    assert turns.slices == 1


def test_who_cannot_wait_has_the_rest_done_at_once(owner: QObject) -> None:
    done, told = list[int](), list[str]()
    turns = Turns(slow_steps(done), owner)
    turns.begin()
    turns.after(lambda: told.append("first"))
    turns.finish()
    assert (done, told) == (list(range(STEPS)), ["first"])
    turns.after(lambda: told.append("at once"))
    turns.finish()
    assert told == ["first", "at once"]


def test_it_ends_with_its_owner_and_the_desk_is_not_busy_with_it(qtbot: QtBot) -> None:
    jobs, done = Jobs(), list[int]()
    going = QObject()
    jobs.take_turns(Turns(slow_steps(done), going))
    assert jobs.busy()
    going.deleteLater()
    qtbot.waitUntil(lambda: not jobs.busy())
    so_far = len(done)
    qtbot.wait(3 * sizes.TURN)
    assert len(done) == so_far < STEPS
    assert jobs.close()


def test_a_desk_that_works_at_once_does_not_wait_for_a_turn(owner: QObject) -> None:
    jobs, done = Jobs(immediate=True), list[int]()
    jobs.take_turns(Turns(slow_steps(done), owner))
    assert len(done) == STEPS
    assert not jobs.busy()
    assert jobs.close()


def test_a_step_that_fails_ends_it_and_nobody_waits_for_ever(owner: QObject) -> None:
    def steps() -> Iterator[int]:
        yield 1
        raise ValueError("broken")

    jobs = Jobs(owner, immediate=True)
    turns = Turns(steps(), owner)
    with pytest.raises(ValueError, match="broken"):
        jobs.take_turns(turns)
    assert (turns.over, jobs.busy()) == (True, False)
    jobs.close()
