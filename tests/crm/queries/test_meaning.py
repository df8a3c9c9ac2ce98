# SPDX-License-Identifier: Apache-2.0
"""A name that was typed or pasted means one record, or a sentence says why not."""

from __future__ import annotations

import pytest

from crm.domain.project import Project
from crm.errors import InvalidInput
from crm.queries import meaning
from crm.storage.register import Register
from tests.builders import a_project


@pytest.fixture
def garden(any_store: Register) -> int:
    with any_store.writing("Prepared") as unit:
        a_project(unit, name="Tea garden, second phase", code="P-2")
        a_project(unit, name="Orchard", code="P-3")
        return a_project(unit, name="Tea garden", code="P-1").id


def meant(store: Register, text: str) -> int:
    with store.reading() as session:
        return meaning.meant(session, "project", text).id


@pytest.mark.parametrize("text", ["Tea garden", " tea GARDEN ", "P-1", "Ｐ-1"])
def test_the_exact_name_or_code_is_meant_whatever_else_contains_it(
    any_store: Register, garden: int, text: str
) -> None:
    assert meant(any_store, text) == garden


def test_a_part_that_only_one_name_has_is_enough(any_store: Register, garden: int) -> None:
    with any_store.reading() as session:
        assert meaning.meant(session, "project", "orch").label == "Orchard"
    assert garden


def test_what_fits_several_names_them(any_store: Register, garden: int) -> None:
    with pytest.raises(InvalidInput, match="Tea garden, second phase"):
        meant(any_store, "tea")
    assert garden


def test_a_deleted_record_is_meant_by_nobody(any_store: Register, garden: int) -> None:
    with any_store.writing("Delete") as unit:
        unit.delete(unit.get(Project, garden))
    with pytest.raises(InvalidInput, match="Project: none is called “P-1”"):
        meant(any_store, "P-1")


def test_each_text_has_its_own_answer(any_store: Register, garden: int) -> None:
    with any_store.reading() as session:
        found = meaning.meanings(session, "project", {"P-1", "Palace"})
        called = meaning.titles(session, "project", [garden, 99_999])
    assert getattr(found["P-1"], "id", 0) == garden
    assert "Palace" in str(found["Palace"])
    assert called == {garden: "Tea garden", 99_999: "#99999"}
