# SPDX-License-Identifier: Apache-2.0
"""Whether somebody else wrote is noticed, and news that could not be read comes later."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from crm.errors import StorageTrouble
from crm.storage.register import Register
from crm.storage.store import open_store
from tests.builders import a_project


def _write(register: Register) -> None:
    with register.writing("New") as unit:
        a_project(unit)


def test_nothing_stirs_when_nobody_writes(any_store: Register, other_window: Register) -> None:
    any_store.catch_up()
    with other_window.reading() as session:
        session.execute(text("SELECT 1"))
    assert any_store.catch_up() == ()


def test_what_was_there_before_the_opening_is_no_news(
    any_store: Register, other_window: Register
) -> None:
    _write(any_store)
    assert len(other_window.catch_up()) == 1
    assert other_window.catch_up() == ()


def test_the_own_changes_are_no_news(any_store: Register) -> None:
    _write(any_store)
    assert any_store.catch_up() == ()


def test_news_that_could_not_be_read_comes_with_a_later_call(
    store: Register,
) -> None:
    path = store.reader.url.database
    assert path
    other = open_store(path)
    store.catch_up()
    _write(other)
    with other.writer.connect() as connection:
        connection.exec_driver_sql("ALTER TABLE change_row RENAME TO elsewhere")
        connection.commit()
    with pytest.raises(StorageTrouble):
        store.catch_up()
    with other.writer.connect() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO change_row")
        connection.commit()
    assert len(store.catch_up()) == 1
    other.close()
