# SPDX-License-Identifier: Apache-2.0
"""Every refusal of a database is a sentence and a next step, in both languages."""

from __future__ import annotations

import errno

import psycopg
import pytest
from psycopg import errors
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from crm import words
from crm.errors import StorageTrouble
from crm.storage.engine import driver
from crm.storage.register import Register
from crm.storage.troubles import TABLE, in_words, trouble_of


def _wrapped(original: BaseException) -> DBAPIError:
    return DBAPIError("SELECT secret FROM project", {"name": "Wang"}, original)


@pytest.mark.parametrize(
    ("original", "sentence"),
    [
        (errors.AdminShutdown("terminating connection"), "cannot be reached"),
        (errors.DiskFull("could not extend file"), "disk is full"),
        (errors.SerializationFailure("could not serialize"), "another window"),
        (errors.DeadlockDetected("deadlock"), "another window"),
        (errors.InvalidPassword("password"), "name and password"),
        (errors.InsufficientPrivilege("permission denied for table project"), "may not do this"),
        (errors.TooManyConnections("sorry"), "too many visitors"),
        (errors.ReadOnlySqlTransaction("cannot execute"), "can only be read"),
        (errors.ForeignKeyViolation("violates"), "no longer exists"),
        (errors.NotNullViolation("null value in column"), r"unexpected error \(23502\)"),
        (psycopg.OperationalError("server closed the connection unexpectedly"), "cannot be reach"),
    ],
)
def test_states_of_a_server_have_their_sentences(original: Exception, sentence: str) -> None:
    assert _matches(trouble_of(_wrapped(original)), sentence)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EROFS, "can only be read"),
        (errno.EACCES, "not accessible"),
        (errno.ENOENT, "not accessible"),
    ],
)
def test_errors_of_the_file_system_have_their_sentences(number: int, sentence: str) -> None:
    with pytest.raises(StorageTrouble, match=sentence), in_words():
        raise OSError(number, "secret path")


def test_a_pool_without_a_free_connection_has_its_sentence() -> None:
    exhausted = PoolTimeout("QueuePool limit of size 4 overflow 8 reached")
    assert _matches(trouble_of(exhausted), "too many visitors")


def test_nobody_reads_the_words_of_a_driver_on_screen() -> None:
    for original in (driver().OperationalError("no such table: secret"), ValueError("secret")):
        trouble = trouble_of(_wrapped(original))
        assert "secret" not in str(trouble)
        assert trouble.next_step


def test_an_error_of_the_program_stays_what_it_is(any_store: Register) -> None:
    for bug in (KeyError("bug"), FileNotFoundError("a picture")):
        with pytest.raises(type(bug)), any_store.writing("Bug"):
            raise bug


def test_each_row_is_said_in_chinese_too() -> None:
    with words.speaking("zh_CN"):
        for told in TABLE:
            assert words.tr(told.sentence).endswith("。")
            assert words.tr(told.next_step).endswith("。")


def _matches(trouble: StorageTrouble, sentence: str) -> bool:
    with pytest.raises(StorageTrouble, match=sentence):
        raise trouble
    return True
