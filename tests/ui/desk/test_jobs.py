# SPDX-License-Identifier: Apache-2.0
"""Jobs: answers in the screen's thread, nothing stale, cancelled or orphaned is delivered."""

from __future__ import annotations

import threading
from collections.abc import Generator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from crm.errors import InvalidInput
from crm.progress import Progress
from ui.desk.jobs import Job, Jobs, State


@pytest.fixture
def jobs(qtbot: QtBot) -> Generator[Jobs]:
    del qtbot
    made = Jobs()
    yield made
    assert made.close()


class Gate:
    """Work that waits until it is let through."""

    def __init__(self, answer: str = "") -> None:
        self.open = threading.Event()
        self.begun = threading.Event()
        self.answer = answer

    def __call__(self, progress: Progress) -> str:
        """Tell that it began, wait, answer."""
        self.begun.set()
        assert self.open.wait(5)
        progress.step(0.5)
        return self.answer


def test_the_answer_comes_in_the_thread_of_the_screen(jobs: Jobs, qtbot: QtBot) -> None:
    threads: list[int] = []
    answers: list[int] = []

    def work(_progress: Progress) -> int:
        threads.append(threading.get_ident())
        return 42

    def done(answer: int) -> None:
        answers.append(answer)
        threads.append(threading.get_ident())

    jobs.submit_read(work, done)
    qtbot.waitUntil(lambda: answers == [42])
    assert threads[0] != threads[1] == threading.get_ident()


def test_writing_is_done_in_order_and_one_at_a_time(jobs: Jobs, qtbot: QtBot) -> None:
    gate, order = Gate("first"), list[str]()
    jobs.submit_write(gate, order.append)
    jobs.submit_write(lambda _progress: "second", order.append)
    assert gate.begun.wait(5)
    assert order == []
    gate.open.set()
    qtbot.waitUntil(lambda: order == ["first", "second"])


def test_a_newer_question_on_the_same_topic_makes_the_older_stale(jobs: Jobs, qtbot: QtBot) -> None:
    owner, gate, answers = QObject(), Gate("old"), list[str]()
    older = jobs.submit_read(gate, answers.append, owner=owner, topic="list")
    assert gate.begun.wait(5)
    jobs.submit_read(lambda _progress: "new", answers.append, owner=owner, topic="list")
    gate.open.set()
    qtbot.waitUntil(lambda: older.over and answers == ["new"])
    qtbot.waitUntil(lambda: not jobs.busy())
    assert answers == ["new"]
    assert older.state is State.CANCELLED


def test_other_topics_do_not_disturb_each_other(jobs: Jobs, qtbot: QtBot) -> None:
    owner, answers = QObject(), set[str]()
    jobs.submit_read(lambda _progress: "list", answers.add, owner=owner, topic="list")
    jobs.submit_read(lambda _progress: "sums", answers.add, owner=owner, topic="sums")
    qtbot.waitUntil(lambda: answers == {"list", "sums"})


def test_the_answer_is_dropped_when_the_owner_is_gone(jobs: Jobs, qtbot: QtBot) -> None:
    owner, gate, answers = QObject(), Gate("late"), list[str]()
    job = jobs.submit_read(gate, answers.append, owner=owner)
    assert gate.begun.wait(5)
    del owner
    gate.open.set()
    qtbot.waitUntil(lambda: job.over and not jobs.busy())
    assert answers == []


def test_writing_is_done_even_when_the_owner_is_gone(jobs: Jobs, qtbot: QtBot) -> None:
    owner, gate, answers, written = QObject(), Gate(), list[str](), list[str]()

    def work(progress: Progress) -> str:
        gate(progress)
        written.append("kept")
        return ""

    jobs.submit_write(work, answers.append, owner=owner)
    assert gate.begun.wait(5)
    del owner
    gate.open.set()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert (written, answers) == (["kept"], [])


def test_a_cancelled_job_ends_without_an_answer_or_a_complaint(jobs: Jobs, qtbot: QtBot) -> None:
    gate, told = Gate(), list[object]()
    job = jobs.submit_read(gate, told.append, told.append, title="Printing")
    assert gate.begun.wait(5)
    job.cancel()
    gate.open.set()
    with qtbot.assertNotEmitted(jobs.troubled):
        qtbot.waitUntil(lambda: not jobs.busy())
    assert (job.state, told) == (State.CANCELLED, [])


def test_a_failure_goes_to_whoever_asked(jobs: Jobs, qtbot: QtBot) -> None:
    failures = list[Exception]()

    def work(_progress: Progress) -> None:
        raise InvalidInput("The name is empty.")

    jobs.submit_write(work, failed=failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], InvalidInput)


def test_a_failure_nobody_wanted_is_told_by_the_jobs(jobs: Jobs, qtbot: QtBot) -> None:
    def work(_progress: Progress) -> None:
        raise ZeroDivisionError

    told: list[object] = []

    def hear(error: object, _job: object) -> None:
        told.append(error)

    jobs.troubled.connect(hear)
    jobs.submit_read(work)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], ZeroDivisionError)


def test_a_titled_job_is_shown_while_it_lasts_with_its_share(jobs: Jobs, qtbot: QtBot) -> None:
    gate = Gate()
    job = jobs.submit_read(gate, title="Printing the guide")
    assert jobs.shown() == [job]
    with qtbot.waitSignal(job.ended):
        gate.open.set()
    assert (job.share, jobs.shown()) == (1.0, [])


def test_closing_cancels_what_waits_and_takes_no_more(qtbot: QtBot) -> None:
    jobs, gate, done = Jobs(), Gate(), list[str]()
    jobs.submit_write(gate, done.append)
    waiting = jobs.submit_write(lambda _progress: "never", done.append)
    assert gate.begun.wait(5)
    gate.open.set()
    assert jobs.close()
    qtbot.wait(20)
    assert done == []
    late = jobs.submit_write(lambda _progress: "late", done.append)
    assert (late.state, waiting.over) == (State.CANCELLED, True)


def test_immediate_jobs_answer_before_the_call_returns(qtbot: QtBot) -> None:
    del qtbot
    jobs, answers = Jobs(immediate=True), list[int]()
    job: Job = jobs.submit_write(lambda _progress: 7, answers.append)
    assert (answers, job.state) == ([7], State.DONE)


def test_long_work_keeps_nothing_that_is_looked_up_waiting(jobs: Jobs, qtbot: QtBot) -> None:
    gates = [Gate() for _one in range(4)]
    for at, gate in enumerate(gates):
        jobs.submit_read(gate, title="Exporting" if at % 2 else "", slow=True)
    assert gates[0].begun.wait(5)
    answers: list[str] = []
    jobs.submit_read(lambda _progress: "found", answers.append)
    qtbot.waitUntil(lambda: answers == ["found"])
    for gate in gates:
        gate.open.set()
    qtbot.waitUntil(lambda: not jobs.busy())


def test_what_is_kept_waits_neither_for_reading_nor_for_writing(jobs: Jobs, qtbot: QtBot) -> None:
    gates = [Gate() for _one in range(6)]
    for gate in gates[:4]:
        jobs.submit_read(gate, slow=gate is gates[0])
    jobs.submit_write(gates[4])
    owner, kept = QObject(), list[str]()
    jobs.submit_keep(lambda _progress: kept.append("first"), owner=owner)
    jobs.submit_keep(lambda _progress: kept.append("second"), owner=owner)
    del owner
    qtbot.waitUntil(lambda: kept == ["first", "second"])
    for gate in gates:
        gate.open.set()
    qtbot.waitUntil(lambda: not jobs.busy())


def test_a_failed_write_speaks_to_nobody_who_is_gone_and_is_told_all_the_same(
    jobs: Jobs, qtbot: QtBot
) -> None:
    owner, gate, heard = QObject(), Gate(), list[Exception]()

    def work(progress: Progress) -> None:
        gate(progress)
        message = "The disk is full."
        raise InvalidInput(message)

    jobs.submit_write(work, None, heard.append, owner=owner)
    assert gate.begun.wait(5)
    del owner
    told: list[Exception] = []

    def hear(error: Exception, _job: Job) -> None:
        told.append(error)

    jobs.troubled.connect(hear)
    gate.open.set()
    qtbot.waitUntil(lambda: len(told) == 1)
    assert "disk is full" in str(told[0])
    assert heard == []
