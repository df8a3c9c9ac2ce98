# SPDX-License-Identifier: Apache-2.0
"""Many people write at once: no save is lost, and a server that goes away says so."""

from __future__ import annotations

import threading

import psycopg
import pytest
from sqlalchemy import func, select

from crm.domain.project import Project
from crm.errors import Conflict, StorageTrouble
from crm.storage.changes import Changes
from crm.storage.register import Register
from crm.storage.store import open_store
from tests.builders import a_project

WRITERS, SAVES = 8, 20


def _save_forms(register: Register, project: int, conflicts: list[Conflict]) -> None:
    """Read as a form does, save with the version that was read, and again after a conflict."""
    done = 0
    while done < SAVES:
        with register.reading() as session:
            read = session.get_one(Project, project)
            jobs, version = read.jobs or 0, read.version
        try:
            with register.writing("Save") as unit:
                unit.get(Project, project, version=version).jobs = jobs + 1
            done += 1
        except Conflict as conflict:
            conflicts.append(conflict)


def test_eight_writers_with_the_version_check_lose_no_save(
    any_where: str, any_store: Register
) -> None:
    with any_store.writing("New") as unit:
        project = a_project(unit, jobs=0).id
    desks = [open_store(any_where) for _ in range(WRITERS)]
    conflicts: list[Conflict] = []
    threads = [
        threading.Thread(target=_save_forms, args=(desk, project, conflicts)) for desk in desks
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for desk in desks:
        desk.close()
    with any_store.reading() as session:
        saved = session.get_one(Project, project)
        assert (saved.jobs, saved.version) == (WRITERS * SAVES, WRITERS * SAVES + 1)
    assert all("changed by somebody else" in c.sentence for c in conflicts)


def test_nobody_misses_what_others_wrote_at_the_same_time(
    any_where: str, any_store: Register
) -> None:
    seen: list[int] = []
    watching = threading.Event()

    def watch() -> None:
        while not watching.is_set():
            seen.extend(changes.id for changes in any_store.catch_up())
        seen.extend(changes.id for changes in any_store.catch_up())

    def write(register: Register) -> None:
        for _ in range(SAVES):
            with register.writing("New") as unit:
                a_project(unit)
                a_project(unit)

    any_store.catch_up()
    desks = [open_store(any_where) for _ in range(3)]
    watcher = threading.Thread(target=watch)
    writers = [threading.Thread(target=write, args=(desk,)) for desk in desks]
    for thread in (watcher, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    watching.set()
    watcher.join()
    for desk in desks:
        desk.close()
    assert seen == list(range(1, 3 * SAVES + 1))


def _end_connection(url: str, process: int) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(%s)", (process,))


def test_a_server_that_goes_away_in_the_middle_says_so_and_the_next_save_goes_through(
    postgres: Register, postgres_url: str
) -> None:
    heard: list[Changes] = []
    postgres.subscribe(heard.append)
    with pytest.raises(StorageTrouble, match="cannot be reached"), postgres.writing("N") as unit:
        a_project(unit, name="Lost")
        ((process,),) = unit.read(select(func.pg_backend_pid()))
        _end_connection(postgres_url, process)
        a_project(unit, name="Too late")
    assert heard == []
    with postgres.writing("Again") as unit:
        a_project(unit, name="Kept")
    with postgres.reading() as session:
        assert [project.name for project in session.query(Project)] == ["Kept"]


def test_a_server_that_goes_away_at_the_commit_says_so(
    postgres: Register, postgres_url: str
) -> None:
    with pytest.raises(StorageTrouble, match="cannot be reached"), postgres.writing("N") as unit:
        a_project(unit)
        ((process,),) = unit.read(select(func.pg_backend_pid()))
        _end_connection(postgres_url, process)


def test_a_reader_whose_server_went_away_says_so_and_comes_back(
    postgres: Register, postgres_url: str
) -> None:
    with (
        pytest.raises(StorageTrouble, match="cannot be reached"),
        postgres.reading() as session,
    ):
        _end_connection(postgres_url, session.scalar(select(func.pg_backend_pid())) or 0)
        session.query(Project).all()
    with postgres.reading() as session:
        assert session.query(Project).all() == []
