# SPDX-License-Identifier: Apache-2.0
"""A known trouble says what is wrong and what to do next, in one breath."""

from __future__ import annotations

import pytest

from crm.errors import (
    Cancelled,
    Conflict,
    CrmError,
    FieldConflict,
    InvalidInput,
    NotAllowed,
    NotFound,
    StorageTrouble,
)

KNOWN = (Conflict, InvalidInput, NotAllowed, NotFound, StorageTrouble)


@pytest.mark.parametrize("kind", KNOWN)
def test_it_reads_as_its_sentence_and_the_next_step(kind: type[CrmError]) -> None:
    trouble = kind("The disk is full.", "Make room.")
    assert str(trouble) == "The disk is full. Make room."
    assert str(kind("The disk is full.")) == "The disk is full."
    assert isinstance(trouble, CrmError)


def test_two_chinese_sentences_stand_without_a_blank_between_them() -> None:
    assert str(NotFound("磁盘已满。", "请清理磁盘。")) == "磁盘已满。请清理磁盘。"


def test_invalid_input_keeps_its_own_copy_of_what_is_wrong_where() -> None:
    wrong = {"name": "Name is empty."}
    error = InvalidInput("Please check.", fields=wrong)
    wrong.clear()
    assert error.fields == {"name": "Name is empty."}
    assert InvalidInput("Please check.").fields == {}


def test_a_conflict_says_where() -> None:
    field = FieldConflict("site", "Shuiping", "Fengba", "Xinzhou")
    assert Conflict("Changed.", fields=(field,)).fields == (field,)
    assert Conflict("Changed.").fields == ()


def test_to_stop_is_no_trouble() -> None:
    assert not issubclass(Cancelled, CrmError)
